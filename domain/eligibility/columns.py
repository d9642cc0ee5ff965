"""The claims of a pool as columns, so that one pass judges a million as it judges one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from domain.eligibility.arithmetic import (
    AMOUNT_TOTAL_MAX,
    Amounts,
    BeyondMeasure,
    Codes,
    Rows,
    proportion,
)
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
    beyond_order: Amounts
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
        if any(other is not currency for other in {claim.currency for claim in claims}):
            raise BrokenPromise("a pool holds claims of one currency")
        claims = _in_order(claims)
        who = _Parties.of(claims)
        owed = _amounts([claim.open for claim in claims])
        columns = cls(
            receivables=tuple([claim.receivable for claim in claims]),
            currency=currency,
            parties=who.parties,
            seller=who.seller,
            obligor=who.obligor,
            account=who.account,
            account_seller=who.account_seller,
            account_obligor=who.account_obligor,
            face=_amounts([claim.face for claim in claims]),
            vat=_amounts([claim.vat for claim in claims]),
            open=np.maximum(owed, 0),
            overpaid=np.maximum(-owed, 0),
            confirmed=_amounts([claim.confirmed for claim in claims]),
            disputed=_amounts([claim.disputed for claim in claims]),
            retention=_amounts([claim.retention for claim in claims]),
            prepaid=_amounts([claim.prepaid for claim in claims]),
            beyond_order=_amounts([claim.beyond_order for claim in claims]),
            issued_on=_days([claim.issued_on for claim in claims]),
            due_on=_days([claim.due_on for claim in claims]),
            original_due_on=_days([claim.original_due_on for claim in claims]),
            marks=np.fromiter([claim.marks for claim in claims], np.int32, len(claims)),
        )
        columns.check_not_negative()
        return columns

    def check_not_negative(self) -> None:
        names = ("face", "vat", "confirmed", "disputed", "retention", "prepaid", "beyond_order")
        for name in names:
            amounts: Amounts = getattr(self, name)
            if int(amounts.min(initial=0)) < 0:
                raise BrokenPromise(f"{name} is negative: only what is open may be, when overpaid")

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
    def vat_open(self) -> Amounts:
        """The tax in what is still owed, in proportion to the face, rounded up."""
        vat = np.minimum(self.vat, self.face)
        rows = np.flatnonzero((self.open != self.face) & (vat > 0))
        if rows.size:
            whole, rest = proportion(self.open[rows], vat[rows], self.face[rows])
            vat[rows] = whole + (rest > 0)
        return vat

    @cached_property
    def issued_from_first(self) -> Days:
        """Days from the earliest invoice of the pool: small, so that they sort fast."""
        return self.issued_on - (self.issued_on.min() if len(self) else 0)


def stable_order(keys: Days) -> Rows:
    """Rows in ascending order of non-negative keys; small keys are sorted in linear time."""
    small = int(keys.max(initial=0)) <= np.iinfo(np.uint16).max
    return np.argsort(keys.astype(np.uint16) if small else keys, kind="stable")


@dataclass(frozen=True, slots=True)
class _Parties:
    """Who stands on each side of each claim, as small numbers."""

    parties: tuple[PartyId, ...]
    seller: Codes
    obligor: Codes
    account: Codes
    account_seller: Codes
    account_obligor: Codes

    @classmethod
    def of(cls, claims: Sequence[Claim]) -> _Parties:
        sellers = [claim.seller for claim in claims]
        obligors = [claim.obligor for claim in claims]
        parties = tuple(sorted({*sellers, *obligors}))
        code = {party: index for index, party in enumerate(parties)}
        seller = np.fromiter(map(code.__getitem__, sellers), np.int32, len(claims))
        obligor = np.fromiter(map(code.__getitem__, obligors), np.int32, len(claims))
        width = max(len(parties), 1)
        pairs, account = np.unique(seller.astype(np.int64) * width + obligor, return_inverse=True)
        account_seller, account_obligor = (
            part.astype(np.int32) for part in np.divmod(pairs, width)
        )
        return cls(
            parties, seller, obligor, account.astype(np.int32), account_seller, account_obligor
        )


def _in_order(claims: Sequence[Claim]) -> Sequence[Claim]:
    ids = [claim.receivable for claim in claims]
    if len(set(ids)) != len(ids):
        raise BrokenPromise("a claim stands in a pool once")
    return claims if ids == sorted(ids) else sorted(claims, key=attrgetter("receivable"))


def _amounts(column: Sequence[int]) -> Amounts:
    try:
        amounts = np.fromiter(column, np.int64, len(column))
    except OverflowError as beyond:
        raise BeyondMeasure("an amount leaves 64 bits") from beyond
    largest = max(int(amounts.max(initial=0)), -int(amounts.min(initial=0)))
    if largest * len(column) > AMOUNT_TOTAL_MAX and sum(map(abs, column)) > AMOUNT_TOTAL_MAX:
        raise BeyondMeasure("the amounts of a pool leave 64 bits")
    return amounts


def _days(column: Sequence[date]) -> Days:
    return np.fromiter(map(date.toordinal, column), np.int32, len(column))
