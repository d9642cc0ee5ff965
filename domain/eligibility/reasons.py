"""Why a claim counts for less than what is owed on it: the rules, by name, and their figures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Rule(Enum):
    """Every rule, in the order in which they are applied.

    The order decides which rule an amount is counted under, never which
    reasons are given: a claim is told all of them.
    """

    SELLER_NOT_ADMITTED = "seller_not_admitted"
    SELLER_SUSPENDED = "seller_suspended"
    SELLER_INSOLVENT = "seller_insolvent"
    SELLER_SANCTIONED = "seller_sanctioned"
    SELLER_OVERDUE = "seller_overdue"
    OBLIGOR_NOT_ADMITTED = "obligor_not_admitted"
    OBLIGOR_SUSPENDED = "obligor_suspended"
    OBLIGOR_INSOLVENT = "obligor_insolvent"
    OBLIGOR_SANCTIONED = "obligor_sanctioned"
    OBLIGOR_OVERDUE = "obligor_overdue"
    AFFILIATE = "affiliate"
    FOREIGN = "foreign"
    GOVERNMENT = "government"
    LENT_ON_TWICE = "lent_on_twice"
    ENCUMBERED = "encumbered"
    PROGRESS_BILLING = "progress_billing"
    BILL_AND_HOLD = "bill_and_hold"
    CONSIGNMENT = "consignment"
    GUARANTEED_SALE = "guaranteed_sale"
    FINANCE_CHARGE = "finance_charge"
    CHATTEL_PAPER = "chattel_paper"
    TERMS_EXTENDED = "terms_extended"
    TERMS_TOO_LONG = "terms_too_long"
    NOT_NOTICED = "not_noticed"
    NOT_REGISTERED = "not_registered"
    AGED_PAST_DUE = "aged_past_due"
    AGED_FROM_INVOICE = "aged_from_invoice"
    CROSS_AGED = "cross_aged"
    UNCONFIRMED = "unconfirmed"
    DISPUTED = "disputed"
    BEYOND_ORDER = "beyond_order"
    CONTRA = "contra"
    RETENTION = "retention"
    PREPAID = "prepaid"
    VAT = "vat"
    UNAPPLIED_CREDIT = "unapplied_credit"
    CONCENTRATION_OBLIGOR = "concentration_obligor"
    CONCENTRATION_GROUP = "concentration_group"
    CONCENTRATION_SELLER = "concentration_seller"
    CONCENTRATION_JOINT = "concentration_joint"


class Remedy(Enum):
    """What would make the amount count again."""

    NOTHING = "nothing"
    """It will not count in this facility, whatever is done."""

    VETTING = "vetting"
    """The party is vetted, or its suspension lifted."""

    PAY_OVERDUE = "pay_overdue"
    INSURE = "insure"
    ASSIGN_BY_STATUTE = "assign_by_statute"
    SETTLE_SUSPICION = "settle_suspicion"
    """The operator, or both lenders, say whether it is one trade with what else was lent on."""

    RELEASE_ELSEWHERE = "release_elsewhere"
    NOTIFY = "notify"
    REGISTER = "register"
    COLLECT = "collect"
    """Only payment helps: what is paid repays the financing."""

    COLLECT_FROM_OBLIGOR = "collect_from_obligor"
    """The obligor's aged claims are paid until their share is back within the threshold."""

    CONFIRM = "confirm"
    RESOLVE_DISPUTE = "resolve_dispute"
    ACCEPT_BEYOND_ORDER = "accept_beyond_order"
    """The buyer says that it owes it nevertheless, the order is changed, or it is credited."""

    SETTLE_PAYABLE = "settle_payable"
    """What the seller owes the obligor is paid, or set-off is waived."""

    WAIT_FOR_RELEASE = "wait_for_release"
    """The retention falls due and is confirmed."""

    APPLY_CREDIT = "apply_credit"
    SPREAD = "spread"
    """More claims on others come in, or this party's claims are collected."""


class Figure(Enum):
    """What a number in a reason measures."""

    DAYS = "days"
    LIMIT_DAYS = "limit_days"
    OWED = "owed"
    PART = "part"
    ACCOUNT = "account"
    """Minor units: everything owed on the account that the rule looks at."""

    AGED = "aged"
    """Minor units: of the account, what is aged."""

    SHARE = "share"
    """Millionths, rounded down."""

    THRESHOLD = "threshold"
    """Millionths."""

    PAYABLE = "payable"
    CREDIT = "credit"
    BALANCE = "balance"
    """Minor units: what is left of the party's claims before the cap."""

    BASE = "base"
    CAP_RATE = "cap_rate"
    """Millionths."""

    CAP = "cap"


