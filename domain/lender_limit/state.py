"""What a lender has on a party, which limits count when, and who belongs to a group."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from domain.lender_limit.terms import Excess, InUse, LimitTerms
from domain.shared.connection import Basis, GroupId
from domain.shared.currency import Currency
from domain.shared.ids import ActorId, FinancingId, PartyId
from domain.shared.kept import Kept
from domain.shared.money import Money
from domain.shared.usage import Usage


@dataclass(frozen=True, slots=True)
class NoLimit:
    """Before the first event."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A limit that waits for a second person."""

    number: int
    terms: LimitTerms
    effective_on: date
    by: ActorId


@dataclass(frozen=True, slots=True)
class Limits:
    """What was agreed, in the order it was agreed; each counts from its day."""

    agreed: tuple[tuple[date, LimitTerms], ...] = ()
    proposals: int = 0
    pending: Proposal | None = None
    over: tuple[Excess, ...] = ()
    """As last said."""

    def on(self, day: date) -> LimitTerms | None:
        due = [terms for effective_on, terms in self.agreed if effective_on <= day]
        return due[-1] if due else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One party: what the lender has on it is counted whether or not a limit is set."""

    lender: PartyId
    party: PartyId
    limits: Limits = field(default_factory=Limits)
    as_obligor: Usage = field(default_factory=Usage)
    as_guarantor: Usage = field(default_factory=Usage)
    ever_blocked: Kept[FinancingId, date] = field(default_factory=Kept[FinancingId, date])
    """Since when; kept when nothing is in use any more: only what was counted once is counted
    again."""

    own_debts: Kept[FinancingId, date] = field(default_factory=Kept[FinancingId, date])
    """Since when; lent to the party itself; of all others it is only to pay what repays them."""

    def in_use(self, day: date, currency: Currency) -> InUse:
        return InUse(
            obligor=self.as_obligor.in_use(day, currency),
            guarantor=self.as_guarantor.in_use(day, currency),
            together=self._together(day, currency),
        )

    def _together(self, day: date, currency: Currency) -> Money:
        """A financing that the party both owes and guarantees is counted once, at the larger."""
        both = self.as_obligor.uses.keys() & self.as_guarantor.uses.keys()
        whole = self.as_obligor.in_use(day, currency) + self.as_guarantor.in_use(day, currency)
        twice = (self._smaller(name, day, currency) for name in both)
        return whole - Money.total(twice, currency)

    def _smaller(self, name: FinancingId, day: date, currency: Currency) -> Money:
        owed, answered = self.as_obligor.of(name), self.as_guarantor.of(name)
        if owed is None or answered is None or owed.reserved.currency is not currency:
            return Money.zero(currency)
        if answered.reserved.currency is not currency:
            return Money.zero(currency)
        return min(owed.in_use(day), answered.in_use(day))


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Its use is what its members' accounts say; there is no second counter."""

    lender: PartyId
    group: GroupId
    basis: Basis
    members: tuple[PartyId, ...]
    limits: Limits = field(default_factory=Limits)


LimitState = NoLimit | Account | Group
