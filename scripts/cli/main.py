"""`anchorline`: everything a person at the machine may do."""

from __future__ import annotations

import typer

from scripts.cli import demo, listing, taking

app = typer.Typer(
    help="Anchorline 锚链: supply-chain finance in which one trade is financed once.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
for part in (demo, taking, listing):
    app.registered_commands.extend(part.app.registered_commands)


def run() -> None:
    app()
