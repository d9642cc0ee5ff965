"""Amounts that the terms of a facility name: in its currency, and never less than nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from domain.shared.currency import Currency
from domain.shared.money import Money


def faults_of_amounts(
    amounts: Mapping[str, Money | None], currency: Currency
) -> Iterator[tuple[str, str, str]]:
    """What is wrong, as (field, rule, figure); `amounts` by field, None where none was agreed."""
    for field, amount in amounts.items():
        if amount is None:
            continue
        if amount.currency is not currency:
            yield field, f"must be in {currency}", str(amount.currency)
        elif amount.is_negative:
            yield field, "not negative", str(amount)
