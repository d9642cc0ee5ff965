"""What waits for whom, since when, and until when it should be answered."""

from __future__ import annotations

from collections.abc import Iterator

from application.shared.projection import Placed, Projection, Recorded
from application.views.claim_tasks import changes_of_claims
from application.views.guarantee_tasks import (
    TAKE_MARGIN_BACK,
    booked_named,
    changes_of_guarantees,
)
from application.views.keys import key, scope_of
from application.views.line_tasks import changes_of_limits, changes_of_lines
from application.views.order_tasks import changes_of_consents
from application.views.parties import EVERYONE
from application.views.programme_tasks import changes_of_programmes
from application.views.proposal_tasks import changes_of_proposals
from application.views.suspicion_tasks import changes_of_suspicions
from application.views.tasks import Change, Waits, begins
from domain.collection.events import (
    BookedAs,
    EntryDismissed,
    EntryMatched,
    EntryNoted,
    EntryReversed,
    EntrySetAside,
    NoteClosed,
)
from domain.e_order.events import (
    OnOrder,
    OrderAccepted,
    OrderAuthenticated,
    OrderCancelled,
    OrderChanged,
    OrderChangeProposed,
    OrderChangeRejected,
    OrderClosed,
    OrderPlaced,
    OrderRejected,
)
from domain.enterprise.events import PartyAdmitted, PartyRegistered
from domain.financing.events import (
    BuyBackDue,
    DisbursementConfirmed,
    DisbursementInstructed,
    DisbursementReturned,
    FinancingOpened,
    FinancingOverdue,
    FinancingRepaid,
    RepaymentReversed,
    SurplusDropped,
    SurplusHeld,
    SurplusReleased,
)
from domain.financing.request_events import (
    FinancingRejected,
    FinancingRequested,
    FinancingWithdrawn,
    RequestExpired,
)
from domain.financing.trouble_events import (
    FinancingClosed,
    FinancingRestructured,
    FinancingWrittenOff,
)
from domain.intake.events import (
    DocumentDismissed,
    DocumentSetAside,
    DocumentTaken,
    OrderPaperSetAside,
    OrderPaperTaken,
)
from domain.receivable_pool.by_transfer import reference_of_buy_back
from domain.receivable_pool.events import ProceedsUndone
from domain.receivable_pool.over_advance_events import OverAdvanceCured, OverAdvanceRaised
from domain.receivable_pool.pay_off_events import PayOffDropped, PayOffFellShort
from domain.shared.event import Event

TAKE_BACK = "take_back_repayment"
TAKE_BACK_BUY_BACK = "take_back_buy_back"
TAKE_BACK_BOOKED = {
    BookedAs.MARGIN: TAKE_MARGIN_BACK,
    BookedAs.BUY_BACK: TAKE_BACK_BUY_BACK,
}


def changes(event: Event) -> Iterator[Change]:
    yield from _of_parties_and_documents(event)
    yield from changes_of_claims(event)
    yield from _of_orders(event)
    yield from _of_money(event)
    yield from _of_over_advances(event)
    yield from _of_pay_offs(event)
    yield from _of_requests(event)
    yield from changes_of_proposals(event)
    yield from _of_late_loans(event)
    yield from _of_entries(event)
    yield from _of_repayments_taken_back(event)
    yield from changes_of_lines(event)
    yield from changes_of_limits(event)
    yield from changes_of_guarantees(event)
    yield from changes_of_programmes(event)
    yield from changes_of_suspicions(event)
    yield from changes_of_consents(event)


def _of_parties_and_documents(event: Event) -> Iterator[Change]:
    match event:
        case PartyRegistered():
            yield begins(event, EVERYONE, "review_party", event.party)
        case PartyAdmitted():
            yield Change(EVERYONE, "review_party", event.party)
        case DocumentSetAside():
            amount = event.stated.gross
            yield begins(event, event.submitter, "resolve_document", event.document, amount=amount)
        case OrderPaperSetAside():
            yield begins(event, event.submitter, "resolve_document", event.document)
        case DocumentTaken() | DocumentDismissed() | OrderPaperTaken():
            yield Change(event.submitter, "resolve_document", event.document)
        case _:
            return


def _of_orders(event: Event) -> Iterator[Change]:
    match event:
        case OrderPlaced():
            amount = event.purchase.gross
            yield begins(event, event.supplier, "accept_order", event.order, amount=amount)
            if not event.authentic:
                yield begins(event, event.buyer, "confirm_order", event.order, amount=amount)
        case OrderAuthenticated():
            yield Change(event.buyer, "confirm_order", event.order)
        case OrderAccepted():
            yield Change(event.supplier, "accept_order", event.order)
        case OrderChangeProposed():
            yield begins(event, event.supplier, "answer_change", event.order)
        case OrderChanged() | OrderChangeRejected():
            yield Change(event.supplier, "accept_order", event.order)
            yield Change(event.supplier, "answer_change", event.order)
        case _:
            yield from _of_orders_ended(event)


def _of_orders_ended(event: Event) -> Iterator[Change]:
    """Nobody waits for an answer to what is over."""
    is_over = isinstance(event, OrderRejected | OrderClosed) or (
        isinstance(event, OrderCancelled) and event.whole
    )
    if isinstance(event, OnOrder) and is_over:
        yield Change(event.buyer, "confirm_order", event.order)
        yield Change(event.supplier, "accept_order", event.order)
        yield Change(event.supplier, "answer_change", event.order)


