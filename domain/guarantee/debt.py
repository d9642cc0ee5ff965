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

    def plus(self, more: Claimed) -> Claimed:
        return Claimed(
            from_margin=self.from_margin + more.from_margin,
            of_guarantor=self.of_guarantor + more.of_guarantor,
        )

    def less(self, amount: Money) -> Claimed:
        """The guarantor's own part goes first, so that margin stays applied first."""
        own = min(amount, self.of_guarantor)
        margin = min(amount - own, self.from_margin)
        return Claimed(from_margin=self.from_margin - margin, of_guarantor=self.of_guarantor - own)

    def at_most(self, amount: Money) -> Claimed:
        over = self.total - amount
        return self.less(over) if over.is_positive else self


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """One payment on a call, kept because a bank may take it back."""

    reference: str
    amount: Money
    was_aside: Money
    """Of margin: what this payment took out of it, or made free."""

    out_of_margin: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """A financing as the guarantor is bound by it; how much of it is in use, `Usage` says."""

    borrower: PartyId
    group: str
    """The borrower's connected group when it was reserved; empty where it has none."""

    agreed: Money
    """What it was to answer for when that was last agreed, so far as it binds (695)."""

    bound: Money
    """The same, or what it had paid by then where that was more."""

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
    payments: tuple[Paid, ...] = ()

    @property
    def most(self) -> Money:
        """What it may still be in use for."""
        return Money.zero(self.bound.currency) if self.lapsed else self.bound - self.paid

    @property
    def unpaid(self) -> Money:
        """What it was called for, is still bound for and has not paid.

        Whoever else paid meanwhile: the guarantor's money may count for an earlier day.
        """
        return min(self.called, self.bound) - self.paid

    def agreed_on(self, amount: Money, consent: str) -> Money:
        """Without the guarantor's written consent less binds it, and more does not (695)."""
        return amount if consent else min(amount, self.agreed)

    def bound_without(self, payment: Money) -> Money:
        """A payment keeps it bound for as much; taken back, it does so no more."""
        return min(self.bound, max(self.agreed, self.paid - payment))

    def paying(self, payment: Paid, claimed: Claimed) -> Debt:
        payments = (*self.payments, payment)
        return replace(self, paid=self.paid + payment.amount, claimed=claimed, payments=payments)

    def paid_by(self, reference: str) -> Paid | None:
        return next((it for it in self.payments if it.reference == reference), None)

    def without(self, reference: str, amount: Money, again: Claimed) -> Debt:
        """The payment counts as never made: `again` is claimed once more."""
        return replace(
            self,
            bound=self.bound_without(amount),
            paid=self.paid - amount,
            claimed=self.claimed.plus(again),
            payments=tuple(it for it in self.payments if it.reference != reference),
        )
