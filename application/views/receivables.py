"""Every claim as it stands, for its seller and its buyer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import get_args

from application.shared.projection import Placed, Projection, Recorded
from application.views.keys import key, scope_of
from domain.receivable.events import OnClaim, ReceivableEvent
from domain.receivable.evolve import evolve
from domain.receivable.invoice import Status, Trait
from domain.receivable.state import NoReceivable, Receivable, status_of
from domain.shared.ids import PartyId, ReceivableId
from domain.shared.money import Money

CLAIM_EVENTS = get_args(ReceivableEvent)


def keys(recorded: Recorded) -> tuple[str, ...]:
    event = recorded.event
    if not isinstance(event, OnClaim):
        return ()
    return key(event.seller, event.receivable), key(event.buyer, event.receivable)


def fold(row: Receivable | None, _: str, recorded: Recorded) -> Receivable | None:
    """The room's own fold; a withdrawn claim leaves the list."""
    event = recorded.event
    if not isinstance(event, CLAIM_EVENTS):
        return row
    after = evolve(row or NoReceivable(), event)
    return after if isinstance(after, Receivable) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSeen:
    """One claim as its seller, its buyer and the lender that holds it see it."""

    receivable: ReceivableId
    seller: PartyId
    buyer: PartyId
    number: str
    status: Status
    issued_on: date
    due_on: date
    gross: Money
    tax: Money
    retention: Money
    open: Money
    confirmed: Money
    disputed: Money
    beyond_order: Money
    """What is more than the order that it names, and waits for the buyer's word: not lent on."""

    answer_due_on: date | None
    """Until when the buyer is to answer, where it was asked."""

    assignee: PartyId | None
    """Whom the notice of assignment named, while it stands; one lender is not told of another."""

    on_public_file: bool
    order: str
    contract: str
    payment_reference: str
    traits: tuple[Trait, ...]
    credit_notes: tuple[str, ...]


def seen(claim: Receivable, viewer: PartyId | None = None) -> ClaimSeen:
    """As `viewer` may see it; None may see everything, as seller and buyer may."""
    invoice = claim.invoice
    told = viewer in {None, claim.seller, claim.buyer, claim.assignee}
    return ClaimSeen(
        receivable=claim.receivable,
        seller=claim.seller,
        buyer=claim.buyer,
        number=invoice.number,
        status=status_of(claim),
        issued_on=invoice.issued_on,
        due_on=claim.due_on,
        gross=invoice.gross,
        tax=invoice.tax,
        retention=invoice.retention,
        open=claim.open,
        confirmed=claim.confirmed,
        disputed=claim.disputed,
        beyond_order=claim.beyond_order,
        answer_due_on=claim.answer_due_on,
        assignee=claim.assignee if told else None,
        on_public_file=claim.registration is not None,
        order=invoice.order,
        contract=invoice.contract,
        payment_reference=invoice.payment_reference,
        traits=tuple(sorted(claim.traits)),
        credit_notes=tuple(sorted(claim.credits)),
    )


def place(row_key: str, row: Receivable) -> Placed:
    """By status, the earliest due date first."""
    return Placed(scope_of(row_key), status_of(row).value, row.due_on.isoformat())


RECEIVABLES: Projection[Receivable] = Projection(
    name="receivables", version=3, row=Receivable, keys=keys, fold=fold, place=place
)
