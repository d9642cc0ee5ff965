"""Why an order counts for less than was ordered: the rules, by name, and their figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from domain.shared.money import Money

Measure = Money | Decimal | int | date | str
"""An amount, a share (0.2 is 20 %) or a quantity, a count of days, a day, a word."""


class OrderRule(Enum):
    """Every rule, in the order in which they are applied.

    The order decides which rule an amount is counted under, never which reasons
    are given: an order is told all of them.
    """

    OTHER_CURRENCY = "other_currency"
    CANCELLED = "cancelled"
    NOT_ACCEPTED = "not_accepted"
    NOT_AUTHENTIC = "not_authentic"
    CANCELLABLE = "cancellable"
    SUPPLIER_NOT_ADMITTED = "supplier_not_admitted"
    SUPPLIER_SUSPENDED = "supplier_suspended"
    SUPPLIER_INSOLVENT = "supplier_insolvent"
    SUPPLIER_SANCTIONED = "supplier_sanctioned"
    SUPPLIER_OVERDUE = "supplier_overdue"
    BUYER_NOT_ADMITTED = "buyer_not_admitted"
    BUYER_SUSPENDED = "buyer_suspended"
    BUYER_INSOLVENT = "buyer_insolvent"
    BUYER_SANCTIONED = "buyer_sanctioned"
    BUYER_OVERDUE = "buyer_overdue"
    NOT_IN_CHAIN = "not_in_chain"
    CHAIN_FORBIDS = "chain_forbids"
    CHAIN_NOT_YET = "chain_not_yet"
    CHAIN_RAN_OUT = "chain_ran_out"
    CHAIN_OTHER_PRODUCT = "chain_other_product"
    CHAIN_OTHER_LENDER = "chain_other_lender"
    AFFILIATED = "affiliated"
    ORDER_ENCUMBERED = "order_encumbered"
    ORDER_LENT_ON_TWICE = "order_lent_on_twice"
    NOT_RATED = "not_rated"
    RATING_STALE = "rating_stale"
    RATING_NOT_LENT_ON = "rating_not_lent_on"
    TOO_SMALL = "too_small"
    TOO_OLD = "too_old"
    NO_DELIVERY_DATE = "no_delivery_date"
    DELIVERY_PAST = "delivery_past"
    DELIVERY_TOO_SOON = "delivery_too_soon"
    DELIVERY_TOO_FAR = "delivery_too_far"
    COST_UNKNOWN = "cost_unknown"
    GROSS_MARGIN_LOW = "gross_margin_low"
    PREPAID_PART = "prepaid_part"
    INVOICED_PART = "invoiced_part"
    LOST_PART = "lost_part"
    MISMATCHED = "mismatched"
    NO_REFERENCE = "no_reference"
    OVERPRICED = "overpriced"
    TOO_LARGE = "too_large"
    CONCENTRATION_OF_BUYER = "concentration_of_buyer"
    CONCENTRATION_OF_SUPPLIER = "concentration_of_supplier"
    CHAIN_RATIO = "chain_ratio"
    CHAIN_LIMIT = "chain_limit"


class OrderRemedy(Enum):
    """What would make the amount count again."""

    NOT_HERE = "not_here"
    """It will not count under these terms, whatever is done."""

    ACCEPT_ORDER = "accept_order"
    CONFIRM_ORDER = "confirm_order"
    """The buyer confirms it through the platform."""

    MAKE_FIRM = "make_firm"
    """Both agree that the buyer can no longer cancel it alone."""

    VET_PARTY = "vet_party"
    PAY_ARREARS = "pay_arrears"
    ADMIT_TO_CHAIN = "admit_to_chain"
    ASK_CORE_ENTERPRISE = "ask_core_enterprise"
    """The core enterprise lets the supplier borrow on its orders, or more."""

    FREE_ORDER = "free_order"
    """Whoever holds a right on the order releases it."""

    SETTLE_SUSPICION = "settle_suspicion"
    """The operator, or both lenders, say whether it is one trade with what else was lent on."""

    RATE_SUPPLIER = "rate_supplier"
    AGREE_DELIVERY = "agree_delivery"
    """Both agree on a delivery day within the window."""

    WAIT_FOR_WINDOW = "wait_for_window"
    STATE_COST = "state_cost"
    LOWER_COST = "lower_cost"
    FINANCE_RECEIVABLE = "finance_receivable"
    """It is owed by now: money is lent on the receivable."""

    SETTLE_MISMATCH = "settle_mismatch"
    """The papers are put right, or the order is changed by both."""

    BRING_REFERENCE = "bring_reference"
    LOWER_PRICE = "lower_price"
    REPAY_OTHERS = "repay_others"
    """Money lent on the party's other orders is repaid."""


