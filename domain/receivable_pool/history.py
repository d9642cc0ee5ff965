"""A pool's business by month: what reserves for dilution and loss are reckoned from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.eligibility.standing import MonthlyFigures
from domain.receivable_pool.events import ClaimsAssigned, ClaimsChanged, ClaimsReleased

MONTHS_KEPT = 36
"""Longer than any horizon that agreements look back over."""

Months = tuple[MonthlyFigures, ...]


def after(months: Months, event: ClaimsAssigned | ClaimsChanged | ClaimsReleased) -> Months:
    """Sales count in the month of the invoice, and once; credits and defaults in the month they
    happened."""
    known = {figures.month: figures for figures in months}
    if isinstance(event, ClaimsAssigned):
        for claim in () if event.again else event.claims:
            month = _of(known, claim.issued_on)
            known[month.month] = replace(month, sales=month.sales + claim.face)
    elif isinstance(event, ClaimsChanged):
        month = _of(known, event.effective_on)
        known[month.month] = replace(month, credits=month.credits + event.diluted.minor)
    elif event.cause == "bought_back":
        month = _of(known, event.effective_on)
        lost = sum(claim.open for claim in event.claims)
        known[month.month] = replace(month, defaults=month.defaults + lost)
    return tuple(known[month] for month in sorted(known)[-MONTHS_KEPT:])


def _of(known: dict[date, MonthlyFigures], day: date) -> MonthlyFigures:
    month = day.replace(day=1)
    return known.get(month, MonthlyFigures(month, sales=0, credits=0, defaults=0))
