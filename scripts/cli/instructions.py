"""`anchorline instructions`: what banks are asked to do, and whether it was handed over."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from adapters.postgres.codec import encode
from adapters.postgres.leaving import newest
from api.shared.wire import stored_to_wire
from scripts.cli.command import chosen, command, house
from scripts.cli.output import show

app = typer.Typer()

COLUMNS = {
    "kind": "kind",
    "key": "key",
    "amount": "body.amount",
    "decided": "decidedAt",
    "handed over": "handedOverAt",
}


@command(app, "instructions")
def instructions(
    *, waiting: Annotated[bool, typer.Option("--waiting", help="Only those.")] = False
) -> None:
    """Disbursements, surpluses to pay on and reclaims, newest first."""
    with house() as running:
        rows = json.loads(stored_to_wire(encode(newest(running.following, waiting=waiting))))
    show(rows, COLUMNS, as_json=chosen().as_json, title="Instructions to banks 付款指令")
