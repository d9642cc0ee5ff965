"""How much a licensed guarantee company may answer for (融资担保公司监督管理条例 15, 16)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.shared.ids import PartyId
from domain.shared.money import Money, Rounding

TOTAL_MULTIPLE = Decimal(10)
TOTAL_MULTIPLE_SMALL = Decimal(15)
"""Art. 15: mainly for small and micro businesses and farming."""

ONE_DEBTOR = Decimal("0.10")
DEBTOR_GROUP = Decimal("0.15")
"""Art. 16."""


class LicenceRule(StrEnum):
    TOTAL = "total"
    ONE_DEBTOR = "one_debtor"
    DEBTOR_GROUP = "debtor_group"


@dataclass(frozen=True, slots=True)
class DebtorLiability:
    """What it answers for elsewhere for one debtor."""

    debtor: PartyId
    group: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """A guarantee company's licence and its figures as of a day."""

    number: str
    as_of: date
    net_assets: Money
    liability_elsewhere: Money
    """Towards all other creditors."""

    mainly_small: bool = False
    by_debtor: tuple[DebtorLiability, ...] = ()
    """Of `liability_elsewhere`, what is known by debtor."""


@dataclass(frozen=True, slots=True)
class Liabilities:
    """What a guarantee company would answer for: in all, for one debtor, for the debtor's group."""

    total: Money
    one_debtor: Money
    debtor_group: Money


@dataclass(frozen=True, slots=True)
class Breach:
    rule: LicenceRule
    liability: Money
    limit: Money


def limit_of(rule: LicenceRule, net_assets: Money, *, mainly_small: bool) -> Money:
    rates = {
        LicenceRule.TOTAL: TOTAL_MULTIPLE_SMALL if mainly_small else TOTAL_MULTIPLE,
        LicenceRule.ONE_DEBTOR: ONE_DEBTOR,
        LicenceRule.DEBTOR_GROUP: DEBTOR_GROUP,
    }
    return net_assets.times(rates[rule], Rounding.IN_FAVOUR_OF_LENDER)


def breaches(
    liabilities: Liabilities, net_assets: Money, *, mainly_small: bool
) -> Iterator[Breach]:
    """Every limit that is passed; exactly at it is within."""
    by_rule = {
        LicenceRule.TOTAL: liabilities.total,
        LicenceRule.ONE_DEBTOR: liabilities.one_debtor,
        LicenceRule.DEBTOR_GROUP: liabilities.debtor_group,
    }
    for rule, liability in by_rule.items():
        limit = limit_of(rule, net_assets, mainly_small=mainly_small)
        if liability > limit:
            yield Breach(rule, liability, limit)
