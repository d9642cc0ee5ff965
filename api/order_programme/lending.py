"""Money on an order over HTTP: quoted, asked for, approved, and why the order bears no more."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Path
from fastapi.responses import Response

from api.order_programme import bodies
from api.shared.commanding import Counter
from api.shared.identity import AUDITOR, LENDER, OPERATOR, SUPPLIER, Anyone, Viewer
from api.shared.named import FinancingPath, ProgrammePath
from api.shared.order_reasons import reason_shown
from api.shared.reading import wired
from api.shared.routes import command, read
from api.shared.services import Using
from api.shared.strict import room
from api.shared.wire import model_of
from application.processes import financing_orders as lending
from application.processes.money_on_orders import MoneyOnOrder
from application.processes.quoting_orders import (
    OrderExplained,
    OrderQuoted,
    QuoteOnOrder,
    explain_order,
    kept_decision,
    quote_on_order,
)
from application.processes.requesting_on_orders import RequestOnOrder, request_on_order
from domain.shared.event import Context
from domain.shared.facility import Guaranteed, Supports
from domain.shared.ids import FinancingId, GuaranteeId

router = room("/order-programmes", "order programmes")

SEERS = (LENDER, SUPPLIER, OPERATOR, AUDITOR)
HashPath = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]


@router.post(
    "/{programme}/quotes",
    operation_id="quoteOnOrder",
    **read(model_of(OrderQuoted), SUPPLIER),
)
def quote(
    programme: ProgrammePath, body: bodies.MoneyOnOrderBody, services: Using, caller: Anyone
) -> Response:
    """What money on an order would cost today, and what the order bears; binds nobody."""
    asked = QuoteOnOrder(programme, body.order, caller.party, body.amount, body.due_on, body.pay_to)
    context = Context(now=services.desk.clock.now(), by=caller.by)
    with services.desk.store.reading() as reading:
        quoted = quote_on_order(reading, asked, context)
    return wired(quoted)


@router.post(
    "/{programme}/requests",
    operation_id="requestOnOrder",
    **command(MoneyOnOrder, SUPPLIER, status=HTTPStatus.CREATED),
)
def request(programme: ProgrammePath, body: bodies.RequestOnOrderBody, desk: Counter) -> Response:
    """Ask for money on an order: people of the lender decide."""
    asked = RequestOnOrder(
        programme=programme,
        order=body.order,
        financing=FinancingId(desk.id_for("fin", body.financing)),
        supplier=desk.caller.party,
        amount=body.amount,
        due_on=body.due_on,
        pay_to=body.pay_to,
        supports=Supports(
            line=desk.line_meant(body.line),
            guarantees=tuple(
                Guaranteed(GuaranteeId(desk.meant(it.guarantee)), it.guarantor, it.amount)
                for it in body.guarantees
            ),
        ),
    )
    return desk.carry_out(asked, request_on_order(asked), HTTPStatus.CREATED)


@router.post(
    "/{programme}/requests/{financing}/approvals",
    operation_id="approveOnOrder",
    **command(MoneyOnOrder, LENDER),
)
def approve(
    programme: ProgrammePath, financing: FinancingPath, body: bodies.ApprovalBody, desk: Counter
) -> Response:
    """Approve it; with the last approval the order is judged again and the money lent."""
    asked = lending.ApproveOnOrder(
        programme, financing, desk.caller.party, body.collateral, body.margin
    )
    return desk.carry_out(asked, lending.approve_on_order(asked))


@router.post(
    "/{programme}/requests/{financing}/rejection",
    operation_id="rejectOnOrder",
    **command(MoneyOnOrder, LENDER),
)
def reject(
    programme: ProgrammePath, financing: FinancingPath, body: bodies.RequestEndBody, desk: Counter
) -> Response:
    """Lend nothing on it."""
    asked = lending.RejectOnOrder(programme, financing, desk.caller.party, body.reason)
    return desk.carry_out(asked, lending.reject_on_order(asked))


@router.post(
    "/{programme}/requests/{financing}/withdrawal",
    operation_id="withdrawOnOrder",
    **command(MoneyOnOrder, SUPPLIER),
)
def withdraw(
    programme: ProgrammePath, financing: FinancingPath, body: bodies.RequestEndBody, desk: Counter
) -> Response:
    """The supplier no longer wants it."""
    asked = lending.WithdrawOnOrder(programme, financing, desk.caller.party, body.reason)
    return desk.carry_out(asked, lending.withdraw_on_order(asked))


@router.get(
    "/{programme}/orders/{order}/eligibility",
    operation_id="explainOrder",
    **read(bodies.OrderDecisionShown, *SEERS),
)
def eligibility(
    programme: ProgrammePath, order: bodies.OrderPath, services: Using, viewer: Viewer
) -> Response:
    """What an order counts for today, and all the reasons why it is not more."""
    with services.desk.store.reading() as reading:
        explained = explain_order(reading, programme, order, viewer, services.today)
    return wired(_shown(explained))


@router.get(
    "/{programme}/decisions/{decision}",
    operation_id="replayOrderDecision",
    **read(bodies.OrderDecisionShown, *SEERS),
)
def decision(
    programme: ProgrammePath, decision: HashPath, services: Using, viewer: Viewer
) -> Response:
    """The reasons as they were kept when money was lent on them."""
    with services.desk.store.reading() as reading:
        explained = kept_decision(reading, programme, decision, viewer)
    return wired(_shown(explained))


def _shown(explained: OrderExplained) -> dict[str, Any]:
    return {
        "programme": explained.programme,
        "order": explained.order,
        "day": explained.day,
        "hash": explained.hash,
        "ordered": explained.ordered,
        "eligible": explained.eligible,
        "excluded": explained.excluded,
        "certificate": explained.certificate,
        "bears": explained.bears,
        "lent": explained.lent,
        "available": explained.available,
        "reasons": [reason_shown(reason) for reason in explained.reasons],
    }
