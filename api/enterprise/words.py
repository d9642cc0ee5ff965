"""What stands in the way of a party, in words."""

from __future__ import annotations

from api.shared.words import Words

WORDS: Words = {
    "identifier.unsound": (
        (
            "{value} is no valid {scheme:scheme} identifier ({rule:identifier_rule}):"
            " expected {expected:identifier_expected}, found {found}."
        ),
        (
            "{value} 不是有效的{scheme:scheme}, {rule:identifier_rule}不符:"
            " 应为 {expected:identifier_expected}, 实为 {found}。"
        ),
    ),
    "enterprise.not_found": ("There is no party {party}.", "不存在企业 {party}。"),
    "enterprise.already_registered": ("{party} is on file already.", "企业 {party} 已登记。"),
    "enterprise.identifier_taken": (
        "The {scheme:scheme} identifier {value} belongs to another party.",
        "{scheme:scheme} {value} 已属于其他企业。",
    ),
    "enterprise.identifier_missing": (
        "{party} needs at least one identifier.",
        "企业 {party} 至少需要一个标识。",
    ),
    "enterprise.role_missing": (
        "{party} needs at least one role.",
        "企业 {party} 至少需要一个角色。",
    ),
    "enterprise.evidence_missing": (
        "Nothing was given for the decision on {party} to rest on.",
        "未提供对 {party} 作出决定的依据。",
    ),
    "enterprise.evidence_on_file": (
        "Evidence {reference} is on file already.",
        "证据 {reference} 已在案。",
    ),
    "enterprise.evidence_unknown": (
        "No evidence {reference} is on file.",
        "案卷中没有证据 {reference}。",
    ),
    "enterprise.evidence_expired": (
        "Evidence {reference} expired on {expiredOn}.",
        "证据 {reference} 已于 {expiredOn} 过期。",
    ),
    "enterprise.check_missing": (
        "The check of {check:check} is missing.",
        "缺少{check:check}。",
    ),
    "enterprise.same_person": (
        "{actor} took the first step and may not decide on it: four eyes.",
        "{actor} 为经办人, 不得自行复核: 须双人复核。",
    ),
    "enterprise.admission_too_short": (
        "An admission until {until} would be over today, {today}.",
        "准入期限 {until} 早于今日 {today}。",
    ),
    "enterprise.admission_runs": ("The admission runs until {until}.", "准入有效期至 {until}。"),
    "enterprise.not_admitted": ("{party} is not admitted.", "企业 {party} 尚未准入。"),
    "enterprise.admission_expired": (
        "The admission of {party} ended on {until}.",
        "企业 {party} 的准入已于 {until} 到期。",
    ),
    "enterprise.suspended": ("{party} is suspended.", "企业 {party} 已被暂停。"),
    "enterprise.insolvent": ("{party} is insolvent.", "企业 {party} 已资不抵债或进入破产程序。"),
    "enterprise.sanctioned": ("{party} is under sanctions.", "企业 {party} 受制裁。"),
    "enterprise.role_not_held": (
        "{party} does not hold the role {role:role}.",
        "企业 {party} 不具有{role:role}角色。",
    ),
    "enterprise.not_suspended": ("{party} is not suspended.", "企业 {party} 未被暂停。"),
    "enterprise.already_impeded": (
        "The impediment {impediment:impediment} is on record already.",
        "受限情形已在案: {impediment:impediment}。",
    ),
    "enterprise.not_impeded": (
        "No impediment {impediment:impediment} is on record.",
        "没有该受限情形的记录: {impediment:impediment}。",
    ),
    "enterprise.with_itself": (
        "{party} cannot stand in this relation to itself.",
        "企业 {party} 不能与自身建立该关系。",
    ),
    "enterprise.not_its_agent": ("{agent} is not its agent.", "{agent} 不是其代理人。"),
    "enterprise.not_in_chain": (
        "The party is not in the chain of {coreEnterprise}.",
        "该企业不在 {coreEnterprise} 的供应链内。",
    ),
    "enterprise.order_financing_unsound": (
        "What is allowed contradicts itself: {field} {rule:term}, found {figure:found}.",
        "准入条件不符合规则: {field} {rule:term}, 实为 {figure:found}。",
    ),
    "enterprise.amount_negative": ("{amount} is less than nothing.", "金额 {amount} 不得为负。"),
    "enterprise.older_statement": (
        "A statement of {onRecord} is on record; this one is of {asOf}.",
        "已有 {onRecord} 的对账记录, 本次为 {asOf}。",
    ),
    "enterprise.day_in_future": ("{day} lies after today, {today}.", "{day} 晚于今日 {today}。"),
}
