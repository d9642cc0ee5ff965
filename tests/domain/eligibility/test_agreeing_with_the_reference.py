"""The columns and the plain reference decide alike, and the figures add up to the cent."""

from __future__ import annotations

import random  # noqa: TID251 - only to shuffle a book by a seed that the test is given
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.eligibility.claim import Claim, Mark
from domain.eligibility.judge import judge
from domain.eligibility.results import Results
from domain.eligibility.standing import Circumstances
from domain.eligibility.terms import EligibilityTerms
from domain.shared.money import Money, Rounding
from tests.domain.eligibility.portfolios import BOOKS, CIRCUMSTANCES, TERMS
from tests.domain.eligibility.reference import judged_one_by_one
from tests.domain.eligibility.scenes import TODAY, around

A_CENT = Decimal("0.000001")


@settings(max_examples=200, deadline=None)
@given(BOOKS, TERMS, CIRCUMSTANCES)
def test_the_columns_agree_with_the_rules_applied_one_claim_at_a_time(
    book: list[Claim], agreed: EligibilityTerms, known: Circumstances
) -> None:
    judgement = judge(book, agreed, known, TODAY)

    for result, entry in zip(
        judgement.results, judged_one_by_one(book, agreed, known, TODAY), strict=True
    ):
        assert result.receivable == entry.claim.receivable
        assert result.owed == entry.owed
        assert result.eligible == entry.left
        lines = [(reason.rule, reason.amount, reason.counted) for reason in result.reasons]
        assert lines == entry.lines


@settings(max_examples=40, deadline=None)
@given(BOOKS, TERMS, CIRCUMSTANCES)
def test_every_cent_is_either_eligible_or_under_one_rule(
    book: list[Claim], agreed: EligibilityTerms, known: Circumstances
) -> None:
    judgement = judge(book, agreed, known, TODAY)
    certificate = judgement.certificate(1)

    for result in judgement.results:
        assert 0 <= result.eligible <= result.owed
        assert result.excluded == sum(reason.counted for reason in result.reasons)
        assert all(0 <= reason.counted <= reason.amount for reason in result.reasons)
    ineligible = sum(part.amount.minor for part in certificate.ineligible)
    assert certificate.gross.minor == certificate.eligible.minor + ineligible


@settings(max_examples=40, deadline=None)
@given(BOOKS, TERMS, CIRCUMSTANCES)
def test_the_sellers_parts_add_up_to_the_pool(
    book: list[Claim], agreed: EligibilityTerms, known: Circumstances
) -> None:
    certificate = judge(book, agreed, known, TODAY).certificate(1)
    sellers = certificate.sellers

    def total(amounts: list[Money]) -> Money:
        return Money.total(amounts, certificate.base.currency)

    assert total([part.gross for part in sellers]) == certificate.gross
    assert total([part.eligible for part in sellers]) == certificate.eligible
    assert total([part.base for part in sellers]) == certificate.base
    assert total([part.outstanding for part in sellers]) == certificate.outstanding
    assert sum(part.claims for part in sellers) == certificate.claims


@settings(max_examples=40, deadline=None)
@given(BOOKS, TERMS, CIRCUMSTANCES)
def test_nobody_may_draw_beyond_the_base_or_the_limit(
    book: list[Claim], agreed: EligibilityTerms, known: Circumstances
) -> None:
    certificate = judge(book, agreed, known, TODAY).certificate(1)
    advance = certificate.eligible.times(agreed.advance_rate, Rounding.IN_FAVOUR_OF_LENDER)
    room = max(certificate.available.minor, 0)

    assert certificate.advance == advance
    assert certificate.base <= advance
    assert certificate.available == min(certificate.base, agreed.limit) - certificate.outstanding
    for part in certificate.sellers:
        assert 0 <= part.available.minor <= room
        if not known.cross_support and part.available.is_positive:
            assert part.available <= part.base - part.outstanding


@settings(max_examples=40, deadline=None)
@given(BOOKS, TERMS, CIRCUMSTANCES, st.integers())
def test_a_replay_gives_the_same_bytes_whatever_the_order_of_the_book(
    book: list[Claim], agreed: EligibilityTerms, known: Circumstances, seed: int
) -> None:
    first = judge(book, agreed, known, TODAY)
    shuffled = random.Random(seed).sample(book, len(book))  # noqa: S311 - a shuffle, not a secret
    again = judge(shuffled, agreed, replace(known, parties=known.parties[::-1]), TODAY)

    assert again.results_bytes() == first.results_bytes()
    assert again.certificate(1) == first.certificate(1)


@settings(max_examples=40, deadline=None)
@given(BOOKS, TERMS, CIRCUMSTANCES)
def test_stored_results_are_read_back_as_they_were_decided(
    book: list[Claim], agreed: EligibilityTerms, known: Circumstances
) -> None:
    results = judge(book, agreed, known, TODAY).results
    read = Results.from_bytes(results.to_bytes())

    assert list(read) == list(results)
    assert read.to_bytes() == results.to_bytes()


@settings(max_examples=40, deadline=None)
@given(BOOKS, TERMS)
def test_a_higher_advance_rate_never_lowers_the_base(
    book: list[Claim], agreed: EligibilityTerms
) -> None:
    lower = replace(agreed, advance_rate=max(agreed.advance_rate - Decimal("0.1"), A_CENT))
    higher = replace(lower, advance_rate=min(lower.advance_rate + Decimal("0.1"), Decimal(1)))
    assert (
        judge(book, lower, around(), TODAY).base.base
        <= judge(book, higher, around(), TODAY).base.base
    )


@settings(max_examples=40, deadline=None)
@given(BOOKS, TERMS, CIRCUMSTANCES)
def test_without_caps_a_cured_claim_never_counts_for_less(
    book: list[Claim], agreed: EligibilityTerms, known: Circumstances
) -> None:
    """With caps a cured claim may displace another of its party; alone it never hurts."""
    uncapped = replace(agreed, concentrations=(), exclude_encumbered=True)
    encumbered = [replace(one, marks=one.marks | Mark.ENCUMBERED_ELSEWHERE) for one in book[:1]]
    before = judge([*encumbered, *book[1:]], uncapped, known, TODAY).base.eligible
    cured = [replace(one, marks=one.marks & ~Mark.ENCUMBERED_ELSEWHERE) for one in encumbered]
    after = judge([*cured, *book[1:]], uncapped, known, TODAY).base.eligible
    assert before <= after
