"""Where each command stands: its part of the program is imported only when it is asked for.

All parts together take seconds to import, one takes a fraction of that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

from typer.core import TyperGroup
from typer.main import get_group

ALONE: dict[str, tuple[str, ...]] = {
    "serving": ("serve",),
    "demo": ("demo",),
    "taking": ("import", "import-bank"),
    "answering": (
        "ask",
        "confirm",
        "dispute",
        "accept-beyond-order",
        "assign",
        "release",
        "notify",
    ),
    "trading": ("quote", "draw", "disburse", "returned", "certify"),
    "trades": ("take-out", "pay-off", "pay-off-statement", "pay-offs"),
    "closing": ("close-day",),
    "instructions": ("instructions",),
    "listing": (
        "pools",
        "receivables",
        "financings",
        "inbox",
        "trail",
    ),
    "drawable": ("eligibility",),
}
"""Module -> the commands that stand in it, called by their own name."""

GROUPS: dict[str, tuple[str, ...]] = {
    "pool": ("pooling",),
    "programme": ("programming", "programme_records", "order_money"),
    "guarantee": ("guaranteeing", "guarantee_changes"),
    "loan": ("lending", "loan_steps"),
    "line": ("lines",),
    "limit": ("limits",),
    "exposure": ("exposing",),
    "order": ("ordering", "order_papers"),
    "document": ("resolving",),
    "parties": ("parties",),
    "suspicion": ("suspecting",),
    "keys": ("keys",),
    "views": ("views",),
    "decisions": ("decisions",),
}
"""Group -> the modules whose commands it holds; the first one says what the group is for."""

MODULE_OF = {name: module for module, names in ALONE.items() for name in names}


class Late(Mapping[str, Any]):
    """The commands of the tables above, each imported when it is looked up."""

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401  # what `typer` calls a command has no public name
        if name in GROUPS:
            return _grouped(name)
        return _part(MODULE_OF[name]).commands[name]

    def __iter__(self) -> Iterator[str]:
        return iter((*MODULE_OF, *GROUPS))

    def __len__(self) -> int:
        return len(MODULE_OF) + len(GROUPS)


def _grouped(name: str) -> TyperGroup:
    first, *more = (_part(module) for module in GROUPS[name])
    for other in more:
        first.commands.update(other.commands)
    first.name = name
    return first


def _part(module: str) -> TyperGroup:
    return get_group(import_module(f"scripts.cli.{module}").app)
