"""The words of a guarantee: what was promised, by whose decision, and what stands behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.guarantee.licence import Licence
from domain.guarantee.margin_account import MarginAccount
from domain.shared.fault import Fault
from domain.shared.ids import ActorId, PartyId
from domain.shared.money import Money


class Liability(StrEnum):
    """Civil Code 686: how the guarantor answers."""

    JOINT_AND_SEVERAL = "joint_and_several"
    """连带责任保证: the creditor may turn to it as soon as the debt is due and unpaid."""

    ORDINARY = "ordinary"
    """一般保证: the debtor first (687)."""


class Body(StrEnum):
    """Who decided for the company (Company Law 15)."""

    BOARD = "board"
    SHAREHOLDERS = "shareholders"


class NoResolution(StrEnum):
    """Interpretation on guarantees, art. 8: where no resolution is needed."""

    FINANCIAL_INSTITUTION = "financial_institution"
    """A bank's letter of guarantee, or a licensed guarantee company."""

    WHOLLY_OWNED_SUBSIDIARY = "wholly_owned_subsidiary"
    TWO_THIRDS_OF_VOTES = "two_thirds_of_votes"
    """Signed by owners of two thirds of the votes on the matter."""

    @property
    def holds_for_listed(self) -> bool:
        return self is NoResolution.FINANCIAL_INSTITUTION


class Ground(StrEnum):
    """On what the guarantor is called."""

    DUE_AND_UNPAID = "due_and_unpaid"
    """Enough for joint and several liability (688)."""

    ENFORCED_IN_VAIN = "enforced_in_vain"
    """The debtor was sued, and execution on its property did not suffice (687)."""

    UNTRACEABLE = "untraceable"
    """687 (1): the debtor is nowhere to be found and has nothing to execute on."""

    BANKRUPTCY_OPENED = "bankruptcy_opened"
    """687 (2)."""

    ASSETS_INSUFFICIENT = "assets_insufficient"
    """687 (3): proof that the debtor cannot pay all it owes."""

    RIGHT_WAIVED = "right_waived"
    """687 (4): the guarantor gave up its right in writing."""


class MarginEntry(StrEnum):
    """Why margin came in."""

    DEPOSIT = "deposit"
    INTEREST = "interest"
    """The bank's, on the balance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The decision of the company, as the lender has it on file."""

    body: Body
    reference: str
    digest: str
    decided_on: date
    amount: Money
    """Up to which the body let the company answer."""

    disclosed_in: str = ""
    """The public announcement: without one a listed company is not bound (art. 9)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """Why there need be no resolution."""

    ground: NoResolution
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuaranteeTerms:
    """What is promised: a maximum-amount guarantee (Civil Code 690)."""

    liability: Liability | None
    """None where the document does not say: it then counts as ordinary (686)."""

    limit: Money
    """Of all that is in use at once, principal, interest and costs together (art. 15)."""

    valid_from: date
    valid_until: date
    """Between these days, both included, debts may come under it."""

    agreed_end: date | None = None
    """The last day to claim, for every debt; None: six months after each falls due (692)."""

    suppliers: tuple[PartyId, ...] = ()
    """Whose debts; empty for every supplier admitted to the guarantor's chain."""

    margin_ratio: Decimal = Decimal(0)
    margin_account: MarginAccount | None = None
    resolution: Resolution | None = None
    exemption: Exemption | None = None
    listed: bool = False
    assignable: bool = True
    """False where it bars assignment: an assignee then needs its consent (696)."""

    def faults(self) -> Iterator[Fault]:
        """What contradicts itself, the most fundamental first."""
        if not self.limit.is_positive:
            yield "limit", "more than nothing", str(self.limit)
        if self.valid_until < self.valid_from:
            yield "validUntil", f"not before {self.valid_from}", str(self.valid_until)
        if len(set(self.suppliers)) != len(self.suppliers):
            yield "suppliers", "each named once", str(len(self.suppliers))
        if not 0 <= self.margin_ratio <= 1:
            yield "marginRatio", "from 0 to 1", str(self.margin_ratio)
        elif self.margin_ratio and self.margin_account is None:
            yield "marginAccount", f"named, for a ratio of {self.margin_ratio}", "none"
        if self.resolution is not None and self.resolution.amount.currency != self.limit.currency:
            found = str(self.resolution.amount.currency)
            yield "resolution.amount", f"in {self.limit.currency}", found


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditorTerms:
    """What the lender takes a guarantee under, from the day it accepted."""

    accepts_ordinary: bool = False
    """Also one that does not say its type. Not, as a rule: 连带责任 is required (domain 4.2)."""

    alarm_days: int = 30
    """How long before a guarantee ends the lender is told; ours, a month to claim in writing."""

    figures_days_max: int = 366
    """How old a guarantee company's figures may be; ours, the yearly accounts."""

    def faults(self) -> Iterator[Fault]:
        if self.alarm_days < 1:
            yield "alarmDays", "at least 1", str(self.alarm_days)
        if self.figures_days_max < 1:
            yield "figuresDaysMax", "at least 1", str(self.figures_days_max)


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualification:
    """One piece of evidence on the guarantor's file that it is fit to guarantee."""

    reference: str
    source: str
    checked_by: str
    checked_on: date
    expires_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """What one person of the lender looked at; another decides on it."""

    qualifications: tuple[Qualification, ...]
    licence: Licence | None
    """Of a licensed guarantee company."""

    as_business: bool
    """It guarantees others as a business without a licence (条例 6): for the lender to weigh."""

    words: str
    by: ActorId
