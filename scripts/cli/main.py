"""`anchorline`: everything a person at the machine may do."""

from __future__ import annotations

import typer

from scripts.cli import (
    answering,
    closing,
    decisions,
    demo,
    exposing,
    guaranteeing,
    instructions,
    keys,
    lending,
    limits,
    lines,
    listing,
    order_money,
    ordering,
    parties,
    pooling,
    programming,
    serving,
    taking,
    trades,
    trading,
    views,
)

app = typer.Typer(
    help="Anchorline 锚链: supply-chain finance in which one trade is financed once.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
programming.app.registered_commands.extend(order_money.app.registered_commands)
for part in (serving, demo, taking, answering, trading, trades, closing, instructions, listing):
    app.registered_commands.extend(part.app.registered_commands)
GROUPS = {
    "pool": pooling,
    "programme": programming,
    "guarantee": guaranteeing,
    "loan": lending,
    "line": lines,
    "limit": limits,
    "exposure": exposing,
    "order": ordering,
    "parties": parties,
    "keys": keys,
    "views": views,
    "decisions": decisions,
}
for name, group in GROUPS.items():
    app.add_typer(group.app, name=name)


def run() -> None:
    app()
