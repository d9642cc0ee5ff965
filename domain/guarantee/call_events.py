"""What can happen to a payment that a guarantor made on a call."""

from __future__ import annotations

from dataclasses import dataclass

from domain.guarantee.facts import StillClaimed
from domain.shared.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class HonourReversed(StillClaimed):
    """The bank took the payment back: it is claimed again, and the guarantee answers for it again.

    `from_margin` of it is set aside again, `of_guarantor` is claimed of the guarantor: together
    less than `amount` where a change of the debt since then binds the guarantor for less (695).
    """

    amount: Money
    """Of the payment."""

    bank_reference: str
    from_margin: Money
    of_guarantor: Money
    balance: Money
    """Of margin: as it was, or with what the bank gave back to it."""

    still_claimed: Money
    subrogated: Money
    """All that the guarantor may still claim of the debtor (700)."""

    @property
    def again(self) -> Money:
        """What it is claimed for, and answers for, once more."""
        return self.from_margin + self.of_guarantor
