"""What stands in the way of a pool, a draw or a lien, in words."""

from __future__ import annotations

from api.shared.words import Words

POOL: Words = {
    "receivable_pool.not_found": ("There is no such pool.", "不存在该资产池。"),
    "process.lender_takes_no_more": (
        "The lender takes no more on at present.",
        "资金方目前不再承接新的融资。",
    ),
    "process.pool_unknown": ("There is no pool {pool}.", "不存在资产池 {pool}。"),
    "process.decision_unknown": (
        "No decision {hash} was kept for this pool.",
        "该资产池没有编号为 {hash} 的决定。",
    ),
    "process.no_bank_account": (
        "{seller} has no bank account on file to pay to.",
        "{seller} 没有在案的收款账户。",
    ),
    "process.not_held_here": (
        "The pool does not hold {receivable}.",
        "该资产池未持有 {receivable}。",
    ),
    "process.price_below_open": (
        "The price of {price} is less than the {open} still open.",
        "回购价 {price} 低于未结金额 {open}。",
    ),
    "process.several_sellers": (
        "Claims of several sellers are named: {sellers}. One buys back its own.",
        "所列应收账款属于多个卖方: {sellers}。各卖方只能回购自己的。",
    ),
    "receivable_pool.already_open": ("Pool {pool} is open already.", "资产池 {pool} 已存在。"),
    "receivable_pool.terms_unsound": (
        "The terms contradict themselves: {field} {rule:term}, found {figure:found}.",
        "条款不符合规则: {field} {rule:term}, 实为 {figure:found}。",
    ),
    "receivable_pool.legal_form_stays": (
        "The pool was agreed as {agreed:legal_form}; it cannot become {asked:legal_form}.",
        "资产池约定的法律形式为{agreed:legal_form}, 不得改为{asked:legal_form}。",
    ),
    "receivable_pool.closed": ("The pool is closed.", "资产池已关闭。"),
    "receivable_pool.frozen": ("The pool is frozen: {reason}.", "资产池已冻结: {reason}。"),
    "receivable_pool.not_frozen": ("The pool is not frozen.", "资产池未被冻结。"),
    "receivable_pool.seller_not_in_pool": (
        "{seller} is not a seller of this pool.",
        "{seller} 不是该资产池的卖方。",
    ),
    "receivable_pool.seller_already_in_pool": (
        "{seller} is a seller of this pool already.",
        "{seller} 已是该资产池的卖方。",
    ),
    "receivable_pool.cross_support_not_in_terms": (
        "The terms do not provide for cross-support.",
        "条款未约定交叉支持。",
    ),
    "receivable_pool.other_currency": (
        "The pool is in {pool}; {asked} was asked.",
        "资产池币种为 {pool}, 请求为 {asked}。",
    ),
    "receivable_pool.obligor_not_in_terms": (
        "The pool does not take debts of {obligor}, who owes {receivable}.",
        "资产池不接受 {obligor} 的债务, 涉及 {receivable}。",
    ),
    "receivable_pool.not_the_sellers_claim": (
        "{receivable} is another seller's claim.",
        "{receivable} 属于其他卖方。",
    ),
    "receivable_pool.nothing_asked": ("Nothing is named.", "未列明任何项目。"),
    "receivable_pool.nothing_open": (
        "Nothing is owed on {receivable} any more.",
        "{receivable} 已无欠款。",
    ),
    "receivable_pool.still_drawn": (
        "{outstanding} is still outstanding.",
        "尚有 {outstanding} 未偿还。",
    ),
    "receivable_pool.still_holds_claims": (
        "The pool still holds {claims} claims.",
        "资产池仍持有 {claims} 笔应收账款。",
    ),
    "receivable_pool.would_over_advance": (
        "Without these claims the pool would be drawn {shortBy} beyond its base.",
        "移出后资产池将超额融资 {shortBy}。",
    ),
}

