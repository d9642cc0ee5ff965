"""Why a claim counts for less than what is owed on it, and what would change that, in words."""

from __future__ import annotations

from api.shared.words import Words

PARTIES: Words = {
    "eligibility.seller_not_admitted": ("The seller is not admitted.", "卖方尚未准入。"),
    "eligibility.seller_suspended": ("The seller is suspended.", "卖方已被暂停。"),
    "eligibility.seller_insolvent": ("The seller is insolvent.", "卖方资不抵债或已进入破产程序。"),
    "eligibility.seller_sanctioned": ("The seller is under sanctions.", "卖方受制裁。"),
    "eligibility.seller_overdue": ("The seller has a payment overdue.", "卖方有逾期未付款。"),
    "eligibility.obligor_not_admitted": ("The buyer is not admitted.", "买方尚未准入。"),
    "eligibility.obligor_suspended": ("The buyer is suspended.", "买方已被暂停。"),
    "eligibility.obligor_insolvent": ("The buyer is insolvent.", "买方资不抵债或已进入破产程序。"),
    "eligibility.obligor_sanctioned": ("The buyer is under sanctions.", "买方受制裁。"),
    "eligibility.obligor_overdue": ("The buyer has a payment overdue.", "买方有逾期未付款。"),
    "eligibility.affiliate": ("Seller and buyer are affiliates.", "卖方与买方为关联方。"),
    "eligibility.foreign": ("The buyer is abroad and it is not insured.", "买方在境外且未投保。"),
    "eligibility.government": (
        "The buyer is a public body and it was not assigned as the statute asks.",
        "买方为政府机构, 且未按法定方式转让。",
    ),
}

SALE: Words = {
    "eligibility.lent_on_twice": (
        "The order that it is said to come out of was lent on as well; to be settled first.",
        "其所引用的订单亦已融资, 疑似重复融资, 须先查清。",
    ),
    "eligibility.encumbered": ("Somebody else holds a right on it.", "其上已设有他人权利。"),
    "eligibility.progress_billing": ("It is a progress billing.", "属于进度款。"),
    "eligibility.bill_and_hold": ("Billed, but the goods are held back.", "已开票但货物未交付。"),
    "eligibility.consignment": ("The goods are on consignment.", "属于寄售。"),
    "eligibility.guaranteed_sale": ("The buyer may send the goods back.", "买方享有退货权。"),
    "eligibility.finance_charge": ("It is a finance charge.", "属于利息等财务费用, 并非货款。"),
    "eligibility.chattel_paper": (
        "It is chattel paper.",
        "属于动产契据 (分期付款买卖或租赁所生债权)。",
    ),
    "eligibility.terms_extended": ("Its due date was moved.", "到期日已展期。"),
    "eligibility.terms_too_long": (
        "{days} days from invoice to due date; at most {limitDays}.",
        "账期 {days} 天, 上限 {limitDays} 天。",
    ),
    "eligibility.not_noticed": (
        "The buyer was not notified of the assignment.",
        "尚未向买方发出转让通知。",
    ),
    "eligibility.not_registered": (
        "It is not on the public file for this lender.",
        "尚未为该资金方办理公示登记。",
    ),
}

