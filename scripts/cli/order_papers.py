"""`anchorline order place|change`: an order or a change of it, from a file in the API's form."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.e_order.keyed import keyed
from application.processes.changing_orders import change_order
from application.processes.paper_matters import HandInPaper
from application.processes.taking_orders import hand_in_paper
from domain.e_order import commands as ask
from domain.shared.ids import OrderId, PartyId
from scripts.cli.command import As, By, actor, chosen, command, house
from scripts.cli.output import show
from scripts.written import order_change_in, order_in

app = typer.Typer()

File = Annotated[Path, typer.Option(exists=True, dir_okay=False, help="As JSON, as the API.")]


@command(app, "place")
def place(*, acting: As, file: File, by: By = None) -> None:
    """As the buyer, place an order; as the supplier, hand one in that waits for the buyer."""
    try:
        paper, digest = keyed(order_in(file))
    except ValueError as why:
        raise typer.BadParameter(str(why)) from why
    with house() as running:
        who = actor(running, acting, by)
        asked = HandInPaper(who.party, paper, digest)
        show(who.do(asked, hand_in_paper(asked)), as_json=chosen().as_json)


@command(app, "change")
def change(order: str, *, acting: As, file: File, by: By = None) -> None:
    """As the buyer: propose other lines or another day; it binds when the supplier accepts."""
    try:
        wanted = order_change_in(file)
    except ValueError as why:
        raise typer.BadParameter(str(why)) from why
    with house() as running:
        who, name = actor(running, acting, by), OrderId(order)

        def made(buyer: PartyId) -> ask.ProposeChange:
            return ask.ProposeChange(buyer=buyer, order=name, party=who.party, change=wanted)

        asked = made(PartyId(""))
        show(who.do(asked, change_order(name, who.party, made)), as_json=chosen().as_json)
