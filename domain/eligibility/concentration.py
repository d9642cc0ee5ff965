"""Too much on one party: what is over its cap does not count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from domain.eligibility.arithmetic import (
    AMOUNT_TOTAL_MAX,
    MILLION,
    Amounts,
    Codes,
    millionths,
    sums,
)
from domain.eligibility.columns import ClaimColumns
from domain.eligibility.reasons import Rule
from domain.eligibility.standing import Circumstances
from domain.eligibility.tally import Cut, Tally
from domain.eligibility.terms import (
    Concentration,
    ConcentrationBase,
    Dimension,
    EligibilityTerms,
    JointCap,
)

_RULE = {dimension: Rule[f"CONCENTRATION_{dimension.name}"] for dimension in Dimension}

Bases = Mapping[tuple[ConcentrationBase, bool], int]
"""What a cap may be a share of: by stage, and whether net of deductions."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """Who counts together: a code for each row, and the name of each code."""

    of_row: Codes
    code_of: Mapping[str, int]


def take_concentration(
    tally: Tally, terms: EligibilityTerms, around: Circumstances, bases: Bases
) -> None:
    """Take out the excess over each cap, one agreed concentration after the other."""
    for concentration in terms.concentrations:
        grouping = _grouping(tally.claims, concentration.dimension, around)
        base = bases[concentration.base, concentration.net_of_deductions]
        _take_single(tally, terms, concentration, grouping, base)
        for joint in concentration.joint:
            _take_joint(tally, terms, joint, grouping, base)


def _take_single(
    tally: Tally,
    terms: EligibilityTerms,
    concentration: Concentration,
    grouping: Grouping,
    base: int,
) -> None:
    balance = sums(grouping.of_row, tally.left, len(grouping.code_of))
    rates = np.full(balance.size, millionths(concentration.cap), np.int64)
    for special in concentration.special:
        code = grouping.code_of.get(special.of)
        if code is not None:
            rates[code] = millionths(special.cap)
    caps = _caps(base, rates)
    excess = np.maximum(balance - caps, 0)
    cut = Cut(grouping.of_row, excess, _everything(excess), (balance, base, rates, caps))
    tally.take_from_groups(_RULE[concentration.dimension], cut, terms.excess_falls)


def _everything(excess: Amounts) -> Amounts:
    """A party over its cap has no room for any claim that is out now."""
    return np.where(excess > 0, AMOUNT_TOTAL_MAX, 0)


def _caps(base: int, rates: Amounts) -> Amounts:
    """Rounded down, so that nobody is a cent over the agreed share."""
    whole, rest = divmod(base, MILLION)
    caps: Amounts = whole * rates + rest * rates // MILLION
    return caps


def _take_joint(
    tally: Tally, terms: EligibilityTerms, joint: JointCap, grouping: Grouping, base: int
) -> None:
    members = np.zeros(len(grouping.code_of) + 1, np.int32)
    for name in joint.of:
        members[grouping.code_of.get(name, -1)] = 1
    members[-1] = 0
    together = members[grouping.of_row]
    balance = int(tally.left[together != 0].sum())
    cap = base * millionths(joint.cap) // MILLION
    if balance > cap:
        take = np.array([0, balance - cap], np.int64)
        figures = (balance, base, millionths(joint.cap), cap)
        cut = Cut(together, take, _everything(take), figures)
        tally.take_from_groups(Rule.CONCENTRATION_JOINT, cut, terms.excess_falls)


def _grouping(claims: ClaimColumns, dimension: Dimension, around: Circumstances) -> Grouping:
    match dimension:
        case Dimension.OBLIGOR:
            return Grouping(claims.obligor, _names(claims))
        case Dimension.SELLER:
            return Grouping(claims.seller, _names(claims))
        case Dimension.GROUP:
            return _by_group(claims, around)


def _by_group(claims: ClaimColumns, around: Circumstances) -> Grouping:
    group_of = {standing.party: standing.group for standing in around.parties if standing.group}
    names = [group_of.get(party, party) for party in claims.parties]
    code_of = {name: code for code, name in enumerate(sorted(set(names)))}
    codes = np.array([code_of[name] for name in names], np.int32)
    return Grouping(codes[claims.obligor], code_of)


def _names(claims: ClaimColumns) -> dict[str, int]:
    return {str(party): code for party, code in claims.code_of.items()}