AMOUNTS: Words = {
    "eligibility.aged_past_due": (
        "{days} days past due; the limit is {limitDays}.",
        "已逾期 {days} 天, 上限 {limitDays} 天。",
    ),
    "eligibility.aged_from_invoice": (
        "{days} days since the invoice; the limit is {limitDays}.",
        "自开票起已 {days} 天, 上限 {limitDays} 天。",
    ),
    "eligibility.cross_aged": (
        (
            "Of {account} on the account, {aged} is aged, a share of {share}; the threshold is"
            " {threshold}."
        ),
        "该债务人应收合计 {account}, 其中 {aged} 账龄超限, 占比 {share}, 阈值 {threshold}。",
    ),
    "eligibility.unconfirmed": (
        "Of {owed}, the buyer has not confirmed {part}.",
        "欠款 {owed} 中, 买方未确认 {part}。",
    ),
    "eligibility.disputed": (
        "Of {owed}, {part} is disputed.",
        "欠款 {owed} 中, {part} 存在争议。",
    ),
    "eligibility.beyond_order": (
        "Of {owed}, {part} is more than the order that it names.",
        "欠款 {owed} 中, {part} 超出其所引用的订单。",
    ),
    "eligibility.contra": (
        "The seller owes the buyer {payable}, who may set it off against {account}.",
        "卖方欠买方 {payable}, 买方可就其应付的 {account} 主张抵销。",
    ),
    "eligibility.retention": (
        "Of {owed}, {part} is held back by the contract.",
        "欠款 {owed} 中, {part} 为质保金或尾款。",
    ),
    "eligibility.prepaid": (
        "Against {owed}, {part} was received in advance and not yet set off.",
        "欠款 {owed} 中, 已预收 {part}, 尚未冲抵。",
    ),
    "eligibility.vat": ("Of {owed}, {part} is VAT.", "欠款 {owed} 中, {part} 为增值税。"),
    "eligibility.unapplied_credit": (
        "A credit of {credit} on the account of {account} is not applied.",
        "往来余额 {account} 中有 {credit} 贷项尚未冲抵发票。",
    ),
    "eligibility.concentration_obligor": (
        "This buyer's claims are {balance}; the cap is {cap}, {capRate} of {base}.",
        "该买方应收账款合计 {balance}, 上限 {cap}, 即 {base} 的 {capRate}。",
    ),
    "eligibility.concentration_group": (
        "Claims on the buyer's group are {balance}; the cap is {cap}, {capRate} of {base}.",
        "买方所属集团应收账款合计 {balance}, 上限 {cap}, 即 {base} 的 {capRate}。",
    ),
    "eligibility.concentration_seller": (
        "This seller's claims are {balance}; the cap is {cap}, {capRate} of {base}.",
        "该卖方应收账款合计 {balance}, 上限 {cap}, 即 {base} 的 {capRate}。",
    ),
    "eligibility.concentration_joint": (
        "Claims on these parties together are {balance}; the cap is {cap}, {capRate} of {base}.",
        "相关各方应收账款合计 {balance}, 上限 {cap}, 即 {base} 的 {capRate}。",
    ),
}

REMEDIES: Words = {
    "remedy.nothing": (
        "It will not count in this facility, whatever is done.",
        "在本融资安排下无法计入。",
    ),
    "remedy.vetting": (
        "Have the party vetted, or its suspension lifted.",
        "完成准入审查或解除暂停。",
    ),
    "remedy.pay_overdue": ("Pay what is overdue.", "清偿逾期款项。"),
    "remedy.insure": (
        "Insure it, or have a letter of credit opened.",
        "投保信用保险或取得信用证。",
    ),
    "remedy.assign_by_statute": ("Assign it as the statute asks.", "按法定方式办理转让。"),
    "remedy.settle_suspicion": (
        "Operator or both lenders say whether it is one trade.",
        "由运营方或双方资金方查清是否同一笔贸易。",
    ),
    "remedy.release_elsewhere": ("Have the other right released.", "请权利人解除其权利。"),
    "remedy.notify": ("Notify the buyer of the assignment.", "向买方送达转让通知。"),
    "remedy.register": ("Register it on the public file.", "办理公示登记。"),
    "remedy.collect": (
        "Only payment helps: what is paid repays the financing.",
        "只能催收, 回款用于偿还融资。",
    ),
    "remedy.collect_from_obligor": (
        "Collect this buyer's aged claims until their share is within the threshold.",
        "催收该买方超龄账款, 直至占比回到阈值以内。",
    ),
    "remedy.confirm": ("Have the buyer confirm it.", "请买方确认。"),
    "remedy.resolve_dispute": ("Settle the dispute.", "解决争议。"),
    "remedy.accept_beyond_order": (
        "The buyer says that it owes it beside the order, the order is raised, or it is credited.",
        "由买方承认订单外债务, 或变更订单, 或冲减该发票。",
    ),
    "remedy.settle_payable": (
        "Pay what the seller owes the buyer, or have set-off waived.",
        "清偿对买方的应付款或取得放弃抵销的承诺。",
    ),
    "remedy.wait_for_release": (
        "Wait until the retention falls due and is confirmed.",
        "等待质保金或尾款到期并获确认。",
    ),
    "remedy.apply_credit": ("Apply the credit to its invoice.", "将贷项冲抵对应发票。"),
    "remedy.spread": (
        "Bring in claims on others, or collect this party's.",
        "补充其他方的应收账款, 或回收该方款项。",
    ),
}

WORDS: Words = {**PARTIES, **SALE, **AMOUNTS, **REMEDIES}
