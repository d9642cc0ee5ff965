"""What stands in the way of a lender's own limits, in words."""

from __future__ import annotations

from api.shared.words import Words

WORDS: Words = {
    "lender_limit.beyond_limit": (
        (
            "{requested} more on {party} ({capacity:capacity}) goes beyond the lender's limit of"
            " {limit}: {available} is left."
        ),
        (
            "对 {party} ({capacity:capacity}) 新增 {requested} 将超出资金方限额 {limit},"
            " 剩余额度 {available}。"
        ),
    ),
    "lender_limit.beyond_group_limit": (
        (
            "{requested} more on group {group} ({capacity:capacity}) goes beyond the lender's"
            " limit of {limit}: {available} is left."
        ),
        (
            "对集团 {group} ({capacity:capacity}) 新增 {requested} 将超出资金方限额 {limit},"
            " 剩余额度 {available}。"
        ),
    ),
    "lender_limit.other_currency": (
        "The limit is in {limit}; {asked} was asked.",
        "限额币种为 {limit}, 请求为 {asked}。",
    ),
    "lender_limit.amount_unsound": (
        "{obligor} as obligor and {guarantor} as guarantor: none negative, one more than nothing.",
        "债务人部分 {obligor}, 保证人部分 {guarantor}: 均不得为负, 且至少一项大于零。",
    ),
    "lender_limit.already_blocked": (
        "The limit is in use for {financing} already.",
        "{financing} 已占用该限额。",
    ),
    "lender_limit.not_blocked": (
        "Nothing of the limit is blocked for {financing}.",
        "{financing} 未占用该限额。",
    ),
    "lender_limit.block_lapsed": (
        "What was blocked for {financing} lapsed after {lapsedAfter}.",
        "{financing} 的限额占用已于 {lapsedAfter} 后失效。",
    ),
    "lender_limit.released_too_much": (
        (
            "{released} would be released for {financing} ({capacity:capacity}), of {utilised}"
            " utilised."
        ),
        "{financing} ({capacity:capacity}) 拟恢复 {released}, 已用限额仅 {utilised}。",
    ),
    "lender_limit.terms_unsound": (
        "The limit contradicts itself: {field} {rule:term}, found {figure:found}.",
        "限额不符合规则: {field} {rule:term}, 实为 {figure:found}。",
    ),
    "lender_limit.effective_too_early": (
        "It would count from {effectiveOn}, before today, {today}.",
        "生效日 {effectiveOn} 早于今日 {today}。",
    ),
    "lender_limit.nothing_proposed": (
        "No limit {proposal} waits for a decision.",
        "没有待批的限额 {proposal}。",
    ),
    "lender_limit.same_person": (
        "{person} proposed it; another person decides.",
        "{person} 为申报人, 须由另一人决定。",
    ),
    "lender_limit.group_not_found": ("There is no group {group}.", "不存在集团 {group}。"),
    "lender_limit.not_found": ("There is no such limit.", "不存在该限额。"),
    "lender_limit.group_already_declared": (
        "Group {group} is declared already.",
        "集团 {group} 已认定。",
    ),
    "lender_limit.evidence_missing": (
        "What connects the members of {group} is not evidenced.",
        "缺少集团 {group} 的关联依据。",
    ),
    "lender_limit.already_member": (
        "{party} is in group {group} already.",
        "{party} 已属于集团 {group}。",
    ),
    "lender_limit.not_member": (
        "{party} is not in group {group}.",
        "{party} 不属于集团 {group}。",
    ),
    "lender_limit.nothing_changes": (
        "Nobody comes into group {group} or leaves it.",
        "集团 {group} 成员无变化。",
    ),
}
