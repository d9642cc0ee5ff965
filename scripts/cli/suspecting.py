"""`anchorline suspicion`: one trade was perhaps financed twice; who is concerned says so."""

from __future__ import annotations

from typing import Annotated

import typer

from application.processes.suspecting import Answering, Settling, answer, settle, suspicions_of
from domain.shared.ids import AssetId, OrderId, PartyId, ReceivableId
from scripts.cli.command import As, By, actor, chosen, command, house
from scripts.cli.output import show
from scripts.cli.parties import OPERATOR

app = typer.Typer(
    help="Claims and orders that were perhaps lent on as two trades, and are one.",
    no_args_is_help=True,
)

Apart = Annotated[bool, typer.Option("--apart/--one", help="Two trades, or one.")]
Words = Annotated[str, typer.Option(help="On what that rests; it is kept.")]
SEEN = {
    "asset": "asset",
    "lender": "lender",
    "two trades": "apart",
    "other": "other",
    "its lender": "otherLender",
    "says so too": "otherApart",
}


@command(app, "show")
def show_open(
    asset: str, *, party: Annotated[str | None, typer.Option(help="A lender: its side.")] = None
) -> None:
    """What is open about a claim or an order."""
    viewer = None if party is None else PartyId(party)
    with house() as running, running.store.reading() as reading:
        rows = suspicions_of(reading, AssetId(asset), viewer)
    show(rows, SEEN, as_json=chosen().as_json, title="Perhaps financed twice 疑似重复融资")


@command(app, "answer")
def answer_one(asset: str, *, acting: As, apart: Apart, words: Words, by: By = None) -> None:
    """As the lender that holds it; where both say that they are two trades, it is settled."""
    with house() as running:
        who = actor(running, acting, by)
        asked = Answering(AssetId(asset), who.party, apart, words)
        show(who.do(asked, answer(asked)), as_json=chosen().as_json)


@command(app, "settle")
def settle_one(claim: str, order: str, *, apart: Apart, reason: Words, by: By = None) -> None:
    """As the operator: link the claim to the order, or say that they are two trades."""
    with house() as running:
        who = actor(running, OPERATOR, by)
        asked = Settling(ReceivableId(claim), OrderId(order), apart, reason)
        show(who.do(asked, settle(asked)), as_json=chosen().as_json)
