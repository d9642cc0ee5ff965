"""Commands about money: quote, draw, what the bank did, and the certificate of a pool."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated

import typer

from application.processes.disbursing import (
    ConfirmPaidOut,
    RecordReturned,
    confirm_paid_out,
    record_returned,
)
from application.processes.drawing import DrawFromPool, draw, quote_draw
from application.processes.looking import financing_for
from application.processes.running_pools import ForPool, certify_now
from domain.shared.ids import FinancingId, LineId, PartyId, PoolId
from domain.shared.money import Money
from scripts.cli.command import As, By, RequestId, actor, chosen, command, house
from scripts.cli.given import Day, Today, UsesLine, fresh, money, money_of_pool
from scripts.cli.output import show
from scripts.compose import House

app = typer.Typer()


@command(app, "quote")
def quote(pool: str, amount: str, *, acting: As, due: Day) -> None:
    """What a draw would cost today, and whether the base would bear it; nothing is changed."""
    with house() as running:
        asked = _draw(running, (pool, amount), PartyId(acting), due, fresh("quote"))
        with running.store.reading() as reading:
            quoted = quote_draw(reading, asked, running.clock.now().day)
    show(quoted, as_json=chosen().as_json, title="Quote 报价")


@command(app, "draw")
def draw_money(  # noqa: PLR0913  # each is an option of the command
    pool: str,
    amount: str,
    *,
    acting: As,
    due: Day,
    financing: Annotated[str | None, typer.Option(help="Its id; made where not said.")] = None,
    line: UsesLine = None,
    request_id: RequestId = None,
) -> None:
    """Draw money against your claims in a pool; the lender's bank is instructed to pay."""
    with house() as running:
        name = financing or fresh("fin")
        asked = _draw(running, (pool, amount), PartyId(acting), due, name)
        if line is not None:
            asked = replace(asked, line=LineId(line))
        show(actor(running, acting).do(asked, draw(asked), request_id), as_json=chosen().as_json)


@command(app, "disburse")
def disburse(
    financing: str,
    *,
    acting: As,
    reference: Annotated[str, typer.Option(help="The bank's own.")],
    amount: Annotated[str | None, typer.Option(help="The net proceeds, where not said.")] = None,
    value_date: Today = None,
    by: By = None,
) -> None:
    """Record that the bank paid a draw out; interest runs from its value date."""
    with house() as running:
        who, day = actor(running, acting, by), value_date or running.clock.now().day
        paid = _paid(running, financing, who.party, amount)
        asked = ConfirmPaidOut(FinancingId(financing), who.party, paid, day, reference)
        show(who.do(asked, confirm_paid_out(asked)), as_json=chosen().as_json)


@command(app, "returned")
def returned(
    financing: str,
    *,
    acting: As,
    reason: Annotated[str, typer.Option()],
    value_date: Today = None,
    by: By = None,
) -> None:
    """Record that the money came back; what the draw used of the base is free again."""
    with house() as running:
        who, day = actor(running, acting, by), value_date or running.clock.now().day
        asked = RecordReturned(FinancingId(financing), who.party, day, reason)
        show(who.do(asked, record_returned(asked)), as_json=chosen().as_json)


@command(app, "certify")
def certify(pool: str, *, acting: As, by: By = None) -> None:
    """Certify a pool's base today, and keep the result of every claim."""
    with house() as running:
        who = actor(running, acting, by)
        asked = ForPool(PoolId(pool), who.party)
        show(who.do(asked, certify_now(asked)), as_json=chosen().as_json)


def _draw(
    running: House, asked: tuple[str, str], seller: PartyId, due: date, financing: str
) -> DrawFromPool:
    pool, written = asked
    amount = money_of_pool(running, pool, written)
    return DrawFromPool(PoolId(pool), FinancingId(financing), seller, amount, due)


def _paid(running: House, financing: str, lender: PartyId, written: str | None) -> Money:
    with running.store.reading() as reading:
        known = financing_for(reading, FinancingId(financing), lender).state
    return known.net_proceeds if written is None else money(written, known.currency)
