"""One thing that somebody is to do: how it begins, and how it is over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from domain.shared.event import Event
from domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class Waits:
    """One thing that somebody is to do."""

    party: str
    """Whose turn it is; `*` for the platform's operator."""

    task: str
    of: str
    """The party, group, claim, order, pool, line, financing, entry or document that it is about;
    what was booked of a transfer by guarantee or pool, and the bank's reference."""

    since: date
    until: date | None
    amount: Money | None


@dataclass(frozen=True, slots=True)
class Change:
    """A task that begins (`item`), or is over (None)."""

    party: str
    task: str
    of: str
    item: Waits | None = None
    goes_on: bool = False
    """Where it waits already, only its amount is another now."""

    def after(self, row: Waits | None) -> Waits | None:
        if self.item is None or row is None or not self.goes_on:
            return self.item
        return replace(row, amount=self.item.amount)


def begins(
    event: Event,
    party: str,
    task: str,
    of: str,
    *,
    until: date | None = None,
    amount: Money | None = None,
) -> Change:
    return Change(party, task, of, Waits(party, task, of, event.effective_on, until, amount))


def goes_on(event: Event, party: str, task: str, of: str, amount: Money) -> Change:
    """It waits for so much now, since when and until when it did; over where that is nothing."""
    if amount.is_zero:
        return Change(party, task, of)
    return replace(begins(event, party, task, of, amount=amount), goes_on=True)
