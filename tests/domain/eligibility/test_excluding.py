"""Some claims count for nothing, for who the parties are or what kind of claim it is."""

from __future__ import annotations

from typing import Any

import pytest

from domain.eligibility.claim import Mark
from domain.eligibility.reasons import Rule
from domain.eligibility.terms import ExcludedKind, Fault
from tests.domain.eligibility.scenes import (
    ALL_GOOD,
    ANCHOR,
    SUPPLIER,
    TODAY,
    aged,
    around,
    claim,
    judged,
    party,
    rules,
    taken,
)

FAULTS = [
    ({"admitted": False}, Fault.NOT_ADMITTED),
    ({"suspended": True}, Fault.SUSPENDED),
    ({"insolvent": True}, Fault.INSOLVENT),
    ({"sanctioned": True}, Fault.SANCTIONED),
    ({"overdue": True}, Fault.OVERDUE),
]


@pytest.mark.parametrize(("facts", "fault"), FAULTS)
def test_a_seller_in_bad_standing_has_no_eligible_claim(
    facts: dict[str, Any], fault: Fault
) -> None:
    judgement = judged(claim(), circumstances=around(party(SUPPLIER, **facts)))
    assert rules(judgement) == [Rule[f"SELLER_{fault.name}"]]
    assert judgement.base.eligible == 0


@pytest.mark.parametrize(("facts", "fault"), FAULTS)
def test_an_obligor_in_bad_standing_is_no_security(facts: dict[str, Any], fault: Fault) -> None:
    judgement = judged(
        claim(), circumstances=around(party(ANCHOR, **facts)), obligor_faults=tuple(Fault)
    )
    assert rules(judgement) == [Rule[f"OBLIGOR_{fault.name}"]]


def test_which_faults_count_is_a_term() -> None:
    judgement = judged(
        claim(), circumstances=around(party(SUPPLIER, suspended=True)), seller_faults=()
    )
    assert rules(judgement) == []


def test_a_party_that_nobody_speaks_of_is_not_admitted() -> None:
    judgement = judged(claim(seller="stranger", obligor="unheard-of"))
    assert rules(judgement) == [Rule.SELLER_NOT_ADMITTED, Rule.OBLIGOR_NOT_ADMITTED]


@pytest.mark.parametrize(
    "cast",
    [
        (party(SUPPLIER, affiliates=(ANCHOR,)),),
        (party(ANCHOR, affiliates=(SUPPLIER,)),),
        (party(SUPPLIER, group="house"), party(ANCHOR, group="house")),
    ],
)
def test_a_claim_on_an_affiliate_is_out_whoever_declares_it(cast: tuple[Any, ...]) -> None:
    assert rules(judged(claim(), circumstances=around(*cast))) == [Rule.AFFILIATE]


def test_a_claim_on_oneself_is_out() -> None:
    assert rules(judged(claim(obligor=SUPPLIER))) == [Rule.AFFILIATE]


def test_two_parties_without_a_group_are_no_affiliates() -> None:
    cast = around(party(SUPPLIER, group=""), party(ANCHOR, group=""))
    assert rules(judged(claim(), circumstances=cast)) == []


@pytest.mark.parametrize(
    ("facts", "saved_by", "rule"),
    [
        ({"foreign": True}, Mark.INSURED, Rule.FOREIGN),
        ({"government": True}, Mark.GOVERNMENT_ASSIGNED, Rule.GOVERNMENT),
    ],
)
def test_foreign_needs_insurance_and_government_its_own_assignment(
    facts: dict[str, Any], saved_by: Mark, rule: Rule
) -> None:
    judgement = judged(
        claim("bare"),
        claim("covered", marks=ALL_GOOD | saved_by),
        circumstances=around(party(ANCHOR, **facts)),
    )
    assert rules(judgement, "bare") == [rule]
    assert rules(judgement, "covered") == []


@pytest.mark.parametrize("kind", list(ExcludedKind))
def test_what_is_no_plain_sale_is_out_where_the_terms_exclude_it(kind: ExcludedKind) -> None:
    odd = claim(marks=ALL_GOOD | Mark[kind.name])
    others = tuple(other for other in ExcludedKind if other is not kind)
    assert rules(judged(odd)) == [Rule[kind.name]]
    assert rules(judged(odd, excluded_kinds=others)) == []


@pytest.mark.parametrize(
    ("marks", "rule"),
    [
        (ALL_GOOD & ~Mark.NOTICED, Rule.NOT_NOTICED),
        (ALL_GOOD & ~Mark.REGISTERED, Rule.NOT_REGISTERED),
        (ALL_GOOD & ~Mark.CONFIRMED, Rule.UNCONFIRMED),
        (ALL_GOOD | Mark.TERMS_EXTENDED, Rule.TERMS_EXTENDED),
        (ALL_GOOD | Mark.ENCUMBERED_ELSEWHERE, Rule.ENCUMBERED),
        (ALL_GOOD | Mark.LENT_ON_TWICE, Rule.LENT_ON_TWICE),
    ],
)
def test_each_step_that_secures_a_claim_is_asked_for(marks: Mark, rule: Rule) -> None:
    assert rules(judged(claim(marks=marks))) == [rule]


def test_terms_longer_than_agreed_are_out_from_the_first_day() -> None:
    just = claim("just", **aged(days_from_invoice=90))
    over = claim("over", **aged(days_from_invoice=91))
    judgement = judged(just, over, terms_days_max=90)
    assert rules(judgement, "just") == []
    assert rules(judgement, "over") == [Rule.TERMS_TOO_LONG]


def test_a_claim_hears_every_rule_it_fails_and_is_counted_under_the_first() -> None:
    bad = claim(
        marks=ALL_GOOD & ~Mark.REGISTERED | Mark.CONSIGNMENT, disputed=30_000, issued_on=TODAY
    )
    judgement = judged(
        bad, circumstances=around(party(ANCHOR, foreign=True), party(SUPPLIER, overdue=True))
    )
    assert rules(judgement) == [
        Rule.SELLER_OVERDUE,
        Rule.FOREIGN,
        Rule.CONSIGNMENT,
        Rule.NOT_REGISTERED,
        Rule.DISPUTED,
    ]
    assert taken(judgement) == {
        Rule.SELLER_OVERDUE: 100_000,
        Rule.FOREIGN: 0,
        Rule.CONSIGNMENT: 0,
        Rule.NOT_REGISTERED: 0,
        Rule.DISPUTED: 0,
    }
