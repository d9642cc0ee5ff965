"""A lender's own limits over HTTP: per party and per group, each decided by two people."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated

from fastapi import Path, Query
from fastapi.responses import Response

from api.lender_limit import bodies
from api.shared.commanding import AtDesk, Counter
from api.shared.fields import ID
from api.shared.identity import AUDITOR, LENDER, Scope
from api.shared.reading import Asked, CaughtUp, Paging, listed_together, listing_of, wired
from api.shared.routes import command, read
from api.shared.services import Using
from api.shared.strict import room
from api.shared.wire import model_of
from application.lender_limit import streams as limits
from application.processes.listing_limits import LimitListed, Named, limits_listed
from application.processes.looking import limit_for
from application.processes.setting_limits import (
    ChangeGroup,
    LimitAsItIs,
    OnAccount,
    OnGroup,
    change_group,
    declare_group,
    on_account,
    on_group,
    propose_limit,
)
from application.views.lender_limits import LENDER_LIMITS, LimitRow, LimitStatus
from domain.lender_limit import commands as ask
from domain.shared.connection import GroupId
from domain.shared.ids import PartyId

router = room("/lender-limits", "lender limits")

CounterpartyPath = Annotated[PartyId, Path(pattern=ID, examples=["anchor"])]
GroupPath = Annotated[GroupId, Path(pattern=ID, examples=["harbour"])]


ByStatus = Annotated[LimitStatus | None, Query(description="Only those that stand so.")]


@router.get("", operation_id="listLimits", **read(listing_of(LimitListed), LENDER, AUDITOR))
def list_limits(
    services: CaughtUp, scope: Scope, paging: Paging, status: ByStatus = None
) -> Response:
    """Every party and group that the lender has something on: limit, in use, available today."""

    def shown(rows: Sequence[LimitRow]) -> list[LimitListed]:
        named = [Named(it.lender, it.of, it.group is not None) for it in rows]
        with services.desk.store.reading() as reading:
            return limits_listed(reading, named, services.today)

    facet = None if status is None else status.value
    return listed_together(services, LENDER_LIMITS, Asked(scope, facet), paging, shown)


@router.get(
    "/parties/{counterparty}",
    operation_id="showLimit",
    **read(model_of(LimitAsItIs), LENDER, AUDITOR),
)
def show(counterparty: CounterpartyPath, services: Using, scope: Scope) -> Response:
    """What counts for a party today, and what the lender has on it."""
    with services.desk.store.reading() as reading:
        shown = limit_for(reading, limits.account_of(scope, counterparty), services.today)
    return wired(shown)


@router.post(
    "/parties/{counterparty}/proposals", operation_id="proposeLimit", **command(LimitAsItIs, LENDER)
)
def propose(counterparty: CounterpartyPath, body: bodies.ProposalBody, desk: Counter) -> Response:
    """Propose a limit for what the lender has on a party over all products."""
    asked = ask.ProposeLimit(
        lender=desk.caller.party,
        party=counterparty,
        terms=body.terms,
        effective_on=body.effective_on,
    )
    return desk.carry_out(asked, propose_limit(asked))


@router.post(
    "/parties/{counterparty}/approval", operation_id="approveLimit", **command(LimitAsItIs, LENDER)
)
def approve(counterparty: CounterpartyPath, body: bodies.ApprovalBody, desk: Counter) -> Response:
    """Approve what a colleague proposed; what is used beyond it is said."""
    asked = OnAccount(desk.caller.party, counterparty, ask.ApproveLimit(proposal=body.proposal))
    return desk.carry_out(asked, on_account(asked), name="ApproveLimit")


@router.post(
    "/parties/{counterparty}/rejection", operation_id="rejectLimit", **command(LimitAsItIs, LENDER)
)
def reject(counterparty: CounterpartyPath, body: bodies.RejectionBody, desk: Counter) -> Response:
    """Turn down what was proposed."""
    rejected = ask.RejectLimit(proposal=body.proposal, reason=body.reason)
    asked = OnAccount(desk.caller.party, counterparty, rejected)
    return desk.carry_out(asked, on_account(asked), name="RejectLimit")


@router.post(
    "/groups",
    operation_id="declareGroup",
    **command(LimitAsItIs, LENDER, status=HTTPStatus.CREATED),
)
def declare(body: bodies.GroupBody, desk: Counter) -> Response:
    """Say which parties are one risk, and on what evidence."""
    asked = ask.DeclareGroup(
        lender=desk.caller.party,
        group=body.group,
        members=body.members,
        basis=body.basis,
        evidence=body.evidence,
    )
    return desk.carry_out(asked, declare_group(asked), HTTPStatus.CREATED)


@router.get(
    "/groups/{group}",
    operation_id="showGroupLimit",
    **read(model_of(LimitAsItIs), LENDER, AUDITOR),
)
def show_group(group: GroupPath, services: Using, scope: Scope) -> Response:
    """What counts for a group today, its members, and what the lender has on all of them."""
    with services.desk.store.reading() as reading:
        shown = limit_for(reading, limits.group_of(scope, group), services.today)
    return wired(shown)


@router.post("/groups/{group}/members", operation_id="changeGroup", **command(LimitAsItIs, LENDER))
def change(group: GroupPath, body: bodies.MembersBody, desk: Counter) -> Response:
    """Let parties in, or out, on evidence."""
    changed = ask.ChangeMembers(added=body.added, removed=body.removed, evidence=body.evidence)
    asked = ChangeGroup(desk.caller.party, group, changed)
    return desk.carry_out(asked, change_group(asked))


@router.post(
    "/groups/{group}/proposals", operation_id="proposeGroupLimit", **command(LimitAsItIs, LENDER)
)
def propose_for_group(group: GroupPath, body: bodies.ProposalBody, desk: Counter) -> Response:
    """Propose a limit for what the lender has on all members together."""
    wanted = ask.ProposeGroupLimit(terms=body.terms, effective_on=body.effective_on)
    return _of_group(desk, group, wanted)


@router.post(
    "/groups/{group}/approval", operation_id="approveGroupLimit", **command(LimitAsItIs, LENDER)
)
def approve_for_group(group: GroupPath, body: bodies.ApprovalBody, desk: Counter) -> Response:
    """Approve what a colleague proposed; what is used beyond it is said."""
    return _of_group(desk, group, ask.ApproveLimit(proposal=body.proposal))


@router.post(
    "/groups/{group}/rejection", operation_id="rejectGroupLimit", **command(LimitAsItIs, LENDER)
)
def reject_for_group(group: GroupPath, body: bodies.RejectionBody, desk: Counter) -> Response:
    """Turn down what was proposed."""
    wanted = ask.RejectLimit(proposal=body.proposal, reason=body.reason)
    return _of_group(desk, group, wanted)


def _of_group(
    desk: AtDesk,
    group: GroupId,
    wanted: ask.ProposeGroupLimit | ask.ApproveLimit | ask.RejectLimit,
) -> Response:
    asked = OnGroup(desk.caller.party, group, wanted)
    return desk.carry_out(asked, on_group(asked), name=f"{type(wanted).__name__}OfGroup")
