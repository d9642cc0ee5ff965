"""What makes an agreement's terms about orders impossible to apply."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from domain.eligibility.order_terms import OrderTerms, RatingTerms
from domain.eligibility.terms_faults import DAYS_MAX, RATE_DECIMALS_MAX, Problem, TermsFault
from domain.shared.money import Money


def faults_of_order_terms(terms: OrderTerms) -> tuple[TermsFault, ...]:
    """Everything wrong with `terms`, in the order of their fields; empty where they may stand."""
    return tuple(_faults(terms))


def _faults(terms: OrderTerms) -> Iterator[TermsFault]:
    if not terms.limit.is_positive:
        yield TermsFault("limit", Problem.ZERO, str(terms.limit))
    yield from _ratings(terms.ratings)
    yield from _sizes(terms)
    yield from _days(terms)
    yield from _rate("grossMarginMin", terms.gross_margin_min)
    yield from _rate("quantityTolerance", terms.quantity_tolerance)
    yield from _rate("priceTolerance", terms.price_tolerance)
    if terms.prices is not None:
        yield from _rate("prices.band", terms.prices.band)
    yield from _rate("concentration.buyer", terms.concentration.buyer)
    yield from _rate("concentration.supplier", terms.concentration.supplier)


def _ratings(ratings: tuple[RatingTerms, ...]) -> Iterator[TermsFault]:
    if not any(row.is_lent_on for row in ratings):
        yield TermsFault("ratings", Problem.TOO_FEW, ", ".join(row.rating for row in ratings))
    seen: set[str] = set()
    for row in ratings:
        path = f"ratings.{row.rating}"
        if row.rating in seen:
            yield TermsFault("ratings", Problem.REPEATED, row.rating)
        seen.add(row.rating)
        yield from _rate(f"{path}.financingRatio", row.financing_ratio)
        yield from _rate(f"{path}.marginRatio", row.margin_ratio)
        yield from _rate(f"{path}.guaranteeRatio", row.guarantee_ratio)
        yield from _rate(f"{path}.collateralRatio", row.collateral_ratio)


def _sizes(terms: OrderTerms) -> Iterator[TermsFault]:
    for name, size in (("sizeMin", terms.size_min), ("sizeMax", terms.size_max)):
        if size is None:
            continue
        if size.currency is not terms.limit.currency:
            yield TermsFault(name, Problem.OTHER_CURRENCY, str(size.currency))
        elif size.is_negative:
            yield TermsFault(name, Problem.NEGATIVE, str(size))
    if _crossed(terms.size_min, terms.size_max):
        yield TermsFault("sizeMax", Problem.OUT_OF_RANGE, str(terms.size_max))


def _crossed(least: Money | None, most: Money | None) -> bool:
    if least is None or most is None or least.currency is not most.currency:
        return False
    return most < least


def _days(terms: OrderTerms) -> Iterator[TermsFault]:
    sanity, window = terms.prices, terms.delivery
    counts = {
        "ratingDaysMax": (terms.rating_days_max, 0),
        "orderDaysMax": (terms.order_days_max, 0),
        "delivery.daysMin": (window.days_min, 0),
        "delivery.daysMax": (window.days_max, window.days_min),
        "tenorDaysMax": (terms.tenor_days_max, 1),
        "daysAfterDeliveryMax": (terms.days_after_delivery_max, 0),
        "prices.referenceDaysMax": (None if sanity is None else sanity.reference_days_max, 0),
    }
    for path, (days, least) in counts.items():
        if days is not None and not least <= days <= DAYS_MAX:
            yield TermsFault(path, Problem.OUT_OF_RANGE, str(days))


def _rate(path: str, rate: Decimal | None) -> Iterator[TermsFault]:
    if rate is not None and not _is_rate(rate):
        yield TermsFault(path, Problem.NOT_A_RATE, str(rate))


def _is_rate(rate: Decimal) -> bool:
    return rate.is_finite() and 0 <= rate <= 1 and rate == round(rate, RATE_DECIMALS_MAX)
