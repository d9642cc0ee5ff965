"""What stands in the way of a request, or of pursuing a loan, in words."""

from __future__ import annotations

from api.shared.words import Words

WORDS: Words = {
    "financing.already_requested": (
        "Financing {financing} was requested already.",
        "融资 {financing} 已提交申请。",
    ),
    "financing.lines_laid_out_by_rule": (
        "The terms lay the lines out ({plan:plan}): name none.",
        "还款计划由条款确定 ({plan:plan}), 申请时不得自行约定分期。",
    ),
    "financing.too_many_lines": (
        "{given} lines were named; the terms allow from 1 to {most}.",
        "约定了 {given} 期, 条款允许 1 至 {most} 期。",
    ),
    "financing.other_number_of_lines": (
        "The plan has {planned} lines; {given} were given.",
        "还款计划为 {planned} 期, 实际给出 {given} 期。",
    ),
    "financing.lines_out_of_order": (
        "The lines are not due one after the other: {dates}.",
        "各期到期日未依次递增: {dates}。",
    ),
    "financing.last_line_differs": (
        "The last line is due on {last}, the loan on {dueOn}.",
        "最后一期到期日为 {last}, 融资到期日为 {dueOn}。",
    ),
    "financing.line_before_start": (
        "The first line is due on {first}, not after {openedOn}.",
        "首期到期日 {first} 不晚于 {openedOn}。",
    ),
    "financing.parts_differ": (
        "The parts make up {parts}, the principal is {principal}; none may be negative.",
        "各期本金合计 {parts}, 本金为 {principal}; 各期不得为负。",
    ),
    "financing.not_requested": (
        "This is a loan that nobody had to approve.",
        "该笔融资无须审批。",
    ),
    "financing.request_over": (
        "{financing} was decided already: {was:asking}, at {at}, by {by}.",
        "{financing} 已有决定: {was:asking}, 时间 {at}, 决定人 {by}。",
    ),
    "financing.request_expired": (
        "The request could be approved until {expiresOn}.",
        "申请已于 {expiresOn} 失效。",
    ),
    "financing.approves_own_request": (
        "{by} asked for it; another person approves.",
        "{by} 为申请人, 须由他人审批。",
    ),
    "financing.approved_already": (
        "{by} approved it already; another person has to.",
        "{by} 已审批, 须由另一人复核。",
    ),
    "financing.enough_approvals": (
        "It has all {needed} approvals.",
        "已具备全部 {needed} 项审批。",
    ),
    "financing.not_approved": (
        "It needs {needed} approvals and has {approved}.",
        "需 {needed} 项审批, 现有 {approved} 项。",
    ),
    "financing.already_in_default": (
        "It was declared in default on {declaredOn}.",
        "已于 {declaredOn} 宣布违约。",
    ),
    "financing.no_default_by_days": (
        "The terms name no number of days after which it is in default.",
        "条款未约定逾期多少天构成违约。",
    ),
    "financing.not_late_enough": (
        "It is {daysPastDue} days past due; the terms say {needed}.",
        "已逾期 {daysPastDue} 天, 条款约定 {needed} 天。",
    ),
    "financing.no_cross_default": (
        "The terms do not make another loan's default one of this.",
        "条款未约定交叉违约。",
    ),
    "financing.not_in_default": (
        "It is not in default.",
        "该融资未处于违约状态。",
    ),
    "financing.all_due_already": (
        "Everything was due by {dueOn} already.",
        "全部款项已于 {dueOn} 到期。",
    ),
    "financing.proposal_waits": (
        "A proposal of {by} waits: agree to it or drop it first.",
        "{by} 的提议尚待处理: 请先同意或撤销。",
    ),
    "financing.no_proposal": (
        "Nothing was proposed.",
        "没有待处理的提议。",
    ),
    "financing.agrees_to_own_proposal": (
        "{by} proposed it; another person agrees.",
        "{by} 为提议人, 须由他人同意。",
    ),
    "financing.offer_stands": (
        "The borrower may accept the offer until {expiresOn}: it is not taken back before.",
        "借款人可在 {expiresOn} 前接受该要约, 在此之前不得撤销。",
    ),
    "financing.no_offer": (
        "No other lines wait for the borrower's answer.",
        "没有待借款人答复的还款安排变更。",
    ),
    "financing.offer_expired": (
        "The offer could be accepted until {expiresOn}.",
        "该要约的承诺期限已于 {expiresOn} 届满。",
    ),
    "financing.already_written_off": (
        "It was written off on {writtenOffOn}.",
        "已于 {writtenOffOn} 核销。",
    ),
    "financing.not_written_off": (
        "It is on the book: it is repaid or written off, not closed.",
        "该融资仍在账上, 须先结清或核销。",
    ),
    "financing.over": (
        "It was closed after a write-off: nothing more is asked for.",
        "该融资核销后已关闭, 不再追索。",
    ),
    "financing.not_guaranteed_by": (
        "Guarantee {guarantee} does not stand behind this financing.",
        "保证 {guarantee} 未为该融资提供担保。",
    ),
    "financing.beyond_guaranteed": (
        "{asked} was called; {most} can be.",
        "要求代偿 {asked}, 最多可为 {most}。",
    ),
    "financing.guarantee_not_named": (
        "{guarantor} gave several guarantees: {guarantees}. Name the one it pays on.",
        "{guarantor} 提供了多份保证: {guarantees}。请指明代偿所依据的一份。",
    ),
    "financing.not_a_guarantor": (
        "{party} does not answer for this financing.",
        "{party} 不是该融资的保证人。",
    ),
}
