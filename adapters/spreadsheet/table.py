"""A sheet as rows under headers, whatever file it came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from application.documents.refused import Code


class CellKind(Enum):
    TEXT = "s"
    NUMBER = "n"
    DAY = "d"


@dataclass(frozen=True, slots=True)
class Cell:
    kind: CellKind
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    place: str
    cells: tuple[Cell, ...]

    @property
    def is_blank(self) -> bool:
        return not any(cell.text.strip() for cell in self.cells)


class SheetRefused(Exception):
    """A whole file, or what is left of it, that cannot be read as a sheet."""

    def __init__(self, code: Code, place: str, **facts: object) -> None:
        super().__init__(code.value)
        self.code = code
        self.place = place
        self.facts = tuple((name, str(fact)) for name, fact in facts.items())


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` may raise `SheetRefused` half way; what came before stands."""

    headers: tuple[str, ...]
    rows: Iterator[Row]


@lru_cache(maxsize=1_000)
def header_key(header: str) -> str:
    return header.strip().strip("\ufeff").casefold()
