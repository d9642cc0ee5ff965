"""One hash over everything a judgement rests on, so that a replay can prove it saw the same."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import date
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

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


def inputs_hash(
    claims: ClaimColumns, terms: EligibilityTerms, around: Circumstances, day: date
) -> str:
    """SHA-256 of claims, terms, circumstances and day, in hexadecimal.

    Independent of the order in which parties, contras, credits and drawings
    are given, and of trailing zeros in rates.
    """
    digest = sha256()
    digest.update(_json([day, claims.currency, asdict(terms), _around(around)]))
    digest.update(_json([claims.receivables, claims.parties]))
    for name in _COLUMNS:
        column: NDArray[np.integer[Any]] = getattr(claims, name)
        digest.update(column.astype(column.dtype.newbyteorder("<"), copy=False).tobytes())
    return digest.hexdigest()


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


def _json(value: object) -> bytes:
    written = json.dumps(value, default=_plain, ensure_ascii=False, separators=(",", ":"))
    return written.encode()


def _plain(value: object) -> str:
    match value:
        case Decimal():
            return format(value.normalize(), "f")
        case date():
            return value.isoformat()
        case Enum():
            return str(value.value)
        case _:
            raise TypeError(f"{value!r} has no canonical form")
