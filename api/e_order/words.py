"""What stands in the way of an order, in words."""

from __future__ import annotations

from api.shared.words import Words

WORDS: Words = {
    "e_order.not_found": (
        "There is no order {order}.",
        "不存在订单 {order}。",
    ),
    "e_order.not_a_party": (
        "{party} is neither the buyer, nor the supplier, nor an agent of one of them.",
        "{party} 既非订单买方或供应商, 也非其代理人。",
    ),
    "e_order.not_yours_to_say": (
        "This is not for {party} to say of {order}: it is for the other side.",
        "此事应由订单 {order} 的另一方表示, {party} 无权提出。",
    ),
    "e_order.own_customer": (
        "{party} cannot order from itself.",
        "{party} 不能向自己下单。",
    ),
    "e_order.no_lines": (
        "The order {order} would have no lines.",
        "订单 {order} 没有明细。",
    ),
    "e_order.line_named_twice": (
        "Line {line} is named twice.",
        "明细 {line} 重复出现。",
    ),
    "e_order.line_unknown": (
        "Order {order} has no line {line}.",
        "订单 {order} 没有明细 {line}。",
    ),
    "e_order.quantity_not_positive": (
        "Line {line}: {quantity} is no quantity.",
        "明细 {line}: 数量 {quantity} 无效。",
    ),
    "e_order.rejected_beyond_received": (
        "Line {line}: {rejected} was rejected, and {received} received.",
        "明细 {line}: 拒收 {rejected}, 超过实收 {received}。",
    ),
    "e_order.other_currency": (
        "The order is in {order}; {asked} was given.",
        "订单币种为 {order}, 所给为 {asked}。",
    ),
    "e_order.part_unsound": (
        "{part:part} is {amount}, which does not agree with the gross of {gross}.",
        "{part:part}为 {amount}, 与含税总额 {gross} 不符。",
    ),
    "e_order.tax_above_net": (
        "{field} must not be above the net amount of {net}; found {tax}.",
        "{field} 不得高于不含税金额 {net}; 实为 {tax}。",
    ),
    "e_order.paper_before_order": (
        "{field} must not be before the order, which was placed on {placedOn}; found {dated}.",
        "{field} 不得早于下单日 {placedOn}; 实为 {dated}。",
    ),
    "e_order.delivery_before_order": (
        "To be delivered by {deliverBy}, but placed on {placedOn}.",
        "交货日 {deliverBy} 早于下单日 {placedOn}。",
    ),
    "e_order.day_in_future": (
        "{day} lies ahead; today is {today}.",
        "{day} 晚于今天 {today}。",
    ),
    "e_order.contradiction": (
        "{order} is on record with other contents: {fields}.",
        "订单 {order} 已登记且内容不同: {fields}。",
    ),
    "e_order.paper_contradiction": (
        "The {paper:paper} {number} of {order} is on record with other contents; annul it first.",
        "订单 {order} 的{paper:paper} {number} 已登记且内容不同, 请先作废。",
    ),
    "e_order.paper_unknown": (
        "{order} has no {paper:paper} {number}.",
        "订单 {order} 没有编号为 {number} 的{paper:paper}。",
    ),
    "e_order.rejected": (
        "The supplier rejected {order}.",
        "供应商已拒绝订单 {order}。",
    ),
    "e_order.cancelled": (
        "{order} is cancelled.",
        "订单 {order} 已取消。",
    ),
    "e_order.closed": (
        "{order} is closed.",
        "订单 {order} 已关闭。",
    ),
    "e_order.too_much_awaited": (
        "{most} papers name this order already, which is not here: place the order first.",
        "该订单尚未登记, 已有 {most} 份单据等待, 请先登记订单。",
    ),
    "e_order.already_accepted": (
        "{order} was accepted already.",
        "订单 {order} 已被接受。",
    ),
    "e_order.beyond_ordered": (
        "Line {line}: {accepted} is more than the {ordered} ordered; that is a new offer.",
        "明细 {line}: 接受数量 {accepted} 超过订购数量 {ordered}, 属新要约。",
    ),
    "e_order.nothing_accepted": (
        "Nothing of {order} would be delivered; reject it instead.",
        "未接受订单 {order} 的任何数量, 请改为拒绝。",
    ),
    "e_order.change_unknown": (
        "No change {number} of {order} waits for an answer.",
        "订单 {order} 没有待答复的变更 {number}。",
    ),
    "e_order.change_contradiction": (
        "Change {number} of {order} was proposed with other contents.",
        "订单 {order} 的变更 {number} 已以不同内容提出。",
    ),
    "e_order.changes_nothing": (
        "Change {number} leaves {order} as it is.",
        "变更 {number} 未改变订单 {order}。",
    ),
    "e_order.below_shipped": (
        "Line {line}: {left} would be left, but {shipped} were shipped.",
        "明细 {line}: 变更后剩余 {left}, 少于已发货 {shipped}。",
    ),
    "e_order.not_cancellable": (
        "{order} binds the buyer, unless the supplier lets it go.",
        "订单 {order} 对买方有约束力, 除非供应商同意取消。",
    ),
    "e_order.already_shipped": (
        "Line {line}: {shipped} were shipped already.",
        "明细 {line}: 已发货 {shipped}。",
    ),
    "e_order.consent_missing": (
        "Money is lent on {order}: its lender must agree.",
        "订单 {order} 已用于融资, 须经资金方同意。",
    ),
    "e_order.nobody_to_ask": (
        "No money is lent on {order}: nobody's consent is needed.",
        "订单 {order} 未用于融资, 无须任何人同意。",
    ),
    "e_order.consent_not_asked": (
        "You were not asked about {number} of {order}, or have answered.",
        "未就订单 {order} 的 {number} 征求贵方同意, 或贵方已答复。",
    ),
    "e_order.no_consent_to_withdraw": (
        "Nothing agreed to on {order} is left to take back (change {number}, lines {lines}).",
        "订单 {order} (变更 {number}, 明细 {lines}) 没有可撤回的同意。",
    ),
}