@dataclass(frozen=True, slots=True)
class OrderFigure:
    """One figure of a reason, by its name."""

    name: str
    value: Measure


@dataclass(frozen=True, slots=True)
class OrderReason:
    """One rule that the order fails, with what it rests on."""

    rule: OrderRule
    line: str
    """The line of the order it is about; empty where it is the whole order."""

    amount: Money
    """Out by this rule alone."""

    counted: Money
    """Of that, what no earlier rule had taken out: these add up to what is excluded."""

    figures: tuple[OrderFigure, ...]
    remedy: OrderRemedy


_PARTY = OrderRemedy.VET_PARTY
_NONE = OrderRemedy.NOT_HERE
_DELIVERY = OrderRemedy.AGREE_DELIVERY

ORDER_REMEDIES: dict[OrderRule, OrderRemedy] = {
    OrderRule.OTHER_CURRENCY: _NONE,
    OrderRule.CANCELLED: _NONE,
    OrderRule.NOT_ACCEPTED: OrderRemedy.ACCEPT_ORDER,
    OrderRule.NOT_AUTHENTIC: OrderRemedy.CONFIRM_ORDER,
    OrderRule.CANCELLABLE: OrderRemedy.MAKE_FIRM,
    OrderRule.SUPPLIER_NOT_ADMITTED: _PARTY,
    OrderRule.SUPPLIER_SUSPENDED: _PARTY,
    OrderRule.SUPPLIER_INSOLVENT: _NONE,
    OrderRule.SUPPLIER_SANCTIONED: _NONE,
    OrderRule.SUPPLIER_OVERDUE: OrderRemedy.PAY_ARREARS,
    OrderRule.BUYER_NOT_ADMITTED: _PARTY,
    OrderRule.BUYER_SUSPENDED: _PARTY,
    OrderRule.BUYER_INSOLVENT: _NONE,
    OrderRule.BUYER_SANCTIONED: _NONE,
    OrderRule.BUYER_OVERDUE: OrderRemedy.PAY_ARREARS,
    OrderRule.NOT_IN_CHAIN: OrderRemedy.ADMIT_TO_CHAIN,
    OrderRule.CHAIN_FORBIDS: OrderRemedy.ASK_CORE_ENTERPRISE,
    OrderRule.CHAIN_NOT_YET: OrderRemedy.ASK_CORE_ENTERPRISE,
    OrderRule.CHAIN_RAN_OUT: OrderRemedy.ASK_CORE_ENTERPRISE,
    OrderRule.CHAIN_OTHER_PRODUCT: OrderRemedy.ASK_CORE_ENTERPRISE,
    OrderRule.CHAIN_OTHER_LENDER: OrderRemedy.ASK_CORE_ENTERPRISE,
    OrderRule.AFFILIATED: _NONE,
    OrderRule.ORDER_ENCUMBERED: OrderRemedy.FREE_ORDER,
    OrderRule.ORDER_LENT_ON_TWICE: OrderRemedy.SETTLE_SUSPICION,
    OrderRule.NOT_RATED: OrderRemedy.RATE_SUPPLIER,
    OrderRule.RATING_STALE: OrderRemedy.RATE_SUPPLIER,
    OrderRule.RATING_NOT_LENT_ON: _NONE,
    OrderRule.TOO_SMALL: _NONE,
    OrderRule.TOO_OLD: _NONE,
    OrderRule.NO_DELIVERY_DATE: _DELIVERY,
    OrderRule.DELIVERY_PAST: _DELIVERY,
    OrderRule.DELIVERY_TOO_SOON: _DELIVERY,
    OrderRule.DELIVERY_TOO_FAR: OrderRemedy.WAIT_FOR_WINDOW,
    OrderRule.COST_UNKNOWN: OrderRemedy.STATE_COST,
    OrderRule.GROSS_MARGIN_LOW: OrderRemedy.LOWER_COST,
    OrderRule.PREPAID_PART: _NONE,
    OrderRule.INVOICED_PART: OrderRemedy.FINANCE_RECEIVABLE,
    OrderRule.LOST_PART: _NONE,
    OrderRule.MISMATCHED: OrderRemedy.SETTLE_MISMATCH,
    OrderRule.NO_REFERENCE: OrderRemedy.BRING_REFERENCE,
    OrderRule.OVERPRICED: OrderRemedy.LOWER_PRICE,
    OrderRule.TOO_LARGE: _NONE,
    OrderRule.CONCENTRATION_OF_BUYER: OrderRemedy.REPAY_OTHERS,
    OrderRule.CONCENTRATION_OF_SUPPLIER: OrderRemedy.REPAY_OTHERS,
    OrderRule.CHAIN_RATIO: OrderRemedy.ASK_CORE_ENTERPRISE,
    OrderRule.CHAIN_LIMIT: OrderRemedy.ASK_CORE_ENTERPRISE,
}

