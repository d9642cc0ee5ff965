"""What an order counts for and why: made once, stored as bytes, read by everyone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, assert_never

from domain.eligibility.canonical import digest_of, json_line
from domain.eligibility.order_reasons import (
    ORDER_REMEDIES,
    Measure,
    OrderFigure,
    OrderReason,
    OrderRule,
)
from domain.shared.currency import Currency
from domain.shared.ids import OrderId
from domain.shared.money import Money
from domain.shared.refusal import BrokenPromise

FORMAT = "anchorline order results 1"
"""Raise the number when the layout below changes; old ones stay readable."""


@dataclass(frozen=True)
class OrderResults:
    """One order's line of the decision; gross = eligible + what the reasons count."""

    order: OrderId
    day: date
    gross: Money
    eligible: Money
    reasons: tuple[OrderReason, ...]
    """In the order of the rules."""

    @property
    def excluded(self) -> Money:
        return self.gross - self.eligible

    @cached_property
    def hash(self) -> str:
        """BLAKE2b-256 of `to_bytes()`, in hexadecimal."""
        return digest_of(self.to_bytes())

    def to_bytes(self) -> bytes:
        """Canonical: equal results give equal bytes on any machine."""
        return self._written

    @cached_property
    def _written(self) -> bytes:
        head = {
            "format": FORMAT,
            "order": self.order,
            "day": self.day,
            "currency": self.gross.currency,
            "gross": self.gross.minor,
            "eligible": self.eligible.minor,
        }
        return b"".join((json_line(head), *(json_line(_row(it)) for it in self.reasons)))

    @classmethod
    def from_bytes(cls, stored: bytes) -> OrderResults:
        """Read what `to_bytes` wrote; raise `BrokenPromise` where it did not."""
        first, *rows = stored.decode().split("\n")[:-1]
        head = json.loads(first)
        if head.get("format") != FORMAT:
            raise BrokenPromise(f"results are not in {FORMAT!r}")
        currency = Currency(head["currency"])
        return cls(
            order=OrderId(head["order"]),
            day=date.fromisoformat(head["day"]),
            gross=Money(head["gross"], currency),
            eligible=Money(head["eligible"], currency),
            reasons=tuple(_read(json.loads(row), currency) for row in rows),
        )


def _row(reason: OrderReason) -> list[object]:
    figures = [[it.name, *_written(it.value)] for it in reason.figures]
    return [reason.rule, reason.line, reason.amount.minor, reason.counted.minor, figures]


def _read(row: list[Any], currency: Currency) -> OrderReason:
    name, line, amount, counted, figures = row
    rule = OrderRule(name)
    return OrderReason(
        rule=rule,
        line=line,
        amount=Money(amount, currency),
        counted=Money(counted, currency),
        figures=tuple(OrderFigure(it[0], _measure(it[1], it[2])) for it in figures),
        remedy=ORDER_REMEDIES[rule],
    )


def _written(value: Measure) -> tuple[str, object]:
    match value:
        case Money():
            return "money", [value.minor, value.currency]
        case Decimal():
            return "decimal", value
        case date():
            return "day", value
        case int():
            return "count", value
        case str():
            return "word", value
        case _:
            assert_never(value)


def _measure(kind: str, written: Any) -> Measure:  # noqa: ANN401 - as JSON has it
    match kind:
        case "money":
            return Money(written[0], Currency(written[1]))
        case "decimal":
            return Decimal(written)
        case "day":
            return date.fromisoformat(written)
        case "count":
            return int(written)
        case _:
            return str(written)
