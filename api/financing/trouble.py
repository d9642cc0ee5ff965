"""What a lender does over HTTP about a loan that is not paid as it was agreed."""

from __future__ import annotations

from fastapi.responses import Response

from api.financing import bodies
from api.shared.commanding import Counter
from api.shared.identity import LENDER, SUPPLIER
from api.shared.named import FinancingPath
from api.shared.routes import command
from api.shared.strict import room
from application.processes.loans import FinancingAsItIs
from application.processes.pursuing import (
    ByBorrower,
    Call,
    Defaulted,
    ForLoan,
    InDefault,
    NewSchedule,
    accelerate,
    accept_schedule,
    agree,
    call_guarantee,
    close_loan,
    declare_default,
    decline_schedule,
    drop,
    propose_schedule,
    propose_write_off,
)
from domain.financing.terms import Cause
from domain.shared.ids import GuaranteeId

router = room("/financings", "financings")


@router.post("/{financing}/default", operation_id="declareDefault", **command(Defaulted, LENDER))
def default(financing: FinancingPath, body: bodies.DefaultBody, desk: Counter) -> Response:
    """Declare a default; loans of the same borrower whose terms say so follow."""
    names_loan = body.cause is Cause.CROSS_DEFAULT and body.detail
    detail = desk.meant(body.detail) if names_loan else body.detail
    asked = InDefault(financing, desk.caller.party, body.cause, detail)
    return desk.carry_out(asked, declare_default(asked))


@router.post(
    "/{financing}/acceleration",
    operation_id="accelerateFinancing",
    **command(FinancingAsItIs, LENDER),
)
def accelerate_one(financing: FinancingPath, body: bodies.ReasonBody, desk: Counter) -> Response:
    """Everything is due today; only in default."""
    asked = ForLoan(financing, desk.caller.party, body.reason)
    return desk.carry_out(asked, accelerate(asked), name="accelerateFinancing")


@router.post(
    "/{financing}/restructuring",
    operation_id="proposeRestructuring",
    **command(FinancingAsItIs, LENDER),
)
def restructure(financing: FinancingPath, body: bodies.NewScheduleBody, desk: Counter) -> Response:
    """Propose other lines for what is left; a second person and the borrower have to agree."""
    asked = NewSchedule(
        financing=financing,
        lender=desk.caller.party,
        dates=body.dates,
        parts=body.parts,
        annual_rate=body.annual_rate,
        consented=body.consented,
        reason=body.reason,
    )
    return desk.carry_out(asked, propose_schedule(asked))


@router.post(
    "/{financing}/restructuring/acceptance",
    operation_id="acceptRestructuring",
    **command(FinancingAsItIs, SUPPLIER),
)
def accept(financing: FinancingPath, desk: Counter) -> Response:
    """The borrower agrees to the other lines that the lender offers; they count from now on."""
    asked = ByBorrower(financing, desk.caller.party)
    return desk.carry_out(asked, accept_schedule(asked), name="acceptRestructuring")


@router.post(
    "/{financing}/restructuring/refusal",
    operation_id="declineRestructuring",
    **command(FinancingAsItIs, SUPPLIER),
)
def decline(financing: FinancingPath, body: bodies.ReasonBody, desk: Counter) -> Response:
    """The borrower does not agree: the loan stays as it was."""
    asked = ByBorrower(financing, desk.caller.party, body.reason)
    return desk.carry_out(asked, decline_schedule(asked), name="declineRestructuring")


@router.post(
    "/{financing}/write-off",
    operation_id="proposeWriteOff",
    **command(FinancingAsItIs, LENDER),
)
def write_off(financing: FinancingPath, body: bodies.ReasonBody, desk: Counter) -> Response:
    """Propose to write the loan off; a second person has to agree. It stays owed."""
    asked = ForLoan(financing, desk.caller.party, body.reason)
    return desk.carry_out(asked, propose_write_off(asked), name="proposeWriteOff")


@router.post(
    "/{financing}/proposal/agreement",
    operation_id="agreeToProposal",
    **command(FinancingAsItIs, LENDER),
)
def agree_to(financing: FinancingPath, desk: Counter) -> Response:
    """Agree to what another person of the lender proposed."""
    asked = ForLoan(financing, desk.caller.party)
    return desk.carry_out(asked, agree(asked), name="agreeToProposal")


@router.post(
    "/{financing}/proposal/drop",
    operation_id="dropProposal",
    **command(FinancingAsItIs, LENDER),
)
def drop_one(financing: FinancingPath, body: bodies.ReasonBody, desk: Counter) -> Response:
    """Give the proposal up; everything stays as it was."""
    asked = ForLoan(financing, desk.caller.party, body.reason)
    return desk.carry_out(asked, drop(asked), name="dropProposal")


@router.post(
    "/{financing}/guarantee-calls",
    operation_id="callGuaranteeOfFinancing",
    **command(FinancingAsItIs, LENDER),
)
def call(financing: FinancingPath, body: bodies.CallBody, desk: Counter) -> Response:
    """Ask a guarantor to pay; what it pays is a repayment that names it."""
    guarantee = GuaranteeId(desk.meant(body.guarantee))
    asked = Call(financing, desk.caller.party, guarantee, body.amount, body.due_on)
    return desk.carry_out(asked, call_guarantee(asked))


@router.post(
    "/{financing}/closing",
    operation_id="closeFinancing",
    **command(FinancingAsItIs, LENDER),
)
def close_one(financing: FinancingPath, body: bodies.ReasonBody, desk: Counter) -> Response:
    """Ask for nothing more after a write-off."""
    asked = ForLoan(financing, desk.caller.party, body.reason)
    return desk.carry_out(asked, close_loan(asked), name="closeFinancing")
