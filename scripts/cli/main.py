"""`anchorline`: everything a person at the machine may do."""

from __future__ import annotations

import typer

from scripts.cli import (
    answering,
    closing,
    decisions,
    demo,
    drawable,
    guarantee_changes,
    guaranteeing,
    instructions,
    keys,
    lending,
    limits,
    lines,
    listing,
    loan_steps,
    order_money,
    order_papers,
    ordering,
    parties,
    pooling,
    programme_records,
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
MORE = (
    (programming, programme_records),
    (programming, order_money),
    (ordering, order_papers),
    (guaranteeing, guarantee_changes),
    (lending, loan_steps),
)
"""Groups whose commands stand in several files."""

for group, rest in MORE:
    group.app.registered_commands.extend(rest.app.registered_commands)
for part in (
    serving,
    demo,
    taking,
    answering,
    trading,
    trades,
    closing,
    instructions,
    listing,
    drawable,
):
    app.registered_commands.extend(part.app.registered_commands)
GROUPS = {
    "pool": pooling,
    "programme": programming,
    "guarantee": guaranteeing,
    "loan": lending,
    "line": lines,
    "limit": limits,
    "order": ordering,
    "parties": parties,
    "keys": keys,
    "views": views,
    "decisions": decisions,
}
for name, part in GROUPS.items():
    app.add_typer(part.app, name=name)


def run() -> None:
    app()
