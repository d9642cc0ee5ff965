"""What a supplier is told under an order programme, and what stays the lender's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from application.processes.refusals import LenderTakesNoMore
from domain.eligibility.order_reasons import CAPPED, OrderReason
from domain.order_programme.refusals import BeyondProgramme, ProgrammeIsFrozen
from domain.shared.refusal import Refused


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
    """A cap counts what others owe: the supplier is told what is out by it, and no figures."""
    return tuple(replace(it, figures=()) if it.rule in CAPPED else it for it in reasons)
