"""Codes put in words, English and Chinese; each room brings its own."""

from __future__ import annotations

import string
from collections.abc import Mapping
from typing import Any

from pydantic.alias_generators import to_camel

from api.shared.term_rules import found_in_words, rule_in_words
from api.shared.vocabulary import called

Words = Mapping[str, tuple[str, str]]
"""code -> (English, Chinese); a figure goes where `{fact}` is, what a code is called where
`{fact:kind}` is."""

_ALL: dict[str, tuple[str, str]] = {
    "request.invalid": ("{field}: {rule}.", "{field}: {ruleZh}。"),
    "request.not_json": ("The body is not JSON: {rule}.", "请求体不是 JSON: {ruleZh}。"),
    "request.not_a_form": ("The form cannot be read: {rule}.", "表单无法读取: {ruleZh}。"),
    "request.other_kind": (
        "The body must be sent with Content-Type {needed}.",
        "请求体须以 Content-Type: {needed} 提交。",
    ),
    "request.id_missing": (
        "Every command needs an Idempotency-Key header of 8 to 64 visible characters.",
        "每项提交都须带 Idempotency-Key 请求头, 由 8 至 64 个可见字符组成。",
    ),
    "request.reused": (
        "This Idempotency-Key was used for another content.",
        "该 Idempotency-Key 已用于另一内容的请求。",
    ),
    "request.outcome_unknown": (
        "It is not known whether the command took effect. Send again with the same key.",
        "请求是否生效未知, 请用同一 Idempotency-Key 重发。",
    ),
    "request.try_again": (
        "Nothing was decided. Send again with the same key.",
        "请求尚未处理, 请用同一 Idempotency-Key 重发。",
    ),
    "request.views_behind": (
        "The views have not caught up with the position asked for. Ask again.",
        "数据尚未更新到所要求的位置, 请稍后再次查询。",
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
        "该时点尚未到来, 无法查询届时的数据。",
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
        "The role {role:role} may not do this; it takes {needed:role}.",
        "{role:role}不能进行此操作, 仅限{needed:role}。",
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
    return (_ENGLISH.vformat(english, (), facts), _CHINESE.vformat(chinese, (), facts))


def template(code: str) -> tuple[str, str] | None:
    """The sentences with their `{facts}` not yet filled in; None for a code without words."""
    return _ALL.get(code)


def sentences(code: str) -> tuple[str, str]:
    """English and Chinese, before their figures are put in."""
    return _ALL[code]


def known_codes() -> frozenset[str]:
    return frozenset(_ALL)


class _Sentence(string.Formatter):
    """Puts figures in; `{name:kind}` asks for what a code is called in the sentence's language."""

    def __init__(self, language: int) -> None:
        super().__init__()
        self._language = language

    def format_field(self, value: object, format_spec: str) -> str:
        match format_spec:
            case "":
                return _shown(value)
            case "failures" | "reasons":
                return self._told(value, format_spec)
            case "term":
                return rule_in_words(str(value))[self._language]
            case "found":
                return found_in_words(str(value))[self._language]
            case kind if isinstance(value, list | tuple):
                return (", ", "、")[self._language].join(self._called(kind, it) for it in value)
            case kind:
                return self._called(kind, value)

    def _called(self, kind: str, value: object) -> str:
        return "-" if value is None else called(kind, str(value))[self._language]

    def _told(self, value: object, each: str) -> str:
        """A list of refusals, or of reasons, each in its own words."""
        assert isinstance(value, list | tuple)  # noqa: S101 - what such a fact always is
        tell = self._failure if each == "failures" else self._reason
        return "; ".join(tell(it) for it in value) or ("none", "无")[self._language]

    def _failure(self, failed: Mapping[str, str]) -> str:
        """The sentence where it needs no figure besides the claim; else the claim and the code."""
        said = sentences(failed["code"])[self._language]
        if _asked(said) <= failed.keys():
            return self._clause(said, failed)
        return f"{failed['receivable']} ({failed['code']})"

    def _reason(self, reason: Mapping[str, Any]) -> str:
        figures = {to_camel(it["name"]): it["value"] for it in reason["figures"]}
        facts = {"line": reason["line"], "amount": reason["amount"], **figures}
        code = f"order.{reason['rule']}"
        said = sentences(code)
        if not _asked(said[self._language]) <= facts.keys():
            said = sentences(f"{code}_untold")
        return f"{self._clause(said[self._language], facts)} ({_shown(reason['amount'])})"

    def _clause(self, sentence: str, facts: Mapping[str, Any]) -> str:
        return self.vformat(sentence, (), facts).rstrip(".。")


_ENGLISH, _CHINESE = _Sentence(0), _Sentence(1)


def _asked(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


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
