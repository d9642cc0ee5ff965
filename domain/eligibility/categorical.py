"""Claims that are out entirely for who the parties are or what kind of claim it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.eligibility.arithmetic import Flags, Rows
from domain.eligibility.claim import Mark
from domain.eligibility.columns import ClaimColumns
from domain.eligibility.reasons import Rule
from domain.eligibility.standing import Circumstances, PartyStanding
from domain.eligibility.tally import Tally
from domain.eligibility.terms import EligibilityTerms, ExcludedKind, Fault
from domain.shared.ids import PartyId

_Bits = NDArray[np.int32]

_BIT = {fault: 1 << place for place, fault in enumerate(Fault)}
_NOT_ADMITTED, _SUSPENDED, _INSOLVENT, _SANCTIONED, _OVERDUE = _BIT.values()
_FOREIGN = 1 << len(Fault)
_GOVERNMENT = _FOREIGN << 1

_SELLER = {fault: Rule[f"SELLER_{fault.name}"] for fault in Fault}
_OBLIGOR = {fault: Rule[f"OBLIGOR_{fault.name}"] for fault in Fault}
REQUIRED = Mark.NOTICED | Mark.REGISTERED
"""Marks that are good to have: what is looked for is their absence."""

HARMLESS = Mark.CONFIRMED | Mark.INSURED | Mark.GOVERNMENT_ASSIGNED
_KIND = {kind: (Mark[kind.name], Rule[kind.name]) for kind in ExcludedKind}


def take_categorical(tally: Tally, terms: EligibilityTerms, around: Circumstances) -> None:
    """Take out, on the full balance, what no rule on ages or amounts need look at."""
    claims = tally.claims
    bits = _party_bits(claims, around)
    _take_faults(tally, Flagged.of(bits[claims.seller]), terms.seller_faults, _SELLER)
    obligor = Flagged.of(bits[claims.obligor])
    _take_faults(tally, obligor, terms.obligor_faults, _OBLIGOR)
    if terms.exclude_affiliates:
        affiliated = affiliated_accounts(claims, around)
        if affiliated.any():
            tally.take_whole(Rule.AFFILIATE, np.flatnonzero(affiliated[claims.account]))
    if terms.exclude_foreign:
        _take_unless(tally, Rule.FOREIGN, obligor.at(_FOREIGN), Mark.INSURED)
    if terms.exclude_government:
        _take_unless(tally, Rule.GOVERNMENT, obligor.at(_GOVERNMENT), Mark.GOVERNMENT_ASSIGNED)
    marks = Flagged.of(claims.marks ^ int(REQUIRED), but_for=int(HARMLESS))
    _take_marked(tally, marks, _bad_marks(terms))
    _take_long_terms(tally, terms.terms_days_max)
    _take_marked(tally, marks, _missing_marks(terms))


@dataclass(frozen=True, slots=True)
class Flagged:
    """The few rows on which some bit is set, so that each bit is sought among those alone."""

    rows: Rows
    bits: _Bits
    present: int

    @classmethod
    def of(cls, bits: _Bits, *, but_for: int = 0) -> Flagged:
        looked_at = bits & ~but_for if but_for else bits
        rows = np.flatnonzero(looked_at != 0)
        found = bits[rows]
        return cls(rows, found, int(np.bitwise_or.reduce(found, initial=0)))

    def at(self, bit: int) -> Rows:
        return self.rows[(self.bits & bit) != 0] if self.present & bit else self.rows[:0]


def _party_bits(claims: ClaimColumns, around: Circumstances) -> _Bits:
    bits = np.full(len(claims.parties), _BIT[Fault.NOT_ADMITTED], np.int32)
    for standing in around.parties:
        code = claims.code_of.get(standing.party)
        if code is not None:
            bits[code] = _bits_of(standing)
    return bits


def _bits_of(standing: PartyStanding) -> int:
    return (
        _NOT_ADMITTED * (not standing.admitted)
        + _SUSPENDED * standing.suspended
        + _INSOLVENT * standing.insolvent
        + _SANCTIONED * standing.sanctioned
        + _OVERDUE * standing.overdue
        + _FOREIGN * standing.foreign
        + _GOVERNMENT * standing.government
    )


def _take_faults(
    tally: Tally, flagged: Flagged, faults: tuple[Fault, ...], rules: dict[Fault, Rule]
) -> None:
    for fault in Fault:
        if fault in faults:
            tally.take_whole(rules[fault], flagged.at(_BIT[fault]))


def _take_unless(tally: Tally, rule: Rule, rows: Rows, saved_by: Mark) -> None:
    tally.take_whole(rule, rows[(tally.claims.marks[rows] & int(saved_by)) == 0])


def _take_marked(tally: Tally, marks: Flagged, rules: Iterable[tuple[Mark, Rule]]) -> None:
    for mark, rule in rules:
        tally.take_whole(rule, marks.at(int(mark)))


def _bad_marks(terms: EligibilityTerms) -> Iterator[tuple[Mark, Rule]]:
    yield Mark.LENT_ON_TWICE, Rule.LENT_ON_TWICE
    if terms.exclude_encumbered:
        yield Mark.ENCUMBERED_ELSEWHERE, Rule.ENCUMBERED
    for kind in ExcludedKind:
        if kind in terms.excluded_kinds:
            yield _KIND[kind]
    if terms.exclude_extended:
        yield Mark.TERMS_EXTENDED, Rule.TERMS_EXTENDED


def _missing_marks(terms: EligibilityTerms) -> Iterator[tuple[Mark, Rule]]:
    if terms.notice_required:
        yield Mark.NOTICED, Rule.NOT_NOTICED
    if terms.registration_required:
        yield Mark.REGISTERED, Rule.NOT_REGISTERED


def _take_long_terms(tally: Tally, days_max: int | None) -> None:
    if days_max is None:
        return
    days = tally.claims.due_on - tally.claims.issued_on
    rows = np.flatnonzero(days > days_max)
    tally.take_whole(Rule.TERMS_TOO_LONG, rows, days[rows].astype(np.int64), days_max)


def affiliated_accounts(claims: ClaimColumns, around: Circumstances) -> Flags:
    """Per account: whether seller and obligor are one party, of one group, or named affiliates."""
    groups = _group_codes(claims, around)
    seller, obligor = claims.account_seller, claims.account_obligor
    affiliated: Flags = (seller == obligor) | (
        (groups[seller] == groups[obligor]) & (groups[seller] >= 0)
    )
    for standing in around.parties:
        for affiliate in standing.affiliates:
            _mark_pair(affiliated, claims, standing.party, affiliate)
    return affiliated


def _group_codes(claims: ClaimColumns, around: Circumstances) -> NDArray[np.int32]:
    codes: dict[str, int] = {}
    groups = np.full(len(claims.parties), -1, np.int32)
    for standing in around.parties:
        code = claims.code_of.get(standing.party)
        if standing.group and code is not None:
            groups[code] = codes.setdefault(standing.group, len(codes))
    return groups


def _mark_pair(affiliated: Flags, claims: ClaimColumns, one: PartyId, other: PartyId) -> None:
    a, b = claims.code_of.get(one), claims.code_of.get(other)
    if a is None or b is None:
        return
    for pair in ((a, b), (b, a)):
        account = claims.account_of.get(pair)
        if account is not None:
            affiliated[account] = True
