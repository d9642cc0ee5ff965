"""Dilution, loss and other reserves, in exact fractions until the agreed rounding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import ceil

from domain.eligibility.reserve_terms import (
    DilutionForm,
    DilutionReserve,
    LossReserve,
    ReserveName,
    ReserveTerms,
    Spike,
)
from domain.eligibility.standing import MonthlyFigures

HUNDREDTH_OF_A_PERCENT = Decimal("0.0001")
QUARTER_MONTHS = 3
_UNROUNDED = Decimal("0.000000000001")

History = Sequence[MonthlyFigures]


@dataclass(frozen=True, slots=True)
class Pool:
    """What reserves are measured on. Minor units."""

    eligible: int
    """The net pool balance: after every ineligible and every concentration excess."""

    obligors: tuple[int, ...]
    """The eligible amount of each obligor, largest first."""


@dataclass(frozen=True, slots=True)
class Held:
    """One reserve. `ratio` is of the eligible amount; `amount` in minor units, rounded up."""

    name: ReserveName
    ratio: Decimal
    amount: int


def held(terms: ReserveTerms, history: History, pool: Pool) -> tuple[Held, ...]:
    """Every reserve that the terms name, in the order they are stated.

    Required reserve = eligible x max(loss + dilution, minimum) + the named ones [SEC].
    """
    return (*_by_ratio(terms, history, pool), *_by_name(terms, pool))


def _by_ratio(terms: ReserveTerms, history: History, pool: Pool) -> Iterator[Held]:
    together = Decimal(0)
    if terms.dilution is not None:
        ratio = percentage(dilution_ratio(terms.dilution, history), terms)
        together += ratio
        yield Held(ReserveName.DILUTION, ratio, _of(pool.eligible, ratio))
    if terms.loss is not None:
        ratio = percentage(loss_ratio(terms.loss, history, pool), terms)
        together += ratio
        yield Held(ReserveName.LOSS, ratio, _of(pool.eligible, ratio))
    if together < terms.minimum:
        lift = terms.minimum - together
        yield Held(ReserveName.MINIMUM, lift, _of(pool.eligible, lift))


def _by_name(terms: ReserveTerms, pool: Pool) -> Iterator[Held]:
    for named in terms.named:
        amount = named.amount.minor + _of(pool.eligible, named.rate)
        yield Held(named.name, named.rate, amount)


def percentage(ratio: Fraction, terms: ReserveTerms) -> Decimal:
    """`ratio` as the agreements print it: to 1/100 of 1 %, 5/1000 of 1 % upward."""
    step = HUNDREDTH_OF_A_PERCENT if terms.round_percentages else _UNROUNDED
    return rounded(ratio, step)


def rounded(ratio: Fraction, step: Decimal) -> Decimal:
    """The nearest multiple of `step`, a half upward; decided on the exact fraction."""
    steps = ratio / Fraction(step)
    whole = (2 * steps.numerator + steps.denominator) // (2 * steps.denominator)
    return (whole * step).quantize(step, ROUND_HALF_UP)


def dilution_ratio(terms: DilutionReserve, history: History) -> Fraction:
    """The dilution reserve as a ratio of eligible, by the form agreed."""
    ratios = dilution_ratios(terms, history)
    average = _mean(ratios)
    threshold = Fraction(terms.threshold)
    match terms.form:
        case DilutionForm.EXCESS:
            return max(average - threshold, Fraction(0))
        case DilutionForm.WHOLE:
            return average if average >= threshold else Fraction(0)
        case DilutionForm.DYNAMIC:
            return _dynamic(terms, ratios, average)


def _dynamic(terms: DilutionReserve, ratios: Sequence[Fraction], average: Fraction) -> Fraction:
    if average == 0:
        return Fraction(0)
    spike = highest(ratios, terms.spike)
    stressed = Fraction(terms.stress_factor) * average
    volatility = (spike - average) * (spike / average)
    return (stressed + volatility) * Fraction(terms.horizon_ratio)


def dilution_ratios(terms: DilutionReserve, history: History) -> tuple[Fraction, ...]:
    """Per month, credits over the sales of the month they belong to; oldest first."""
    credits_ = [month.credits for month in history]
    measured = _ratios(credits_, history, terms.months, terms.lag_months)
    return measured or (Fraction(terms.assumed),)


def loss_ratio(terms: LossReserve, history: History, pool: Pool) -> Fraction:
    """The loss reserve as a ratio of eligible, at least its floors."""
    defaults = [month.defaults for month in history]
    measured = _ratios(defaults, history, terms.months, terms.lag_months)
    ratios = measured or (Fraction(terms.assumed),)
    peak = highest(ratios, Spike.HIGHEST_THREE_MONTH_AVERAGE)
    computed = Fraction(terms.stress_factor) * peak * _horizon(terms, history, pool)
    return max(computed, Fraction(terms.floor), _largest(terms, pool))


def _horizon(terms: LossReserve, history: History, pool: Pool) -> Fraction:
    """Sales of the last months over the net pool balance; one where neither is known."""
    if pool.eligible <= 0 or not history:
        return Fraction(1)
    sales = [month.sales for month in history]
    recent = sum(sales[-terms.horizon_months :])
    before = sales[-terms.horizon_months - 1] if len(sales) > terms.horizon_months else 0
    return (recent + Fraction(terms.part_of_next) * before) / pool.eligible


def _largest(terms: LossReserve, pool: Pool) -> Fraction:
    if pool.eligible <= 0:
        return Fraction(0)
    return Fraction(sum(pool.obligors[: terms.largest_obligors]), pool.eligible)


def highest(ratios: Sequence[Fraction], spike: Spike) -> Fraction:
    """The highest month, or the highest average of three months in a row."""
    if spike is Spike.HIGHEST_MONTH or len(ratios) < QUARTER_MONTHS:
        return max(ratios)
    runs = range(len(ratios) - QUARTER_MONTHS + 1)
    return max(_mean(ratios[start : start + QUARTER_MONTHS]) for start in runs)


def _ratios(
    amounts: Sequence[int], history: History, months: int, lag: int
) -> tuple[Fraction, ...]:
    pairs = zip(amounts[lag:], history, strict=False)
    ratios = [Fraction(amount, month.sales) for amount, month in pairs if month.sales > 0]
    return tuple(ratios[-months:])


def _mean(ratios: Sequence[Fraction]) -> Fraction:
    return sum(ratios, start=Fraction(0)) / len(ratios)


def _of(eligible: int, ratio: Decimal) -> int:
    return ceil(eligible * Fraction(ratio))
