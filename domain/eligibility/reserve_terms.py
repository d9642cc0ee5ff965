"""What a facility holds back from the base for what may still go wrong."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from domain.shared.money import Money


class DilutionForm(Enum):
    EXCESS = "excess"
    """The rate less the threshold, never below zero: "dilution percentage minus 5%" [ABL]."""

    WHOLE = "whole"
    """The whole rate once it reaches the threshold; one glossary says 8 % [ABL]."""

    DYNAMIC = "dynamic"
    """[(SF x ADR) + (HDR - ADR) x (HDR / ADR)] x DHR [SEC]."""


class Spike(Enum):
    """How the highest dilution ratio (HDR) of the period is read; agreements differ."""

    HIGHEST_THREE_MONTH_AVERAGE = "highest_three_month_average"
    HIGHEST_MONTH = "highest_month"


class ReserveName(Enum):
    DILUTION = "dilution"
    LOSS = "loss"
    MINIMUM = "minimum"
    """What lifts dilution and loss to the agreed minimum together."""

    YIELD = "yield"
    SERVICING = "servicing"
    RENT = "rent"
    PRIORITY_PAYABLES = "priority_payables"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class DilutionReserve:
    """Credits over the sales of the month they belong to, `lag_months` earlier."""

    form: DilutionForm = DilutionForm.EXCESS
    threshold: Decimal = Decimal("0.05")
    """EXCESS and WHOLE only; 5 % is the OCC's usual tolerance."""

    months: int = 12
    lag_months: int = 1
    stress_factor: Decimal = Decimal("2.25")
    spike: Spike = Spike.HIGHEST_THREE_MONTH_AVERAGE
    horizon_ratio: Decimal = Decimal(1)
    assumed: Decimal = Decimal("0.05")
    """The ratio of every month until one month of history can be measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LossReserve:
    """SF x highest three-month average default ratio x loss horizon ratio, at least `floor` [SEC].

    Loss horizon ratio: sales of the last `horizon_months` (and a part of the month
    before) over the net pool balance.
    """

    stress_factor: Decimal = Decimal("2.00")
    months: int = 12
    lag_months: int = 0
    horizon_months: int = 4
    part_of_next: Decimal = Decimal(0)
    floor: Decimal = Decimal("0.10")
    largest_obligors: int = 0
    """Never less than the share of so many largest obligors; 0: no such floor."""

    assumed: Decimal = Decimal("0.05")
    """The default ratio until one month of history can be measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedReserve:
    """An amount agreed, and/or a rate on the eligible amount."""

    name: ReserveName
    amount: Money
    rate: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReserveTerms:
    """Reserves are taken of the eligible amount and deducted from the advance."""

    dilution: DilutionReserve | None = None
    loss: LossReserve | None = None
    minimum: Decimal = Decimal(0)
    """Of dilution and loss together."""

    named: tuple[NamedReserve, ...] = ()
    round_percentages: bool = True
    """To 1/100 of 1 %, 5/1000 upward, as the agreements say; else exact."""


NO_RESERVES = ReserveTerms()
