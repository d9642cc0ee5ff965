"""Claims that are too old, and accounts too much of which is."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from domain.eligibility.arithmetic import (
    MILLION,
    Amounts,
    Codes,
    Flags,
    millionths,
    proportion,
    share_ceil,
    share_floor,
    sums,
)
from domain.eligibility.columns import ClaimColumns
from domain.eligibility.reasons import Rule
from domain.eligibility.tally import Tally
from domain.eligibility.terms import Account, AgeLimits, CrossAging, EligibilityTerms, Operator

_Days = NDArray[np.int32]


def take_aged(tally: Tally, limits: AgeLimits, day: date) -> None:
    """Take out each claim that fails a leg. Credits never make an aged claim smaller."""
    legs = (
        (Rule.AGED_PAST_DUE, days_past_due(tally.claims, limits, day), limits.past_due),
        (Rule.AGED_FROM_INVOICE, days_from_invoice(tally.claims, limits, day), limits.from_invoice),
    )
    for rule, days, limit in legs:
        if limit is not None:
            rows = np.flatnonzero(_beyond(days, limit, limits.operator))
            tally.take_whole(rule, rows, days[rows].astype(np.int64), limit)


def take_cross_aged(tally: Tally, terms: EligibilityTerms, day: date) -> None:
    """Take out the rest of every account whose aged share, on full balances, trips the test."""
    cross = terms.cross_aging
    if cross is None:
        return
    claims = tally.claims
    accounts, count = _accounts(claims, cross.account)
    rows = np.flatnonzero(is_aged(claims, cross.limits or terms.age, day))
    aged = sums(accounts[rows], claims.open[rows], count)
    total = sums(accounts, claims.open, count)
    tripped = _trips(aged, total, cross)
    if tripped.any():
        share, _ = proportion(np.full(count, MILLION), aged, np.maximum(total, 1))
        out = np.flatnonzero(tripped[accounts])
        of = accounts[out]
        threshold = millionths(cross.threshold)
        tally.take_whole(Rule.CROSS_AGED, out, aged[of], total[of], share[of], threshold)


def is_aged(claims: ClaimColumns, limits: AgeLimits, day: date) -> Flags:
    aged = np.zeros(len(claims), np.bool_)
    if limits.past_due is not None:
        aged |= _beyond(days_past_due(claims, limits, day), limits.past_due, limits.operator)
    if limits.from_invoice is not None:
        days = days_from_invoice(claims, limits, day)
        aged |= _beyond(days, limits.from_invoice, limits.operator)
    return aged


def days_past_due(claims: ClaimColumns, limits: AgeLimits, day: date) -> _Days:
    due = claims.original_due_on if limits.original_due_date else claims.due_on
    return np.int32(day.toordinal() + limits.first_day) - due


def days_from_invoice(claims: ClaimColumns, limits: AgeLimits, day: date) -> _Days:
    return np.int32(day.toordinal() + limits.first_day) - claims.issued_on


def _beyond(days: _Days, limit: int, operator: Operator) -> Flags:
    return days > limit if operator is Operator.MORE_THAN else days >= limit


def _accounts(claims: ClaimColumns, account: Account) -> tuple[Codes, int]:
    if account is Account.OBLIGOR:
        return claims.obligor, len(claims.parties)
    return claims.account, claims.account_seller.size


def _trips(aged: Amounts, total: Amounts, cross: CrossAging) -> Flags:
    """Exact at the boundary: the amount aged against the threshold's amount of the account."""
    rate = millionths(cross.threshold)
    if cross.operator is Operator.MORE_THAN:
        beyond = aged > share_floor(total, rate)
    else:
        beyond = aged >= share_ceil(total, rate)
    return beyond & (aged > 0)
