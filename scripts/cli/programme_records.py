"""`anchorline programme show|prices|cost|decision`: what a programme's judgements rest on."""

from __future__ import annotations

from typing import Annotated

import typer
from pydantic import ValidationError

from api.order_programme.bodies import ReferenceBody
from application.processes.programmes import programme_for
from application.processes.quoting_orders import kept_decision
from application.processes.running_programmes import RecordPrices, record_prices
from application.processes.stating_costs import StateCost, state_cost
from application.views.programmes import seen, seen_by_supplier
from domain.eligibility.order_standing import CostStated, ReferencePrice
from domain.shared.ids import OrderId, PartyId, ProgrammeId
from scripts.cli.command import As, By, actor, chosen, command, house
from scripts.cli.given import Today, money_of_programme
from scripts.cli.output import show

app = typer.Typer()

PRICE = "ITEM,UNIT,PRICE,DAY,SOURCE"


def price_given(written: str) -> ReferencePrice:
    """`casting,H87,9.50,2026-03-01,exchange`, as strictly as the API reads it."""
    parts = [part.strip() for part in written.split(",", 4)]
    names = ("item", "unit", "price", "asOf", "source")
    try:
        body = ReferenceBody.model_validate(dict(zip(names, parts, strict=True)))
    except (ValidationError, ValueError) as why:
        raise typer.BadParameter(f"{written!r} is not as {PRICE}") from why
    return ReferencePrice(
        item=body.item, unit=body.unit, price=body.price, as_of=body.as_of, source=body.source
    )


Prices = Annotated[
    list[ReferencePrice],
    typer.Option("--price", parser=price_given, metavar=PRICE, help="Of one item; again."),
]


@command(app, "prices")
def prices(programme: str, *, acting: As, price: Prices, by: By = None) -> None:
    """Record prices that orders are held against; each takes the place of the one before."""
    with house() as running:
        who = actor(running, acting, by)
        asked = RecordPrices(ProgrammeId(programme), who.party, tuple(price))
        show(who.do(asked, record_prices(asked)), as_json=chosen().as_json)


@command(app, "cost")
def cost(  # noqa: PLR0913  # each is an option of the command
    programme: str,
    order: str,
    amount: str,
    *,
    acting: As,
    source: Annotated[str, typer.Option(help="The paper that shows it.")],
    stated_on: Today = None,
    by: By = None,
) -> None:
    """As the supplier: what an order costs, where the terms look at the gross margin."""
    with house() as running:
        who = actor(running, acting, by)
        stated = CostStated(
            cost=money_of_programme(running, programme, amount),
            source=source,
            stated_on=stated_on or running.clock.now().day,
        )
        asked = StateCost(ProgrammeId(programme), who.party, OrderId(order), stated)
        show(who.do(asked, state_cost(asked)), as_json=chosen().as_json)


@command(app, "show")
def show_one(programme: str, *, acting: As) -> None:
    """One programme: all of it for its lender, its own part for a supplier."""
    viewer = PartyId(acting)
    with house() as running, running.store.reading() as reading:
        state = programme_for(reading, ProgrammeId(programme), viewer).state
        today = running.clock.now().day
        own = seen(state) if state.lender == viewer else seen_by_supplier(state, viewer, today)
    show(own, as_json=chosen().as_json, title=f"Programme {programme} 订单融资方案")


@command(app, "decision")
def decision(programme: str, kept: str, *, acting: As) -> None:
    """The reasons under a hash, as they were kept when money was lent on them."""
    with house() as running, running.store.reading() as reading:
        found = kept_decision(reading, ProgrammeId(programme), kept, PartyId(acting))
    show(found, as_json=chosen().as_json, title=f"Decision of {found.day} 核定依据")
