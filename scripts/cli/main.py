"""`anchorline`: everything a person at the machine may do."""

from __future__ import annotations

import typer

from scripts.cli.all_commands import LateGroup

app = typer.Typer(
    cls=LateGroup,
    help="Anchorline 锚链: supply-chain finance in which one trade is financed once.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


@app.callback()
def anchorline() -> None:
    """Where options of every command would stand; there are none."""


def run() -> None:
    app()
