"""The claims of a pool as columns, so that one pass judges a million as it judges one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from domain.eligibility.arithmetic import AMOUNT_TOTAL_MAX, Amounts, BeyondMeasure, Codes, Rows
from domain.eligibility.claim import Claim
from domain.shared.currency import Currency
from domain.shared.ids import PartyId, ReceivableId
from domain.shared.refusal import BrokenPromise

Days = NDArray[np.int32]
"""Proleptic Gregorian day numbers, as `date.toordinal`."""


@dataclass(frozen=True, kw_only=True)
class ClaimColumns:
    """Claims of one currency, sorted by receivable; all columns have one row a claim.

    `seller` and `obligor` are indices into `parties`; an account is a pair of
    them that has claims, `account` an index into `account_seller/_obligor`.
    """

    receivables: tuple[ReceivableId, ...]
    currency: Currency
    parties: tuple[PartyId, ...]
    """Sorted."""

    seller: Codes
    obligor: Codes
    account: Codes
    account_seller: Codes
    account_obligor: Codes
    face: Amounts
    vat: Amounts
    open: Amounts
    """Never negative: what a claim was overpaid by stands in `overpaid`."""

    overpaid: Amounts
    confirmed: Amounts
    disputed: Amounts
    retention: Amounts
    prepaid: Amounts
    issued_on: Days
    due_on: Days
    original_due_on: Days
    marks: NDArray[np.int32]

    @classmethod
    def of(cls, claims: Sequence[Claim], currency: Currency) -> ClaimColumns:
        """Lay out `claims`, in any order.

        Raise `BrokenPromise` where a claim comes twice, is in another currency or
        has a negative amount, `BeyondMeasure` where the sums leave 64 bits.
        """
        columns = list(zip(*map(_FACTS, _in_order(claims)), strict=True)) or [()] * _WIDTH
        receivables, sellers, obligors, currencies, *figures = columns
        if any(other is not currency for other in set(currencies)):
            raise BrokenPromise("a pool holds claims of one currency")
        parties = tuple(sorted({*sellers, *obligors}))
        code = {party: index for index, party in enumerate(parties)}
        seller = _codes(code[party] for party in sellers)
        obligor = _codes(code[party] for party in obligors)
        pairs, account = np.unique(
            seller.astype(np.int64) * len(parties) + obligor, return_inverse=True
        )
        amounts, days, marks = figures[:7], figures[7:10], figures[10]
        face, vat, owed, confirmed, disputed, retention, prepaid = map(_amounts, amounts)
        issued_on, due_on, original_due_on = map(_days, days)
        _check_not_negative(face, vat, confirmed, disputed, retention, prepaid)
        return cls(
            receivables=tuple(receivables),
            currency=currency,
            parties=parties,
            seller=seller,
            obligor=obligor,
            account=account.astype(np.int32),
            account_seller=(pairs // max(len(parties), 1)).astype(np.int32),
            account_obligor=(pairs % max(len(parties), 1)).astype(np.int32),
            face=face,
            vat=vat,
            open=np.maximum(owed, 0),
            overpaid=np.maximum(-owed, 0),
            confirmed=confirmed,
            disputed=disputed,
            retention=retention,
            prepaid=prepaid,
            issued_on=issued_on,
            due_on=due_on,
            original_due_on=original_due_on,
            marks=np.array(marks, np.int32),
        )

    def __len__(self) -> int:
        return len(self.receivables)

    @cached_property
    def code_of(self) -> dict[PartyId, int]:
        return {party: index for index, party in enumerate(self.parties)}

    @cached_property
    def account_of(self) -> dict[tuple[int, int], int]:
        pairs = zip(self.account_seller.tolist(), self.account_obligor.tolist(), strict=True)
        return {pair: index for index, pair in enumerate(pairs)}

    @cached_property
    def row_of(self) -> dict[ReceivableId, int]:
        return {receivable: row for row, receivable in enumerate(self.receivables)}

    @cached_property
    def oldest_first(self) -> Rows:
        """Rows by invoice date, then receivable."""
        earliest = self.issued_on.min() if len(self) else 0
        return stable_order(self.issued_on - earliest)


def stable_order(keys: NDArray[np.int32]) -> Rows:
    """Rows in ascending order of non-negative keys; small keys are sorted in linear time."""
    small = int(keys.max(initial=0)) < np.iinfo(np.uint16).max
    return np.argsort(keys.astype(np.uint16) if small else keys, kind="stable")


_FACTS = attrgetter(
    "receivable",
    "seller",
    "obligor",
    "currency",
    "face",
    "vat",
    "open",
    "confirmed",
    "disputed",
    "retention",
    "prepaid",
    "issued_on",
    "due_on",
    "original_due_on",
    "marks",
)
_WIDTH = 15


def _in_order(claims: Sequence[Claim]) -> Sequence[Claim]:
    ids = [claim.receivable for claim in claims]
    if len(set(ids)) != len(ids):
        raise BrokenPromise("a claim stands in a pool once")
    if all(one < other for one, other in pairwise(ids)):
        return claims
    return sorted(claims, key=attrgetter("receivable"))


def _codes(codes: Iterable[int]) -> Codes:
    return np.fromiter(codes, np.int32)


def _amounts(column: Sequence[int]) -> Amounts:
    try:
        amounts = np.array(column, np.int64)
    except OverflowError as beyond:
        raise BeyondMeasure("an amount leaves 64 bits") from beyond
    largest = max(int(amounts.max(initial=0)), -int(amounts.min(initial=0)))
    if largest * len(column) > AMOUNT_TOTAL_MAX and sum(map(abs, column)) > AMOUNT_TOTAL_MAX:
        raise BeyondMeasure("the amounts of a pool leave 64 bits")
    return amounts


def _days(column: Sequence[date]) -> Days:
    return np.fromiter((day.toordinal() for day in column), np.int32, len(column))


def _check_not_negative(*columns: Amounts) -> None:
    if any(int(column.min(initial=0)) < 0 for column in columns):
        raise BrokenPromise("only what is open may be negative: an overpaid claim")
