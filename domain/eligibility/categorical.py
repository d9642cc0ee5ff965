"""Claims that are out entirely for who the parties are or what kind of claim it is."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from domain.eligibility.arithmetic import Flags
from domain.eligibility.claim import Mark
from domain.eligibility.columns import ClaimColumns
from domain.eligibility.reasons import Rule
from domain.eligibility.standing import Circumstances, PartyStanding
from domain.eligibility.tally import Tally
from domain.eligibility.terms import EligibilityTerms, ExcludedKind, Fault
from domain.shared.ids import PartyId

_Bits = NDArray[np.int32]

_FOREIGN = 1 << len(Fault)
_GOVERNMENT = _FOREIGN << 1
_BIT = {fault: 1 << place for place, fault in enumerate(Fault)}

_SELLER = {fault: Rule[f"SELLER_{fault.name}"] for fault in Fault}
_OBLIGOR = {fault: Rule[f"OBLIGOR_{fault.name}"] for fault in Fault}
_KIND = {kind: (Mark[kind.name], Rule[kind.name]) for kind in ExcludedKind}


def take_categorical(tally: Tally, terms: EligibilityTerms, around: Circumstances) -> None:
    """Take out, on the full balance, what no rule on ages or amounts need look at."""
    claims = tally.claims
    bits = _party_bits(claims, around)
    _take_faults(tally, bits[claims.seller], terms.seller_faults, _SELLER)
    of_obligor = bits[claims.obligor]
    _take_faults(tally, of_obligor, terms.obligor_faults, _OBLIGOR)
    if terms.exclude_affiliates:
        affiliated = affiliated_accounts(claims, around)
        if affiliated.any():
            tally.take_whole(Rule.AFFILIATE, np.flatnonzero(affiliated[claims.account]))
    if terms.exclude_foreign:
        _take_unless(tally, Rule.FOREIGN, of_obligor, _FOREIGN, Mark.INSURED)
    if terms.exclude_government:
        _take_unless(tally, Rule.GOVERNMENT, of_obligor, _GOVERNMENT, Mark.GOVERNMENT_ASSIGNED)
    _take_marked(tally, terms)
    _take_long_terms(tally, terms.terms_days_max)
    _take_unmarked(tally, terms)


def _party_bits(claims: ClaimColumns, around: Circumstances) -> _Bits:
    bits = np.full(len(claims.parties), _BIT[Fault.NOT_ADMITTED], np.int32)
    for standing in around.parties:
        code = claims.code_of.get(standing.party)
        if code is not None:
            bits[code] = _bits_of(standing)
    return bits


def _bits_of(standing: PartyStanding) -> int:
    so = (
        (not standing.admitted, _BIT[Fault.NOT_ADMITTED]),
        (standing.suspended, _BIT[Fault.SUSPENDED]),
        (standing.insolvent, _BIT[Fault.INSOLVENT]),
        (standing.sanctioned, _BIT[Fault.SANCTIONED]),
        (standing.overdue, _BIT[Fault.OVERDUE]),
        (standing.foreign, _FOREIGN),
        (standing.government, _GOVERNMENT),
    )
    return sum(bit for is_so, bit in so if is_so)


def _take_faults(
    tally: Tally, bits: _Bits, faults: tuple[Fault, ...], rules: dict[Fault, Rule]
) -> None:
    present = int(np.bitwise_or.reduce(bits, initial=0))
    for fault in Fault:
        if fault in faults and present & _BIT[fault]:
            tally.take_whole(rules[fault], np.flatnonzero((bits & _BIT[fault]) != 0))


def _take_unless(tally: Tally, rule: Rule, bits: _Bits, bit: int, saved_by: Mark) -> None:
    if int(np.bitwise_or.reduce(bits, initial=0)) & bit:
        saved = (tally.claims.marks & int(saved_by)) != 0
        tally.take_whole(rule, np.flatnonzero(((bits & bit) != 0) & ~saved))


def _take_marked(tally: Tally, terms: EligibilityTerms) -> None:
    marks = tally.claims.marks
    present = int(np.bitwise_or.reduce(marks, initial=0))
    for mark, rule in _bad_marks(terms):
        if present & mark:
            tally.take_whole(rule, np.flatnonzero((marks & int(mark)) != 0))


def _bad_marks(terms: EligibilityTerms) -> Iterator[tuple[Mark, Rule]]:
    if terms.exclude_encumbered:
        yield Mark.ENCUMBERED_ELSEWHERE, Rule.ENCUMBERED
    for kind in ExcludedKind:
        if kind in terms.excluded_kinds:
            yield _KIND[kind]
    if terms.exclude_extended:
        yield Mark.TERMS_EXTENDED, Rule.TERMS_EXTENDED


def _take_long_terms(tally: Tally, days_max: int | None) -> None:
    if days_max is None:
        return
    days = tally.claims.due_on - tally.claims.issued_on
    rows = np.flatnonzero(days > days_max)
    tally.take_whole(Rule.TERMS_TOO_LONG, rows, days[rows].astype(np.int64), days_max)


def _take_unmarked(tally: Tally, terms: EligibilityTerms) -> None:
    required = (
        (terms.notice_required, Mark.NOTICED, Rule.NOT_NOTICED),
        (terms.registration_required, Mark.REGISTERED, Rule.NOT_REGISTERED),
    )
    for is_required, mark, rule in required:
        if is_required:
            tally.take_whole(rule, np.flatnonzero((tally.claims.marks & int(mark)) == 0))


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
