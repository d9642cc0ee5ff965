"""What happens to margin, and to what was to be taken out of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.guarantee.agreement import MarginEntry
from domain.guarantee.facts import OnDebt, OnGuarantee
from domain.shared.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class MarginDeposited(OnGuarantee):
    amount: Money
    value_date: date
    bank_reference: str
    entry: MarginEntry
    balance: Money
    transfer: Money | None = None
    """All that the transfer brought; None: version 1 did not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarginWithdrawn(OnGuarantee):
    amount: Money
    value_date: date
    bank_reference: str
    balance: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class MarginTakenBack(OnGuarantee):
    """The bank took a deposit back: it counts as never made."""

    amount: Money
    bank_reference: str
    """Of the deposit."""

    balance: Money
    """Below nothing where the bank had paid out of it already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLeftMargin(OnDebt):
    """What was set aside for a claim is not there any more: it is claimed of the guarantor."""

    amount: Money
    still_aside: Money
    still_claimed: Money
    """Of the guarantor itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarginFellShort(OnGuarantee):
    """Less is held than what is in use needs: nothing new comes under it."""

    required: Money
    held: Money
    """Without what is set aside for claims; below nothing where the account is overdrawn."""

    missing: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class MarginSuffices(OnGuarantee):
    """It had fallen short, and does no longer."""

    required: Money
    held: Money


MarginEvent = (
    MarginDeposited
    | MarginWithdrawn
    | MarginTakenBack
    | ClaimLeftMargin
    | MarginFellShort
    | MarginSuffices
)
