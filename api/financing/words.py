"""What stands in the way of a financing, in words."""

from __future__ import annotations

from api.shared.words import Words

WORDS: Words = {
    "financing.not_found": ("There is no such financing.", "不存在该融资。"),
    "process.financing_unknown": ("There is no financing {financing}.", "不存在融资 {financing}。"),
    "process.transfer_used_up": (
        "{reference} of {valueDate} brought {transfer}, {booked} is booked: {asked} is too much.",
        "{valueDate} 的转账 {reference} 金额为 {transfer}, 已入账 {booked}, 不足以再入账 {asked}。",
    ),
    "process.transfer_differs": (
        "The transfer {reference} brought {known}, not {stated}.",
        "转账 {reference} 的金额为 {known}, 并非 {stated}。",
    ),
    "process.buy_back_unknown": (
        "Nothing was bought back by {reference}, or it was taken back already.",
        "没有以 {reference} 支付的回购, 或该笔已被收回。",
    ),
    "process.reference_taken": (
        "The bank's reference {reference} names another payment already.",
        "银行流水号 {reference} 已用于另一笔付款。",
    ),
    "financing.already_open": (
        "Financing {financing} is open already.",
        "融资 {financing} 已开立。",
    ),
    "financing.amount_not_positive": (
        "{amount} is not more than nothing.",
        "金额 {amount} 必须大于零。",
    ),
    "financing.other_currency": (
        "The financing is in {financing}; {asked} was asked.",
        "融资币种为 {financing}, 请求为 {asked}。",
    ),
    "financing.terms_unsound": (
        "A term contradicts itself: {field} {rule:term}, found {figure:found}.",
        "条款不符合规则: {field} {rule:term}, 实为 {figure:found}。",
    ),
    "financing.attribution_differs": (
        "The parts make up {attributed}, the principal is {principal}.",
        "各部分合计 {attributed}, 本金为 {principal}。",
    ),
    "financing.beyond_rate_ceiling": (
        "Interest, fee and penalty cost {asked} a year; the law allows {ceiling}.",
        "利息、费用与罚息合计年化 {asked}, 法定上限 {ceiling}。",
    ),
    "financing.disbursement_already_instructed": (
        "The bank was instructed already, to pay to {bankAccount}.",
        "已指示银行向 {bankAccount} 付款。",
    ),
    "financing.disbursement_not_instructed": (
        "The bank was not instructed to pay.",
        "尚未向银行发出付款指示。",
    ),
    "financing.already_disbursed": (
        "The bank paid out on {valueDate} already.",
        "银行已于 {valueDate} 放款。",
    ),
    "financing.not_disbursed": (
        "The bank has not paid out yet: nothing is owed.",
        "银行尚未放款, 没有应还款项。",
    ),
    "financing.released": (
        "The disbursement came back; the financing is over.",
        "放款已退回, 融资已终止。",
    ),
    "financing.other_amount_disbursed": (
        "{instructed} was instructed; the bank paid {confirmed}.",
        "指示放款 {instructed}, 银行实付 {confirmed}。",
    ),
    "financing.date_ahead": ("{asked} lies after today, {today}.", "{asked} 晚于今日 {today}。"),
    "financing.disbursed_before_opening": (
        "Paid out on {valueDate}, before it was opened on {openedOn}.",
        "放款日 {valueDate} 早于开立日 {openedOn}。",
    ),
    "financing.returned_before_paid_out": (
        "Said to come back on {valueDate}, before it went out on {outOn}.",
        "退回日 {valueDate} 早于放款日 {outOn}。",
    ),
    "financing.repayments_stand": (
        "{repaid} was repaid on it already.",
        "该融资已偿还 {repaid}。",
    ),
    "financing.repayment_already_allocated": (
        "Repayment {reference} was taken already.",
        "还款 {reference} 已入账。",
    ),
    "financing.repayment_unknown": (
        "There is no repayment {reference}.",
        "不存在还款 {reference}。",
    ),
    "financing.no_recourse": (
        "The claims were bought without recourse: {borrower} owes nothing.",
        "无追索权保理, {borrower} 不承担偿还责任。",
    ),
    "financing.buy_back_already_due": (
        "A buy-back was demanded already, due on {dueOn}.",
        "已要求回购, 到期日 {dueOn}。",
    ),
    "financing.repaid_before_disbursed": (
        "Repaid on {valueDate}, before it was paid out on {disbursedOn}.",
        "还款日 {valueDate} 早于放款日 {disbursedOn}。",
    ),
    "financing.surplus_not_stated": (
        "{owed} settles it on {valueDate}: of {amount}, {surplus} goes back, {stated} was said.",
        "{valueDate} 结清金额为 {owed}: 还款 {amount} 将退回 {surplus}, 而申报为 {stated}。",
    ),
    "financing.no_surplus_held": (
        "No surplus of the repayment {reference} waits.",
        "还款 {reference} 没有待复核的溢付款。",
    ),
    "financing.releases_own_surplus": (
        "{person} keyed the repayment in: another person looks at what goes back.",
        "{person} 为还款录入人, 溢付退款须由他人复核。",
    ),
    "financing.nothing_owed": ("Nothing is owed.", "没有应还款项。"),
}
