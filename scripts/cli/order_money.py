"""`anchorline programme why|quote|request|approve|reject|withdraw`: money on an order."""

from __future__ import annotations

from typing import Annotated

import typer

from api.shared.wire import to_wire
from application.processes.financing_orders import (
    ApproveOnOrder,
    RejectOnOrder,
    WithdrawOnOrder,
    approve_on_order,
    reject_on_order,
    withdraw_on_order,
)
from application.processes.looking import guarantee_for
from application.processes.quoting_orders import QuoteOnOrder, explain_order, quote_on_order
from application.processes.requesting_on_orders import RequestOnOrder, request_on_order
from domain.eligibility.order_reasons import OrderReason
from domain.shared.event import Context
from domain.shared.facility import Guaranteed, Supports
from domain.shared.ids import (
    ActorId,
    FinancingId,
    GuaranteeId,
    LineId,
    OrderId,
    PartyId,
    ProgrammeId,
)
from domain.shared.money import Money
from scripts.cli.command import As, By, actor, chosen, command, house
from scripts.cli.given import Day, UsesLine, fresh, money_of_programme
from scripts.cli.output import cell, show
from scripts.compose import House

app = typer.Typer()

Guarantees = Annotated[
    list[str] | None,
    typer.Option("--guarantee", help="A guarantee and its part, as gua-1=500.00; again."),
]
PayTo = Annotated[str | None, typer.Option(help="Whom the payment is entrusted to.")]
Reason = Annotated[str, typer.Option()]
Collateral = Annotated[str | None, typer.Option(help="What the lender has of the supplier for it.")]
Margin = Annotated[str | None, typer.Option(help="Paid in by the supplier for it.")]

REASONS = {
    "rule": "rule",
    "line": "line",
    "amount": "amount",
    "counted": "counted",
    "figures": "why",
    "what would change it": "remedy",
}


@command(app, "why")
def why(programme: str, order: str, *, acting: As) -> None:
    """What an order counts for, and every reason why it is not more."""
    with house() as running, running.store.reading() as reading:
        day = running.clock.now().day
        names = (ProgrammeId(programme), OrderId(order), PartyId(acting))
        explained = explain_order(reading, *names, day)
    if chosen().as_json:
        show(explained, as_json=True)
        return
    told = {"ordered": "ordered", "eligible": "eligible", "lent": "lent", "available": "available"}
    show([explained], told, as_json=False, title=f"Order {order} 订单")
    rows = [{**to_wire(it), "why": _figures(it)} for it in explained.reasons]
    show(rows, REASONS, as_json=False, title="Reasons 原因")


def _figures(reason: OrderReason) -> str:
    return ", ".join(f"{it.name} {cell(to_wire(it.value))}" for it in reason.figures)


@command(app, "quote")
def quote(
    programme: str, order: str, amount: str, *, acting: As, due: Day, pay_to: PayTo = None
) -> None:
    """What money on an order would cost, and what the order bears."""
    with house() as running:
        asked = QuoteOnOrder(
            programme=ProgrammeId(programme),
            order=OrderId(order),
            supplier=PartyId(acting),
            amount=money_of_programme(running, programme, amount),
            due_on=due,
            pay_to=None if pay_to is None else PartyId(pay_to),
        )
        context = Context(now=running.clock.now(), by=ActorId(acting))
        with running.store.reading() as reading:
            show(quote_on_order(reading, asked, context), as_json=chosen().as_json)


@command(app, "request")
def request(  # noqa: PLR0913  # each is an option of the command
    programme: str,
    order: str,
    amount: str,
    *,
    acting: As,
    due: Day,
    financing: Annotated[str | None, typer.Option(help="Its own name.")] = None,
    pay_to: PayTo = None,
    line: UsesLine = None,
    guarantee: Guarantees = None,
) -> None:
    """Ask for money on an order; people of the lender decide."""
    with house() as running:
        who = actor(running, acting)
        asked = RequestOnOrder(
            programme=ProgrammeId(programme),
            order=OrderId(order),
            financing=FinancingId(financing or fresh("fin")),
            supplier=who.party,
            amount=money_of_programme(running, programme, amount),
            due_on=due,
            pay_to=None if pay_to is None else PartyId(pay_to),
            supports=_supports(running, programme, line, guarantee or []),
        )
        show(who.do(asked, request_on_order(asked)), as_json=chosen().as_json)


def _supports(running: House, programme: str, line: str | None, guarantees: list[str]) -> Supports:
    """Raise `typer.BadParameter` where one is not `guarantee=amount`."""
    named = [it.partition("=") for it in guarantees]
    if any(not amount for _, _, amount in named):
        raise typer.BadParameter("a guarantee and its part, as gua-1=500.00")
    with running.store.reading() as reading:
        found = {it: guarantee_for(reading, GuaranteeId(it), None).state for it, _, _ in named}
    return Supports(
        line=None if line is None else LineId(line),
        guarantees=tuple(
            Guaranteed(
                GuaranteeId(it),
                found[it].guarantor,
                money_of_programme(running, programme, amount),
            )
            for it, _, amount in named
        ),
    )


@command(app, "approve")
def approve(
    programme: str,
    financing: str,
    *,
    acting: As,
    collateral: Collateral = None,
    margin: Margin = None,
    by: By = None,
) -> None:
    """Approve it; the last approval lends."""
    with house() as running:
        who = actor(running, acting, by)
        asked = ApproveOnOrder(
            programme=ProgrammeId(programme),
            financing=FinancingId(financing),
            lender=who.party,
            collateral=_given(running, programme, collateral),
            margin=_given(running, programme, margin),
        )
        show(who.do(asked, approve_on_order(asked)), as_json=chosen().as_json)


def _given(running: House, programme: str, written: str | None) -> Money | None:
    return None if written is None else money_of_programme(running, programme, written)


@command(app, "reject")
def reject(programme: str, financing: str, *, acting: As, reason: Reason, by: By = None) -> None:
    """Lend nothing on it."""
    with house() as running:
        who = actor(running, acting, by)
        asked = RejectOnOrder(ProgrammeId(programme), FinancingId(financing), who.party, reason)
        show(who.do(asked, reject_on_order(asked)), as_json=chosen().as_json)


@command(app, "withdraw")
def withdraw(programme: str, financing: str, *, acting: As, reason: Reason, by: By = None) -> None:
    """The supplier no longer wants it."""
    with house() as running:
        who = actor(running, acting, by)
        asked = WithdrawOnOrder(ProgrammeId(programme), FinancingId(financing), who.party, reason)
        show(who.do(asked, withdraw_on_order(asked)), as_json=chosen().as_json)
