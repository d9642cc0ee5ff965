"""`anchorline close-day`: what the server does by itself soon after midnight."""

from __future__ import annotations

from dataclasses import asdict

import typer

from scripts.cli.command import chosen, command, house
from scripts.cli.output import show
from scripts.running.closing import close_now

app = typer.Typer()


@command(app, "close-day")
def close_day() -> None:
    """Post interest and fees, say what ended, judge everything anew; missed days come first."""
    with house() as running:
        running.catch_up()
        done = close_now(running)
    rows = [{**asdict(day), "day": str(day.day)} for day in done]
    show(rows, as_json=chosen().as_json, title="Days closed 日终")
