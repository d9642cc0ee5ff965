"""Every financing as it stands, for its lender and its borrower."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import get_args

from application.shared.projection import Placed, Projection, Recorded
from application.views.keys import key, scope_of
from domain.financing.events import FinancingEvent
from domain.financing.evolve import evolve
from domain.financing.facts import FinancingFact
from domain.financing.state import Financing, NoFinancing, Repayment, Stage
from domain.financing.terms import FinancingTerms
from domain.shared.allocation import Breakdown
from domain.shared.facility import Facility, Supports
from domain.shared.ids import FinancingId, PartyId
from domain.shared.money import Money

FINANCING_EVENTS = get_args(FinancingEvent)


def keys(recorded: Recorded) -> tuple[str, ...]:
    event = recorded.event
    if not isinstance(event, FinancingFact):
        return ()
    return key(event.lender, event.financing), key(event.borrower, event.financing)


def fold(row: Financing | None, _: str, recorded: Recorded) -> Financing | None:
    event = recorded.event
    if not isinstance(event, FINANCING_EVENTS):
        return row
    after = evolve(row or NoFinancing(), event)
    return after if isinstance(after, Financing) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancingSeen:
    """A financing, and what would settle it on `as_of`."""

    financing: FinancingId
    facility: Facility
    supports: Supports
    lender: PartyId
    borrower: PartyId
    stage: Stage
    principal: Money
    fee: Money
    net_proceeds: Money
    terms: FinancingTerms
    opened_on: date
    disbursed_on: date | None
    due_on: date
    days_past_due: int
    buy_back_due_on: date | None
    accrued_through: date | None
    repayments: tuple[Repayment, ...]
    as_of: date
    owed: Breakdown
    owed_in_all: Money


def seen(row: Financing, day: date) -> FinancingSeen:
    owed = row.owed(day)
    late = (day - row.due_on).days if owed.total.is_positive else 0
    return FinancingSeen(
        financing=row.financing,
        facility=row.facility,
        supports=row.supports,
        lender=row.lender,
        borrower=row.borrower,
        stage=row.stage,
        principal=row.principal,
        fee=row.fee,
        net_proceeds=row.net_proceeds,
        terms=row.terms,
        opened_on=row.opened_on,
        disbursed_on=row.disbursed_on,
        due_on=row.due_on,
        days_past_due=max(late, 0),
        buy_back_due_on=row.buy_back_due_on,
        accrued_through=row.accrued_through,
        repayments=row.repayments,
        as_of=day,
        owed=owed,
        owed_in_all=owed.total,
    )


def place(row_key: str, row: Financing) -> Placed:
    return Placed(scope_of(row_key), row.stage.value, f"{row.due_on}|{row.financing}")


FINANCINGS: Projection[Financing] = Projection(
    name="financings", version=2, row=Financing, keys=keys, fold=fold, place=place
)
