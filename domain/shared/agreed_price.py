"""The price that the terms of a facility name, and in which order it is paid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from domain.shared.allocation import Component, Order, is_complete
from domain.shared.fault import Fault
from domain.shared.pricing import Price

IN_ADVANCE: Fault = (
    "price",
    "nothing is deducted from a loan in advance (Civil Code 670)",
    "upfront",
)


def faults_of_rates(price: Price, others: Mapping[str, Decimal]) -> Iterator[Fault]:
    """Of the price, and of `others` by field: a rate of 1 is 100 % a year."""
    own = {"price.annualRate": price.annual_rate, "price.fee.rate": price.fee.rate}
    for field, rate in {**own, **others}.items():
        if not 0 <= rate < 1:
            yield field, "from 0 to below 1", str(rate)


def faults_of_allocation(allocation: Order) -> Iterator[Fault]:
    """A draw uses what secures it by its principal: what else it owes must be paid by then."""
    if not is_complete(allocation):
        yield "allocation", "names each component once", str(len(allocation))
    elif allocation[-1] is not Component.PRINCIPAL:
        yield "allocation", "principal last", allocation[-1].value
