"""What stands in the way of a credit line, in words."""

from __future__ import annotations

from api.shared.words import Words

LINE: Words = {
    "credit_line.not_found": ("There is no such credit line.", "不存在该综合授信。"),
    "process.line_unknown": ("There is no credit line {line}.", "不存在综合授信 {line}。"),
    "credit_line.already_proposed": (
        "Credit line {line} was proposed already.",
        "综合授信 {line} 已申报。",
    ),
    "credit_line.terms_unsound": (
        "The terms contradict themselves: {field} {rule:term}, found {figure:found}.",
        "条款不符合规则: {field} {rule:term}, 实为 {figure:found}。",
    ),
    "credit_line.term_stays": (
        "{term} was agreed as {agreed}; it cannot become {asked}.",
        "{term} 约定为 {agreed}, 不得改为 {asked}。",
    ),
    "credit_line.same_person": (
        "{person} proposed or suspended it; another person decides.",
        "{person} 为申报人或冻结人, 须由另一人决定。",
    ),
    "credit_line.already_approved": (
        "The line was approved on {approvedOn}.",
        "该额度已于 {approvedOn} 批准。",
    ),
    "credit_line.rejected": ("The line was turned down: {reason}.", "该额度已被否决: {reason}。"),
    "credit_line.not_yet_approved": (
        "Line {line} is not approved yet.",
        "额度 {line} 尚未批准。",
    ),
    "credit_line.closed": ("The line was closed on {closedOn}.", "该额度已于 {closedOn} 终止。"),
    "credit_line.expired": (
        "The line could be drawn until {validUntil}; today is {today}.",
        "额度有效期至 {validUntil}, 今日为 {today}。",
    ),
    "credit_line.suspended": ("The line is suspended: {reason}.", "该额度已冻结: {reason}。"),
    "credit_line.not_suspended": (
        "Line {line} is not suspended.",
        "额度 {line} 未被冻结。",
    ),
    "credit_line.conditions_not_met": (
        "The conditions are not declared met: {conditions}.",
        "尚未确认满足承诺条件: {conditions}。",
    ),
    "credit_line.no_conditions": (
        "Line {line} is committed without conditions.",
        "额度 {line} 为无条件承诺。",
    ),
    "credit_line.nothing_proposed": (
        "No change {proposal} waits for a decision.",
        "没有待批的变更 {proposal}。",
    ),
    "credit_line.dates_unsound": (
        "{field} is {given}; at the earliest {earliest}.",
        "{field} 为 {given}, 最早应为 {earliest}。",
    ),
    "credit_line.still_in_use": (
        "{inUse} of the line is still in use.",
        "额度尚有 {inUse} 在使用。",
    ),
    "credit_line.not_yet_day": (
        "A fee is posted for days that are over: {through} lies after {today}.",
        "仅对已过去的日期计费: {through} 晚于今日 {today}。",
    ),
}

DRAW: Words = {
    "credit_line.not_the_borrower": (
        "The line is not one of {asked}.",
        "该额度不属于 {asked}。",
    ),
    "credit_line.other_currency": (
        "The line is in {line}; {asked} was asked.",
        "额度币种为 {line}, 请求为 {asked}。",
    ),
    "credit_line.amount_not_positive": (
        "{requested} is not more than nothing.",
        "金额 {requested} 必须大于零。",
    ),
    "credit_line.below_minimum": (
        "{requested} was asked; a draw is at least {minimum}.",
        "申请 {requested}, 单笔支用不得低于 {minimum}。",
    ),
    "credit_line.product_not_in_line": (
        "The line is not for {product:product}.",
        "该额度不适用于{product:product}。",
    ),
    "credit_line.due_too_soon": (
        "Due on {requested}, not after today, {today}.",
        "到期日 {requested} 不晚于今日 {today}。",
    ),
    "credit_line.due_too_late": (
        "Due on {requested}; at the latest on {latest}.",
        "到期日 {requested}, 最晚为 {latest}。",
    ),
    "credit_line.beyond_part": (
        (
            "{requested} was asked; {product:product} may use {limit} of the line, and {available}"
            " is left."
        ),
        "申请 {requested}, {product:product}分项额度为 {limit}, 剩余 {available}。",
    ),
    "credit_line.beyond_line": (
        "{requested} was asked; of the line of {limit}, {available} is left.",
        "申请 {requested}, 总额度为 {limit}, 剩余 {available}。",
    ),
    "credit_line.already_blocked": (
        "A part of the line is in use for {financing} already.",
        "{financing} 已占用该额度。",
    ),
    "credit_line.not_blocked": (
        "Nothing of the line is blocked for {financing}.",
        "{financing} 未占用该额度。",
    ),
    "credit_line.block_lapsed": (
        "What was blocked for {financing} lapsed after {lapsedAfter}.",
        "{financing} 的额度占用已于 {lapsedAfter} 后失效。",
    ),
    "credit_line.released_too_much": (
        "{released} would be released for {financing}, of {utilised} utilised.",
        "{financing} 拟恢复 {released}, 已用额度仅 {utilised}。",
    ),
}

WORDS: Words = {**LINE, **DRAW}
