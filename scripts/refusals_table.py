"""Writes `docs/refusals.md`: every way in which the platform says no, from the code itself."""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from types import ModuleType, NoneType, UnionType
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

from pydantic.alias_generators import to_camel

import api
import application
import domain
from api.shared.problems import STATUS
from api.shared.words import known_codes, template
from application.documents.refused import Code
from domain.shared.money import Money
from domain.shared.refusal import Refusal

FILE = Path(__file__).parents[1] / "docs" / "refusals.md"

HEAD = """# Refusals 拒绝

Every way in which the platform says no. Over HTTP a refusal is a problem document (RFC 9457) whose
`code` is one of these, whose `facts` are the figures, and whose `detail` and `detailZh` say it in
words; the command line shows the same. The same request sent again gets the same refusal.

{statuses}

This page is written by `python -m scripts.refusals_table`; a test says when it is out of date.
"""

MEANS = {
    "absent": "it does not exist, or is not this party's to see",
    "forbidden": "this party or role may never ask for this",
    "conflict": "a sound request that the present state does not allow",
    "stale": "it was changed since the version that the request was made from",
    "unsound": "the request contradicts itself or breaks a rule whatever the state",
}

DOCUMENTS = """## Documents

A document that is not taken in is told apart by these codes, each with the file, the place in it,
the rule broken (in its own book's numbering where it has one) and the figures as text.

| code | meaning |
|---|---|
"""

EDGE = """## The edge

What is answered before any business rule is asked.

| code | in words |
|---|---|
"""

PLAIN = {str: "text", int: "number", bool: "yes or no", date: "date", datetime: "time"}


@dataclass(frozen=True, slots=True)
class Line:
    """One code of one room."""

    code: str
    status: int
    meaning: str
    facts: str

    @property
    def room(self) -> str:
        return self.code.partition(".")[0]


def page() -> str:
    """The whole of `docs/refusals.md`."""
    lines = [_line(refusal) for refusal in refusals()]
    rooms = sorted({line.room for line in lines})
    statuses = "".join(_row(str(STATUS[kind].value), MEANS[kind]) for kind in MEANS)
    head = HEAD.format(statuses=f"| status | when |\n|---|---|\n{statuses}")
    parts = [_room(room, [it for it in lines if it.room == room]) for room in rooms]
    documents = DOCUMENTS + "".join(_row(f"`{it.value}`", meaning) for it, meaning in _codes())
    edge = EDGE + "".join(_row(f"`{code}`", _words(code)) for code in _edge(lines))
    return "\n".join([head, *parts, documents, edge])


def refusals() -> list[type[Refusal]]:
    """Every refusal that has a code of its own, by code."""
    found = {
        it
        for module in _modules(domain, application, api)
        for it in vars(module).values()
        if isinstance(it, type) and issubclass(it, Refusal) and "code" in vars(it)
    }
    return sorted(found, key=lambda refusal: refusal.code)


def _modules(*packages: ModuleType) -> Iterator[ModuleType]:
    for package in packages:
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(found.name)


def _line(refusal: type[Refusal]) -> Line:
    hints = get_type_hints(refusal)
    facts = (f"`{to_camel(it.name)}` {_kind(hints[it.name])}" for it in fields(refusal))
    told = [_joined(vars(refusal).get("__doc__") or "", refusal), _words(refusal.code)]
    meaning = "<br>".join(filter(None, told)) or _spelled_code(refusal.code)
    status = STATUS[refusal.kind.value].value
    return Line(refusal.code, status, meaning, ", ".join(facts))


def _joined(doc: str, refusal: type[Refusal]) -> str:
    """The docstring in one line; nothing where there is none but the one a dataclass makes."""
    made = doc.startswith(f"{refusal.__name__}(")
    return "" if made else " ".join(doc.split())


def _words(code: str) -> str:
    """Of each figure only its name, not what kind of code it is said as."""
    said = template(code)
    return "" if said is None else re.sub(r"\{(\w+):\w+\}", r"{\1}", f"{said[0]}<br>{said[1]}")


def _kind(hint: Any) -> str:  # noqa: ANN401 -- a type form
    if get_origin(hint) in {Union, UnionType}:
        kinds = [_kind(part) for part in get_args(hint) if part is not NoneType]
        return " or ".join([*kinds, "none"])
    if get_origin(hint) is tuple:
        return f"list of {_kind(get_args(hint)[0])}"
    if isinstance(hint, NewType):
        return _spelled(hint.__name__.removesuffix("Id"))
    if hint is Money:
        return "money"
    return PLAIN.get(hint) or _spelled(hint.__name__)


def _spelled(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower()


def _room(room: str, lines: Iterable[Line]) -> str:
    head = f"## {room.replace('_', ' ').capitalize()}\n\n| code | status | meaning | facts |\n"
    rows = (_row(f"`{it.code}`", str(it.status), it.meaning, it.facts) for it in lines)
    return head + "|---|---|---|---|\n" + "".join(rows)


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def _codes() -> Iterator[tuple[Code, str]]:
    for code in Code:
        yield code, _words(code.value) or _spelled_code(code.value)


def _spelled_code(code: str) -> str:
    return code.partition(".")[2].replace("_", " ")


def _edge(lines: Iterable[Line]) -> list[str]:
    """Codes that have words and are nobody's refusal."""
    told: Mapping[str, Line] = {line.code: line for line in lines}
    return sorted(known_codes() - told.keys() - {code.value for code in Code})


def main() -> int:
    FILE.write_text(page(), encoding="utf-8")
    print(f"written: {FILE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
