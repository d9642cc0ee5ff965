"""Every financing as it stands, for its lender and its borrower."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import get_args

from application.shared.projection import Placed, Projection, Recorded
from application.shared.views import Views
from application.views.keys import key, scope_of
from domain.financing.events import FinancingEvent
from domain.financing.evolve import evolve
from domain.financing.facts import FinancingFact
from domain.financing.request_events import RequestEvent
from domain.financing.schedule import LineStanding
from domain.financing.state import Financing, NoFinancing, Proposal, Repayment, Stage
from domain.financing.terms import FinancingTerms
from domain.shared.allocation import Breakdown
from domain.shared.facility import Facility, Supports
from domain.shared.ids import FinancingId, PartyId
from domain.shared.instalments import Schedule
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
    if isinstance(event, RequestEvent):
        return row
    after = evolve(row or NoFinancing(), event)
    return after if isinstance(after, Financing) else None


@dataclass(frozen=True, slots=True)
class Offer:
    """Who of the lender proposed it is nobody's business but the lender's."""

    schedule: Schedule
    annual_rate: Decimal | None
    reason: str
    expires_on: date


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
    defaulted_on: date | None
    written_off_on: date | None
    proposal: Proposal | None
    """What a person of the lender proposed; to nobody else."""

    offer: Offer | None
    """Other lines that the borrower may accept."""

    surplus_held: Money
    """Paid too much, and to go back once a second person of the lender has looked."""

    as_of: date
    owed: Breakdown
    owed_in_all: Money
    to_settle: Money
    """With the fee on what is repaid before it is due."""

    lines: tuple[LineStanding, ...]
    """Instalment by instalment; none before the money is out."""


def seen(row: Financing, day: date, viewer: PartyId | None) -> FinancingSeen:
    """As `viewer` may see it on a day; None sees all."""
    owed, at = row.owed(day), row.standing(day)
    overdue = () if at is None else at.overdue(day)
    late = (day - overdue[0].due_on).days if overdue else 0
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
        days_past_due=late,
        buy_back_due_on=row.buy_back_due_on,
        accrued_through=row.accrued_through,
        repayments=row.repayments,
        defaulted_on=row.defaulted_on,
        written_off_on=row.written_off_on,
        proposal=row.proposal if viewer in {None, row.lender} else None,
        offer=_offer(row.proposal, day),
        surplus_held=row.surplus_held,
        as_of=day,
        owed=owed,
        owed_in_all=owed.total,
        to_settle=row.to_settle(day),
        lines=() if at is None else at.lines,
    )


def _offer(proposal: Proposal | None, day: date) -> Offer | None:
    if proposal is None or proposal.offered_until is None or day > proposal.offered_until:
        return None
    return Offer(proposal.schedule, proposal.annual_rate, proposal.reason, proposal.offered_until)


def place(row_key: str, row: Financing) -> Placed:
    return Placed(scope_of(row_key), row.stage.value, f"{row.due_on}|{row.financing}")


FINANCINGS: Projection[Financing] = Projection(
    name="financings", version=5, row=Financing, keys=keys, fold=fold, place=place
)


def instructed(views: Views, lender: PartyId) -> list[tuple[PartyId, FinancingId]]:
    """The lender's loans that its bank was asked to pay out."""
    rows = views.all(FINANCINGS, lender, facet=Stage.INSTRUCTED.value)
    return [(row.lender, row.financing) for _, row in rows if row.lender == lender]
