"""Amounts that the terms of a facility name: in its currency, and never less than nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from domain.shared.currency import Currency
from domain.shared.fault import Fault
from domain.shared.money import Money


def faults_of_amounts(amounts: Mapping[str, Money | None], currency: Currency) -> Iterator[Fault]:
    """`amounts` by field, None where none was agreed."""
    for field, amount in amounts.items():
        if amount is None:
            continue
        if amount.currency is not currency:
            yield field, f"must be in {currency}", str(amount.currency)
        elif amount.is_negative:
            yield field, "not negative", str(amount)


def faults_of_minimum(minimum: Money, limit: Money) -> Iterator[Fault]:
    """Nothing could ever be drawn where the least that is drawn is more than the limit."""
    if minimum.currency is limit.currency and limit.is_positive and minimum > limit:
        yield "drawMinimum", f"not above the limit of {limit}", str(minimum)
