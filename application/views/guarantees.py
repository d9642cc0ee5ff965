"""Every guarantee as it stands, for the lender that it secures and the guarantor that gave it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import get_args

from application.shared.projection import Placed, Projection, Recorded, Together, never_alone
from application.shared.views import Views
from application.views.keys import is_part, key, scope_of
from domain.guarantee.agreement import CreditorTerms, GuaranteeTerms, Reviewed
from domain.guarantee.debt import Debt
from domain.guarantee.events import GuaranteeEvent, GuaranteeGiven
from domain.guarantee.evolve import evolve
from domain.guarantee.facts import OnDebt
from domain.guarantee.margin_account import MarginPriority, margin_priority
from domain.guarantee.state import Guarantee, NoGuarantee, Stage
from domain.shared.ids import FinancingId, GuaranteeId, PartyId
from domain.shared.kept import Kept
from domain.shared.money import Money
from domain.shared.refusal import BrokenPromise
from domain.shared.replacing import replace
from domain.shared.usage import Usage, Use

USED = "used"
"""The facet of debts that still use the guarantee."""

GUARANTEE_EVENTS = get_args(GuaranteeEvent)
DEBT_EVENTS = tuple(kind for kind in GUARANTEE_EVENTS if issubclass(kind, OnDebt))


@dataclass(frozen=True, slots=True)
class UnderIt:
    """One financing under a guarantee."""

    debt: Debt | None
    use: Use | None


@dataclass(frozen=True, slots=True)
class GuaranteeRow:
    """A guarantee without its debts, or one debt: each event writes the head and one of them."""

    head: Guarantee | None = None
    part: UnderIt | None = None

    @property
    def guarantee(self) -> Guarantee:
        if self.head is None:
            raise BrokenPromise("a debt is no guarantee")
        return self.head


def keys(recorded: Recorded) -> tuple[str, ...]:
    event = recorded.event
    if not isinstance(event, GUARANTEE_EVENTS):
        return ()
    heads = tuple(key(side, event.guarantee) for side in (event.lender, event.guarantor))
    if not isinstance(event, DEBT_EVENTS):
        return heads
    return (*heads, *(key(head, event.financing) for head in heads))


def together(rows: Together[GuaranteeRow], recorded: Recorded) -> Together[GuaranteeRow]:
    """Both sides have the same rows: made once."""
    event = recorded.event
    if not isinstance(event, GUARANTEE_EVENTS):
        return rows
    row = rows[key(event.lender, event.guarantee)]
    if not isinstance(event, DEBT_EVENTS):
        head = GuaranteeRow(_alone(_evolved(None if row is None else row.guarantee, event)))
        return dict.fromkeys(rows, head)
    whole = _with(
        _known(row), event.financing, rows[key(event.lender, event.guarantee, event.financing)]
    )
    after = _evolved(whole, event)
    part = UnderIt(after.debts.get(event.financing), after.usage.of(event.financing))
    gone = part.debt is None and part.use is None
    head, debt = GuaranteeRow(_alone(after)), None if gone else GuaranteeRow(part=part)
    return {name: debt if is_part(name) else head for name in rows}


def _known(row: GuaranteeRow | None) -> Guarantee:
    if row is None:
        raise BrokenPromise("a guarantee's history starts with GuaranteeGiven")
    return row.guarantee


def _evolved(before: Guarantee | None, event: GuaranteeEvent) -> Guarantee:
    if before is None and not isinstance(event, GuaranteeGiven):
        raise BrokenPromise("a guarantee's history starts with GuaranteeGiven")
    after = evolve(before or NoGuarantee(), event)
    if not isinstance(after, Guarantee):
        raise BrokenPromise("a guarantee does not vanish")
    return after


def _with(head: Guarantee, financing: FinancingId, row: GuaranteeRow | None) -> Guarantee:
    """The guarantee with the one debt that an event is about: its totals have the others."""
    part = None if row is None else row.part
    if part is None:
        return head
    debts, uses = head.debts, head.usage.uses
    if part.debt is not None:
        debts = debts.plus(financing, part.debt)
    if part.use is not None:
        uses = uses.plus(financing, part.use)
    return replace(head, debts=debts, usage=replace(head.usage, uses=uses))


def _alone(state: Guarantee) -> Guarantee:
    usage = Usage(sums=state.usage.sums)
    return replace(state, debts=Kept(), references=Kept(), deposits=Kept(), usage=usage)


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
    debts: tuple[DebtSeen, ...] | None
    """Left out of lists."""


def seen(row: GuaranteeRow, day: date, viewer: PartyId | None) -> GuaranteeSeen:
    """One of many: its debts are not told."""
    return replace(shown(row.guarantee, day, viewer), debts=None)


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


def place(row_key: str, row: GuaranteeRow) -> Placed:
    """The first to end comes first; what stops by the calendar is seen when read.

    A debt stands under its guarantee: it is in no party's list.
    """
    if row.part is not None:
        ends_on = "" if row.part.debt is None else row.part.debt.ends_on.isoformat()
        return Placed(row_key.rpartition("|")[0], USED if row.part.use else "", ends_on)
    ends = row.guarantee.next_end()
    sort = "9999-12-31" if ends is None else ends.isoformat()
    return Placed(scope_of(row_key), row.guarantee.stage.value, sort)


def uses_of(
    views: Views, scope: PartyId, guarantee: GuaranteeId
) -> Iterator[tuple[FinancingId, Use]]:
    """What is used of it by each debt that still uses any."""
    for row_key, row in views.all(GUARANTEES, key(scope, guarantee), facet=USED):
        if row.part is not None and row.part.use is not None:
            yield FinancingId(row_key.rpartition("|")[2]), row.part.use


GUARANTEES: Projection[GuaranteeRow] = Projection(
    name="guarantees",
    version=5,
    row=GuaranteeRow,
    keys=keys,
    fold=never_alone,
    place=place,
    together=together,
)
