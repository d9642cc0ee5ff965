"""What is used of a limit: reserved first, utilised when money moves, free as it comes back.

Credit lines, a lender's own limits and guarantees count alike: a reservation that is
not utilised by its day lapses, and one that lapsed or was dropped can never be utilised.
The rules that refuse stand in the rooms; nothing here checks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from domain.shared.currency import Currency
from domain.shared.ids import FinancingId
from domain.shared.kept import Kept
from domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class Use:
    """One financing's part of a limit."""

    reserved: Money
    """Promised, and not yet paid out."""

    utilised: Money
    until: date | None = None
    """The last day on which the reservation can be utilised; None: no such day."""

    heading: str = ""
    """What it counts under besides the whole: a product, a role."""

    def reserved_on(self, day: date) -> Money:
        lapsed = self.until is not None and day > self.until
        return Money.zero(self.reserved.currency) if lapsed else self.reserved

    def has_lapsed(self, day: date) -> bool:
        """Nothing was paid out on it, and its day is over."""
        return self.until is not None and day > self.until and self.utilised.is_zero

    def in_use(self, day: date) -> Money:
        return self.reserved_on(day) + self.utilised


@dataclass(frozen=True, slots=True)
class Sum:
    """What financings alike use together, in minor units."""

    currency: Currency
    heading: str
    until: date | None
    """Of reservations: their last day."""

    reserved: int = 0
    utilised: int = 0

    def in_use(self, day: date) -> int:
        lapsed = self.until is not None and day > self.until
        return self.utilised + (0 if lapsed else self.reserved)


@dataclass(frozen=True, slots=True)
class Usage:
    """Everything that is used of one limit, by financing; what is used up no more is left out."""

    uses: Kept[FinancingId, Use] = field(default_factory=Kept[FinancingId, Use])
    sums: tuple[Sum, ...] = ()
    """Of all `uses`, so that a limit is looked at without going through them."""

    def of(self, financing: FinancingId) -> Use | None:
        return self.uses.get(financing)

    def in_use(self, day: date, currency: Currency, heading: str | None = None) -> Money:
        """Reserved and utilised on `day` in one currency, under one heading or (None) in all."""
        return Money(sum(it.in_use(day) for it in self._under(heading, currency)), currency)

    def utilised(self, currency: Currency, heading: str | None = None) -> Money:
        return Money(sum(it.utilised for it in self._under(heading, currency)), currency)

    def reserve(self, financing: FinancingId, use: Use) -> Usage:
        was = self.uses.get(financing)
        return Usage(self.uses.plus(financing, use), _counted(self.sums, was, use))

    def utilise(self, financing: FinancingId) -> Usage:
        """All that was reserved is paid out."""
        return self._changed(financing, lambda use: _moved(use, use.reserved, -use.reserved))

    def release(self, financing: FinancingId, amount: Money) -> Usage:
        """Principal came back."""
        nothing = Money.zero(amount.currency)
        return self._changed(financing, lambda use: _moved(use, -amount, nothing))

    def bind(self, financing: FinancingId) -> Usage:
        """The bank was asked to pay: until it answers, the reservation does not lapse."""
        return self._changed(financing, lambda use: replace(use, until=None))

    def drop(self, financing: FinancingId) -> Usage:
        """The reservation is given up; what was utilised stays."""
        return self._changed(
            financing, lambda use: _moved(use, Money.zero(use.reserved.currency), -use.reserved)
        )

    def restore(self, financing: FinancingId, amount: Money, heading: str = "") -> Usage:
        """A repayment was taken back: what it had freed is used again."""
        zero = Money.zero(amount.currency)
        was = self.uses.get(financing, Use(zero, zero, None, heading))
        return self.reserve(financing, _moved(was, amount, zero))

    def _under(self, heading: str | None, currency: Currency) -> Iterator[Sum]:
        for it in self.sums:
            if it.currency is currency and (heading is None or it.heading == heading):
                yield it

    def _changed(self, financing: FinancingId, change: Callable[[Use], Use]) -> Usage:
        was = self.uses.get(financing)
        if was is None:
            return self
        now = change(was)
        if now.reserved.is_zero and now.utilised.is_zero:
            return self.without(financing)
        return self.reserve(financing, now)

    def without(self, financing: FinancingId) -> Usage:
        """All but one; whatever it used is free."""
        was = self.uses.get(financing)
        return Usage(self.uses.without(financing), _counted(self.sums, was, None))


def _moved(use: Use, utilised: Money, reserved: Money) -> Use:
    return replace(use, utilised=use.utilised + utilised, reserved=use.reserved + reserved)


def _counted(sums: tuple[Sum, ...], was: Use | None, now: Use | None) -> tuple[Sum, ...]:
    """With one use as it is now in place of what it was."""
    by_kind = {(it.currency, it.heading, it.until): it for it in sums}
    for use, sign in ((was, -1), (now, 1)):
        if use is not None:
            _count(by_kind, use, sign)
    return tuple(it for it in by_kind.values() if it.reserved or it.utilised)


def _count(sums: dict[tuple[Currency, str, date | None], Sum], use: Use, sign: int) -> None:
    """What is utilised counts on every day, whatever day its reservation had."""
    currency = use.reserved.currency
    for until, reserved, utilised in (
        (use.until, use.reserved.minor, 0),
        (None, 0, use.utilised.minor),
    ):
        kind = (currency, use.heading, until)
        known = sums.get(kind, Sum(*kind))
        sums[kind] = replace(
            known,
            reserved=known.reserved + sign * reserved,
            utilised=known.utilised + sign * utilised,
        )
