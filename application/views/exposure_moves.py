"""What each event of a financing adds to its lender's exposure, dimension by dimension."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from domain.financing.events import (
    DisbursementConfirmed,
    DisbursementReturned,
    FinancingEvent,
    FinancingOpened,
    InterestAccrued,
    InterestCorrected,
    RepaymentAllocated,
    RepaymentReallocated,
    RepaymentReversed,
)
from domain.financing.facts import FinancingFact
from domain.financing.trouble_events import FinancingWrittenOff
from domain.shared.currency import Currency
from domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class Move:
    """What one event adds to one line."""

    dimension: str
    of: str
    currency: Currency
    drawn: int = 0
    committed: int = 0
    accrued: int = 0


Repaid = RepaymentAllocated | RepaymentReallocated | RepaymentReversed
Parted = (
    FinancingOpened | DisbursementConfirmed | DisbursementReturned | Repaid | FinancingWrittenOff
)
Posted = InterestAccrued | InterestCorrected


def moves(event: FinancingEvent) -> Iterator[Move]:
    """Line by line; each dimension is moved by the same amounts.

    What was written off is off the book, and so is whatever happens to it after.
    """
    if isinstance(event, Posted | Repaid) and event.off_book:
        return
    match event:
        case FinancingOpened() | DisbursementConfirmed() | DisbursementReturned():
            yield from _paid_out(event)
        case RepaymentAllocated() | RepaymentReallocated() | RepaymentReversed():
            yield from _parts(event, -1, 0)
            yield from _interest(event, -_interest_paid(event))
        case InterestAccrued() | InterestCorrected():
            yield from _interest(event, _posted(event))
        case FinancingWrittenOff():
            yield from _parts(event, -1, 0)
            yield from _interest(event, -(event.owed.interest + event.owed.penalty))
        case _:
            return


def _paid_out(
    event: FinancingOpened | DisbursementConfirmed | DisbursementReturned,
) -> Iterator[Move]:
    match event:
        case FinancingOpened():
            yield from _parts(event, 0, 1)
        case DisbursementConfirmed():
            yield from _parts(event, 1, -1)
        case DisbursementReturned():
            confirmed = event.was_confirmed
            yield from _parts(event, -1 if confirmed else 0, 0 if confirmed else -1)
        case _:
            assert_never(event)


def _parts(event: Parted, drawn: int, committed: int) -> Iterator[Move]:
    for dimension, of, part in _cuts(event):
        minor = part.minor
        yield Move(dimension, of, part.currency, minor * drawn, minor * committed)


def _cuts(event: Parted) -> Iterator[tuple[str, str, Money]]:
    """The principal that an event is about, along every dimension."""
    for obligor, part in event.by_obligor:
        yield "obligor", obligor, part
    if event.by_obligor:
        whole = Money.total((part for _, part in event.by_obligor), event.by_obligor[0][1].currency)
        for dimension, of in _sides(event):
            yield dimension, of, whole


def _sides(event: FinancingFact) -> Iterator[tuple[str, str]]:
    """The dimensions along which the whole of a financing is known, interest too."""
    facility = event.facility
    yield "seller", event.borrower
    if facility.pool is not None:
        yield "pool", facility.pool
    yield "product", facility.product.value
    yield "facility", str(facility)
    yield "currency", ""


def _interest(event: FinancingFact, amount: Money) -> Iterator[Move]:
    for dimension, of in _sides(event):
        yield Move(dimension, of, amount.currency, accrued=amount.minor)


def _interest_paid(event: Repaid) -> Money:
    match event:
        case RepaymentAllocated():
            return event.split.interest + event.split.penalty
        case RepaymentReversed():
            return -(event.split.interest + event.split.penalty)
        case RepaymentReallocated():
            more = event.after - event.before
            return more.interest + more.penalty
        case _:
            assert_never(event)


def _posted(event: Posted) -> Money:
    if isinstance(event, InterestAccrued):
        return event.amount + event.penalty
    return event.difference + event.penalty_difference
