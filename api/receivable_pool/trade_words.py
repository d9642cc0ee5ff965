"""What stands in the way of a trade that changes hands, in words."""

from __future__ import annotations

from api.shared.words import Words

WORDS: Words = {
    "lien.double_financing_open": (
        "{asset} was perhaps financed twice: it bears nothing new until that is settled.",
        "{asset} 疑似重复融资, 在查清前不得新增融资。",
    ),
    "lien.nothing_suspected": (
        "Nothing is open about {asset}.",
        "{asset} 没有待查的重复融资疑点。",
    ),
    "process.still_lent_on_twice": (
        "{receivable} and {order} are both still lent on: one is repaid before they are linked.",
        "{receivable} 与 {order} 均仍有融资, 须先偿还其一方可关联。",
    ),
    "process.nothing_named": (
        "Say which financings are to be settled.",
        "请指明拟结清的融资。",
    ),
    "process.not_lent_on_order": (
        "{financing} was not lent on an order.",
        "{financing} 不是订单融资。",
    ),
    "process.owed_to_another": (
        "{financing} is owed to another lender than the rest, or than the pool's: pay it off.",
        "{financing} 的债权人并非该资产池的资金方, 或与其余融资不同, 应走代偿结清。",
    ),
    "process.owed_to_the_pool": (
        "{financing} is owed to the pool's own lender: take it out.",
        "{financing} 的债权人即该资产池的资金方, 应走置换。",
    ),
    "process.nothing_to_settle": (
        "Nothing is owed on {financing}: it is not paid out yet, or settled already.",
        "{financing} 尚未放款或已结清, 没有应还款项。",
    ),
    "process.out_of_another_trade": (
        "{receivable} came out of none of the orders that the money was lent on.",
        "{receivable} 并非源自相关融资所依据的订单。",
    ),
    "process.order_without_claim": (
        "None of the claims came out of order {order}.",
        "所列应收账款均非源自订单 {order}。",
    ),
    "process.order_still_lent_on": (
        "{amount} besides is lent on order {order}: name it too, or repay it first.",
        "订单 {order} 上另有融资 {amount}, 请一并列入或先行归还。",
    ),
    "process.trade_bears_less": (
        (
            "{settles} would be settled by a draw of {asked}; the pool bears {available}."
            " Repay {missing} first."
        ),
        "结清 {settles} 需支用 {asked}, 资产池仅可支用 {available}, 请先归还差额 {missing}。",
    ),
    "process.paid_too_late": (
        "To be paid by {payBy}; from {earliest} to {latest} is possible.",
        "最晚付款日为 {payBy}, 应在 {earliest} 至 {latest} 之间。",
    ),
    "process.pay_off_lapsed": (
        "What was kept for {financing} ran out at {until}: a person looks at what the bank did.",
        "为 {financing} 所作的预留已于 {until} 到期, 须人工核对银行处理结果。",
    ),
    "process.trade_still_held": (
        "{asset} secures other money.",
        "{asset} 仍为其他融资提供担保。",
    ),
    "receivable_pool.claims_bear_less": (
        "A pay-off of {asked} rests on its own claims, which bear {borne}. Repay {missing} first.",
        "代偿结清 {asked} 须由其对应的应收账款承担, 现仅可承担 {borne}, 请先归还差额 {missing}。",
    ),
    "receivable_pool.pay_off_not_under_way": (
        "{financing} pays nobody off any more: it was made, sent back or given up.",
        "{financing} 的代偿已完成、退回或放弃。",
    ),
}
