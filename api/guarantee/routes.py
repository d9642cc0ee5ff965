"""Guarantees over HTTP: given, looked at, decided on, changed, watched."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import Path, Query
from fastapi.responses import Response

from api.guarantee import bodies
from api.shared.commanding import Counter
from api.shared.identity import AUDITOR, CORE_ENTERPRISE, LENDER, OPERATOR, Scope, Viewer
from api.shared.named import GuaranteePath
from api.shared.reading import Asked, CaughtUp, Paging, listed, listing_of, wired
from api.shared.routes import command, read
from api.shared.services import Using
from api.shared.strict import room
from api.shared.wire import model_of
from application.processes.giving_guarantees import (
    AcceptFor,
    AgreeFor,
    GiveTo,
    GuaranteeAsItIs,
    ProposeFor,
    RefuseFor,
    ReviewFor,
    StopFor,
    SuspendFor,
    accept,
    agree_change,
    give,
    propose_change,
    refuse,
    review,
    stop_new_use,
    suspend,
)
from application.processes.looking import guarantee_for
from application.processes.moving_margin import (
    MoveMargin,
    TakeMarginBack,
    move_margin,
    take_margin_back,
)
from application.views.guarantees import GUARANTEES, GuaranteeSeen, seen, shown
from application.views.liability import Liability, liability_of
from domain.shared.ids import GuaranteeId

router = room("/guarantees", "guarantees")

SEERS = (LENDER, CORE_ENTERPRISE, OPERATOR, AUDITOR)
ByStage = Annotated[
    Literal["given", "accepted", "refused"] | None,
    Query(description="Only guarantees that have come so far."),
]
Number = Annotated[int, Path(ge=1, le=1_000_000, description="Of the proposal that was read.")]


@router.post(
    "",
    operation_id="giveGuarantee",
    **command(GuaranteeAsItIs, CORE_ENTERPRISE, status=HTTPStatus.CREATED),
)
def give_one(body: bodies.GiveBody, desk: Counter) -> Response:
    """Give a lender a guarantee; nothing comes under it before it accepts."""
    guarantee = GuaranteeId(desk.id_for("gua", body.guarantee))
    asked = GiveTo(guarantee, body.lender, desk.caller.party, body.terms)
    return desk.carry_out(asked, give(asked), HTTPStatus.CREATED)


@router.get("", operation_id="listGuarantees", **read(listing_of(GuaranteeSeen), *SEERS))
def list_guarantees(
    services: CaughtUp, scope: Scope, paging: Paging, stage: ByStage = None
) -> Response:
    """Those given to a lender, or by a core enterprise; the first to end comes first."""
    day = services.today
    return listed(
        services, GUARANTEES, Asked(scope, stage), paging, lambda row: seen(row, day, scope)
    )


@router.get(
    "/liability", operation_id="showContingentLiability", **read(model_of(Liability), *SEERS)
)
def liability(services: CaughtUp, scope: Scope) -> Response:
    """What each guarantor answers for in all, by currency, as far as the party may see."""
    rows = [row for _, row in services.views.all(GUARANTEES, scope)]
    return wired(liability_of(rows, services.today))


@router.get(
    "/{guarantee}",
    operation_id="showGuarantee",
    **read(model_of(GuaranteeSeen), *SEERS, tagged=True),
)
def show(guarantee: GuaranteePath, services: Using, viewer: Viewer) -> Response:
    """One guarantee, for its lender and its guarantor."""
    with services.desk.store.reading() as reading:
        loaded = guarantee_for(reading, guarantee, viewer)
    return wired(shown(loaded.state, services.today, viewer), loaded.version)


@router.post(
    "/{guarantee}/review", operation_id="reviewGuarantor", **command(GuaranteeAsItIs, LENDER)
)
def review_one(guarantee: GuaranteePath, body: bodies.ReviewBody, desk: Counter) -> Response:
    """Say what was looked at of the guarantor; another person decides."""
    asked = ReviewFor(
        guarantee=guarantee,
        lender=desk.caller.party,
        on_evidence=body.on_evidence,
        licence=body.licence,
        as_business=body.as_business,
        words=body.words,
    )
    return desk.carry_out(asked, review(asked))


@router.post(
    "/{guarantee}/acceptance", operation_id="acceptGuarantee", **command(GuaranteeAsItIs, LENDER)
)
def accept_one(guarantee: GuaranteePath, body: bodies.AcceptBody, desk: Counter) -> Response:
    """Accept it on the last review, or renew it on a later one."""
    asked = AcceptFor(guarantee, desk.caller.party, body.terms)
    return desk.carry_out(asked, accept(asked))


@router.post(
    "/{guarantee}/refusal", operation_id="refuseGuarantee", **command(GuaranteeAsItIs, LENDER)
)
def refuse_one(guarantee: GuaranteePath, body: bodies.ReasonBody, desk: Counter) -> Response:
    """The lender does not take it."""
    asked = RefuseFor(guarantee, desk.caller.party, body.reason)
    return desk.carry_out(asked, refuse(asked))


@router.post(
    "/{guarantee}/margin/deposits",
    operation_id="depositMargin",
    **command(GuaranteeAsItIs, LENDER),
)
def deposit(guarantee: GuaranteePath, body: bodies.DepositBody, desk: Counter) -> Response:
    """Margin came in; each reference of the bank counts once."""
    asked = MoveMargin(
        guarantee=guarantee,
        lender=desk.caller.party,
        amount=body.amount,
        value_date=body.value_date,
        bank_reference=body.bank_reference,
        entry=body.entry,
        transfer=body.transfer,
    )
    return desk.carry_out(asked, move_margin(asked))


@router.post(
    "/{guarantee}/margin/deposits/reversal",
    operation_id="takeMarginBack",
    **command(GuaranteeAsItIs, LENDER),
)
def take_back(guarantee: GuaranteePath, body: bodies.TakeBackBody, desk: Counter) -> Response:
    """The bank took back what had come in as margin: the deposit counts as never made."""
    asked = TakeMarginBack(guarantee, desk.caller.party, body.bank_reference)
    return desk.carry_out(asked, take_margin_back(asked))


@router.post(
    "/{guarantee}/margin/withdrawals",
    operation_id="withdrawMargin",
    **command(GuaranteeAsItIs, LENDER),
)
def withdraw(guarantee: GuaranteePath, body: bodies.WithdrawalBody, desk: Counter) -> Response:
    """Margin went out, never below what is needed."""
    asked = MoveMargin(
        guarantee=guarantee,
        lender=desk.caller.party,
        amount=body.amount,
        value_date=body.value_date,
        bank_reference=body.bank_reference,
        entry=None,
    )
    return desk.carry_out(asked, move_margin(asked))


@router.post(
    "/{guarantee}/notice",
    operation_id="stopNewUse",
    **command(GuaranteeAsItIs, CORE_ENTERPRISE),
)
def stop(guarantee: GuaranteePath, body: bodies.NoticeBody, desk: Counter) -> Response:
    """The guarantor stops new use from a day on; what is in use stays."""
    asked = StopFor(guarantee, desk.caller.party, body.from_on, body.notice)
    return desk.carry_out(asked, stop_new_use(asked))


@router.post(
    "/{guarantee}/suspension",
    operation_id="suspendGuarantee",
    **command(GuaranteeAsItIs, LENDER),
)
def suspend_one(guarantee: GuaranteePath, body: bodies.ReasonBody, desk: Counter) -> Response:
    """Nothing new for now."""
    asked = SuspendFor(guarantee, desk.caller.party, body.reason)
    return desk.carry_out(asked, suspend(asked))


@router.post(
    "/{guarantee}/resumption",
    operation_id="resumeGuarantee",
    **command(GuaranteeAsItIs, LENDER),
)
def resume(guarantee: GuaranteePath, desk: Counter) -> Response:
    """It may be used again."""
    asked = SuspendFor(guarantee, desk.caller.party, None)
    return desk.carry_out(asked, suspend(asked), name="ResumeGuarantee")


@router.post(
    "/{guarantee}/changes",
    operation_id="proposeGuaranteeChange",
    **command(GuaranteeAsItIs, LENDER, CORE_ENTERPRISE),
)
def propose(guarantee: GuaranteePath, body: bodies.ChangeBody, desk: Counter) -> Response:
    """Propose other terms; they count once the other side consents."""
    asked = ProposeFor(guarantee, desk.caller.party, body.terms)
    return desk.carry_out(asked, propose_change(asked))


@router.post(
    "/{guarantee}/changes/{number}/consent",
    operation_id="agreeGuaranteeChange",
    **command(GuaranteeAsItIs, LENDER, CORE_ENTERPRISE),
)
def agree(
    guarantee: GuaranteePath, number: Number, body: bodies.ConsentBody, desk: Counter
) -> Response:
    """Consent to what the other side proposed."""
    asked = AgreeFor(guarantee, desk.caller.party, number, body.consent)
    return desk.carry_out(asked, agree_change(asked))