DRAW: Words = {
    "receivable_pool.amount_not_positive": (
        "{requested} is not more than nothing.",
        "金额 {requested} 必须大于零。",
    ),
    "receivable_pool.below_minimum": (
        "{requested} was asked; a draw is at least {minimum}.",
        "申请 {requested}, 单笔支用不得低于 {minimum}。",
    ),
    "receivable_pool.due_too_soon": (
        "Due on {requested}, not after today, {today}.",
        "到期日 {requested} 不晚于今日 {today}。",
    ),
    "receivable_pool.due_too_late": (
        "Due on {requested}; at the latest on {latest}.",
        "到期日 {requested}, 最晚为 {latest}。",
    ),
    "receivable_pool.due_after_claims": (
        (
            "Due on {requested}; the last claim falls due on {lastClaimDueOn}, so at the latest"
            " on {latest}."
        ),
        "到期日 {requested}; 最后一笔应收账款 {lastClaimDueOn} 到期, 因此最晚为 {latest}。",
    ),
    "receivable_pool.beyond_sellers_base": (
        "{requested} was asked; the seller's own eligible claims bear {available} more.",
        "申请 {requested}, 卖方自身合格应收账款还可支用 {available}。",
    ),
    "receivable_pool.beyond_pool": (
        "{requested} was asked; the pool as a whole bears {available} more.",
        "申请 {requested}, 整个资产池还可支用 {available}。",
    ),
    "receivable_pool.draw_already_made": (
        "Financing {financing} was drawn already.",
        "融资 {financing} 已支用。",
    ),
    "receivable_pool.draw_not_found": (
        "The pool knows no draw {financing}.",
        "资产池没有支用 {financing}。",
    ),
    "pricing.deducted_from_loan": (
        (
            "Nothing is deducted from a loan in advance: {discountForm:discount}, fee"
            " {feePaid:fee_paid}."
        ),
        "借款不得预先扣除利息或费用: 计息方式为{discountForm:discount}, 费用{feePaid:fee_paid}。",
    ),
    "pricing.due_before_start": (
        "Due on {dueOn}, not after {openedOn}, when the money is paid out.",
        "到期日 {dueOn} 不晚于放款日 {openedOn}。",
    ),
    "pricing.nothing_left": (
        "{deducted} would be deducted from {gross}: nothing is left.",
        "拟从 {gross} 中扣除 {deducted}, 扣除后没有可放款金额。",
    ),
}

LIEN: Words = {
    "lien.encumbered": (
        "{asset} is encumbered.",
        "{asset} 已设有权利负担。",
    ),
    "lien.some_encumbered": (
        "None was taken: {count} of {asked} are encumbered, the first of them {assets}.",
        "全部未受理: {asked} 笔中有 {count} 笔已设权利负担, 其中 {assets}。",
    ),
    "lien.not_held": (
        "Nothing is held on {asset} at rank {rank}.",
        "在 {asset} 上未持有第 {rank} 顺位权利。",
    ),
    "lien.rank_unsound": ("{rank} is no rank.", "{rank} 不是有效顺位。"),
    "lien.amount_not_positive": (
        "{amount} is not more than nothing.",
        "金额 {amount} 必须大于零。",
    ),
    "lien.reservation_unsound": (
        "Reserved until {until}; at the latest until {latest}.",
        "预留至 {until}, 最晚为 {latest}。",
    ),
    "lien.nothing_to_transfer": (
        "There is nothing on {asset} to transfer.",
        "{asset} 上没有可转让的权利。",
    ),
    "lien.circular_origin": (
        "{asset} cannot come out of {origin}, which came out of it.",
        "{asset} 不能源自由其衍生的 {origin}。",
    ),
    "lien.named_twice": ("{asset} is named twice.", "{asset} 重复列出。"),
    "lien.too_many_at_once": (
        "{asked} assets were named; at most {most} at once.",
        "列出 {asked} 项, 一次最多 {most} 项。",
    ),
}

WORDS: Words = {**POOL, **DRAW, **LIEN}
