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


class Ordered:
    """The lines of one order, by number and by what their item is called: looked up once."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines: Sequence[Line] = tuple(lines)
        self.by_number = {line.line: line for line in self.lines}
        self._named: dict[str, dict[str, list[Line]]] = {}

    def fitting(self, item: Item) -> Sequence[Line]:
        """Those of the item that a paper names."""
        by = self.known_as(item)
        if by is not None:
            kind, name = by
            return self._by(kind)[name]
        return self.lines if len(self.lines) == 1 and item == UNNAMED else ()

    @property
    def has_alike(self) -> bool:
        """Whether several lines are called the same, so that papers share them out anew."""
        return any(
            name and len(lines) > 1
            for kind in (*KINDS, "name")
            for name, lines in self._by(kind).items()
        )

    def known_as(self, item: Item) -> tuple[str, str] | None:
        """The first of its names that a line has, and of which kind it is."""
        named = ((kind, getattr(item, kind)) for kind in (*KINDS, "name"))
        return next(((kind, it) for kind, it in named if it and it in self._by(kind)), None)

    def _by(self, kind: str) -> dict[str, list[Line]]:
        if kind not in self._named:
            named: dict[str, list[Line]] = {}
            for line in self.lines:
                named.setdefault(getattr(line.item, kind), []).append(line)
            self._named[kind] = named
        return self._named[kind]


def placed(ordered: Ordered, said: Iterable[N]) -> Iterator[Placed[N]]:
    """Those that name a line first, then those that name only an item; in no order of arrival."""
    filled: dict[str, Decimal] = {}
    unnumbered: list[N] = []
    for one in said:
        line = ordered.by_number.get(one.line)
        if line is None:
            unnumbered.append(one)
        else:
            yield _put(one, line, filled)
    yield from _by_item(ordered, sorted(unnumbered, key=_sorted), filled)


def _by_item(
    ordered: Ordered, said: Iterable[N], filled: dict[str, Decimal]
) -> Iterator[Placed[N]]:
    several: list[tuple[N, Sequence[Line]]] = []
    for one in said:
        fitting = ordered.fitting(one.item)
        if len(fitting) > 1:
            several.append((one, fitting))
        else:
            yield _put(one, fitting[0] if fitting else None, filled)
    full: dict[tuple[str, str] | None, int] = {}
    for one, fitting in several:
        named = ordered.known_as(one.item)
        begin = full[named] = _past_full(fitting, filled, full.get(named, 0))
        left = fitting[begin:] if one.quantity > 0 and begin else fitting
        yield _put(one, _roomiest(left, one, filled), filled)


def _past_full(fitting: Sequence[Line], filled: dict[str, Decimal], begin: int) -> int:
    """Nothing more goes on the lines before it; the last is always left."""
    while begin < len(fitting) - 1 and filled.get(fitting[begin].line, ZERO) >= (
        fitting[begin].quantity
    ):
        begin += 1
    return begin


def is_other_item(line: Line, item: Item) -> bool:
    """Both give a number of the same kind, and no kind agrees."""
    both = [
        (ours, theirs)
        for ours, theirs in (
            (line.item.buyers, item.buyers),
            (line.item.sellers, item.sellers),
            (line.item.standard, item.standard),
        )
        if ours and theirs
    ]
    return bool(both) and not any(ours == theirs for ours, theirs in both)


def is_other_unit(line: Line, unit: str) -> bool:
    if unit == line.unit:
        return False
    return bool(unit and line.unit) and unit.casefold() != line.unit.casefold()


KINDS = ("buyers", "sellers", "standard")


def _roomiest(fitting: Sequence[Line], one: Named, filled: dict[str, Decimal]) -> Line:
    """The first line with room for it; the last where none has."""
    room = (line for line in fitting if filled.get(line.line, ZERO) + one.quantity <= line.quantity)
    return next(room, fitting[-1])


def _put(one: N, line: Line | None, filled: dict[str, Decimal]) -> Placed[N]:
    if line is not None:
        filled[line.line] = filled.get(line.line, ZERO) + one.quantity
    return Placed(one, line)


def _sorted(one: Named) -> tuple[str, Decimal, str, str]:
    return one.line, -one.quantity, one.unit, repr(one.item)
