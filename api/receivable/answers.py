"""What seller and buyer say of a claim over HTTP: asked, confirmed, rejected, disputed, settled."""

from __future__ import annotations

from fastapi.responses import Response

from api.receivable import bodies
from api.receivable.answering import NOT_KNOWN_YET, changed, waiting_for
from api.shared.commanding import Counter
from api.shared.fields import ReceivablePath
from api.shared.identity import CORE_ENTERPRISE, LENDER, SUPPLIER
from api.shared.routes import command
from api.shared.strict import room
from application.processes.answering import confirm_many
from application.receivable.changing import ClaimAsItIs
from application.receivable.confirming_many import ConfirmMany, ManyConfirmed
from application.shared.ports import UnitOfWork
from domain.receivable import commands as ask
from domain.receivable.invoice import Channel
from domain.shared.event import Context

router = room("/receivables", "receivables")


@router.post(
    "/{receivable}/confirmation-request",
    operation_id="askConfirmation",
    **command(ClaimAsItIs, SUPPLIER, LENDER),
)
def ask_confirmation(receivable: ReceivablePath, body: bodies.AskBody, desk: Counter) -> Response:
    """Ask the buyer to answer, within thirty days unless less was agreed."""
    asked = ask.AskConfirmation(
        seller=NOT_KNOWN_YET,
        receivable=receivable,
        party=desk.caller.party,
        answer_within_days=body.answer_within_days or ask.ANSWER_WITHIN_DAYS,
    )
    return changed(desk, asked)


@router.post(
    "/{receivable}/confirmation",
    operation_id="confirmReceivable",
    **command(ClaimAsItIs, CORE_ENTERPRISE),
)
def confirm(receivable: ReceivablePath, body: bodies.ConfirmBody, desk: Counter) -> Response:
    """The buyer confirms that it owes, in full or in part; it cannot take this back."""
    asked = ask.Confirm(
        seller=NOT_KNOWN_YET,
        receivable=receivable,
        party=desk.caller.party,
        channel=Channel.API,
        evidence=body.evidence,
        amount=body.amount,
    )
    return changed(desk, asked)


@router.post(
    "/confirmations",
    operation_id="confirmManyReceivables",
    **command(ManyConfirmed, CORE_ENTERPRISE),
)
def confirm_in_bulk(body: bodies.ConfirmManyBody, desk: Counter) -> Response:
    """Ten thousand in one request, by list or by filter: all of them in full, or none."""
    buyer, services = desk.caller.party, desk.services

    def use_case(work: UnitOfWork, context: Context) -> object:
        named = body.receivables
        if body.waiting is not None:
            named = waiting_for(services, buyer, body.waiting)
        asked = ConfirmMany(
            party=buyer,
            receivables=named or (),
            channel=Channel.API,
            evidence=body.evidence,
        )
        return confirm_many(asked)(work, context)

    return desk.carry_out(bodies.as_asked(body), use_case)


@router.post(
    "/{receivable}/rejection",
    operation_id="rejectReceivable",
    **command(ClaimAsItIs, CORE_ENTERPRISE),
)
def reject(receivable: ReceivablePath, body: bodies.ReasonBody, desk: Counter) -> Response:
    """The buyer owes nothing on it, it says."""
    asked = ask.Reject(
        seller=NOT_KNOWN_YET,
        receivable=receivable,
        party=desk.caller.party,
        reason=body.reason,
    )
    return changed(desk, asked)


@router.post(
    "/{receivable}/dispute",
    operation_id="disputeReceivable",
    **command(ClaimAsItIs, CORE_ENTERPRISE),
)
def dispute(receivable: ReceivablePath, body: bodies.DisputeBody, desk: Counter) -> Response:
    """The buyer disputes a part; the rest stays payable on its day."""
    asked = ask.Dispute(
        seller=NOT_KNOWN_YET,
        receivable=receivable,
        party=desk.caller.party,
        amount=body.amount,
        reason=body.reason,
        words=body.words,
    )
    return changed(desk, asked)


@router.post(
    "/{receivable}/beyond-order",
    operation_id="acceptBeyondOrder",
    **command(ClaimAsItIs, CORE_ENTERPRISE),
)
def accept_beyond_order(
    receivable: ReceivablePath, body: bodies.EvidenceBody, desk: Counter
) -> Response:
    """The buyer owes what is billed beyond the order it names, as a debt beside the order."""
    asked = ask.AcceptBeyondOrder(
        seller=NOT_KNOWN_YET,
        receivable=receivable,
        party=desk.caller.party,
        evidence=body.evidence,
    )
    return changed(desk, asked)


@router.post(
    "/{receivable}/dispute-resolution",
    operation_id="resolveDispute",
    **command(ClaimAsItIs, SUPPLIER, CORE_ENTERPRISE, LENDER),
)
def resolve(receivable: ReceivablePath, body: bodies.ResolveBody, desk: Counter) -> Response:
    """What was disputed is owed after all, or is not; after notice the lender must agree."""
    asked = ask.ResolveDispute(
        seller=NOT_KNOWN_YET,
        receivable=receivable,
        party=desk.caller.party,
        for_seller=body.for_seller,
        for_buyer=body.for_buyer,
        basis=body.basis,
        evidence=body.evidence,
    )
    return changed(desk, asked)
