"""What a supplier is told under an order programme, and what stays the lender's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal

from application.processes.refusals import LenderTakesNoMore
from domain.eligibility.order_parts import highest_price
from domain.eligibility.order_reasons import CAPPED, OrderFigure, OrderReason, OrderRule
from domain.order_programme.refusals import BeyondProgramme, ProgrammeIsFrozen
from domain.shared.refusal import BrokenPromise, Refused


@contextmanager
def untold() -> Iterator[None]:
    """A supplier learns that its lender takes no more on: neither the limit of the programme,
    nor what others left of it, nor why the lender froze it."""
    try:
        yield
    except Refused as refused:
        if isinstance(refused.refusal, BeyondProgramme | ProgrammeIsFrozen):
            raise Refused(LenderTakesNoMore()) from refused
        raise


def told(reasons: tuple[OrderReason, ...]) -> tuple[OrderReason, ...]:
    """A cap counts what others owe: the supplier is told what is out by it, and no figures.

    Where a reference price came from may be another supplier's file, and the band around it is
    the lender's: the supplier is told the highest price that counts, and of which day it is.
    """
    return tuple(_told(reason) for reason in reasons)


def _told(reason: OrderReason) -> OrderReason:
    if reason.rule in CAPPED:
        return replace(reason, figures=())
    if reason.rule is OrderRule.OVERPRICED:
        return replace(reason, figures=_price_as_told(reason))
    return reason


def _price_as_told(reason: OrderReason) -> tuple[OrderFigure, ...]:
    known = {it.name: it for it in reason.figures}
    reference, band = known["reference"].value, known["band"].value
    if not isinstance(reference, Decimal) or not isinstance(band, Decimal):
        raise BrokenPromise("a reference price and the band around it are decimals")
    most = OrderFigure("most", highest_price(reference, band))
    return known["price"], most, known["as_of"]
