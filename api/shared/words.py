"""Codes put in words, English and Chinese; each room brings its own."""

from __future__ import annotations

import string
from collections.abc import Mapping

Words = Mapping[str, tuple[str, str]]
"""code -> (English, Chinese), with `{fact}` where a figure goes."""

_ALL: dict[str, tuple[str, str]] = {
    "request.invalid": ("{field}: {rule}.", "{field}: {ruleZh}。"),
    "request.not_json": ("The body is not JSON: {rule}.", "请求体不是 JSON: {ruleZh}。"),
    "request.id_missing": (
        "Every command needs an Idempotency-Key header of 8 to 64 visible characters.",
        "每个命令都需要 Idempotency-Key 请求头, 8 至 64 个可见字符。",
    ),
    "request.reused": (
        "This Idempotency-Key was used for another content.",
        "该 Idempotency-Key 已用于另一内容的请求。",
    ),
    "request.outcome_unknown": (
        "It is not known whether the command took effect. Send again with the same key.",
        "命令是否生效未知, 请用同一键重发。",
    ),
    "request.try_again": (
        "Nothing was decided. Send again with the same key.",
        "尚未作出任何决定, 请用同一键重发。",
    ),
    "request.views_behind": (
        "The views have not caught up with the position asked for. Ask again.",
        "视图尚未追上所要求的位置, 请再次查询。",
    ),
    "request.cursor_unknown": (
        "The cursor in {field} belongs to another listing.",
        "{field} 中的游标不属于此列表。",
    ),
    "request.too_large": ("At most {limit} bytes are taken.", "最多接受 {limit} 字节。"),
    "request.stale": (
        "It is at version {current}; the request read {read}.",
        "当前版本为 {current}, 请求所读为 {read}。",
    ),
    "request.version_missing": (
        "Say in If-Match which version was read: the ETag of what is edited.",
        "请在 If-Match 中给出所读版本, 即被修改对象的 ETag。",
    ),
    "request.not_yet_past": (
        "What will be known then is not known yet.",
        "该时点尚未到来, 届时所知之事现在无从得知。",
    ),
    "request.party_missing": (
        "Say whose rows: ?party=<id>.",
        "请用 ?party=<id> 指明查看哪一方的数据。",
    ),
    "request.command_unknown": (
        "No request of yours with the id {requestId} was ever answered.",
        "未找到您编号为 {requestId} 的请求。",
    ),
    "request.mapping_unknown": (
        "No column mapping is named {mapping}; known are {known}.",
        "没有名为 {mapping} 的列映射, 可用: {known}。",
    ),
    "request.position_unknown": (
        "Nothing was ever recorded at the position asked for.",
        "所要求的位置从未有过记录。",
    ),
    "request.not_allowed": ("{method} is not offered here.", "此处不提供 {method}。"),
    "request.nothing_here": ("Nothing is at this address.", "此地址不存在。"),
    "request.broken": (
        "Something is wrong on our side. Quote {reference}.",
        "系统内部错误, 请提供编号 {reference}。",
    ),
    "identity.key_missing": (
        "Send an API key: Authorization: Bearer <key>.",
        "请提供 API 密钥: Authorization: Bearer <key>。",
    ),
    "identity.key_unknown": ("This API key is not known.", "该 API 密钥无效。"),
    "identity.role_forbids": (
        "The role {role} may not do this; it takes {needed}.",
        "角色 {role} 不能进行此操作, 需要 {needed}。",
    ),
}


def register(words: Words) -> None:
    """Add a room's words; a code is worded once."""
    doubled = _ALL.keys() & words.keys()
    if doubled - {code for code in doubled if _ALL[code] == words[code]}:
        raise AssertionError(f"worded twice: {sorted(doubled)}")
    _ALL.update(words)


def worded(code: str, facts: Mapping[str, object]) -> tuple[str, str]:
    """The sentence for `code` in English and Chinese, with its figures."""
    english, chinese = sentences(code)
    shown = {name: _shown(fact) for name, fact in facts.items()}
    return (
        string.Formatter().vformat(english, (), shown),
        string.Formatter().vformat(chinese, (), shown),
    )


def template(code: str) -> tuple[str, str] | None:
    """The sentences with their `{facts}` not yet filled in; None for a code without words."""
    return _ALL.get(code)


def sentences(code: str) -> tuple[str, str]:
    """English and Chinese, before their figures are put in."""
    return _ALL[code]


def known_codes() -> frozenset[str]:
    return frozenset(_ALL)


def _shown(fact: object) -> str:
    if fact is None:
        return "-"
    if isinstance(fact, dict) and fact.keys() == {"amount", "currency"}:
        return f"{fact['currency']} {fact['amount']}"
    if isinstance(fact, dict):
        return ": ".join(shown for item in fact.values() if (shown := _shown(item)))
    if isinstance(fact, list | tuple):
        return ", ".join(_shown(item) for item in fact) or "-"
    return str(fact)
