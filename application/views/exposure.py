"""What each lender is exposed to, kept as sums by each dimension; days are put in bands when
read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import get_args

from application.shared.projection import Placed, Projection, Recorded
from application.shared.views import Views
from application.views.book import When, book_of
from application.views.connections import CONNECTIONS, groups_of
from application.views.exposure_guaranteed import moves_of_guarantee
from application.views.exposure_moves import Move, moves
from application.views.guarantees import GUARANTEES
from application.views.keys import key, scope_of
from application.views.lines import LINES
from application.views.loan_lines import LIVE, LOAN_LINES, LoanLines, due_days
from domain.exposure.banded import banded
from domain.exposure.buckets import AGEING, MATURITY, ageing_bucket, maturity_bucket
from domain.exposure.counterparty import by_group
from domain.exposure.dimensions import Dimension
from domain.financing.events import FinancingEvent
from domain.guarantee.events import GuaranteeEvent
from domain.shared.currency import Currency
from domain.shared.ids import PartyId
from domain.shared.money import Money
from domain.shared.replacing import replace

FINANCING_EVENTS, GUARANTEE_EVENTS = get_args(FinancingEvent), get_args(GuaranteeEvent)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExposureLine:
    """One sum of one lender: currencies are never added together."""

    lender: PartyId
    dimension: str
    of: str
    """The obligor, seller, facility, guarantor or currency that it is the sum of."""

    currency: Currency
    drawn: int = 0
    """Principal paid out and not repaid; minor units."""

    committed: int = 0
    """Promised and not yet paid out by the bank."""

    accrued: int = 0
    """Interest and penalty posted and not paid; not known by obligor or guarantor."""


@dataclass(frozen=True, slots=True)
class ExposureSeen:
    """One line of a lender's exposure."""

    by: Dimension
    of: str
    """The obligor, seller, facility, guarantor, group, currency or band of days."""

    drawn: Money
    committed: Money
    accrued: Money | None
    """None where it is not known by this dimension."""


BY_DAY = {
    Dimension.MATURITY: (maturity_bucket, MATURITY),
    Dimension.AGEING: (ageing_bucket, AGEING),
}
"""What changes by the calendar alone is put in bands when read, from the due days of each loan."""


def exposure_by(
    views: Views, lender: PartyId, by: Dimension, day: date
) -> tuple[ExposureSeen, ...]:
    """A lender's exposure by one dimension, as it is read on `day`."""
    if by in BY_DAY:
        rows = (row for _, row in views.all(LOAN_LINES, lender, facet=LIVE))
        return by_band(rows, by, day)
    if by is Dimension.GROUP:
        return _by_group(views, lender, day)
    return tuple(_line(by, row) for _, row in views.all(EXPOSURE, lender, facet=by.value))


def _by_group(views: Views, lender: PartyId, day: date) -> tuple[ExposureSeen, ...]:
    found = by_group(book_of(views, lender, When(day)), groups_of(views, lender))
    return tuple(
        ExposureSeen(Dimension.GROUP, group, figure.drawn, figure.committed, None)
        for group, figure in found
    )


def by_band(rows: Iterable[LoanLines], by: Dimension, day: date) -> tuple[ExposureSeen, ...]:
    """Instalment by instalment, each in the band of its own due day."""
    bucket_of, bands = BY_DAY[by]
    found = banded(due_days(rows), bands, lambda due_on: bucket_of(due_on, day))
    return tuple(
        ExposureSeen(by, band.bucket.name, band.drawn, band.committed, None) for band in found
    )


def _line(by: Dimension, line: ExposureLine) -> ExposureSeen:
    drawn, committed, accrued = (
        Money(minor, line.currency) for minor in (line.drawn, line.committed, line.accrued)
    )
    known = None if by in {Dimension.OBLIGOR, Dimension.GUARANTOR} else accrued
    return ExposureSeen(by, line.of or line.currency, drawn, committed, known)


def keys(recorded: Recorded) -> tuple[str, ...]:
    event = recorded.event
    if not isinstance(event, FINANCING_EVENTS + GUARANTEE_EVENTS):
        return ()
    found = (key(event.lender, it.dimension, it.currency, it.of) for it in _moves(event))
    return tuple(dict.fromkeys(found))


def _moves(event: FinancingEvent | GuaranteeEvent) -> Iterator[Move]:
    if isinstance(event, GUARANTEE_EVENTS):
        return moves_of_guarantee(event)
    return moves(event) if isinstance(event, FINANCING_EVENTS) else iter(())


def fold(row: ExposureLine | None, row_key: str, recorded: Recorded) -> ExposureLine | None:
    event = recorded.event
    if not isinstance(event, FINANCING_EVENTS + GUARANTEE_EVENTS):
        return row
    lender, dimension, currency, of = row_key.split("|", 3)
    line = row or ExposureLine(
        lender=PartyId(lender), dimension=dimension, of=of, currency=Currency(currency)
    )
    for move in _moves(event):
        if (move.dimension, move.of) == (dimension, of):
            line = replace(
                line,
                drawn=line.drawn + move.drawn,
                committed=line.committed + move.committed,
                accrued=line.accrued + move.accrued,
            )
    return line if line.drawn or line.committed or line.accrued else None


def place(row_key: str, row: ExposureLine) -> Placed:
    """By dimension, the largest drawn first."""
    return Placed(
        scope_of(row_key), row.dimension, f"{LARGEST - row.drawn:020d}|{row.currency}|{row.of}"
    )


LARGEST = 10**19
"""More than any sum: it turns the order round, so that the largest comes first."""

EXPOSURE: Projection[ExposureLine] = Projection(
    name="exposure", version=5, row=ExposureLine, keys=keys, fold=fold, place=place
)

SEEN_FROM = (EXPOSURE, LOAN_LINES, GUARANTEES, LINES, CONNECTIONS)
"""The views that an exposure is read from."""
