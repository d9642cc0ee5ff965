"""`anchorline order`: orders listed, confirmed, accepted, changed, shipped, received, closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Annotated, TypedDict

import typer

from application.processes.changing_orders import (
    Answering,
    answer_about,
    change_order,
    order_for,
    orders_on_record,
)
from application.views.lent_orders import LENT_ORDERS
from application.views.orders import ORDERS, seen
from domain.e_order import commands as ask
from domain.e_order.commands import OrderCommand
from domain.e_order.order import Paper, Status
from domain.enterprise.profile import Role
from domain.shared.ids import OrderId, PartyId
from scripts.cli.command import As, By, actor, chosen, command, house
from scripts.cli.given import Today, Whose
from scripts.cli.goods import UNSAID, goods_of, missing, quantities_in, turned_away
from scripts.cli.looking import rows_of
from scripts.cli.output import show

app = typer.Typer(
    help="Orders: list, place, confirm, accept, change, cancel, consent, ship, receive, close.",
    no_args_is_help=True,
)

NOBODY = PartyId("")
"""Replaced by the buyer, once it is known whose order it is."""

ORDERS_SHOWN = {
    "order": "order",
    "number": "number",
    "buyer": "buyer",
    "supplier": "supplier",
    "status": "status",
    "authentic": "authentic",
    "ordered": "ordered",
    "invoiced": "invoiced",
    "lost": "lost",
    "deliver by": "deliverBy",
}
Reason = Annotated[str, typer.Option()]
Lines = Annotated[
    list[str] | None, typer.Option("--line", help="A line and how much of it, as 1=90.")
]
Short = Annotated[
    list[str] | None, typer.Option("--short", help="A line and how much will not come, as 1=10.")
]
Refused = Annotated[
    list[str] | None, typer.Option("--refused", help="A line and how much was refused, as 1=5.")
]
Named = Annotated[list[str] | None, typer.Option("--line", help="The number of a line.")]
Change = Annotated[
    str | None, typer.Option("--number", help="Of the change; none: a cancellation.")
]
Number = Annotated[str, typer.Option(help="The paper's own.")]


@command(app, "list")
def list_orders(
    *,
    party: Whose = None,
    status: Annotated[Status | None, typer.Option(help="Only those that stand so.")] = None,
) -> None:
    """Orders: those that a party buys by, sells by, or lent on; without one, all there are."""
    with house() as running:
        running.catch_up()
        today = running.clock.now().day
        own = list(rows_of(running, ORDERS, party, Role.CORE_ENTERPRISE, Role.SUPPLIER))
        lent = [row.order for row in rows_of(running, LENT_ORDERS, party, Role.LENDER)]
        with running.store.reading() as reading:
            secured = orders_on_record(reading, lent)
        once = {row.order: row for row in (*own, *secured)}
        rows = [seen(row, today) for row in once.values()]
        rows = [row for row in rows if status in {None, row.status}]
        show(rows, ORDERS_SHOWN, as_json=chosen().as_json, title="Orders 订单")


@command(app, "show")
def show_order(order: str, *, acting: As) -> None:
    """One order, with what order, goods and money disagree in."""
    with house() as running, running.store.reading() as reading:
        state = order_for(reading, OrderId(order), PartyId(acting)).state
        shown = seen(state, running.clock.now().day)
        show(shown, as_json=chosen().as_json, title="Order 订单")


@command(app, "confirm")
def confirm(order: str, *, acting: As, by: By = None) -> None:
    """As the buyer: this order is ours."""
    _ask(order, (acting, by), lambda on: ask.ConfirmAuthentic(**on))


@command(app, "accept")
def accept(order: str, *, acting: As, line: Lines = None, by: By = None) -> None:
    """As the supplier: the whole, or with --line so much of some lines."""
    part = quantities_in(line)
    _ask(order, (acting, by), lambda on: ask.Accept(**on, quantities=part))


@command(app, "reject")
def reject(order: str, *, acting: As, reason: Reason, by: By = None) -> None:
    """As the supplier: we will not deliver."""
    _ask(order, (acting, by), lambda on: ask.Reject(**on, reason=reason))


@command(app, "accept-change")
def accept_change(order: str, *, acting: As, number: Number, by: By = None) -> None:
    """As the supplier: the change that the buyer proposed binds."""
    _ask(order, (acting, by), lambda on: ask.AcceptChange(**on, number=number))


@command(app, "reject-change")
def reject_change(order: str, *, acting: As, number: Number, reason: Reason, by: By = None) -> None:
    """As the supplier: the order stays as it is."""
    _ask(order, (acting, by), lambda on: ask.RejectChange(**on, number=number, reason=reason))


@command(app, "cancel")
def cancel(order: str, *, acting: As, reason: Reason, line: Named = None, by: By = None) -> None:
    """As the buyer: take lines back, or all that is left."""
    lines = tuple(line or ())
    _ask(order, (acting, by), lambda on: ask.Cancel(**on, lines=lines, reason=reason))


@command(app, "allow-cancel")
def allow_cancel(order: str, *, acting: As, line: Named = None, by: By = None) -> None:
    """As the supplier: the buyer may cancel, though it is bound."""
    _ask(order, (acting, by), lambda on: ask.AllowCancellation(**on, lines=tuple(line or ())))


@command(app, "ask-consent")
def ask_consent(
    order: str, *, acting: As, number: Change = None, line: Named = None, by: By = None
) -> None:
    """As buyer or supplier: ask whoever lent on it, for a change that waits or to cancel lines."""
    lines = tuple(line or ())
    _ask(order, (acting, by), lambda on: ask.AskConsent(**on, number=number, lines=lines))


@command(app, "consent")
def consent(
    order: str, *, acting: As, number: Change = None, line: Named = None, by: By = None
) -> None:
    """As the lender that lent on it: the buyer may change it so, or cancel these lines, or all."""
    lines = tuple(line or ())
    _answer(order, (acting, by), lambda on: ask.GiveConsent(**on, number=number, lines=lines))


@command(app, "refuse-consent")
def refuse_consent(
    order: str, *, acting: As, reason: Reason, number: Change = None, by: By = None
) -> None:
    """As the lender that was asked: the order is to stay as it is."""
    _answer(order, (acting, by), lambda on: ask.RefuseConsent(**on, number=number, reason=reason))


@command(app, "withdraw-consent")
def withdraw_consent(
    order: str,
    *,
    acting: As,
    reason: Reason,
    number: Change = None,
    line: Named = None,
    by: By = None,
) -> None:
    """As the lender: take a consent back, until what it was given for has happened."""
    lines = tuple(line or ())

    def made(on: On) -> ask.WithdrawConsent:
        return ask.WithdrawConsent(**on, number=number, lines=lines, reason=reason)

    _answer(order, (acting, by), made)


@command(app, "ship")
def ship(
    order: str,
    *,
    acting: As,
    number: Number,
    line: Lines = None,
    on: Today = None,
    by: By = None,
) -> None:
    """As the supplier: what was sent."""
    _ask(
        order,
        (acting, by),
        lambda named: ask.RecordDespatch(**named, goods=goods_of(number, line, on)),
    )


@command(app, "receive")
def receive(  # noqa: PLR0913  # each is an option of the command
    order: str,
    *,
    acting: As,
    number: Number,
    line: Lines = None,
    refused: Refused = None,
    short: Short = None,
    on: Today = None,
    by: By = None,
) -> None:
    """As the buyer: what arrived, what of it was refused, and what will not come."""
    goods = missing(turned_away(goods_of(number, line, on), refused), short)
    _ask(order, (acting, by), lambda named: ask.RecordReceipt(**named, goods=goods))


@command(app, "annul")
def annul(
    order: str,
    *,
    acting: As,
    paper: Annotated[Paper, typer.Option()],
    number: Number,
    reason: Reason,
    by: By = None,
) -> None:
    """Take back a despatch or receipt that was wrong."""
    _ask(
        order,
        (acting, by),
        lambda on: ask.Annul(**on, paper=paper, number=number, reason=reason),
    )


@command(app, "close")
def close(order: str, *, acting: As, by: By = None) -> None:
    """Nothing more is to come; what is short stays short."""
    _ask(order, (acting, by), lambda on: ask.Close(**on))


class On(TypedDict):
    """What every command names."""

    buyer: PartyId
    order: OrderId
    party: PartyId


def _ask(order: str, acting: tuple[str, str | None], made: Callable[[On], OrderCommand]) -> None:
    party, by = acting
    with house() as running:
        who = actor(running, party, by)
        asked = made({"buyer": NOBODY, "order": OrderId(order), "party": who.party})
        asked = _dated(asked, running.clock.now().day)
        use_case = change_order(asked.order, who.party, lambda buyer: replace(asked, buyer=buyer))
        show(who.do(asked, use_case), as_json=chosen().as_json)


def _answer(order: str, acting: tuple[str, str | None], made: Callable[[On], Answering]) -> None:
    party, by = acting
    with house() as running:
        who = actor(running, party, by)
        asked = made({"buyer": NOBODY, "order": OrderId(order), "party": who.party})
        show(who.do(asked, answer_about(asked)), as_json=chosen().as_json)


def _dated(asked: OrderCommand, today: date) -> OrderCommand:
    """Goods of which no day is said moved today."""
    if isinstance(asked, ask.RecordDespatch | ask.RecordReceipt):
        goods = asked.goods
        day = today if goods.issued_on == UNSAID else goods.issued_on
        return replace(asked, goods=replace(goods, issued_on=day))
    return asked
