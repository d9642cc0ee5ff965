"""What a facility agrees about its security: every threshold, operator, base and switch.

Sources disagree on nearly every figure, so each is data; a default is what
most of them say: [ABL] is asset-based lending in the United States, [CN] the
rulebooks of Chinese banks, [SEC] securitisation agreements. A rate has at most
six decimals, so that it is a whole number of millionths.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from domain.eligibility.reserve_terms import NO_RESERVES, ReserveTerms
from domain.shared.money import Money


class Operator(Enum):
    """Agreements differ at the boundary itself, so the operator is a term."""

    MORE_THAN = "more_than"
    OR_MORE = "or_more"


class Fault(Enum):
    """What may be wrong with a party."""

    NOT_ADMITTED = "not_admitted"
    SUSPENDED = "suspended"
    INSOLVENT = "insolvent"
    SANCTIONED = "sanctioned"
    OVERDUE = "overdue"


class ExcludedKind(Enum):
    """Claims that are not a plain sale on open account."""

    PROGRESS_BILLING = "progress_billing"
    BILL_AND_HOLD = "bill_and_hold"
    CONSIGNMENT = "consignment"
    GUARANTEED_SALE = "guaranteed_sale"
    FINANCE_CHARGE = "finance_charge"
    CHATTEL_PAPER = "chattel_paper"


class Account(Enum):
    """Whose claims together make the account that cross-aging looks at."""

    OBLIGOR = "obligor"
    SELLER_AND_OBLIGOR = "seller_and_obligor"
    """One seller's slow collections do not take out another's claims on the same anchor."""


class Dimension(Enum):
    """By whom concentration is measured."""

    OBLIGOR = "obligor"
    GROUP = "group"
    """Of obligors; one that belongs to no group is a group of its own."""

    SELLER = "seller"


class ConcentrationBase(Enum):
    """Of what the cap is a share: sources use each of these."""

    GROSS = "gross"
    AFTER_CATEGORICAL = "after_categorical"
    AFTER_AGED = "after_aged"
    AFTER_ALL_INELIGIBLES = "after_all_ineligibles"


class ExcessFalls(Enum):
    """Which of a party's claims bear what must be taken out of their sum."""

    NEWEST_FIRST = "newest_first"
    """By invoice date: a new claim never pushes out one already lent against."""

    PRO_RATA = "pro_rata"
    """By what is left of each, odd units to the largest remainders."""


class DisputeTakes(Enum):
    AMOUNT = "amount"
    """Only what is disputed (and 保障中小企业款项支付条例 15)."""

    WHOLE = "whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeLimits:
    """A claim is aged when it fails either leg; None switches a leg off.

    60 past due or 90 from invoice is the commonest clause [ABL], measured by `more_than`.
    """

    past_due: int | None = 60
    from_invoice: int | None = 90
    operator: Operator = Operator.MORE_THAN
    first_day: int = 0
    """1 where the agreement counts the due (or invoice) day itself as day one."""

    original_due_date: bool = True
    """Count from the due date first agreed, so that an extension does not make a claim young."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossAging:
    """An account with too large an aged share is out entirely: 10 to 50 % [ABL]."""

    threshold: Decimal = Decimal("0.50")
    operator: Operator = Operator.MORE_THAN
    account: Account = Account.OBLIGOR
    limits: AgeLimits | None = None
    """Which claims of the account are aged for this test; None: those of the age test."""


@dataclass(frozen=True, slots=True)
class SpecialCap:
    """A share of its own for one party (or group)."""

    of: str
    cap: Decimal


@dataclass(frozen=True, slots=True)
class JointCap:
    """A share that several together must not exceed, after their own caps."""

    of: tuple[str, ...]
    cap: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Concentration:
    """Only the excess over the cap is out, never the party. 10 to 25 % [ABL]."""

    dimension: Dimension
    cap: Decimal = Decimal("0.20")
    base: ConcentrationBase = ConcentrationBase.AFTER_ALL_INELIGIBLES
    net_of_deductions: bool = False
    """Leave VAT, retention and prepayments out of the base, where the terms deduct them."""

    special: tuple[SpecialCap, ...] = ()
    joint: tuple[JointCap, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibilityTerms:
    """The security side of a facility. Amounts are minor units of `limit`'s currency."""

    advance_rate: Decimal
    """70 to 85 % of eligible [ABL]; 80 %, at most 90 %, net of VAT [CN]."""

    limit: Money

    age: AgeLimits = AgeLimits()
    cross_aging: CrossAging | None = None
    terms_days_max: int | None = None
    """Days from invoice to due date, at most; 90 [SEC], 150 for an international pool [CN]."""

    seller_faults: tuple[Fault, ...] = tuple(Fault)
    """A seller with any of these has no eligible claim."""

    obligor_faults: tuple[Fault, ...] = (
        Fault.NOT_ADMITTED,
        Fault.SUSPENDED,
        Fault.INSOLVENT,
        Fault.SANCTIONED,
    )

    exclude_affiliates: bool = True
    exclude_foreign: bool = True
    """Unless insured."""

    exclude_government: bool = True
    """Unless assigned as its statute asks."""

    exclude_encumbered: bool = True
    excluded_kinds: tuple[ExcludedKind, ...] = tuple(ExcludedKind)
    exclude_extended: bool = True
    confirmation_required: bool = True
    notice_required: bool = True
    registration_required: bool = True

    dispute_takes: DisputeTakes = DisputeTakes.AMOUNT
    deduct_contra: bool = True
    deduct_retention: bool = True
    deduct_prepaid: bool = True
    deduct_vat: bool = False
    """Lend on the invoice net of VAT [CN]."""

    concentrations: tuple[Concentration, ...] = ()
    """Applied one after the other, each to what the one before left."""

    excess_falls: ExcessFalls = ExcessFalls.NEWEST_FIRST
    reserves: ReserveTerms = NO_RESERVES
