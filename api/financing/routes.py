"""Financings over HTTP: what is owed today, what the bank paid, what came back."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Annotated, Literal

from fastapi import Query
from fastapi.responses import Response

from api.financing import bodies
from api.shared.commanding import Counter
from api.shared.identity import AUDITOR, LENDER, OPERATOR, SUPPLIER, Anyone, Scope, Viewer
from api.shared.named import FinancingPath
from api.shared.reading import Asked, CaughtUp, Paging, listed, listing_of, wired
from api.shared.routes import command, read
from api.shared.services import Using
from api.shared.strict import room
from api.shared.wire import model_of
from application.processes.disbursing import (
    ConfirmPaidOut,
    RecordReturned,
    confirm_paid_out,
    record_returned,
)
from application.processes.loans import FinancingAsItIs
from application.processes.looking import financing_for
from application.processes.paying_off import (
    PAID_WITHIN,
    PayOffStatement,
    pay_off_statement,
)
from application.processes.servicing import (
    Accrue,
    AskBuyBack,
    TakeBackRepayment,
    TakeRepayment,
    accrue,
    ask_buy_back,
    take_back_repayment,
    take_repayment,
)
from application.processes.surplus import GiveBack, give_back
from application.views.financings import FINANCINGS, FinancingSeen, seen

router = room("/financings", "financings")

SEERS = (LENDER, SUPPLIER, OPERATOR, AUDITOR)
ByStage = Annotated[
    Literal["opened", "instructed", "disbursed", "repaid", "released", "written_off", "closed"]
    | None,
    Query(description="Only financings that have come so far."),
]

WithinDays = Annotated[
    int, Query(ge=0, le=PAID_WITHIN.days, description="In how many days the bank pays at last.")
]


@router.get("", operation_id="listFinancings", **read(listing_of(FinancingSeen), *SEERS))
def list_financings(
    services: CaughtUp, scope: Scope, paging: Paging, stage: ByStage = None
) -> Response:
    """What a party lent or borrowed, the earliest due first, with what is owed today."""
    shown = partial(seen, day=services.today, viewer=scope)
    return listed(services, FINANCINGS, Asked(scope, stage), paging, shown)


@router.get(
    "/{financing}",
    operation_id="showFinancing",
    **read(model_of(FinancingSeen), *SEERS, tagged=True),
)
def show(financing: FinancingPath, services: Using, viewer: Viewer) -> Response:
    """One financing, for its lender and its borrower, with what would settle it today."""
    with services.desk.store.reading() as reading:
        loaded = financing_for(reading, financing, viewer)
    return wired(seen(loaded.state, services.today, viewer), loaded.version)


@router.get(
    "/{financing}/pay-off-statement",
    operation_id="showPayOffStatement",
    **read(model_of(PayOffStatement), SUPPLIER),
)
def statement(
    financing: FinancingPath, services: Using, caller: Anyone, days: WithinDays = 0
) -> Response:
    """For its borrower: what settles money lent on an order, and the account it is paid to."""
    today = services.today
    with services.desk.store.reading() as reading:
        until = (today, today + timedelta(days=days))
        stated = pay_off_statement(reading, financing, caller.party, until)
    return wired(stated)


@router.post(
    "/{financing}/disbursement",
    operation_id="confirmDisbursement",
    **command(FinancingAsItIs, LENDER),
)
def confirm(financing: FinancingPath, body: bodies.PaidOutBody, desk: Counter) -> Response:
    """The bank paid out."""
    asked = ConfirmPaidOut(
        financing=financing,
        lender=desk.caller.party,
        amount=body.amount,
        value_date=body.value_date,
        bank_reference=body.bank_reference,
    )
    return desk.carry_out(asked, confirm_paid_out(asked))


@router.post(
    "/{financing}/disbursement/return",
    operation_id="recordReturned",
    **command(FinancingAsItIs, LENDER),
)
def returned(financing: FinancingPath, body: bodies.ReturnedBody, desk: Counter) -> Response:
    """The money came back: what the draw used of the base is free again."""
    asked = RecordReturned(financing, desk.caller.party, body.value_date, body.reason)
    return desk.carry_out(asked, record_returned(asked))


@router.post(
    "/{financing}/accruals", operation_id="accrueInterest", **command(FinancingAsItIs, LENDER)
)
def accrue_interest(financing: FinancingPath, body: bodies.AccrueBody, desk: Counter) -> Response:
    """Post interest up to a day; nothing where it is posted already."""
    asked = Accrue(financing, desk.caller.party, body.through)
    return desk.carry_out(asked, accrue(asked))


@router.post(
    "/{financing}/buy-back-demand",
    operation_id="demandBuyBack",
    **command(FinancingAsItIs, LENDER),
)
def demand(financing: FinancingPath, body: bodies.BuyBackBody, desk: Counter) -> Response:
    """The seller is to pay what its buyer did not."""
    asked = AskBuyBack(financing, desk.caller.party, body.due_on, body.reason)
    return desk.carry_out(asked, ask_buy_back(asked))


@router.post(
    "/{financing}/repayments",
    operation_id="recordRepayment",
    **command(FinancingAsItIs, LENDER),
)
def repay(financing: FinancingPath, body: bodies.RepaymentBody, desk: Counter) -> Response:
    """The borrower, or a guarantor, paid by a bank transfer; what is over goes back to it."""
    asked = TakeRepayment(
        financing=financing,
        lender=desk.caller.party,
        amount=body.amount,
        value_date=body.value_date,
        bank_reference=body.bank_reference,
        guarantor=body.guarantor,
        guarantee=desk.guarantee_meant(body.guarantee),
        transfer=body.transfer,
        surplus=body.surplus,
    )
    return desk.carry_out(asked, take_repayment(asked))


@router.post(
    "/{financing}/repayments/reversal",
    operation_id="takeBackRepayment",
    **command(FinancingAsItIs, LENDER),
)
def take_back(financing: FinancingPath, body: bodies.TakeBackBody, desk: Counter) -> Response:
    """The bank took back a transfer that was keyed in: the repayment counts as never made."""
    asked = TakeBackRepayment(financing, desk.caller.party, body.bank_reference)
    return desk.carry_out(asked, take_back_repayment(asked))


@router.post(
    "/{financing}/surplus/release",
    operation_id="releaseSurplus",
    **command(FinancingAsItIs, LENDER),
)
def release(financing: FinancingPath, body: bodies.GiveBackBody, desk: Counter) -> Response:
    """A second person looked at what was paid too much: it goes back to whoever paid it."""
    asked = GiveBack(financing, desk.caller.party, body.bank_reference)
    return desk.carry_out(asked, give_back(asked))
