"""What secures a claim or lowers it, over HTTP: notice, public file, credit, a later due date."""

from __future__ import annotations

from fastapi.responses import Response

from api.receivable import bodies
from api.receivable.answering import NOT_KNOWN_YET, changed
from api.shared.commanding import Counter
from api.shared.fields import ReceivablePath
from api.shared.identity import LENDER, SUPPLIER
from api.shared.routes import command
from api.shared.strict import room
from application.receivable.changing import ClaimAsItIs
from domain.receivable import commands as ask

router = room("/receivables", "receivables")


@router.post("/{receivable}/notice", operation_id="recordNotice", **command(ClaimAsItIs, LENDER))
def record_notice(receivable: ReceivablePath, body: bodies.NoticeBody, desk: Counter) -> Response:
    """The notice that the claim is assigned to this lender reached the buyer."""
    asked = ask.RecordNotice(
        seller=NOT_KNOWN_YET,
        receivable=receivable,
        assignee=desk.caller.party,
        delivered_on=body.delivered_on,
        delivered_to=body.delivered_to,
        channel=body.channel,
        evidence=body.evidence,
    )
    return changed(desk, asked)


@router.post(
    "/{receivable}/notice/withdrawal",
    operation_id="withdrawNotice",
    **command(ClaimAsItIs, LENDER),
)
def withdraw_notice(receivable: ReceivablePath, body: bodies.ReasonBody, desk: Counter) -> Response:
    """Only the assignee may take a notice back."""
    asked = ask.WithdrawNotice(
        seller=NOT_KNOWN_YET,
        receivable=receivable,
        party=desk.caller.party,
        reason=body.reason,
    )
    return changed(desk, asked)


@router.post(
    "/{receivable}/registration",
    operation_id="recordRegistration",
    **command(ClaimAsItIs, LENDER),
)
def record_registration(
    receivable: ReceivablePath, body: bodies.RegistrationBody, desk: Counter
) -> Response:
    """On file at the public registry for this lender; the registry's own time decides priority."""
    asked = ask.RecordRegistration(
        seller=NOT_KNOWN_YET,
        receivable=receivable,
        lender=desk.caller.party,
        registry_number=body.registry_number,
        registered_at=body.registered_at,
        expires_on=body.expires_on,
    )
    return changed(desk, asked)


@router.post(
    "/{receivable}/registration/end",
    operation_id="endRegistration",
    **command(ClaimAsItIs, LENDER),
)
def end_registration(
    receivable: ReceivablePath, body: bodies.EndRegistrationBody, desk: Counter
) -> Response:
    """Cancelled or expired at the registry."""
    asked = ask.EndRegistration(
        seller=NOT_KNOWN_YET,
        receivable=receivable,
        registry_number=body.registry_number,
        reason=body.reason,
    )
    return changed(desk, asked)


@router.post(
    "/{receivable}/qualification",
    operation_id="qualifyReceivable",
    **command(ClaimAsItIs, LENDER),
)
def qualify(receivable: ReceivablePath, body: bodies.QualifyBody, desk: Counter) -> Response:
    """Say that a trait which the eligibility rules look at holds, or no longer does."""
    asked = ask.Qualify(
        seller=NOT_KNOWN_YET,
        receivable=receivable,
        trait=body.trait,
        holds=body.holds,
        evidence=body.evidence,
    )
    return changed(desk, asked)


@router.post(
    "/{receivable}/credit-notes",
    operation_id="applyCreditNote",
    **command(ClaimAsItIs, SUPPLIER, LENDER),
)
def credit(receivable: ReceivablePath, body: bodies.CreditNoteBody, desk: Counter) -> Response:
    """Less is owed; after notice only the lender may agree to it, with its own key."""
    asked = ask.ApplyCredit(
        seller=NOT_KNOWN_YET,
        receivable=receivable,
        number=body.number,
        issued_on=body.issued_on,
        amount=body.amount,
        reason=body.reason,
    )
    return changed(desk, asked)


@router.post(
    "/{receivable}/short-payment",
    operation_id="acceptShortPayment",
    **command(ClaimAsItIs, SUPPLIER, LENDER),
)
def accept_short_payment(
    receivable: ReceivablePath, body: bodies.ShortPaymentBody, desk: Counter
) -> Response:
    """What the buyer held back is not owed; after notice only the lender may agree to it."""
    asked = ask.AcceptShortPayment(
        seller=NOT_KNOWN_YET,
        receivable=receivable,
        amount=body.amount,
        reason=body.reason,
    )
    return changed(desk, asked)


@router.post(
    "/{receivable}/due-date",
    operation_id="extendDueDate",
    **command(ClaimAsItIs, SUPPLIER, LENDER),
)
def extend(receivable: ReceivablePath, body: bodies.ExtendBody, desk: Counter) -> Response:
    """Give the buyer more time; after notice only the lender may agree to it."""
    asked = ask.ExtendDueDate(
        seller=NOT_KNOWN_YET,
        receivable=receivable,
        due_on=body.due_on,
        reason=body.reason,
    )
    return changed(desk, asked)


@router.post(
    "/{receivable}/withdrawal",
    operation_id="withdrawReceivable",
    **command(ClaimAsItIs, SUPPLIER),
)
def withdraw(receivable: ReceivablePath, body: bodies.ReasonBody, desk: Counter) -> Response:
    """Take the claim off the record, while no pool holds it."""
    asked = ask.Withdraw(seller=NOT_KNOWN_YET, receivable=receivable, reason=body.reason)
    return changed(desk, asked)
