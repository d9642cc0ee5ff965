"""Credit lines over HTTP: proposed, approved by a second person, changed, reviewed, closed."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import Query
from fastapi.responses import Response

from api.credit_line import bodies
from api.shared.commanding import AtDesk, Counter
from api.shared.identity import AUDITOR, CORE_ENTERPRISE, LENDER, OPERATOR, SUPPLIER, Scope, Viewer
from api.shared.named import LinePath
from api.shared.reading import Asked, CaughtUp, Paging, listed, listing_of, wired
from api.shared.routes import command, read
from api.shared.services import Using
from api.shared.strict import room
from api.shared.wire import model_of
from application.credit_line.agreeing import LineAsItIs, OnLine, on_line
from application.processes.looking import line_for
from application.processes.opening_lines import approve_line, propose_line
from application.views.lines import LINES, LineSeen, row_seen, seen
from domain.credit_line import commands as ask
from domain.shared.ids import LineId

router = room("/credit-lines", "credit lines")

BORROWERS = (SUPPLIER, CORE_ENTERPRISE)
ByStatus = Annotated[
    Literal["proposed", "open", "conditions", "suspended", "rejected", "closed"] | None,
    Query(description="Only lines that stand so."),
]


@router.post(
    "", operation_id="proposeLine", **command(LineAsItIs, LENDER, status=HTTPStatus.CREATED)
)
def propose(body: bodies.ProposeBody, desk: Counter) -> Response:
    """Propose a line for a borrower, under terms that are data."""
    line = LineId(desk.id_for("line", body.line))
    asked = ask.ProposeLine(
        line=line, lender=desk.caller.party, borrower=body.borrower, terms=body.terms
    )
    return desk.carry_out(asked, propose_line(asked), HTTPStatus.CREATED)


@router.get(
    "",
    operation_id="listLines",
    **read(listing_of(LineSeen), LENDER, *BORROWERS, OPERATOR, AUDITOR),
)
def list_lines(
    services: CaughtUp, scope: Scope, paging: Paging, status: ByStatus = None
) -> Response:
    """The lines that a party gave or has: terms, what is in use, what each product can draw."""
    shown = partial(row_seen, day=services.today)
    return listed(services, LINES, Asked(scope, status), paging, shown)


@router.get(
    "/{line}",
    operation_id="showLine",
    **read(model_of(LineSeen), LENDER, *BORROWERS, OPERATOR, AUDITOR, tagged=True),
)
def show(line: LinePath, services: Using, viewer: Viewer) -> Response:
    """A line as it stands, for its lender and its borrower."""
    with services.desk.store.reading() as reading:
        loaded = line_for(reading, line, viewer)
    return wired(seen(loaded.state, services.today), loaded.version)


@router.post("/{line}/approval", operation_id="approveLine", **command(LineAsItIs, LENDER))
def approve(line: LinePath, desk: Counter) -> Response:
    """Approve what a colleague proposed: money can be drawn from now on."""
    asked = OnLine(line, desk.caller.party, ask.ApproveLine())
    return desk.carry_out(asked, approve_line(line, desk.caller.party), name="ApproveLine")


@router.post("/{line}/rejection", operation_id="rejectLine", **command(LineAsItIs, LENDER))
def reject(line: LinePath, body: bodies.ReasonBody, desk: Counter) -> Response:
    """Turn down what was proposed."""
    return _asked(desk, line, ask.RejectLine(reason=body.reason))


@router.post("/{line}/amendments", operation_id="proposeAmendment", **command(LineAsItIs, LENDER))
def amend(line: LinePath, body: bodies.AmendBody, desk: Counter) -> Response:
    """Propose other terms from a day on."""
    return _asked(desk, line, ask.ProposeAmendment(terms=body.terms, counts_from=body.counts_from))


@router.post("/{line}/increases", operation_id="proposeIncrease", **command(LineAsItIs, LENDER))
def increase(line: LinePath, body: bodies.IncreaseBody, desk: Counter) -> Response:
    """Propose more for a while; both days counted."""
    asked = ask.ProposeIncrease(
        amount=body.amount, first_day=body.first_day, last_day=body.last_day, reason=body.reason
    )
    return _asked(desk, line, asked)


@router.post("/{line}/change-approval", operation_id="approveChange", **command(LineAsItIs, LENDER))
def approve_change(line: LinePath, body: bodies.ApprovalBody, desk: Counter) -> Response:
    """Approve an amendment or an increase that a colleague proposed."""
    return _asked(desk, line, ask.ApproveChange(proposal=body.proposal))


@router.post("/{line}/change-rejection", operation_id="rejectChange", **command(LineAsItIs, LENDER))
def reject_change(line: LinePath, body: bodies.RejectionBody, desk: Counter) -> Response:
    """Turn down an amendment or an increase."""
    return _asked(desk, line, ask.RejectChange(proposal=body.proposal, reason=body.reason))


@router.post("/{line}/conditions", operation_id="declareConditions", **command(LineAsItIs, LENDER))
def conditions(line: LinePath, body: bodies.ConditionsBody, desk: Counter) -> Response:
    """Say that the conditions of a conditional line are met, or are no longer."""
    if body.met:
        return _asked(desk, line, ask.DeclareConditionsMet(evidence=body.words))
    return _asked(desk, line, ask.DeclareConditionsBroken(reason=body.words))


@router.post("/{line}/reviews", operation_id="reviewLine", **command(LineAsItIs, LENDER))
def review(line: LinePath, body: bodies.ReviewBody, desk: Counter) -> Response:
    """Record a review, and when the next is due."""
    asked = ask.Review(finding=body.finding, words=body.words, next_on=body.next_on)
    return _asked(desk, line, asked)


@router.post("/{line}/suspension", operation_id="suspendLine", **command(LineAsItIs, LENDER))
def suspend(line: LinePath, body: bodies.ReasonBody, desk: Counter) -> Response:
    """Nothing more is drawn, until a colleague resumes it."""
    return _asked(desk, line, ask.Suspend(reason=body.reason))


@router.post("/{line}/resumption", operation_id="resumeLine", **command(LineAsItIs, LENDER))
def resume(line: LinePath, body: bodies.ReasonBody, desk: Counter) -> Response:
    """Let money be drawn again."""
    return _asked(desk, line, ask.Resume(reason=body.reason))


@router.post("/{line}/unused-fees", operation_id="postUnusedFee", **command(LineAsItIs, LENDER))
def post_fee(line: LinePath, body: bodies.FeeBody, desk: Counter) -> Response:
    """Post the fee on what is not drawn, up to a day that is not counted."""
    return _asked(desk, line, ask.PostUnusedFee(through=body.through))


@router.post("/{line}/closing", operation_id="closeLine", **command(LineAsItIs, LENDER))
def close(line: LinePath, body: bodies.ReasonBody, desk: Counter) -> Response:
    """End a line that nothing is drawn on."""
    return _asked(desk, line, ask.Close(reason=body.reason))


def _asked(desk: AtDesk, line: LineId, wanted: ask.LineCommand) -> Response:
    """Named by the command it is: some have the same content."""
    asked = OnLine(line, desk.caller.party, wanted)
    return desk.carry_out(asked, on_line(asked), name=type(wanted).__name__)
