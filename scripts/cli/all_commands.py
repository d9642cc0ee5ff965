"""The group that holds all commands: one is imported to be run, none to be listed."""

from __future__ import annotations

from typing import Any

from typer.core import TyperGroup

from scripts.cli.brief import Brief
from scripts.cli.late import Late
from scripts.cli.usage import in_both_languages, name_parts_in_both_languages


class LateGroup(TyperGroup):
    """`typer` itself makes it, from nothing but its settings."""

    def __init__(self, **given: Any) -> None:  # noqa: ANN401  # whatever typer settles
        super().__init__(**given)
        self.commands = Late()  # type: ignore[assignment]  # only ever read
        name_parts_in_both_languages()

    def make_context(self, *given: Any, **more: Any) -> Any:  # noqa: ANN401  # passed on
        with in_both_languages():
            return super().make_context(*given, **more)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401  # whatever the command gives
        with in_both_languages():
            return super().invoke(ctx)

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401  # what `typer` passes has no public name
        self.commands = Brief()  # type: ignore[assignment]  # only ever read
        super().format_help(ctx, formatter)
        self.commands = Late()  # type: ignore[assignment]  # only ever read
