"""A lender's book: two suppliers financed on one anchor's payables, and a third on another's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from domain.exposure.rows import ExposureRow
from domain.shared.currency import Currency
from domain.shared.facility import Facility, Product
from domain.shared.ids import FinancingId, PartyId
from domain.shared.money import Money

TODAY = date(2026, 6, 30)
BANK = PartyId("bank")
ANCHOR = PartyId("anchor")
BUYER = PartyId("buyer")
SUPPLIER = PartyId("supplier")
RIVAL = PartyId("rival")


def row(
    financing: str,
    drawn: int,
    **facts: Any,  # noqa: ANN401 - whatever fields the test is about
) -> ExposureRow:
    plain = ExposureRow(
        lender=BANK,
        facility=Facility(Product.RECEIVABLE_POOL, "pool"),
        financing=FinancingId(financing),
        borrower=SUPPLIER,
        obligor=ANCHOR,
        currency=Currency.CNY,
        drawn=drawn,
        due_on=TODAY + timedelta(days=20),
    )
    return replace(plain, **facts)


def yuan(minor: int) -> Money:
    return Money(minor, Currency.CNY)
