"""One element of a bank message, which knows its place and refuses what is unsound in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from adapters.xml.node import Node
from application.collection.refusals import (
    AmountUnsound,
    BankMessageRefused,
    CodeUnknown,
    CurrencyUnknown,
    DateUnsound,
    ElementMissing,
)
from domain.shared.bank_entry import Side
from domain.shared.currency import Currency
from domain.shared.money import Money
from domain.shared.refusal import Refused

NUMBER = re.compile(r"\+?(?:\d{1,15}(?:\.\d{0,5})?|\.\d{1,5})", re.ASCII)
"""`xs:decimal` of at most five decimals, without a minus: an indicator gives every amount its
side. Banks do write 8.85000; that is not a fraction of a cent."""

DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T[\d:.]+)?(?:Z|[+-]\d{2}:\d{2})?", re.ASCII)
INSTANT = re.compile(
    r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?", re.ASCII
)
SIDES = {"CRDT": Side.CREDIT, "DBIT": Side.DEBIT}
TRUTHS = {"true": True, "1": True, "false": False, "0": False}

FOUND_MAX = 70
"""A refusal shows what stood there, not all that a hostile file may have put there."""


@dataclass(frozen=True, slots=True)
class Element:
    """Paths are local names joined by `/`, all in the namespace of the message."""

    node: Node
    file: str
    place: str
    """The path from the root, numbered where there are several of a name."""

    def all(self, path: str) -> Iterator[Element]:
        first, _, rest = path.partition("/")
        prefix = self.node.name.rpartition(":")[0]
        named = [child for child in self.node.children if child.name == f"{prefix}:{first}"]
        for number, child in enumerate(named, start=1):
            which = f"[{number}]" if len(named) > 1 else ""
            found = Element(child, self.file, f"{self.place}/{first}{which}")
            if rest:
                yield from found.all(rest)
            else:
                yield found

    def first(self, *paths: str) -> Element | None:
        """The first element that any of `paths` leads to, in their order."""
        return next((element for path in paths for element in self.all(path)), None)

    def need(self, *paths: str) -> Element:
        """As `first`; refuse the message where there is none."""
        found = self.first(*paths)
        if found is None:
            raise self.refusal(ElementMissing, " | ".join(paths))
        return found

    def text(self, *paths: str) -> str | None:
        """The first text that is not empty at any of `paths`."""
        texts = (element.written for path in paths for element in self.all(path))
        return next(filter(None, texts), None)

    def texts(self, path: str) -> tuple[str, ...]:
        return tuple(element.written for element in self.all(path) if element.written)

    def need_text(self, *paths: str) -> str:
        """As `text`; refuse the message where there is none."""
        written = self.text(*paths)
        if written is None:
            raise self.refusal(ElementMissing, " | ".join(paths))
        return written

    def day_of(self, path: str) -> date | None:
        found = self.first(path)
        return None if found is None else found.day

    def instant_of(self, path: str) -> datetime | None:
        found = self.first(path)
        return None if found is None else found.instant

    @property
    def written(self) -> str:
        return self.node.text

    @property
    def money(self) -> Money:
        currency = self._currency()
        if NUMBER.fullmatch(self.written) is None:
            raise self.refusal(AmountUnsound, self.written)
        try:
            return Money.of(Decimal(self.written), currency)
        except ValueError as unsound:
            raise self.refusal(AmountUnsound, f"{currency} {self.written}") from unsound

    @property
    def day(self) -> date:
        """The date as written: a bank's day is that of its own clock."""
        stated = self.first("Dt", "DtTm") or self
        matched = DAY.fullmatch(stated.written)
        try:
            return date.fromisoformat(matched[1] if matched else "")
        except ValueError as unsound:
            raise stated.refusal(DateUnsound, stated.written) from unsound

    @property
    def instant(self) -> datetime:
        """To the second; a bank that names no offset is taken to mean UTC."""
        matched = INSTANT.fullmatch(self.written)
        try:
            instant = datetime.fromisoformat(matched[1] + (matched[2] or "Z") if matched else "")
        except ValueError as unsound:
            raise self.refusal(DateUnsound, self.written) from unsound
        return instant.astimezone(UTC)

    @property
    def side(self) -> Side:
        if self.written not in SIDES:
            raise self.refusal(CodeUnknown, self.written)
        return SIDES[self.written]

    @property
    def truth(self) -> bool:
        if self.written not in TRUTHS:
            raise self.refusal(CodeUnknown, self.written)
        return TRUTHS[self.written]

    def refusal(self, why: type[BankMessageRefused], found: str) -> Refused:
        return Refused(why(self.file, self.place, found[:FOUND_MAX]))

    def _currency(self) -> Currency:
        code = self.node.attributes.get("Ccy")
        if code is None:
            raise self.refusal(ElementMissing, "@Ccy")
        try:
            return Currency(code)
        except ValueError as unknown:
            raise self.refusal(CurrencyUnknown, code) from unknown
