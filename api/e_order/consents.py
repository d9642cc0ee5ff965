"""Whoever lent on an order is asked before it is changed or cancelled, and answers, over HTTP."""

from __future__ import annotations

from fastapi.responses import Response

from api.e_order import bodies
from api.e_order.asking import NOT_KNOWN_YET, TRADERS, changed
from api.shared.commanding import Counter
from api.shared.fields import OrderPath
from api.shared.identity import LENDER
from api.shared.routes import command
from api.shared.strict import room
from application.processes.changing_orders import OrderAsItIs, answer_about
from domain.e_order import commands as ask

router = room("/orders", "orders")


@router.post(
    "/{order}/consent/request", operation_id="askOrderConsent", **command(OrderAsItIs, *TRADERS)
)
def ask_for(order: OrderPath, body: bodies.ConsentBody, desk: Counter) -> Response:
    """Buyer or supplier asks whoever lent on it: for a change that waits, or to cancel lines."""
    asked = ask.AskConsent(
        buyer=NOT_KNOWN_YET,
        order=order,
        party=desk.caller.party,
        number=body.number,
        lines=body.lines,
    )
    return changed(desk, asked)


@router.post(
    "/{order}/consent", operation_id="consentToOrderChange", **command(OrderAsItIs, LENDER)
)
def consent(order: OrderPath, body: bodies.ConsentBody, desk: Counter) -> Response:
    """A lender whose money it secures agrees to a change or a cancellation."""
    asked = ask.GiveConsent(
        buyer=NOT_KNOWN_YET,
        order=order,
        party=desk.caller.party,
        number=body.number,
        lines=body.lines,
    )
    return desk.carry_out(asked, answer_about(asked))


@router.post(
    "/{order}/consent/refusal", operation_id="refuseOrderConsent", **command(OrderAsItIs, LENDER)
)
def refuse(order: OrderPath, body: bodies.ConsentRefusedBody, desk: Counter) -> Response:
    """A lender that was asked says no; the order stays as it is."""
    asked = ask.RefuseConsent(
        buyer=NOT_KNOWN_YET,
        order=order,
        party=desk.caller.party,
        number=body.number,
        reason=body.reason,
    )
    return desk.carry_out(asked, answer_about(asked))


@router.post(
    "/{order}/consent/withdrawal",
    operation_id="withdrawOrderConsent",
    **command(OrderAsItIs, LENDER),
)
def withdraw(order: OrderPath, body: bodies.ConsentTakenBackBody, desk: Counter) -> Response:
    """A lender takes its consent back, until what it was given for has happened."""
    asked = ask.WithdrawConsent(
        buyer=NOT_KNOWN_YET,
        order=order,
        party=desk.caller.party,
        number=body.number,
        lines=body.lines,
        reason=body.reason,
    )
    return desk.carry_out(asked, answer_about(asked))
