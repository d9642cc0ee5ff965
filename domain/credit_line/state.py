"""What is true of a credit line now."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from domain.credit_line.terms import Commitment, LineTerms
from domain.shared.currency import Currency
from domain.shared.facility import Product
from domain.shared.ids import ActorId, FinancingId, LineId, PartyId
from domain.shared.money import Money
from domain.shared.usage import Usage

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NoLine:
    """Before the first event."""


@dataclass(frozen=True, slots=True)
class Increase:
    """More for a while; both days counted."""

    amount: Money
    first_day: date
    last_day: date

    def on(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


@dataclass(frozen=True, slots=True)
class Change:
    """New terms, or more for a while: one of them waits for a second person."""

    proposal: int
    by: ActorId
    counts_from: date
    terms: LineTerms | None = None
    increase: Increase | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """By how much utilised principal went up or down on a day, as far as is known."""

    on: date
    amount: Money


@dataclass(frozen=True, slots=True)
class Pause:
    """From `first_day`, counted, to `ended_on`, not counted; None: it lasts."""

    first_day: date
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    line: LineId
    lender: PartyId
    borrower: PartyId
    proposed_by: ActorId
    agreed: tuple[tuple[date, LineTerms], ...]
    """As proposed first, then amendments in the order they were agreed, each from its day."""

    approved_on: date | None = None
    rejected: str | None = None
    increases: tuple[Increase, ...] = ()
    proposals: int = 0
    pending: Change | None = None
    conditions_met: bool = False
    next_review_on: date
    pauses: tuple[Pause, ...] = ()
    suspended: str | None = None
    suspended_by: ActorId | None = None
    closed_on: date | None = None
    usage: Usage = field(default_factory=Usage)
    spent: tuple[tuple[Product, Money], ...] = ()
    """Repaid on a line that does not revolve: it is not free again."""

    moved: tuple[Moved, ...] = ()
    """Every day there ever was, in order, for the fee on what is unused."""

    fee_posted: Money
    fee_through: date | None = None

    @property
    def currency(self) -> Currency:
        return self.agreed[0][1].currency

    @property
    def revolving(self) -> bool:
        return self.agreed[0][1].revolving

    def terms_on(self, day: date) -> LineTerms:
        """The terms that count on `day`; before the first day, the first."""
        due = [terms for counts_from, terms in self.agreed if counts_from <= day]
        return due[-1] if due else self.agreed[0][1]

    def total_on(self, day: date) -> Money:
        """The limit with what it is increased by on that day."""
        more = (it.amount for it in self.increases if it.on(day))
        return self.terms_on(day).limit + Money.total(more, self.currency)

    def in_use(self, day: date, product: Product | None = None) -> Money:
        """Blocked, utilised, or spent for good."""
        heading = None if product is None else product.value
        spent = (amount for of, amount in self.spent if product in {None, of})
        used = self.usage.in_use(day, self.currency, heading)
        return used + Money.total(spent, self.currency)

    def available(self, day: date, product: Product) -> Money:
        """What can be blocked for a product on that day: nothing where nothing can."""
        nothing, part = Money.zero(self.currency), self.terms_on(day).part_of(product)
        if part is None or not self.is_open(day):
            return nothing
        left = self.total_on(day) - self.in_use(day)
        if part.limit is not None:
            left = min(left, part.limit - self.in_use(day, product))
        return max(left, nothing)

    def is_open(self, day: date) -> bool:
        """Whether money can be drawn on it on `day`, as far as the line itself is concerned."""
        return self.stands(day) and self.suspended is None and not self.waits_for_conditions(day)

    def stands(self, day: date) -> bool:
        """Approved, not ended and not run out."""
        started = self.approved_on is not None and self.approved_on <= day
        return started and self.closed_on is None and day <= self.terms_on(day).valid_until

    def waits_for_conditions(self, day: date) -> bool:
        conditional = self.terms_on(day).commitment is Commitment.CONDITIONAL
        return conditional and not self.conditions_met

    def use_of(self, financing: FinancingId) -> Money:
        use = self.usage.of(financing)
        return Money.zero(self.currency) if use is None else use.utilised


LineState = NoLine | Line
