"""What the debts under a guarantee come to, kept beside them: none is gone through again."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from domain.guarantee.debt import Debt


@dataclass(frozen=True, slots=True)
class Totals:
    """Of all debts, in minor units."""

    paid: int = 0
    of_guarantor: int = 0
    """Claimed, and not paid."""

    from_margin: int = 0
    """Set aside for claims, and not taken out yet."""

    ends: tuple[tuple[date, int], ...] = ()
    """The days on which the guarantee of what is in use ends, and of how many debts; sorted."""

    def moved(self, was: Counted | None, now: Counted | None) -> Totals:
        """With one debt as it is now in place of what it was."""
        without = self if was is None else _counted(self, was, -1)
        return without if now is None else _counted(without, now, 1)


@dataclass(frozen=True, slots=True)
class Counted:
    """One debt's part."""

    paid: int
    of_guarantor: int
    from_margin: int
    ends_on: date | None
    """None where nothing of it is in use."""

    @classmethod
    def of(cls, debt: Debt, *, used: bool) -> Counted:
        claimed = debt.claimed
        ends_on = debt.ends_on if used else None
        own = claimed.of_guarantor.minor
        return cls(debt.paid.minor, own, claimed.from_margin.minor, ends_on)


def _counted(totals: Totals, it: Counted, sign: int) -> Totals:
    return Totals(
        paid=totals.paid + sign * it.paid,
        of_guarantor=totals.of_guarantor + sign * it.of_guarantor,
        from_margin=totals.from_margin + sign * it.from_margin,
        ends=totals.ends if it.ends_on is None else _ending(totals.ends, it.ends_on, sign),
    )


def _ending(
    ends: tuple[tuple[date, int], ...], day: date, more: int
) -> tuple[tuple[date, int], ...]:
    place = bisect_left(ends, (day,))
    known = ends[place][1] if place < len(ends) and ends[place][0] == day else 0
    rest = ends[place + 1 :] if known else ends[place:]
    now = ((day, known + more),) if known + more else ()
    return (*ends[:place], *now, *rest)
