"""What a refusal says to a person, in English and Chinese, with its figures."""

from __future__ import annotations

from collections.abc import Mapping

from api.shared import words


def worded(code: str, facts: Mapping[str, object]) -> tuple[str, str]:
    """The words of the API; the bare figures where a code has none."""
    import api.rooms  # noqa: F401, PLC0415  # brings the words of every room; slow, and seldom needed

    if code in words.known_codes():
        return words.worded(code, facts)
    figures = ", ".join(f"{name} {_shown(fact)}" for name, fact in facts.items())
    return figures, figures


def _shown(fact: object) -> str:
    if isinstance(fact, dict) and fact.keys() == {"amount", "currency"}:
        return f"{fact['currency']} {fact['amount']}"
    if isinstance(fact, list):
        return ", ".join(_shown(one) for one in fact)
    return str(fact)
