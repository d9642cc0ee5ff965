"""What is true of a guarantee now, and what it could still bear."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_CEILING
from enum import StrEnum

from domain.guarantee.agreement import CreditorTerms, GuaranteeTerms, Reviewed
from domain.guarantee.debt import Debt
from domain.guarantee.totals import Totals
from domain.shared.currency import Currency
from domain.shared.ids import FinancingId, GuaranteeId, PartyId
from domain.shared.kept import Kept
from domain.shared.money import Money
from domain.shared.usage import Usage


class Stage(StrEnum):
    GIVEN = "given"
    """Waits for the lender's review and decision."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class NoGuarantee:
    """Before the first event."""


@dataclass(frozen=True, slots=True)
class Proposal:
    party: PartyId
    number: int
    terms: GuaranteeTerms


@dataclass(frozen=True, slots=True)
class Deposit:
    """Margin that came in."""

    amount: Money
    value_date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarantee:
    guarantee: GuaranteeId
    lender: PartyId
    guarantor: PartyId
    terms: GuaranteeTerms
    stage: Stage = Stage.GIVEN
    refused_for: str = ""
    review: Reviewed | None = None
    """The last one, whether or not it was decided on."""

    in_force: Reviewed | None = None
    """The one that the acceptance rests on."""

    creditor: CreditorTerms = field(default_factory=CreditorTerms)
    suspended: str | None = None
    stopped_from: date | None = None
    proposal: Proposal | None = None
    proposals: int = 0
    margin: Money
    """The balance as the bank's entries make it."""

    references: Kept[str, date] = field(default_factory=Kept[str, date])
    """Of the bank's entries, each with the day it counts from."""

    deposits: Kept[str, Deposit] = field(default_factory=Kept[str, Deposit])
    """By the bank's reference, kept because a bank may take one back."""

    short: Money | None = None
    """By how much margin fell short when that was last said; None: it sufficed."""

    debts: Kept[FinancingId, Debt] = field(default_factory=Kept[FinancingId, Debt])
    """Also those that are paid, kept because a bank may take a payment back."""

    usage: Usage = field(default_factory=Usage)
    totals: Totals = field(default_factory=Totals)

    @property
    def currency(self) -> Currency:
        return self.terms.limit.currency

    @property
    def paid(self) -> Money:
        """What the guarantor paid counts against its limit for ever."""
        return Money(self.totals.paid, self.currency)

    @property
    def claimed(self) -> Money:
        return Money(self.totals.of_guarantor, self.currency) + self._aside

    def in_use(self, day: date) -> Money:
        return self.usage.in_use(day, self.currency)

    def available(self, day: date) -> Money:
        return self.terms.limit - self.in_use(day) - self.paid

    def margin_required(self, day: date, more: Money | None = None) -> Money:
        """For what is in use and not claimed yet, and `more`; a part of a cent counts whole."""
        secured = self.in_use(day) - self.claimed + (more or Money.zero(self.currency))
        exact = secured.minor * self.terms.margin_ratio
        return Money(int(exact.to_integral_value(ROUND_CEILING)), self.currency)

    @property
    def margin_held(self) -> Money:
        """The balance, without what is set aside for claims."""
        return self.margin - self._aside

    @property
    def _aside(self) -> Money:
        """Of margin, for claims."""
        return Money(self.totals.from_margin, self.currency)

    def margin_missing(self, day: date) -> Money | None:
        """None where it suffices."""
        missing = self.margin_required(day) - self.margin_held
        return missing if missing.is_positive else None

    def margin_free(self, day: date) -> Money:
        return self.margin_held - self.margin_required(day)

    def utilised(self, financing: FinancingId) -> Money:
        use = self.usage.of(financing)
        return Money.zero(self.currency) if use is None else use.utilised

    def next_end(self) -> date | None:
        """The first day on which the guarantee of something in use ends."""
        return self.totals.ends[0][0] if self.totals.ends else None


GuaranteeState = NoGuarantee | Guarantee