def _of_money(event: Event) -> Iterator[Change]:
    match event:
        case DisbursementInstructed():
            amount = event.amount
            yield begins(
                event, event.lender, "confirm_disbursement", event.financing, amount=amount
            )
        case DisbursementConfirmed() | DisbursementReturned():
            yield Change(event.lender, "confirm_disbursement", event.financing)
        case BuyBackDue():
            until, owed = event.due_on, event.owed.total
            yield begins(
                event, event.borrower, "buy_back", event.financing, until=until, amount=owed
            )
        case FinancingRepaid():
            yield Change(event.borrower, "buy_back", event.financing)
        case SurplusHeld():
            yield begins(event, event.lender, "release_surplus", event.financing, amount=event.left)
        case SurplusReleased() | SurplusDropped():
            if event.left.is_zero:
                yield Change(event.lender, "release_surplus", event.financing)
        case _:
            return


def _of_over_advances(event: Event) -> Iterator[Change]:
    """The lender is told all of it, each seller its own part."""
    match event:
        case OverAdvanceRaised():
            for party, amount in ((event.lender, event.amount), *event.sellers):
                yield begins(event, party, "cure_over_advance", event.pool, amount=amount)
            for party in event.no_longer:
                yield Change(party, "cure_over_advance", event.pool)
        case OverAdvanceCured():
            for party in (event.lender, *event.sellers):
                yield Change(party, "cure_over_advance", event.pool)
        case _:
            return


def _of_pay_offs(event: Event) -> Iterator[Change]:
    """Paid, and the lien did not move: until the draw is repaid, or came back."""
    match event:
        case PayOffFellShort():
            amount = event.missing
            yield begins(event, event.lender, "secure_pay_off", event.financing, amount=amount)
        case PayOffDropped() | FinancingRepaid():
            yield Change(event.lender, "secure_pay_off", event.financing)
        case _:
            return


def _of_requests(event: Event) -> Iterator[Change]:
    match event:
        case FinancingRequested():
            until, amount = event.expires_on, event.principal
            yield begins(
                event,
                event.lender,
                "approve_financing",
                event.financing,
                until=until,
                amount=amount,
            )
        case FinancingOpened() | FinancingRejected() | FinancingWithdrawn() | RequestExpired():
            yield Change(event.lender, "approve_financing", event.financing)
        case _:
            return


def _of_late_loans(event: Event) -> Iterator[Change]:
    """Pursued by the lender until it is repaid, put off, or off the book."""
    match event:
        case FinancingOverdue():
            amount = event.owed.total
            yield begins(event, event.lender, "pursue_overdue", event.financing, amount=amount)
            yield begins(event, event.borrower, "pay_overdue", event.financing, amount=amount)
        case FinancingRestructured() | FinancingRepaid() | FinancingClosed():
            yield Change(event.lender, "pursue_overdue", event.financing)
            yield Change(event.borrower, "pay_overdue", event.financing)
        case FinancingWrittenOff():
            yield Change(event.lender, "pursue_overdue", event.financing)
        case _:
            return


def _of_repayments_taken_back(event: Event) -> Iterator[Change]:
    if isinstance(event, EntryReversed):
        for loan in event.by_hand:
            yield begins(event, event.owner, TAKE_BACK, loan, amount=event.amount)
        for each in event.besides:
            named, task = booked_named(each.of, each.reference), TAKE_BACK_BOOKED[each.kind]
            yield begins(event, event.owner, task, named, amount=event.amount)
    elif isinstance(event, RepaymentReversed):
        yield Change(event.lender, TAKE_BACK, event.financing)
    elif isinstance(event, ProceedsUndone):
        reference = reference_of_buy_back(event.collection)
        if reference is not None:
            named = booked_named(event.pool, reference)
            yield Change(event.lender, TAKE_BACK_BUY_BACK, named)


def _of_entries(event: Event) -> Iterator[Change]:
    match event:
        case EntrySetAside():
            left = event.remainder
            yield begins(event, event.owner, "match_entry", event.collection_id, amount=left)
        case EntryNoted():
            amount = event.entry.amount
            yield begins(event, event.owner, "look_at_entry", event.collection_id, amount=amount)
        case EntryMatched() | EntryReversed():
            if event.remainder.is_zero:
                yield Change(event.owner, "match_entry", event.collection_id)
        case EntryDismissed():
            yield Change(event.owner, "match_entry", event.collection_id)
        case NoteClosed():
            yield Change(event.owner, "look_at_entry", event.collection_id)
        case _:
            return


def keys(recorded: Recorded) -> tuple[str, ...]:
    found = (key(change.party, change.task, change.of) for change in changes(recorded.event))
    return tuple(dict.fromkeys(found))


def fold(row: Waits | None, row_key: str, recorded: Recorded) -> Waits | None:
    for change in changes(recorded.event):
        if key(change.party, change.task, change.of) == row_key:
            row = change.after(row)
    return row


def place(row_key: str, row: Waits) -> Placed:
    """The most pressing first; what has no date comes last."""
    pressing = row.until.isoformat() if row.until else "9999-12-31"
    return Placed(scope_of(row_key), row.task, f"{pressing}|{row.since}")


INBOX: Projection[Waits] = Projection(
    name="inbox", version=9, row=Waits, keys=keys, fold=fold, place=place
)
