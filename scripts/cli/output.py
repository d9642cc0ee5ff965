"""How answers look: tables for people, JSON for programs; what is told besides goes to stderr."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from api.shared.wire import to_wire
from scripts.wording import worded

T = TypeVar("T")
WIDTH = 200
"""A pipe has no width; nothing is folded then."""

OUT = Console()
SIDE = Console(stderr=True)

Columns = Mapping[str, str]
"""Header -> the field of a row, `a.b` for a field within a field."""


def show(value: object, columns: Columns | None = None, *, as_json: bool, title: str = "") -> None:
    """`value` in wire form: rows as a table of `columns`, one thing as a list of its fields."""
    wire = to_wire(value)
    if as_json:
        print(json.dumps(wire, ensure_ascii=False, indent=2))
    elif isinstance(wire, list):
        _console().print(_table(wire, columns or {}, title))
    else:
        _console().print(_fields(wire, title))


def show_refusal(body: Mapping[str, Any], *, as_json: bool) -> None:
    """Code, figures, and words in both languages."""
    english, chinese = worded(body["code"], body["facts"])
    if as_json:
        said = {
            "code": body["code"],
            "detail": english,
            "detailZh": chinese,
            "facts": body["facts"],
        }
        print(json.dumps({"refused": said}, ensure_ascii=False, indent=2))
        return
    SIDE.print(f"[bold red]refused 拒绝[/] [cyan]{body['code']}[/]")
    for words in dict.fromkeys((english, chinese)):
        SIDE.print(f"  {words}", markup=False)
    for name, fact in body["facts"].items():
        SIDE.print(f"  {name}: {cell(fact)}", markup=False)


def show_failure(code: str, english: str, chinese: str, *, as_json: bool) -> None:
    """What went wrong besides a refusal, in a sentence of each language."""
    if as_json:
        said = {"code": code, "detail": english, "detailZh": chinese}
        print(json.dumps({"failed": said}, ensure_ascii=False))
        return
    for words in (english, chinese):
        SIDE.print(words, style="bold red", markup=False, soft_wrap=True)


@contextmanager
def bar(what: str, total: int | None) -> Iterator[Progress]:
    """A bar on stderr while something long goes on; `advance` the one task in it."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=SIDE, transient=True) as progress:
        progress.add_task(what, total=total)
        yield progress


def each(what: str, things: Sequence[T]) -> Iterator[T]:
    """Go through `things` with a bar."""
    with bar(what, len(things)) as progress:
        for thing in things:
            yield thing
            progress.advance(progress.task_ids[0])


def cell(value: object) -> str:
    """A value of the wire as a person reads it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case {"amount": str(amount), "currency": str(currency)}:
            whole, point, cents = amount.partition(".")
            return f"{currency} {int(whole):,}{point}{cents}"
        case list():
            return ", ".join(cell(one) for one in value)
        case dict():
            return ", ".join(f"{name} {cell(one)}" for name, one in value.items())
        case _:
            return str(value)


def _console() -> Console:
    return OUT if OUT.is_terminal else Console(width=WIDTH)


def _table(rows: Iterable[Any], columns: Columns, title: str) -> Table:
    table = Table(title=title or None, title_justify="left", header_style="bold")
    listed = list(rows)
    chosen = columns or {name: name for name in (listed[0] if listed else {})}
    for header, field in chosen.items():
        figures = any(_is_money(_at(row, field)) for row in listed)
        table.add_column(header, justify="right" if figures else "left", no_wrap=figures)
    for row in listed:
        table.add_row(*(cell(_at(row, field)) for field in chosen.values()))
    return table


def _fields(fields: Mapping[str, Any], title: str) -> Table:
    table = Table(title=title or None, title_justify="left", show_header=False)
    for name, value in fields.items():
        table.add_row(name, cell(value))
    return table


def _at(row: Any, field: str) -> Any:  # noqa: ANN401  # JSON has no narrower type
    for part in field.split("."):
        row = row.get(part) if isinstance(row, dict) else None
    return row


def _is_money(value: object) -> bool:
    return isinstance(value, dict) and value.keys() == {"amount", "currency"}
