"""A certificate says what the pool bears, and what each seller may draw of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from domain.eligibility.certificate import Ineligible
from domain.eligibility.judge import judge
from domain.eligibility.reasons import Rule
from domain.eligibility.standing import Contra, Drawn, MonthlyFigures, UnappliedCredit
from domain.shared.currency import Currency
from domain.shared.ids import PartyId
from domain.shared.money import Money
from tests.domain.eligibility.scenes import (
    ANCHOR,
    OTHER,
    PLAIN,
    RIVAL,
    SUPPLIER,
    TODAY,
    around,
    claim,
    judged,
    party,
)

BOOK = (claim("a", 60_000), claim("b", 30_001, seller=RIVAL, disputed=1), claim("c", 10_000))


def yuan(minor: int) -> Money:
    return Money(minor, Currency.CNY)


def test_the_whole_certificate_in_figures() -> None:
    known = around(drawn=(Drawn(SUPPLIER, 20_000), Drawn(SUPPLIER, 5_000)))
    judgement = judged(*BOOK, circumstances=known, advance_rate=Decimal("0.8"))
    certificate = judgement.certificate(7)

    assert certificate.terms_version == 7
    assert certificate.day == TODAY
    assert certificate.claims == 3
    assert certificate.gross == yuan(100_001)
    assert certificate.ineligible == (Ineligible(Rule.DISPUTED, 1, yuan(1)),)
    assert certificate.eligible == yuan(100_000)
    assert certificate.advance == certificate.base == yuan(80_000)
    assert certificate.outstanding == yuan(25_000)
    assert certificate.available == yuan(55_000)
    assert [(part.seller, part.base, part.available) for part in certificate.sellers] == [
        (RIVAL, yuan(24_000), yuan(24_000)),
        (SUPPLIER, yuan(56_000), yuan(31_000)),
    ]
    assert certificate.base_of(RIVAL) == yuan(24_000)
    assert certificate.base_of(ANCHOR) == yuan(0)


def test_a_seller_draws_against_its_own_claims_unless_all_support_each_other() -> None:
    drawn = (Drawn(SUPPLIER, 70_000),)
    alone = judged(*BOOK, circumstances=around(drawn=drawn)).certificate(1)
    together = judged(*BOOK, circumstances=around(drawn=drawn, cross_support=True)).certificate(1)
    assert [part.available for part in alone.sellers] == [yuan(30_000), yuan(0)]
    assert [part.available for part in together.sellers] == [yuan(30_000), yuan(30_000)]


def test_the_limit_binds_everyone() -> None:
    certificate = judged(*BOOK, limit=yuan(10_000)).certificate(1)
    assert certificate.available == yuan(10_000)
    assert [part.available for part in certificate.sellers] == [yuan(10_000), yuan(10_000)]


def test_a_fall_in_value_shows_as_over_advance_and_nobody_may_draw() -> None:
    certificate = judged(*BOOK, circumstances=around(drawn=(Drawn(RIVAL, 100_500),))).certificate(1)
    assert certificate.available == yuan(-500)
    assert all(part.available == yuan(0) for part in certificate.sellers)


def test_a_seller_without_claims_still_shows_what_it_owes() -> None:
    certificate = judged(circumstances=around(drawn=(Drawn(SUPPLIER, 100),))).certificate(1)
    (part,) = certificate.sellers
    assert (part.seller, part.claims, part.outstanding) == (SUPPLIER, 0, yuan(100))
    assert certificate.available == yuan(-100)


def test_who_is_to_pay_a_sellers_claims() -> None:
    judgement = judged(*BOOK, claim("d", 500, obligor=OTHER))
    assert judgement.eligible_by_obligor() == ((ANCHOR, yuan(100_000)), (OTHER, yuan(500)))
    assert judgement.eligible_by_obligor(RIVAL) == ((ANCHOR, yuan(30_000)),)
    assert judgement.eligible_by_obligor(PartyId("nobody")) == ()


CHANGES: list[dict[str, Any]] = [
    {"contras": (Contra(SUPPLIER, OTHER, 1),)},
    {"credits": (UnappliedCredit(SUPPLIER, OTHER, 1),)},
    {"history": (MonthlyFigures(TODAY, 1, 0, 0),)},
    {"drawn": (Drawn(SUPPLIER, 1),)},
    {"cross_support": True},
    {"parties": (party(SUPPLIER), party(ANCHOR), party(RIVAL))},
]


@pytest.mark.parametrize("changed", CHANGES, ids=lambda changed: next(iter(changed)))
def test_whatever_is_known_is_in_the_hash_of_the_inputs(changed: dict[str, Any]) -> None:
    known = around()
    before = judge(BOOK, PLAIN, known, TODAY).inputs_hash
    assert judge(BOOK, PLAIN, replace(known, **changed), TODAY).inputs_hash != before


@pytest.mark.parametrize(
    "changed",
    [
        {"receivable": "z"},
        {"seller": RIVAL},
        {"obligor": OTHER},
        {"face": 5},
        {"vat": 5},
        {"open": 5},
        {"open": -5},
        {"confirmed": 5},
        {"disputed": 5},
        {"retention": 5},
        {"prepaid": 5},
        {"issued_on": date(2026, 1, 1)},
        {"due_on": date(2026, 1, 1)},
        {"original_due_on": date(2026, 1, 1)},
        {"marks": 0},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_every_fact_of_a_claim_is_in_the_hash_of_the_inputs(changed: dict[str, Any]) -> None:
    before = judged(claim()).inputs_hash
    assert judged(replace(claim(), **changed)).inputs_hash != before


def test_terms_and_day_are_in_the_hash_of_the_inputs_and_trailing_zeros_are_not() -> None:
    before = judge(BOOK, PLAIN, around(), TODAY)
    eighty = replace(PLAIN, advance_rate=Decimal("0.8"))
    padded = replace(PLAIN, advance_rate=Decimal("0.800"))
    tomorrow = judge(BOOK, PLAIN, around(), TODAY + timedelta(days=1))
    by_eighty = judge(BOOK, eighty, around(), TODAY)

    assert len({before.inputs_hash, tomorrow.inputs_hash, by_eighty.inputs_hash}) == 3
    assert judge(BOOK, padded, around(), TODAY).inputs_hash == by_eighty.inputs_hash
