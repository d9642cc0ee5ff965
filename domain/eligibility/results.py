"""What each claim counts for and why: made once, stored as bytes, read by everyone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.eligibility.arithmetic import Amounts
from domain.eligibility.canonical import digest_of, json_line, lines_of
from domain.eligibility.reasons import FIGURES, REMEDIES, Fact, Figure, Reason, Rule
from domain.eligibility.tally import Finding
from domain.shared.currency import Currency
from domain.shared.ids import ReceivableId
from domain.shared.refusal import BrokenPromise

FORMAT = "anchorline results 1"
"""Raise the number when the layout below changes; old ones stay readable."""

_ROW, _AMOUNT = np.dtype("<u4"), np.dtype("<i8")


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """One claim's line of the decision. Minor units; owed = eligible + excluded."""

    receivable: ReceivableId
    owed: int
    eligible: int
    reasons: tuple[Reason, ...]
    """In the order of the rules; what they count adds up to what is excluded."""

    @property
    def excluded(self) -> int:
        return self.owed - self.eligible


@dataclass(frozen=True)
class Results:
    """All claims of one judgement, sorted by receivable."""

    day: date
    currency: Currency
    receivables: tuple[ReceivableId, ...]
    owed: Amounts
    eligible: Amounts
    findings: tuple[Finding, ...]

    def __len__(self) -> int:
        return len(self.receivables)

    def __iter__(self) -> Iterator[ClaimResult]:
        return (self._line(row) for row in range(len(self)))

    def of(self, receivable: ReceivableId) -> ClaimResult | None:
        row = self._row_of.get(receivable)
        return None if row is None else self._line(row)

    @cached_property
    def _row_of(self) -> dict[ReceivableId, int]:
        return {receivable: row for row, receivable in enumerate(self.receivables)}

    def _line(self, row: int) -> ClaimResult:
        found = (_reason(finding, row) for finding in self.findings)
        reasons = tuple(reason for reason in found if reason is not None)
        return ClaimResult(
            self.receivables[row], int(self.owed[row]), int(self.eligible[row]), reasons
        )

    @cached_property
    def hash(self) -> str:
        """BLAKE2b-256 of `to_bytes()`, in hexadecimal."""
        return digest_of(self.to_bytes())

    def to_bytes(self) -> bytes:
        """Canonical: equal results give equal bytes on any machine.

        A line of JSON, a line for each receivable, then little-endian columns: owed
        and eligible, and of each finding its rows, amount, counted and figures.
        """
        names = lines_of(self.receivables)
        head = {
            "format": FORMAT,
            "day": self.day.isoformat(),
            "currency": self.currency.value,
            "claims": len(self),
            "names": len(names),
            "findings": [[finding.rule.value, int(finding.rows.size)] for finding in self.findings],
        }
        columns = [_le(self.owed), _le(self.eligible), *map(_finding_bytes, self.findings)]
        return b"".join((json_line(head), names, *columns))

    @classmethod
    def from_bytes(cls, stored: bytes) -> Results:
        """Read what `to_bytes` wrote; raise `BrokenPromise` where it did not."""
        line, rest = stored.split(b"\n", 1)
        head = json.loads(line)
        if head["format"] != FORMAT:
            raise BrokenPromise(f"results are not in {FORMAT!r}")
        names, columns = rest[: head["names"]], rest[head["names"] :]
        receivables = tuple(map(ReceivableId, names.decode().split("\n")[:-1]))
        reader = _Reader(columns)
        return cls(
            day=date.fromisoformat(head["day"]),
            currency=Currency(head["currency"]),
            receivables=receivables,
            owed=reader.amounts(len(receivables)),
            eligible=reader.amounts(len(receivables)),
            findings=tuple(reader.finding(Rule(rule), rows) for rule, rows in head["findings"]),
        )


@dataclass(slots=True)
class _Reader:
    """Takes columns off the front of the stored bytes."""

    stored: bytes
    at: int = 0

    def amounts(self, count: int) -> Amounts:
        return self._take(_AMOUNT, count).astype(np.int64)

    def finding(self, rule: Rule, count: int) -> Finding:
        rows = self._take(_ROW, count).astype(np.intp)
        amount, counted, *figures = (self.amounts(count) for _ in range(2 + len(_figures(rule))))
        return Finding(rule, rows, amount, counted, tuple(figures))

    def _take(self, kind: np.dtype[Any], count: int) -> NDArray[Any]:
        column = np.frombuffer(self.stored, kind, count, self.at)
        self.at += column.nbytes
        return column


def _reason(finding: Finding, row: int) -> Reason | None:
    place = int(np.searchsorted(finding.rows, row))
    if place == finding.rows.size or finding.rows[place] != row:
        return None
    names = _figures(finding.rule)
    values = (int(column[place]) for column in finding.figures)
    return Reason(
        rule=finding.rule,
        amount=int(finding.amount[place]),
        counted=int(finding.counted[place]),
        facts=tuple(Fact(name, value) for name, value in zip(names, values, strict=True)),
        remedy=REMEDIES[finding.rule],
    )


def _figures(rule: Rule) -> tuple[Figure, ...]:
    return FIGURES.get(rule, ())


def _finding_bytes(finding: Finding) -> bytes:
    columns = (finding.amount, finding.counted, *finding.figures)
    return b"".join((finding.rows.astype(_ROW).tobytes(), *map(_le, columns)))


def _le(amounts: Amounts) -> bytes:
    return amounts.astype(_AMOUNT, copy=False).tobytes()
