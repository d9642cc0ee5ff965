"""What stands in the way of a claim, in words."""

from __future__ import annotations

from api.shared.words import Words

WORDS: Words = {
    "receivable.not_found": ("There is no claim {receivable}.", "不存在应收账款 {receivable}。"),
    "process.receivable_unknown": (
        "There is no claim {receivable}.",
        "不存在应收账款 {receivable}。",
    ),
    "process.receivables_unknown": (
        "There are no such claims: {receivables}.",
        "不存在下列应收账款: {receivables}。",
    ),
    "process.not_yours_to_ask": (
        "This is not for you to ask of {receivable}.",
        "您无权就 {receivable} 提出此请求。",
    ),
    "process.held_by_a_pool": (
        "{receivable} secures money, or is kept for a lender; it is not withdrawn.",
        "{receivable} 已作为融资担保或为资金方保留, 不得撤回。",
    ),
    "receivable.withdrawn": ("{receivable} was withdrawn.", "{receivable} 已撤回。"),
    "receivable.settled": ("{receivable} is paid.", "{receivable} 已结清。"),
    "receivable.not_a_party": (
        "{party} is neither the seller, nor the buyer, nor an agent of one of them.",
        "{party} 既非卖方或买方, 也非其代理人。",
    ),
    "receivable.not_the_assignee": (
        "Only the assignee of {receivable} may do this.",
        "仅 {receivable} 的受让人可进行此操作。",
    ),
    "receivable.not_the_buyer": (
        "Only the buyer may answer for {receivable}.",
        "仅买方可就 {receivable} 作出答复。",
    ),
    "receivable.own_debtor": ("{party} cannot owe itself.", "{party} 不能是自己的债务人。"),
    "receivable.other_currency": (
        "The claim is in {claim}; {asked} was asked.",
        "该应收账款币种为 {claim}, 请求为 {asked}。",
    ),
    "receivable.amount_not_positive": (
        "{amount} is not more than nothing.",
        "金额 {amount} 必须大于零。",
    ),
    "receivable.nothing_owed": (
        "Of {gross}, {prepaid} was paid in advance: nothing is owed.",
        "总额 {gross} 中已预付 {prepaid}, 没有应收余额。",
    ),
    "receivable.part_beyond_gross": (
        "{part:part} is {amount}, more than the gross of {gross}.",
        "{part:part}为 {amount}, 为负或超过总额 {gross}。",
    ),
    "receivable.due_before_issued": (
        "Due on {dueOn}, before it was issued on {issuedOn}.",
        "到期日 {dueOn} 早于开票日 {issuedOn}。",
    ),
    "receivable.issued_in_future": (
        "Issued on {issuedOn}, after today, {today}: a future claim is another product.",
        "开票日 {issuedOn} 晚于今日 {today}, 属于未来应收账款。",
    ),
    "receivable.day_in_future": ("{day} lies after today, {today}.", "{day} 晚于今日 {today}。"),
    "receivable.contradiction": (
        (
            "{receivable} is on record otherwise ({fields}): {amountOnRecord}, issued"
            " {issuedOnRecord}, due {dueOnRecord}; given {amountGiven}, {issuedGiven}, {dueGiven}."
        ),
        (
            "{receivable} 与在案记录矛盾 ({fields}): 在案 {amountOnRecord}, 开票 {issuedOnRecord},"
            " 到期 {dueOnRecord}; 提交 {amountGiven}, {issuedGiven}, {dueGiven}。"
        ),
    ),
    "receivable.beyond_open": (
        "{asked} was asked; {open} is open.",
        "请求 {asked}, 未结金额为 {open}。",
    ),
    "receivable.consent_missing": (
        "The buyer was notified of the assignment of {receivable}: the lender must consent.",
        "{receivable} 的转让已通知债务人, 须经资金方同意。",
    ),
    "receivable.already_noticed": (
        "A notice of assignment of {receivable} stands already.",
        "{receivable} 的转让通知已送达。",
    ),
    "receivable.not_noticed": (
        "No notice of assignment of {receivable} stands.",
        "{receivable} 没有有效的转让通知。",
    ),
    "receivable.notice_stands": (
        "The notice of assignment of {receivable} stands.",
        "{receivable} 的转让通知仍然有效。",
    ),
    "receivable.already_on_file": (
        "{receivable} is on the public file already.",
        "{receivable} 已在公示系统登记。",
    ),
    "receivable.not_on_file": (
        "It is not on the public file under {registryNumber}.",
        "公示系统中没有登记编号 {registryNumber}。",
    ),
    "receivable.registration_lapsed": (
        "The registration ended on {expiresOn}; today is {today}.",
        "登记已于 {expiresOn} 到期, 今日为 {today}。",
    ),
    "receivable.credit_already_applied": (
        "Credit note {number} was applied already.",
        "红字发票 {number} 已冲减。",
    ),
    "receivable.collection_already_applied": (
        "Collection {collection} was applied already.",
        "回款 {collection} 已入账。",
    ),
    "receivable.collection_not_applied": (
        "Collection {collection} paid nothing on it.",
        "回款 {collection} 未用于该应收账款。",
    ),
    "receivable.due_date_not_later": (
        "It falls due on {dueOn}; {asked} is no later.",
        "到期日为 {dueOn}, {asked} 并不更晚。",
    ),
    "receivable.paid_in_part": ("{receivable} is paid in part.", "{receivable} 已部分付款。"),
    "receivable.already_asked": (
        "The buyer was asked already and has until {answerDueOn}.",
        "已请求买方确认, 答复期限为 {answerDueOn}。",
    ),
    "receivable.answer_time_unsound": (
        "{days} days to answer; it must be 1 to {most}.",
        "答复期限 {days} 天, 应为 1 至 {most} 天。",
    ),
    "receivable.already_confirmed": (
        "{receivable} is confirmed for {confirmed} already.",
        "{receivable} 已确认 {confirmed}。",
    ),
    "receivable.nothing_beyond_order": (
        "Nothing of {receivable} is beyond its order and waits for the buyer.",
        "{receivable} 没有超出订单、待买方承认的部分。",
    ),
    "receivable.confirmation_stands": (
        "The buyer confirmed {confirmed} of {receivable} and cannot take it back.",
        "买方已确认 {receivable} 的 {confirmed}, 不得撤回确认。",
    ),
    "receivable.already_rejected": (
        "The buyer rejected {receivable} already.",
        "买方已拒绝 {receivable}。",
    ),
    "receivable.beyond_undisputed": (
        "{asked} was asked; of {open} that is open, {disputed} is disputed.",
        "请求 {asked}, 未结 {open} 中有 {disputed} 存在争议。",
    ),
    "receivable.beyond_dispute": (
        "{asked} was asked; {disputed} is disputed.",
        "请求 {asked}, 争议金额为 {disputed}。",
    ),
    "receivable.own_cause": (
        "{party} cannot decide a dispute in its own favour.",
        "{party} 不得自行作出有利于己的争议结论。",
    ),
    "receivable.evidence_missing": (
        "Evidence is missing for {receivable}.",
        "{receivable} 缺少证据。",
    ),
    "receivable.some_not_confirmed": (
        "None was confirmed: {count} of {asked} cannot be, the first of them {failures:failures}.",
        "全部未确认: {asked} 笔中有 {count} 笔不能确认, 其中 {failures:failures}。",
    ),
    "receivable.named_twice": ("{receivable} is named twice.", "{receivable} 重复列出。"),
    "receivable.none_named": ("No claim is named.", "未列出任何应收账款。"),
    "receivable.too_many_at_once": (
        "{asked} claims were named; at most {most} at once.",
        "列出 {asked} 笔, 一次最多 {most} 笔。",
    ),
}
