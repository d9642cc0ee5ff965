"""What makes an agreement's security terms impossible to apply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from domain.eligibility.reserve_terms import DilutionReserve, LossReserve, ReserveTerms
from domain.eligibility.terms import AgeLimits, Concentration, EligibilityTerms

RATE_DECIMALS_MAX = 6
DAYS_MAX = 3650
MONTHS_MAX = 120
FACTOR_MAX = Decimal(100)


class Problem(Enum):
    NOT_A_RATE = "not_a_rate"
    """Not between 0 and 1, or more than six decimals."""

    ZERO = "zero"
    NEGATIVE = "negative"
    OUT_OF_RANGE = "out_of_range"
    OTHER_CURRENCY = "other_currency"
    REPEATED = "repeated"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class TermsFault:
    """One term that cannot stand, by its path (`crossAging.threshold`) and as written."""

    term: str
    problem: Problem
    value: str


def faults_of(terms: EligibilityTerms) -> tuple[TermsFault, ...]:
    """Everything wrong with `terms`, in the order of their fields; empty where they may stand."""
    return tuple(_faults(terms))


def _faults(terms: EligibilityTerms) -> Iterator[TermsFault]:
    yield from _rate("advanceRate", terms.advance_rate, zero_allowed=False)
    if not terms.limit.is_positive:
        yield TermsFault("limit", Problem.ZERO, str(terms.limit))
    yield from _limits("age", terms.age)
    if terms.cross_aging is not None:
        yield from _rate("crossAging.threshold", terms.cross_aging.threshold)
        if terms.cross_aging.limits is not None:
            yield from _limits("crossAging.limits", terms.cross_aging.limits)
    yield from _within("termsDaysMax", terms.terms_days_max, DAYS_MAX)
    yield from _repeated("concentrations", [str(c.dimension.value) for c in terms.concentrations])
    for concentration in terms.concentrations:
        yield from _concentration(concentration)
    yield from _reserves(terms.reserves, terms)


def _concentration(concentration: Concentration) -> Iterator[TermsFault]:
    path = f"concentrations.{concentration.dimension.value}"
    yield from _rate(f"{path}.cap", concentration.cap)
    yield from _repeated(f"{path}.special", [special.of for special in concentration.special])
    for special in concentration.special:
        yield from _rate(f"{path}.special.{special.of}", special.cap)
    for joint in concentration.joint:
        yield from _rate(f"{path}.joint", joint.cap)
        yield from _repeated(f"{path}.joint", joint.of)
        if len(joint.of) <= 1:
            yield TermsFault(f"{path}.joint", Problem.TOO_FEW, ",".join(joint.of))


def _limits(path: str, limits: AgeLimits) -> Iterator[TermsFault]:
    yield from _within(f"{path}.pastDue", limits.past_due, DAYS_MAX)
    yield from _within(f"{path}.fromInvoice", limits.from_invoice, DAYS_MAX)
    yield from _within(f"{path}.firstDay", limits.first_day, 1)


def _reserves(reserves: ReserveTerms, terms: EligibilityTerms) -> Iterator[TermsFault]:
    if reserves.dilution is not None:
        yield from _dilution(reserves.dilution)
    if reserves.loss is not None:
        yield from _loss(reserves.loss)
    yield from _rate("reserves.minimum", reserves.minimum)
    for named in reserves.named:
        path = f"reserves.named.{named.name.value}"
        yield from _rate(f"{path}.rate", named.rate)
        if named.amount.is_negative:
            yield TermsFault(f"{path}.amount", Problem.NEGATIVE, str(named.amount))
        if named.amount.currency is not terms.limit.currency:
            yield TermsFault(f"{path}.amount", Problem.OTHER_CURRENCY, str(named.amount))


def _dilution(dilution: DilutionReserve) -> Iterator[TermsFault]:
    path = "reserves.dilution"
    yield from _rate(f"{path}.threshold", dilution.threshold)
    yield from _rate(f"{path}.assumed", dilution.assumed)
    yield from _within(f"{path}.months", dilution.months, MONTHS_MAX, least=1)
    yield from _within(f"{path}.lagMonths", dilution.lag_months, MONTHS_MAX)
    yield from _factor(f"{path}.stressFactor", dilution.stress_factor)
    yield from _factor(f"{path}.horizonRatio", dilution.horizon_ratio)


def _loss(loss: LossReserve) -> Iterator[TermsFault]:
    path = "reserves.loss"
    yield from _rate(f"{path}.floor", loss.floor)
    yield from _rate(f"{path}.assumed", loss.assumed)
    yield from _rate(f"{path}.partOfNext", loss.part_of_next)
    yield from _within(f"{path}.months", loss.months, MONTHS_MAX, least=1)
    yield from _within(f"{path}.lagMonths", loss.lag_months, MONTHS_MAX)
    yield from _within(f"{path}.horizonMonths", loss.horizon_months, MONTHS_MAX, least=1)
    yield from _within(f"{path}.largestObligors", loss.largest_obligors, MONTHS_MAX)
    yield from _factor(f"{path}.stressFactor", loss.stress_factor)


def _rate(path: str, rate: Decimal, *, zero_allowed: bool = True) -> Iterator[TermsFault]:
    if not _is_rate(rate):
        yield TermsFault(path, Problem.NOT_A_RATE, str(rate))
    elif rate == 0 and not zero_allowed:
        yield TermsFault(path, Problem.ZERO, str(rate))


def _is_rate(rate: Decimal) -> bool:
    return rate.is_finite() and 0 <= rate <= 1 and rate == round(rate, RATE_DECIMALS_MAX)


def _factor(path: str, factor: Decimal) -> Iterator[TermsFault]:
    if not (factor.is_finite() and 0 <= factor <= FACTOR_MAX):
        yield TermsFault(path, Problem.OUT_OF_RANGE, str(factor))


def _within(path: str, count: int | None, most: int, *, least: int = 0) -> Iterator[TermsFault]:
    if count is not None and not least <= count <= most:
        yield TermsFault(path, Problem.OUT_OF_RANGE, str(count))


def _repeated(path: str, names: Iterable[str]) -> Iterator[TermsFault]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield TermsFault(path, Problem.REPEATED, name)
        seen.add(name)