_DAYS = ("days", "limit_days")
_PART = ("ordered", "part")
_WINDOW = ("deliver_by", *_DAYS)
_CAP = ("party", "balance", "base", "cap_rate", "cap")

ORDER_FIGURES: dict[OrderRule, tuple[str, ...]] = {
    OrderRule.OTHER_CURRENCY: ("currency",),
    OrderRule.CHAIN_FORBIDS: ("since",),
    OrderRule.CHAIN_NOT_YET: ("since",),
    OrderRule.CHAIN_RAN_OUT: ("until",),
    OrderRule.CHAIN_OTHER_PRODUCT: ("product", "allowed"),
    OrderRule.RATING_STALE: _DAYS,
    OrderRule.RATING_NOT_LENT_ON: ("rating",),
    OrderRule.TOO_SMALL: ("ordered", "least"),
    OrderRule.TOO_OLD: _DAYS,
    OrderRule.DELIVERY_PAST: ("deliver_by", "days"),
    OrderRule.DELIVERY_TOO_SOON: _WINDOW,
    OrderRule.DELIVERY_TOO_FAR: _WINDOW,
    OrderRule.GROSS_MARGIN_LOW: ("cost", "margin", "threshold"),
    OrderRule.PREPAID_PART: _PART,
    OrderRule.INVOICED_PART: _PART,
    OrderRule.LOST_PART: _PART,
    OrderRule.MISMATCHED: ("discord", "expected", "found"),
    OrderRule.NO_REFERENCE: ("item",),
    OrderRule.OVERPRICED: ("price", "reference", "as_of", "source", "band"),
    OrderRule.TOO_LARGE: ("left", "most"),
    OrderRule.CONCENTRATION_OF_BUYER: _CAP,
    OrderRule.CONCENTRATION_OF_SUPPLIER: _CAP,
    OrderRule.CHAIN_RATIO: ("ordered", "ratio_max", "most"),
    OrderRule.CHAIN_LIMIT: ("most",),
}
"""Which figures a reason gives, in order; rules that are a plain fact give none."""

OF_CORE_ENTERPRISE = frozenset(
    {
        OrderRule.CHAIN_FORBIDS,
        OrderRule.CHAIN_NOT_YET,
        OrderRule.CHAIN_RAN_OUT,
        OrderRule.CHAIN_OTHER_PRODUCT,
        OrderRule.CHAIN_OTHER_LENDER,
        OrderRule.CHAIN_RATIO,
        OrderRule.CHAIN_LIMIT,
    }
)
"""Rules that the core enterprise set, not the lender."""

CAPPED = frozenset({OrderRule.CONCENTRATION_OF_BUYER, OrderRule.CONCENTRATION_OF_SUPPLIER})
"""Rules whose figures say what is lent on orders of others too."""

TOLD_IN_PART = CAPPED | {OrderRule.OVERPRICED}
"""Rules of which a supplier is told less than its lender: some figures are not its business."""
