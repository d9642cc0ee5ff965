"""Each loan with what is left of its principal line by line, so that every instalment stands in
the band of its own due day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import get_args

from application.shared.projection import Placed, Projection, Recorded
from application.views.keys import key, scope_of
from domain.exposure.banded import DueOn
from domain.financing.events import FinancingEvent, InterestAccrued, InterestCorrected
from domain.financing.evolve import evolve
from domain.financing.facts import FinancingFact
from domain.financing.request_events import RequestEvent
from domain.financing.state import Financing, NoFinancing, Stage
from domain.shared.instalments import Instalment, Schedule

FINANCING_EVENTS = get_args(FinancingEvent)
PROMISED = frozenset({Stage.OPENED, Stage.INSTRUCTED})
LIVE, OVER = "live", "over"
"""What is exposure now, and what was; a repayment taken back makes it live again."""


@dataclass(frozen=True, slots=True)
class LoanLines:
    """One loan, and its principal by due day: paid out and not repaid, or promised."""

    loan: Financing
    drawn: Schedule
    committed: Schedule


def lines_of(loan: Financing) -> LoanLines:
    """What was written off is off the book."""
    if loan.stage in PROMISED:
        return LoanLines(loan, (), loan.schedule)
    drawn = principal_on(loan, _last_known(loan)) if loan.stage is Stage.DISBURSED else ()
    return LoanLines(loan, drawn, ())


def principal_on(loan: Financing, day: date) -> Schedule:
    """What is left of the principal on `day`, by the payments that count by then."""
    standing = loan.standing(day)
    lines = () if standing is None else standing.lines
    return tuple(
        Instalment(line.due_on, line.owed.principal)
        for line in lines
        if not line.owed.principal.is_zero
    )


def _last_known(loan: Financing) -> date:
    """Time alone moves no principal: any day will do by which every fact counts."""
    days = (loan.disbursed_on, loan.accrued_through, *(it.counts_on for it in loan.repayments))
    known = [day for day in (*days, *(it.on for it in loan.changes)) if day is not None]
    return max(known, default=loan.opened_on)


def due_days(rows: Iterable[LoanLines]) -> Iterator[DueOn]:
    for row in rows:
        for line in row.drawn:
            yield DueOn(line.due_on, line.principal.currency, drawn=line.principal.minor)
        for line in row.committed:
            yield DueOn(line.due_on, line.principal.currency, committed=line.principal.minor)


def keys(recorded: Recorded) -> tuple[str, ...]:
    event = recorded.event
    if not isinstance(event, FinancingFact) or isinstance(event, RequestEvent):
        return ()
    return (key(event.lender, event.financing),)


def fold(row: LoanLines | None, _: str, recorded: Recorded) -> LoanLines | None:
    event = recorded.event
    if not isinstance(event, FINANCING_EVENTS) or isinstance(event, RequestEvent):
        return row
    after = evolve(row.loan if row else NoFinancing(), event)
    if not isinstance(after, Financing):
        return row
    if row is not None and isinstance(event, InterestAccrued | InterestCorrected):
        return LoanLines(after, row.drawn, row.committed)
    return lines_of(after)


def place(row_key: str, row: LoanLines) -> Placed:
    facet = LIVE if row.drawn or row.committed else OVER
    return Placed(scope_of(row_key), facet, row.loan.financing)


LOAN_LINES: Projection[LoanLines] = Projection(
    name="loan_lines", version=3, row=LoanLines, keys=keys, fold=fold, place=place
)
