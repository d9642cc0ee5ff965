"""What stands in the way of a guarantee, in words."""

from __future__ import annotations

from api.shared.words import Words

WORDS: Words = {
    "process.guarantee_unknown": ("There is no guarantee {guarantee}.", "不存在担保 {guarantee}。"),
    "process.other_guarantor": (
        "Guarantee {guarantee} was not given by {guarantor}.",
        "担保 {guarantee} 并非由 {guarantor} 提供。",
    ),
    "process.evidence_not_of_qualification": (
        "Evidence {reference} is of {check:check}, not of the guarantor's qualification.",
        "证据 {reference} 属于{check:check}, 并非保证人资质证明。",
    ),
    "guarantee.not_found": ("There is no such guarantee.", "不存在该担保。"),
    "guarantee.already_given": (
        "Guarantee {guarantee} was given already.",
        "担保 {guarantee} 已存在。",
    ),
    "guarantee.terms_unsound": (
        "A term contradicts itself: {field} {rule:term}, found {figure:found}.",
        "条款不符合规则: {field} {rule:term}, 实为 {figure:found}。",
    ),
    "guarantee.day_in_future": ("{asked} lies after today, {today}.", "{asked} 晚于今日 {today}。"),
    "guarantee.given_to_itself": (
        "{party} cannot guarantee to itself.",
        "{party} 不能向自己提供担保。",
    ),
    "guarantee.over": ("The lender refused it: {reason}.", "资金方已拒绝该担保: {reason}。"),
    "guarantee.not_accepted": (
        "The lender has not accepted the guarantee yet.",
        "资金方尚未接受该担保。",
    ),
    "guarantee.not_reviewed": (
        "Nobody has looked at the guarantor's qualification yet.",
        "尚未审查保证人资质。",
    ),
    "guarantee.same_person": (
        "{by} entered the review, so somebody else decides.",
        "{by} 录入了审查, 须由他人决定。",
    ),
    "guarantee.qualification_missing": (
        "Name the evidence that the guarantor is qualified.",
        "须列明保证人资质证明。",
    ),
    "guarantee.qualification_expired": (
        "The evidence of qualification {reference} ran out on {expiresOn}.",
        "资质证明 {reference} 已于 {expiresOn} 到期。",
    ),
    "guarantee.type_not_stated": (
        "Its type is not stated, so it is ordinary (Civil Code 686), which is not accepted.",
        "保证方式未约定, 依民法典第686条按一般保证承担, 资金方条款不接受。",
    ),
    "guarantee.ordinary_not_accepted": (
        "The lender's terms do not accept an ordinary guarantee.",
        "资金方条款不接受一般保证, 须为连带责任保证。",
    ),
    "guarantee.resolution_missing": (
        "No resolution of the company is on file, and no exception (Company Law 15).",
        "公司决议未存档, 且无例外情形 (公司法第15条)。",
    ),
    "guarantee.resolution_below_limit": (
        "The resolution allows {resolved}; the limit is {limit}.",
        "决议金额为 {resolved}, 低于担保限额 {limit}。",
    ),
    "guarantee.not_for_listed": (
        (
            "A listed company needs a resolution; the exception {ground:no_resolution} is not open"
            " to it."
        ),
        "上市公司对外担保须有决议, 不适用该例外情形: {ground:no_resolution}。",
    ),
    "guarantee.not_disclosed": (
        "Resolution {resolution} of a listed company was not announced, so it does not bind.",
        "上市公司决议 {resolution} 未公开披露, 担保不生效。",
    ),
    "guarantee.already_accepted": ("It is accepted already.", "担保已被接受。"),
    "guarantee.amount_not_positive": (
        "{amount} is not more than nothing.",
        "金额 {amount} 必须大于零。",
    ),
    "guarantee.other_currency": (
        "The guarantee is in {guarantee}; {asked} was asked.",
        "担保币种为 {guarantee}, 请求为 {asked}。",
    ),
    "guarantee.reference_taken": (
        "The bank's reference {reference} was booked already.",
        "银行流水号 {reference} 已入账。",
    ),
    "guarantee.margin_not_named": (
        "The guarantee names no margin account.",
        "担保未约定保证金账户。",
    ),
    "guarantee.margin_not_free": (
        "{asked} was asked; {free} is free, {required} is needed for what is in use.",
        "请求提取 {asked}, 可用 {free}, 在用担保所需保证金 {required}。",
    ),
    "guarantee.deposit_unknown": (
        "No margin came in under {reference}, or it was taken back already.",
        "没有以 {reference} 入账的保证金, 或该笔已被收回。",
    ),
    "guarantee.margin_short": (
        "Margin of {required} is needed; {held} is held.",
        "所需保证金 {required}, 现有 {held}。",
    ),
    "guarantee.suspended": (
        "The lender suspended the guarantee: {reason}.",
        "资金方已暂停该担保: {reason}。",
    ),
    "guarantee.not_suspended": ("The guarantee is not suspended.", "该担保未被暂停。"),
    "guarantee.new_use_stopped": (
        "The guarantor stopped new use from {fromOn} on.",
        "保证人已自 {fromOn} 起停止新增担保。",
    ),
    "guarantee.notice_in_past": (
        "A notice counts from today, {today}, or later, not from {fromOn}.",
        "通知不得追溯: {fromOn} 早于今日 {today}。",
    ),
    "guarantee.outside_validity": (
        "Debts come under it from {validFrom} to {validUntil}; today is {today}.",
        "担保有效期为 {validFrom} 至 {validUntil}, 今日为 {today}。",
    ),
    "guarantee.borrower_not_covered": (
        "{borrower} is not among those whose debts it covers.",
        "{borrower} 不在担保范围内。",
    ),
    "guarantee.borrower_is_guarantor": (
        "{borrower} cannot guarantee its own debt.",
        "{borrower} 不能为自身债务担保。",
    ),
    "guarantee.already_reserved": (
        "Something is kept for financing {financing} already.",
        "融资 {financing} 已占用该担保。",
    ),
    "guarantee.due_too_soon": (
        "The debt is due on {dueOn}, not after today, {today}.",
        "债务到期日 {dueOn} 不晚于今日 {today}。",
    ),
    "guarantee.beyond_limit": (
        "{asked} was asked; {available} of {limit} is left ({inUse} in use, {paid} paid).",
        "请求 {asked}, 限额 {limit} 内可用 {available} (在用 {inUse}, 已代偿 {paid})。",
    ),
    "guarantee.beyond_licence": (
        (
            "By the rule {rule:guarantee_limit} the guarantor may answer for {limit}; it would be"
            " {liability}."
        ),
        "按监管规定, {rule:guarantee_limit}上限为 {limit}, 本笔计入后将达 {liability}。",
    ),
    "guarantee.figures_too_old": (
        "The guarantor's figures are of {asOf}; they must not be older than {earliest}.",
        "保证人财务数据日期为 {asOf}, 不得早于 {earliest}。",
    ),
    "guarantee.not_in_use": (
        "Nothing is kept or used for financing {financing}.",
        "融资 {financing} 未占用该担保。",
    ),
    "guarantee.reservation_lapsed": (
        "What was kept for {financing} ran out on {until}.",
        "为融资 {financing} 预留的担保已于 {until} 失效。",
    ),
    "guarantee.beyond_use": (
        "{asked} was to be released; {used} is used.",
        "请求释放 {asked}, 实际占用 {used}。",
    ),
    "guarantee.beyond_bound": (
        "{asked} would be used; the guarantor is bound for {bound}.",
        "将占用 {asked}, 保证人仅对 {bound} 承担责任。",
    ),
    "guarantee.lapsed": (
        "The guarantee of {financing} ended on {endedOn}.",
        "融资 {financing} 的保证期间已于 {endedOn} 届满。",
    ),
    "guarantee.called_already": (
        "{called} was claimed for {financing} already.",
        "已就融资 {financing} 要求代偿 {called}。",
    ),
    "guarantee.nothing_proposed": ("No change is proposed.", "没有待同意的变更。"),
    "guarantee.proposal_replaced": (
        "Proposal {read} was replaced by {current}.",
        "变更提议 {read} 已被 {current} 取代。",
    ),
    "guarantee.own_proposal": (
        "{party} proposed it: the other side consents.",
        "该变更由 {party} 提出, 须由对方同意。",
    ),
    "guarantee.limit_below_use": (
        "A limit of {limit} is below what is in use, {inUse}, and paid, {paid}.",
        "限额 {limit} 低于在用 {inUse} 与已代偿 {paid} 之和。",
    ),
    "guarantee.assignment_barred": (
        "The guarantee bars assignment, and the guarantor did not consent (Civil Code 696).",
        "担保禁止债权转让, 且保证人未书面同意 (民法典第696条)。",
    ),
    "guarantee.not_due_yet": (
        "The debt is due on {dueOn}; today is {today}.",
        "债务到期日为 {dueOn}, 今日为 {today}。",
    ),
    "guarantee.period_over": (
        "The last day to claim was {endsOn}; today is {today}.",
        "保证期间已于 {endsOn} 届满, 今日为 {today}。",
    ),
    "guarantee.ground_too_weak": (
        (
            "An ordinary guarantor answers after the debtor (Civil Code 687); {ground:ground} is"
            " not enough."
        ),
        "一般保证人享有先诉抗辩权 (民法典第687条), 仅凭 {ground:ground} 不得要求其代偿。",
    ),
    "guarantee.debtor_not_sued": (
        "No suit against the debtor by {endsOn} is on file (Civil Code 693).",
        "未见在 {endsOn} 前起诉债务人的记录 (民法典第693条)。",
    ),
    "guarantee.sued_too_late": (
        "The debtor was sued on {suedOn}, after the period ended on {endsOn}.",
        "起诉日 {suedOn} 晚于保证期间届满日 {endsOn}。",
    ),
    "guarantee.beyond_guaranteed": (
        "{asked} was claimed; {guaranteed} is guaranteed and not claimed yet.",
        "要求代偿 {asked}, 尚可要求 {guaranteed}。",
    ),
    "guarantee.nothing_claimed": (
        "Nothing is claimed for {financing}.",
        "融资 {financing} 没有待履行的代偿要求。",
    ),
    "guarantee.payment_unknown": (
        "No payment on a call bears the reference {bankReference}.",
        "不存在编号为 {bankReference} 的代偿款项。",
    ),
    "guarantee.beyond_claimed": (
        "{asked} was paid; {claimed} is claimed.",
        "支付 {asked}, 要求代偿的金额为 {claimed}。",
    ),
}
