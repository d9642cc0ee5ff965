"""What a pool's claims are worth as security, by its terms, on one day.

The order of operations decides the number: gross, categorical ineligibles on
the full balance, age, cross-age, partial ineligibles, concentration, advance
rate, reserves. An amount counts under the first rule that takes it; a claim is
told every rule that it fails.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from domain.eligibility.ageing import take_aged, take_cross_aged
from domain.eligibility.base import base_of
from domain.eligibility.categorical import take_categorical
from domain.eligibility.claim import Claim
from domain.eligibility.columns import ClaimColumns
from domain.eligibility.concentration import Bases, take_concentration
from domain.eligibility.deductions import deductions, take_parts
from domain.eligibility.judgement import Judgement
from domain.eligibility.standing import Circumstances
from domain.eligibility.tally import Tally
from domain.eligibility.terms import ConcentrationBase, EligibilityTerms


def judge(
    claims: ClaimColumns | Sequence[Claim],
    terms: EligibilityTerms,
    around: Circumstances,
    day: date,
) -> Judgement:
    """Apply every rule of `terms` to `claims` as things stand on `day`.

    Deterministic: the same arguments give the same bytes. Raise `BrokenPromise`
    where claims are not of the limit's currency or come twice, `BeyondMeasure`
    where amounts leave 64 bits. `terms` must have no `faults_of`.
    """
    if not isinstance(claims, ClaimColumns):
        claims = ClaimColumns.of(claims, terms.limit.currency)
    tally = Tally(claims, claims.open.copy())
    bases = _apply(tally, terms, around, day)
    take_concentration(tally, terms, around, bases)
    tally.left.setflags(write=False)
    base = base_of(claims, tally.left, terms, around)
    return Judgement(claims, terms, around, day, tally.left, tuple(tally.findings), base)


def _apply(tally: Tally, terms: EligibilityTerms, around: Circumstances, day: date) -> Bases:
    """Steps 1 to 5, noting after each what a concentration cap may be a share of."""
    bases = dict(_bases(ConcentrationBase.GROSS, tally, terms))
    take_categorical(tally, terms, around)
    bases |= _bases(ConcentrationBase.AFTER_CATEGORICAL, tally, terms)
    take_aged(tally, terms.age, day)
    take_cross_aged(tally, terms, day)
    bases |= _bases(ConcentrationBase.AFTER_AGED, tally, terms)
    take_parts(tally, terms, around)
    whole = int(tally.left.sum())
    stage = ConcentrationBase.AFTER_ALL_INELIGIBLES
    return bases | {(stage, False): whole, (stage, True): whole}


def _bases(stage: ConcentrationBase, tally: Tally, terms: EligibilityTerms) -> Bases:
    """Only those that the terms ask for."""
    asked = {(c.base, c.net_of_deductions) for c in terms.concentrations}
    bases: dict[tuple[ConcentrationBase, bool], int] = {}
    if (stage, False) in asked:
        bases[stage, False] = int(tally.left.sum())
    if (stage, True) in asked:
        bases[stage, True] = _net(tally, terms)
    return bases


def _net(tally: Tally, terms: EligibilityTerms) -> int:
    net = tally.left.copy()
    for _, amount in deductions(tally.claims, terms):
        net -= np.minimum(amount, net)
    return int(net.sum())
