"""The group that holds all commands: one is imported to be run, none to be listed."""

from __future__ import annotations

from typing import Any

from typer.core import TyperGroup

from scripts.cli.brief import Brief
from scripts.cli.late import Late


class LateGroup(TyperGroup):
    """`typer` itself makes it, from nothing but its settings."""

    def __init__(self, **given: Any) -> None:  # noqa: ANN401  # whatever typer settles
        super().__init__(**given)
        self.commands = Late()  # type: ignore[assignment]  # only ever read

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401  # what `typer` passes has no public name
        self.commands = Brief()  # type: ignore[assignment]  # only ever read
        super().format_help(ctx, formatter)
        self.commands = Late()  # type: ignore[assignment]  # only ever read
