"""A loan as the schedule sees it: what was lent, how it comes back, and what changed that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from domain.financing.terms import FinancingTerms
from domain.shared.instalments import Schedule
from domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class Rescheduled:
    """From `on` the principal is to be paid back otherwise."""

    on: date
    schedule: Schedule
    """Scaled to what is left then: the last lines bear the difference."""

    annual_rate: Decimal | None = None
    """None: as before."""

    accelerates: bool = False
    """Only what was not due yet is brought forward; arrears stay where they are."""

    relieves: bool = False
    """The lines are as they were, and cost less."""

    paid_first: tuple[str, ...] = ()
    """References of the repayments of its own day that were used up on the lines before."""


@dataclass(frozen=True, slots=True)
class Loan:
    """What was lent, from the bank's value date on."""

    principal: Money
    fee: Money
    """Owed with the repayment; zero where it came out of the proceeds."""

    terms: FinancingTerms
    starts_on: date
    schedule: Schedule
    changes: tuple[Rescheduled, ...] = ()

    @property
    def due_on(self) -> date:
        return (self.changes[-1].schedule if self.changes else self.schedule)[-1].due_on

    @property
    def interest_from(self) -> date:
        """A discount has paid for the time to the due date; interest runs after it."""
        if self.terms.price.discount_form.is_upfront:
            return max(self.starts_on, self.schedule[-1].due_on)
        return self.starts_on


def changes_before(changes: Sequence[Rescheduled], reference: str) -> int | None:
    """How many had been made when a repayment was used up; None: all up to its day."""
    later = (nth for nth, it in enumerate(changes) if reference in it.paid_first)
    return next(later, None)


def without_payment(changes: Sequence[Rescheduled], reference: str) -> tuple[Rescheduled, ...]:
    """Taken back, it may come again under the same reference, and then it comes later."""
    return tuple(
        replace(it, paid_first=tuple(other for other in it.paid_first if other != reference))
        for it in changes
    )
