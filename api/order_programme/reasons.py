"""Why an order counts for less than was ordered, and what would change that, in words."""

from __future__ import annotations

from api.shared.words import Words

PARTIES: Words = {
    "order.supplier_not_admitted": ("The supplier is not admitted.", "供应商尚未准入。"),
    "order.supplier_suspended": ("The supplier is suspended.", "供应商已被暂停。"),
    "order.supplier_insolvent": ("The supplier is insolvent.", "供应商资不抵债或已进入破产程序。"),
    "order.supplier_sanctioned": ("The supplier is under sanctions.", "供应商受制裁。"),
    "order.supplier_overdue": ("The supplier has a payment overdue.", "供应商有逾期未付款。"),
    "order.buyer_not_admitted": ("The buyer is not admitted.", "买方尚未准入。"),
    "order.buyer_suspended": ("The buyer is suspended.", "买方已被暂停。"),
    "order.buyer_insolvent": ("The buyer is insolvent.", "买方资不抵债或已进入破产程序。"),
    "order.buyer_sanctioned": ("The buyer is under sanctions.", "买方受制裁。"),
    "order.buyer_overdue": ("The buyer has a payment overdue.", "买方有逾期未付款。"),
    "order.not_in_chain": (
        "The core enterprise has not let the supplier into its chain.",
        "核心企业未将该供应商纳入其供应链。",
    ),
    "order.chain_forbids": (
        "Since {since} the core enterprise does not let the supplier borrow on its orders.",
        "自 {since} 起, 核心企业不允许该供应商就其订单融资。",
    ),
    "order.chain_not_yet": (
        "The core enterprise lets the supplier borrow on its orders from {since} on.",
        "核心企业自 {since} 起方允许该供应商就其订单融资。",
    ),
    "order.chain_ran_out": (
        "The core enterprise let the supplier borrow on its orders until {until}.",
        "核心企业允许该供应商就其订单融资的期限已于 {until} 届满。",
    ),
    "order.chain_other_product": (
        (
            "The core enterprise lets its orders be lent on by {allowed:product}, and not by"
            " {product:product}."
        ),
        "核心企业允许的融资产品为{allowed:product}, 不含{product:product}。",
    ),
    "order.chain_other_lender": (
        "The core enterprise named the lenders that may lend, and this is none of them.",
        "核心企业已指定可融资的资金方, 不含本资金方。",
    ),
    "order.affiliated": ("Supplier and buyer are affiliates.", "供应商与买方为关联方。"),
    "order.not_rated": ("The lender has not rated the supplier.", "资金方尚未对供应商评级。"),
    "order.rating_stale": (
        "The rating is {days} days old; at most {limitDays}.",
        "评级已有 {days} 天, 上限 {limitDays} 天。",
    ),
    "order.rating_not_lent_on": (
        "Nothing is lent on the rating {rating}.",
        "评级 {rating} 不予融资。",
    ),
}

SCREENS: Words = {
    "order.other_currency": (
        "It is in {currency}, and the programme is not.",
        "订单币种为 {currency}, 与方案币种不同。",
    ),
    "order.cancelled": ("It was cancelled.", "订单已取消。"),
    "order.not_accepted": ("The supplier has not accepted it.", "供应商尚未接受订单。"),
    "order.not_authentic": (
        "The buyer has not confirmed it through the platform.",
        "买方尚未通过平台确认订单真实性。",
    ),
    "order.cancellable": ("The buyer may still cancel it alone.", "买方仍可单方取消订单。"),
    "order.order_encumbered": ("Somebody else holds a right on it.", "其上已设有他人权利。"),
    "order.order_lent_on_twice": (
        "An invoice that names it was lent on as well; it bears nothing new until that is settled.",
        "引用该订单的发票亦已融资, 疑似重复融资, 在查清前不得新增融资。",
    ),
    "order.too_small": (
        "{ordered} was ordered; an order is at least {least}.",
        "订单金额 {ordered}, 不得低于 {least}。",
    ),
    "order.too_old": (
        "It was placed {days} days ago; at most {limitDays}.",
        "下单已 {days} 天, 上限 {limitDays} 天。",
    ),
    "order.no_delivery_date": ("No delivery day is agreed.", "未约定交货日。"),
    "order.delivery_past": (
        "Delivery was due on {deliverBy}, {days} days ago.",
        "约定交货日 {deliverBy} 已过 {days} 天。",
    ),
    "order.delivery_too_soon": (
        "Delivery is due on {deliverBy}, in {days} days; at least {limitDays}.",
        "约定交货日 {deliverBy} 距今 {days} 天, 不得少于 {limitDays} 天。",
    ),
    "order.delivery_too_far": (
        "Delivery is due on {deliverBy}, in {days} days; at most {limitDays}.",
        "约定交货日 {deliverBy} 距今 {days} 天, 不得超过 {limitDays} 天。",
    ),
    "order.cost_unknown": (
        "The supplier has not stated what it costs.",
        "供应商尚未申报订单成本。",
    ),
    "order.gross_margin_low": (
        "At a cost of {cost} the gross margin is {margin}; at least {threshold}.",
        "成本 {cost}, 毛利率 {margin}, 不得低于 {threshold}。",
    ),
}

