"""One hash over everything a judgement rests on, so that a replay can prove it saw the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import date
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.eligibility.canonical import digest_of, json_line, lines_of
from domain.eligibility.columns import ClaimColumns
from domain.eligibility.standing import (
    Circumstances,
    Contra,
    Drawn,
    MonthlyFigures,
    PartyStanding,
    UnappliedCredit,
)
from domain.eligibility.terms import EligibilityTerms

_COLUMNS = (
    "seller",
    "obligor",
    "face",
    "vat",
    "open",
    "overpaid",
    "confirmed",
    "disputed",
    "retention",
    "prepaid",
    "issued_on",
    "due_on",
    "original_due_on",
    "marks",
)
_LATER = ("beyond_order",)
"""Hashed where a claim has any, so that what was decided before there was such still replays."""


def inputs_hash(
    claims: ClaimColumns, terms: EligibilityTerms, around: Circumstances, day: date
) -> str:
    """BLAKE2b-256 of claims, terms, circumstances and day, in hexadecimal.

    Independent of the order in which parties, contras, credits and drawings
    are given, and of trailing zeros in rates.
    """
    names = (*_COLUMNS, *(name for name in _LATER if getattr(claims, name).any()))
    return digest_of(
        json_line([day, claims.currency, asdict(terms), _around(around)]),
        lines_of(claims.receivables),
        lines_of(claims.parties),
        *(_column(claims, name) for name in names),
    )


def _column(claims: ClaimColumns, name: str) -> bytes:
    column: NDArray[np.integer[Any]] = getattr(claims, name)
    return column.astype(column.dtype.newbyteorder("<"), copy=False).tobytes()


def _around(around: Circumstances) -> list[object]:
    return [
        sorted(_rows(PartyStanding, around.parties)),
        sorted(_rows(Contra, around.contras)),
        sorted(_rows(UnappliedCredit, around.credits)),
        _rows(MonthlyFigures, around.history),
        sorted(_rows(Drawn, around.drawn)),
        around.cross_support,
    ]


def _rows(kind: type[Any], entries: Iterable[object]) -> list[Any]:
    return list(map(attrgetter(*(field.name for field in fields(kind))), entries))