COUNTS_IN_DAYS = frozenset({Figure.DAYS, Figure.LIMIT_DAYS})
COUNTS_IN_MILLIONTHS = frozenset({Figure.SHARE, Figure.THRESHOLD, Figure.CAP_RATE})
"""All others are minor units of the pool's currency."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of a reason, in the unit that its name says."""

    figure: Figure
    value: int


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that a claim fails, with what it rests on."""

    rule: Rule
    amount: int
    """Out by this rule alone, in minor units."""

    counted: int
    """Of that, what no earlier rule had taken out: these add up to what is excluded."""

    facts: tuple[Fact, ...]
    remedy: Remedy


_LIMIT = (Figure.DAYS, Figure.LIMIT_DAYS)
_PART = (Figure.OWED, Figure.PART)
_CAP = (Figure.BALANCE, Figure.BASE, Figure.CAP_RATE, Figure.CAP)

FIGURES: dict[Rule, tuple[Figure, ...]] = {
    Rule.TERMS_TOO_LONG: _LIMIT,
    Rule.AGED_PAST_DUE: _LIMIT,
    Rule.AGED_FROM_INVOICE: _LIMIT,
    Rule.CROSS_AGED: (Figure.AGED, Figure.ACCOUNT, Figure.SHARE, Figure.THRESHOLD),
    Rule.UNCONFIRMED: _PART,
    Rule.DISPUTED: _PART,
    Rule.BEYOND_ORDER: _PART,
    Rule.CONTRA: (Figure.ACCOUNT, Figure.PAYABLE),
    Rule.RETENTION: _PART,
    Rule.PREPAID: _PART,
    Rule.VAT: _PART,
    Rule.UNAPPLIED_CREDIT: (Figure.ACCOUNT, Figure.CREDIT),
    Rule.CONCENTRATION_OBLIGOR: _CAP,
    Rule.CONCENTRATION_GROUP: _CAP,
    Rule.CONCENTRATION_SELLER: _CAP,
    Rule.CONCENTRATION_JOINT: _CAP,
}
"""Which figures a reason gives, in order; rules that are a plain fact give none."""

REMEDIES: dict[Rule, Remedy] = {
    Rule.SELLER_NOT_ADMITTED: Remedy.VETTING,
    Rule.SELLER_SUSPENDED: Remedy.VETTING,
    Rule.SELLER_INSOLVENT: Remedy.NOTHING,
    Rule.SELLER_SANCTIONED: Remedy.NOTHING,
    Rule.SELLER_OVERDUE: Remedy.PAY_OVERDUE,
    Rule.OBLIGOR_NOT_ADMITTED: Remedy.VETTING,
    Rule.OBLIGOR_SUSPENDED: Remedy.VETTING,
    Rule.OBLIGOR_INSOLVENT: Remedy.NOTHING,
    Rule.OBLIGOR_SANCTIONED: Remedy.NOTHING,
    Rule.OBLIGOR_OVERDUE: Remedy.PAY_OVERDUE,
    Rule.AFFILIATE: Remedy.NOTHING,
    Rule.FOREIGN: Remedy.INSURE,
    Rule.GOVERNMENT: Remedy.ASSIGN_BY_STATUTE,
    Rule.LENT_ON_TWICE: Remedy.SETTLE_SUSPICION,
    Rule.ENCUMBERED: Remedy.RELEASE_ELSEWHERE,
    Rule.PROGRESS_BILLING: Remedy.NOTHING,
    Rule.BILL_AND_HOLD: Remedy.NOTHING,
    Rule.CONSIGNMENT: Remedy.NOTHING,
    Rule.GUARANTEED_SALE: Remedy.NOTHING,
    Rule.FINANCE_CHARGE: Remedy.NOTHING,
    Rule.CHATTEL_PAPER: Remedy.NOTHING,
    Rule.TERMS_EXTENDED: Remedy.COLLECT,
    Rule.TERMS_TOO_LONG: Remedy.COLLECT,
    Rule.NOT_NOTICED: Remedy.NOTIFY,
    Rule.NOT_REGISTERED: Remedy.REGISTER,
    Rule.AGED_PAST_DUE: Remedy.COLLECT,
    Rule.AGED_FROM_INVOICE: Remedy.COLLECT,
    Rule.CROSS_AGED: Remedy.COLLECT_FROM_OBLIGOR,
    Rule.UNCONFIRMED: Remedy.CONFIRM,
    Rule.DISPUTED: Remedy.RESOLVE_DISPUTE,
    Rule.BEYOND_ORDER: Remedy.ACCEPT_BEYOND_ORDER,
    Rule.CONTRA: Remedy.SETTLE_PAYABLE,
    Rule.RETENTION: Remedy.WAIT_FOR_RELEASE,
    Rule.PREPAID: Remedy.NOTHING,
    Rule.VAT: Remedy.NOTHING,
    Rule.UNAPPLIED_CREDIT: Remedy.APPLY_CREDIT,
    Rule.CONCENTRATION_OBLIGOR: Remedy.SPREAD,
    Rule.CONCENTRATION_GROUP: Remedy.SPREAD,
    Rule.CONCENTRATION_SELLER: Remedy.SPREAD,
    Rule.CONCENTRATION_JOINT: Remedy.SPREAD,
}