PARTS: Words = {
    "order.prepaid_part": (
        "Of {ordered}, {part} was paid in advance.",
        "订单 {ordered} 中已预付 {part}。",
    ),
    "order.invoiced_part": (
        "Of {ordered}, {part} is invoiced and a receivable by now.",
        "订单 {ordered} 中 {part} 已开票, 成为应收账款。",
    ),
    "order.lost_part": (
        "Of {ordered}, {part} cannot be delivered any more.",
        "订单 {ordered} 中 {part} 已无法交付。",
    ),
    "order.mismatched": (
        "Line {line}, {discord:discord}: {expected} was expected, {found} was found.",
        "第 {line} 行{discord:discord}: 应为 {expected}, 实为 {found}。",
    ),
    "order.no_reference": (
        "Line {line}: there is no reference price for {item}.",
        "第 {line} 行: {item} 没有参考价格。",
    ),
    "order.overpriced": (
        (
            "Line {line}: a price of {price} against {reference} of {asOf} by {source}; more than"
            " {band} above it does not count."
        ),
        "第 {line} 行: 单价 {price}, 参考价 {reference} ({asOf}, {source}), 超出 {band} 部分不计。",
    ),
    "order.too_large": (
        "{left} is left of it; beyond {most} nothing counts.",
        "剩余 {left}, 超出 {most} 部分不计。",
    ),
    "order.concentration_of_buyer": (
        "Financed orders of this buyer are {balance}; the cap is {cap}, {capRate} of {base}.",
        "该买方已融资订单合计 {balance}, 上限 {cap}, 即 {base} 的 {capRate}。",
    ),
    "order.concentration_of_supplier": (
        "Financed orders of this supplier are {balance}; the cap is {cap}, {capRate} of {base}.",
        "该供应商已融资订单合计 {balance}, 上限 {cap}, 即 {base} 的 {capRate}。",
    ),
    "order.chain_ratio": (
        "Of {ordered} the core enterprise lets at most {ratioMax} be lent, {most}.",
        "订单 {ordered}, 核心企业允许的融资比例至多 {ratioMax}, 即 {most}。",
    ),
    "order.chain_limit": (
        (
            "The core enterprise limits what all lenders together lend the supplier on its orders;"
            " it leaves {most} for this one."
        ),
        "核心企业限定全部资金方对该供应商的订单融资总额, 该订单至多可融资 {most}。",
    ),
}

UNTOLD: Words = {
    "order.overpriced_untold": (
        "Line {line}: a unit costs {price}; what is above {most}, by prices of {asOf}, is out.",
        "第 {line} 行: 单价 {price}, 超出 {most} ({asOf} 价格) 部分不计。",
    ),
    "order.concentration_of_buyer_untold": (
        "The lender takes on no more of this buyer's orders.",
        "资金方不再承接该买方的更多订单。",
    ),
    "order.concentration_of_supplier_untold": (
        "The lender takes on no more of this supplier's orders.",
        "资金方不再承接该供应商的更多订单。",
    ),
}
"""To the supplier: what others owe under a cap, the cap, and whose price a reference is, are the
lender's own."""

REMEDIES: Words = {
    "order_remedy.not_here": (
        "It will not count under these terms, whatever is done.",
        "在本方案条款下无法计入。",
    ),
    "order_remedy.accept_order": ("Have the supplier accept it.", "请供应商接受订单。"),
    "order_remedy.confirm_order": (
        "Have the buyer confirm it through the platform.",
        "请买方通过平台确认订单。",
    ),
    "order_remedy.make_firm": (
        "Agree that it cannot be cancelled without the supplier.",
        "约定未经供应商同意不得取消。",
    ),
    "order_remedy.vet_party": (
        "Have the party vetted, or its suspension lifted.",
        "完成准入审查或解除暂停。",
    ),
    "order_remedy.pay_arrears": ("Pay what is overdue.", "清偿逾期款项。"),
    "order_remedy.admit_to_chain": (
        "Ask the core enterprise to admit the supplier for this.",
        "请核心企业准入该供应商。",
    ),
    "order_remedy.ask_core_enterprise": (
        "Ask the core enterprise to let the supplier borrow on its orders, or more.",
        "请核心企业放宽该供应商的订单融资条件。",
    ),
    "order_remedy.settle_suspicion": (
        "Operator or both lenders say whether it is one trade.",
        "由运营方或双方资金方查清是否同一笔贸易。",
    ),
    "order_remedy.free_order": ("Have the other right released.", "请权利人解除其权利。"),
    "order_remedy.rate_supplier": ("Have the lender rate the supplier.", "请资金方评级。"),
    "order_remedy.agree_delivery": (
        "Agree on a delivery day within the window.",
        "重新约定在期限内的交货日。",
    ),
    "order_remedy.wait_for_window": (
        "Wait until delivery is near enough.",
        "等待交货日进入期限。",
    ),
    "order_remedy.state_cost": (
        "State what the order costs, with the paper that shows it.",
        "申报订单成本并附凭证。",
    ),
    "order_remedy.lower_cost": ("Lower the cost, or raise the price.", "降低成本或提高售价。"),
    "order_remedy.finance_receivable": (
        "Borrow on the receivable that it became.",
        "改就所形成的应收账款融资。",
    ),
    "order_remedy.settle_mismatch": (
        "Put the papers right, or change the order together.",
        "更正单据或共同变更订单。",
    ),
    "order_remedy.bring_reference": (
        "Bring a reference price for the item.",
        "提供该货物的参考价格。",
    ),
    "order_remedy.lower_price": ("Explain or lower the price.", "说明或调整价格。"),
    "order_remedy.lower_price_untold": (
        "Lower the price to {most} a unit, or show the lender a newer price of the item.",
        "将单价降至 {most}, 或向资金方提供该货物的最新价格。",
    ),
    "order_remedy.repay_others": (
        "Repay what is lent on the party's other orders.",
        "偿还该方其他订单项下融资。",
    ),
}

WORDS: Words = {**PARTIES, **SCREENS, **PARTS, **UNTOLD, **REMEDIES}
