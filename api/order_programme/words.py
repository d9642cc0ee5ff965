"""What stands in the way of an order programme and of money on an order, in words."""

from __future__ import annotations

from api.shared.words import Words

PROGRAMME: Words = {
    "process.security_before_last_approval": (
        "Approval {given} of {needed}: say collateral and margin with the last one, which lends.",
        "第 {given} 次审批 (共需 {needed} 次): 押品和保证金应在最后一次审批时提交。",
    ),
    "order_programme.not_found": ("There is no such programme.", "不存在该订单融资方案。"),
    "process.programme_unknown": (
        "There is no programme {programme}.",
        "不存在订单融资方案 {programme}。",
    ),
    "process.no_programme": (
        (
            "No lender's programme for orders of {coreEnterprise} has let {supplier} in: ask one to"
            " open a programme, or to let the supplier in."
        ),
        "尚无资金方就 {coreEnterprise} 的订单准入 {supplier}: 请资金方设立方案或准入该供应商。",
    ),
    "process.decided_under_programme": (
        "{financing} is money on an order: it is decided under programme {programme}.",
        "{financing} 属于订单融资, 应在方案 {programme} 项下审批。",
    ),
    "process.asking_unknown": (
        "Nobody asked for money on an order under the name {financing}.",
        "没有编号为 {financing} 的订单融资申请。",
    ),
    "order_programme.already_open": (
        "Programme {programme} is open already.",
        "订单融资方案 {programme} 已存在。",
    ),
    "order_programme.terms_unsound": (
        "The terms contradict themselves: {field} {rule:term}, found {figure:found}.",
        "条款不符合规则: {field} {rule:term}, 实为 {figure:found}。",
    ),
    "order_programme.closed": ("The programme is closed.", "订单融资方案已关闭。"),
    "order_programme.frozen": (
        "The programme is frozen: {reason}.",
        "订单融资方案已冻结: {reason}。",
    ),
    "order_programme.not_frozen": ("The programme is not frozen.", "订单融资方案未被冻结。"),
    "order_programme.supplier_not_in": (
        "{supplier} was not let into this programme.",
        "{supplier} 未准入该订单融资方案。",
    ),
    "order_programme.supplier_already_in": (
        "{supplier} is in this programme already.",
        "{supplier} 已准入该订单融资方案。",
    ),
    "order_programme.other_currency": (
        "The programme is in {programme}; {asked} was asked.",
        "方案币种为 {programme}, 请求为 {asked}。",
    ),
    "order_programme.limit_negative": (
        "A limit of {limit} is less than nothing.",
        "限额 {limit} 不得小于零。",
    ),
    "order_programme.rating_not_in_terms": (
        "{field} must be a rating of the terms, one of {ratings}; found {rating}.",
        "{field} 须为条款所列评级之一: {ratings}; 实为 {rating}。",
    ),
    "order_programme.dated_later": (
        "It is dated {dated}; today is {today}.",
        "日期 {dated} 晚于今日 {today}。",
    ),
    "order_programme.older_rating": (
        "Rated on {ratedOn}; a rating of {onRecord} is on record.",
        "评级日 {ratedOn}, 在案评级为 {onRecord}。",
    ),
    "order_programme.nothing_asked": ("Nothing is named.", "未列明任何项目。"),
    "order_programme.price_not_positive": (
        "The price of {item} is not more than nothing.",
        "{item} 的价格必须大于零。",
    ),
    "order_programme.still_lent": (
        "{outstanding} is still outstanding.",
        "尚有 {outstanding} 未偿还。",
    ),
}

DRAW: Words = {
    "order_programme.amount_not_positive": (
        "{requested} is not more than nothing.",
        "金额 {requested} 必须大于零。",
    ),
    "order_programme.below_minimum": (
        "{requested} was asked; at least {minimum} is lent at a time.",
        "申请 {requested}, 单笔融资不得低于 {minimum}。",
    ),
    "order_programme.due_too_soon": (
        "Due on {requested}, not after today, {today}.",
        "到期日 {requested} 不晚于今日 {today}。",
    ),
    "order_programme.due_too_late": (
        "Due on {requested}; with delivery by {deliverBy}, at the latest on {latest}.",
        "到期日 {requested}; 约定交货日 {deliverBy}, 最晚到期日为 {latest}。",
    ),
    "order_programme.order_of_another": (
        "Order {order} is not one of this supplier to the programme's core enterprise.",
        "订单 {order} 不属于该供应商与本方案核心企业之间的订单。",
    ),
    "order_programme.draw_already_made": (
        "Financing {financing} was lent already.",
        "融资 {financing} 已发放。",
    ),
    "order_programme.draw_not_found": (
        "The programme knows no financing {financing}.",
        "方案下没有融资 {financing}。",
    ),
    "order_programme.beyond_order": (
        (
            "{requested} was asked; the order bears {available} more. Of {ordered} ordered"
            " {eligible} counts, {financingRatio} of that is lent at most, {lent} is lent already."
            " Not counted: {why:reasons}."
        ),
        (
            "申请 {requested}, 该订单还可融资 {available}。订单 {ordered} 中计入 {eligible},"
            " 融资比例 {financingRatio}, 已融资 {lent}。未计入: {why:reasons}。"
        ),
    ),
    "order_programme.beyond_core_enterprise": (
        (
            "{requested} was asked; the order bears {available} more. By the core enterprise's own"
            " terms ({rule:chain_rule}) {excluded} of it does not count."
        ),
        (
            "申请 {requested}, 该订单还可融资 {available}; 因核心企业的准入条件"
            " ({rule:chain_rule}), 其中 {excluded} 不计入。"
        ),
    ),
    "order_programme.beyond_suppliers_limit": (
        "{requested} was asked; the supplier's limit leaves {available}.",
        "申请 {requested}, 供应商限额剩余 {available}。",
    ),
    "order_programme.beyond_programme": (
        "{requested} was asked; the programme as a whole leaves {available}.",
        "申请 {requested}, 方案总限额剩余 {available}。",
    ),
    "order_programme.security_short": (
        "The supplier's rating asks for a {of:security} of {required}; {given} is there.",
        "按供应商评级须提供{of:security} {required}, 现有 {given}。",
    ),
    "order_programme.asking_not_found": (
        "Nobody asks for money under the name {financing}, or it was decided already.",
        "没有编号为 {financing} 的待决申请。",
    ),
    "order_programme.payee_missing": (
        "The payment is entrusted: say which of the supplier's own suppliers is paid.",
        "本方案采用受托支付, 须指明供应商的上游收款方。",
    ),
    "order_programme.payee_not_in_terms": (
        "The money goes to the supplier itself; the terms do not entrust it to {payTo}.",
        "条款未约定受托支付, 款项不得支付给 {payTo}。",
    ),
    "order_programme.beyond_draw": (
        "{requested} was to be moved; {available} is there.",
        "拟变动 {requested}, 可变动 {available}。",
    ),
}

WORDS: Words = {**PROGRAMME, **DRAW}
