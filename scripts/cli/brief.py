"""What each command is for, in the words of its own source, which is read and not imported.

Everybody's first `--help` lists all commands; importing them all takes seconds.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from typer.core import TyperCommand

from scripts.cli.late import GROUPS, MODULE_OF

HERE = Path(__file__).parent


class Brief(Mapping[str, TyperCommand]):
    """A stand-in for each command: its name and what it is for, and nothing to run."""

    def __getitem__(self, name: str) -> TyperCommand:
        words = _of_group(GROUPS[name][0]) if name in GROUPS else _of_command(name)
        return TyperCommand(name, help=words, callback=None)

    def __iter__(self) -> Iterator[str]:
        return iter((*MODULE_OF, *GROUPS))

    def __len__(self) -> int:
        return len(MODULE_OF) + len(GROUPS)


def _of_group(module: str) -> str:
    """As `app = typer.Typer(help=…)` says it."""
    for node in ast.walk(_source(module)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "typer.Typer":
            return next(str(ast.literal_eval(it.value)) for it in node.keywords if it.arg == "help")
    raise KeyError(module)


def _of_command(name: str) -> str:
    """The docstring of the function under `@command(app, name)`."""
    for node in _source(MODULE_OF[name]).body:
        if isinstance(node, ast.FunctionDef) and name in map(_registered, node.decorator_list):
            return ast.get_docstring(node) or ""
    raise KeyError(name)


def _registered(decorator: ast.expr) -> str | None:
    if not isinstance(decorator, ast.Call) or ast.unparse(decorator.func) != "command":
        return None
    return str(ast.literal_eval(decorator.args[1]))


@cache
def _source(module: str) -> ast.Module:
    return ast.parse((HERE / f"{module}.py").read_text(encoding="utf-8"))
