"""Why an order counts for less, on the wire: rule, figures, and both in words."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field
from pydantic.alias_generators import to_camel

from api.shared.wire import MoneyBody, to_wire
from api.shared.words import known_codes, worded
from domain.eligibility.order_reasons import ORDER_FIGURES, OrderReason


class SaidInWords(BaseModel):
    en: str
    zh: str


class OrderReasonShown(BaseModel):
    """Why an order counts for less; `counted` of all reasons add up to what is excluded."""

    rule: str
    line: str = Field(description="Of the order; empty where it is the whole order.")
    amount: MoneyBody
    counted: MoneyBody
    figures: dict[str, Any]
    words: SaidInWords
    remedy: str
    remedy_words: SaidInWords = Field(alias="remedyWords")


def reason_shown(reason: OrderReason) -> dict[str, Any]:
    figures = {to_camel(figure.name): to_wire(figure.value) for figure in reason.figures}
    facts = {"line": reason.line, "amount": to_wire(reason.amount), **figures}
    return {
        "rule": reason.rule,
        "line": reason.line,
        "amount": reason.amount,
        "counted": reason.counted,
        "figures": figures,
        "words": in_words(_code("order", reason.rule.value, reason), facts),
        "remedy": reason.remedy,
        "remedyWords": in_words(_code("order_remedy", reason.remedy.value, reason), facts),
    }


def _code(kind: str, name: str, reason: OrderReason) -> str:
    """Where not all figures are told there may be other words."""
    named = tuple(figure.name for figure in reason.figures)
    code = f"{kind}.{name}"
    untold = f"{code}_untold"
    all_told = named == ORDER_FIGURES.get(reason.rule, ())
    return code if all_told or untold not in known_codes() else untold


def in_words(code: str, figures: dict[str, Any]) -> dict[str, str]:
    english, chinese = worded(code, figures)
    return {"en": english, "zh": chinese}
