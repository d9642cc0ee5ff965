"""Every guarantee as it stands, for the lender that it secures and the guarantor that gave it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import get_args

from application.shared.projection import Placed, Projection, Recorded
from application.views.keys import key, scope_of
from domain.guarantee.agreement import CreditorTerms, GuaranteeTerms, Reviewed
from domain.guarantee.events import GuaranteeEvent, GuaranteeGiven
from domain.guarantee.evolve import evolve
from domain.guarantee.margin_account import MarginPriority, margin_priority
from domain.guarantee.state import Guarantee, NoGuarantee, Stage
from domain.shared.currency import Currency
from domain.shared.ids import FinancingId, GuaranteeId, PartyId
from domain.shared.money import Money
from domain.shared.refusal import BrokenPromise

GUARANTEE_EVENTS = get_args(GuaranteeEvent)


@dataclass(frozen=True, slots=True)
class GuaranteeRow:
    guarantee: Guarantee
    version: int


def keys(recorded: Recorded) -> tuple[str, ...]:
    event = recorded.event
    if not isinstance(event, GUARANTEE_EVENTS):
        return ()
    return (key(event.lender, event.guarantee), key(event.guarantor, event.guarantee))


def fold(row: GuaranteeRow | None, _: str, recorded: Recorded) -> GuaranteeRow | None:
    event = recorded.event
    if not isinstance(event, GUARANTEE_EVENTS):
        return row
    if row is None and not isinstance(event, GuaranteeGiven):
        raise BrokenPromise("a guarantee's history starts with GuaranteeGiven")
    after = evolve(row.guarantee if row else NoGuarantee(), event)
    if not isinstance(after, Guarantee):
        raise BrokenPromise("a guarantee does not vanish")
    return GuaranteeRow(after, recorded.version)


@dataclass(frozen=True, slots=True, kw_only=True)
class DebtSeen:
    """One financing under a guarantee."""

    financing: FinancingId
    borrower: PartyId
    bound: Money
    in_use: Money
    due_on: date
    ends_on: date
    """The last day to claim."""

    called: Money
    claimed: Money
    paid: Money
    lapsed: bool
    sued_on: date | None
    assignee: PartyId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSeen:
    """A change of terms that waits for the other side."""

    number: int
    proposed_by: PartyId
    terms: GuaranteeTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class GuaranteeSeen:
    """A guarantee as it stands today."""

    guarantee: GuaranteeId
    lender: PartyId
    guarantor: PartyId
    status: str
    """`given`, `accepted`, `suspended`, `stopped` or `refused`."""

    limit: Money
    in_use: Money
    paid: Money
    available: Money
    margin: Money
    margin_required: Money
    margin_held: Money
    """The balance, without what is set aside for claims."""

    margin_priority: MarginPriority
    claimed: Money
    next_end: date | None
    terms: GuaranteeTerms
    creditor_terms: CreditorTerms
    review: Reviewed | None
    """What the lender looked at and weighed is its own: none is shown to the guarantor."""

    change: ChangeSeen | None
    debts: tuple[DebtSeen, ...]


def seen(row: GuaranteeRow, day: date, viewer: PartyId | None) -> GuaranteeSeen:
    return shown(row.guarantee, day, viewer)


def shown(state: Guarantee, day: date, viewer: PartyId | None) -> GuaranteeSeen:
    """As `viewer` may see it; None sees all."""
    return GuaranteeSeen(
        guarantee=state.guarantee,
        lender=state.lender,
        guarantor=state.guarantor,
        status=status(state, day),
        limit=state.terms.limit,
        in_use=state.in_use(day),
        paid=state.paid,
        available=state.available(day),
        margin=state.margin,
        margin_required=state.margin_required(day),
        margin_held=state.margin_held,
        margin_priority=margin_priority(state.terms.margin_account),
        claimed=state.claimed,
        next_end=state.next_end(),
        terms=state.terms,
        creditor_terms=state.creditor,
        review=state.review if viewer in {None, state.lender} else None,
        change=_change(state),
        debts=tuple(_debts(state, day)),
    )


def _change(state: Guarantee) -> ChangeSeen | None:
    proposal = state.proposal
    if proposal is None:
        return None
    return ChangeSeen(number=proposal.number, proposed_by=proposal.party, terms=proposal.terms)


def _debts(state: Guarantee, day: date) -> Iterator[DebtSeen]:
    for financing, debt in sorted(state.debts.items()):
        use = state.usage.of(financing)
        yield DebtSeen(
            financing=financing,
            borrower=debt.borrower,
            bound=debt.bound,
            in_use=Money.zero(state.currency) if use is None else use.in_use(day),
            due_on=debt.due_on,
            ends_on=debt.ends_on,
            called=debt.called,
            claimed=debt.claimed.total,
            paid=debt.paid,
            lapsed=debt.lapsed,
            sued_on=debt.sued_on,
            assignee=debt.assignee,
        )


def status(state: Guarantee, day: date) -> str:
    if state.stage is not Stage.ACCEPTED:
        return state.stage.value
    if state.suspended is not None:
        return "suspended"
    stopped = state.stopped_from is not None and state.stopped_from <= day
    return "stopped" if stopped else state.stage.value


@dataclass(frozen=True, slots=True, kw_only=True)
class ContingentLiability:
    """What one guarantor answers for, in one currency: 或有负债."""

    guarantor: PartyId
    currency: Currency
    guarantees: int
    limit: Money
    in_use: Money
    claimed: Money
    paid: Money
    margin: Money


@dataclass(frozen=True, slots=True)
class Liability:
    """What guarantors answer for in all."""

    by_guarantor: tuple[ContingentLiability, ...]


def liability_of(rows: Iterable[GuaranteeRow], day: date) -> Liability:
    """Of the guarantees that bind, by guarantor and currency."""
    by_name: dict[tuple[PartyId, Currency], list[Guarantee]] = {}
    for row in rows:
        state = row.guarantee
        if state.stage is Stage.ACCEPTED:
            by_name.setdefault((state.guarantor, state.currency), []).append(state)
    return Liability(tuple(_sum(*name, by_name[name], day) for name in sorted(by_name)))


def _sum(
    guarantor: PartyId, currency: Currency, of: list[Guarantee], day: date
) -> ContingentLiability:
    return ContingentLiability(
        guarantor=guarantor,
        currency=currency,
        guarantees=len(of),
        limit=Money.total((it.terms.limit for it in of), currency),
        in_use=Money.total((it.in_use(day) for it in of), currency),
        claimed=Money.total((it.claimed for it in of), currency),
        paid=Money.total((it.paid for it in of), currency),
        margin=Money.total((it.margin for it in of), currency),
    )


def place(row_key: str, row: GuaranteeRow) -> Placed:
    """The first to end comes first; what stops by the calendar is seen when read."""
    ends = row.guarantee.next_end()
    sort = "9999-12-31" if ends is None else ends.isoformat()
    return Placed(scope_of(row_key), row.guarantee.stage.value, sort)


GUARANTEES: Projection[GuaranteeRow] = Projection(
    name="guarantees", version=2, row=GuaranteeRow, keys=keys, fold=fold, place=place
)
