"""One debt under a guarantee, and what was claimed and paid on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from domain.shared.ids import PartyId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """What was claimed of the guarantor and is not paid."""

    from_margin: Money
    """To be taken out of margin: set aside until the bank confirms it."""

    of_guarantor: Money

    @property
    def total(self) -> Money:
        return self.from_margin + self.of_guarantor

    def less(self, amount: Money) -> Claimed:
        """The guarantor's own part goes first, so that margin stays applied first."""
        own = min(amount, self.of_guarantor)
        margin = min(amount - own, self.from_margin)
        return Claimed(from_margin=self.from_margin - margin, of_guarantor=self.of_guarantor - own)

    def at_most(self, amount: Money) -> Claimed:
        over = self.total - amount
        return self.less(over) if over.is_positive else self


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """A financing as the guarantor is bound by it; how much of it is in use, `Usage` says."""

    borrower: PartyId
    group: str
    """The borrower's connected group when it was reserved; empty where it has none."""

    bound: Money
    due_on: date
    """As the guarantor is bound: an extension it did not consent to is not here (695)."""

    ends_on: date
    """The last day to claim on the guarantor."""

    claimed: Claimed
    called: Money
    """All that was ever claimed."""

    paid: Money
    """Out of margin or by the guarantor: its claim against the debtor (700)."""

    sued_on: date | None = None
    warned: bool = False
    lapsed: bool = False
    assignee: PartyId | None = None

    @property
    def most(self) -> Money:
        """What it may still be in use for."""
        return Money.zero(self.bound.currency) if self.lapsed else self.bound - self.paid

    def paying(self, amount: Money, claimed: Claimed) -> Debt:
        return replace(self, paid=self.paid + amount, claimed=claimed)
