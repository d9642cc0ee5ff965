"""On which line of an order something stands that a paper names by number or only by item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, Protocol, TypeVar

from domain.e_order.order import Line
from domain.shared.item import UNNAMED, Item

ZERO = Decimal(0)


class Named(Protocol):
    """A line of a paper."""

    @property
    def line(self) -> str: ...
    @property
    def item(self) -> Item: ...
    @property
    def quantity(self) -> Decimal: ...
    @property
    def unit(self) -> str: ...


N = TypeVar("N", bound=Named)


@dataclass(frozen=True, slots=True)
class Placed(Generic[N]):
    """A line of a paper and the line of the order it belongs to; None where there is none."""

    said: N
    line: Line | None


def placed(lines: Sequence[Line], said: Iterable[N]) -> Iterator[Placed[N]]:
    """Those that name a line first, then those that name only an item; in no order of arrival."""
    known = {line.line: line for line in lines}
    several: list[tuple[N, list[Line]]] = []
    filled: dict[str, Decimal] = {}
    for one in sorted(said, key=_sorted):
        fitting = [known[one.line]] if one.line in known else _fitting(lines, one.item)
        if len(fitting) > 1:
            several.append((one, fitting))
            continue
        yield _put(one, fitting[0] if fitting else None, filled)
    for one, fitting in several:
        yield _put(one, _roomiest(fitting, one, filled), filled)


def is_other_item(line: Line, item: Item) -> bool:
    """Both give a number of the same kind, and no kind agrees."""
    ours = {kind: getattr(line.item, kind) for kind in KINDS}
    theirs = {kind: getattr(item, kind) for kind in KINDS}
    both = [kind for kind in KINDS if ours[kind] and theirs[kind]]
    return bool(both) and not any(ours[kind] == theirs[kind] for kind in both)


def is_other_unit(line: Line, unit: str) -> bool:
    return bool(unit and line.unit) and unit.casefold() != line.unit.casefold()


KINDS = ("buyers", "sellers", "standard")


def _fitting(lines: Sequence[Line], item: Item) -> list[Line]:
    for kind in (*KINDS, "name"):
        stated = getattr(item, kind)
        found = [line for line in lines if stated and getattr(line.item, kind) == stated]
        if found:
            return found
    return list(lines) if len(lines) == 1 and item == UNNAMED else []


def _roomiest(fitting: list[Line], one: Named, filled: dict[str, Decimal]) -> Line:
    """The first line with room for it; the last where none has."""
    room = (line for line in fitting if filled.get(line.line, ZERO) + one.quantity <= line.quantity)
    return next(room, fitting[-1])


def _put(one: N, line: Line | None, filled: dict[str, Decimal]) -> Placed[N]:
    if line is not None:
        filled[line.line] = filled.get(line.line, ZERO) + one.quantity
    return Placed(one, line)


def _sorted(one: Named) -> tuple[str, Decimal, str, str]:
    return one.line, -one.quantity, one.unit, repr(one.item)
