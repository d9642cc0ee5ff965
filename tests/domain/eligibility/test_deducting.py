"""Parts of a claim that may never be paid, or not to the lender, do not count."""

from __future__ import annotations

from domain.eligibility.reasons import Fact, Figure, Rule
from domain.eligibility.standing import Contra, UnappliedCredit
from domain.eligibility.terms import DisputeTakes, ExcessFalls
from tests.domain.eligibility.scenes import (
    ANCHOR,
    OTHER,
    SUPPLIER,
    aged,
    around,
    claim,
    eligible,
    judged,
    rules,
    taken,
)


def test_only_what_the_obligor_confirmed_counts() -> None:
    judgement = judged(claim(owed=100_000, confirmed=82_000))
    assert taken(judgement) == {Rule.UNCONFIRMED: 18_000}
    assert eligible(judged(claim(confirmed=0), confirmation_required=False)) == 100_000


def test_what_was_confirmed_in_part_and_disputed_for_the_rest_is_out_once() -> None:
    judgement = judged(claim(owed=100_000, confirmed=82_000, disputed=18_000))
    assert rules(judgement) == [Rule.UNCONFIRMED, Rule.DISPUTED]
    assert eligible(judgement) == 82_000


def test_a_dispute_may_take_the_whole_claim_by_the_terms() -> None:
    disputed = claim(disputed=1)
    assert eligible(judged(disputed)) == 99_999
    assert eligible(judged(disputed, dispute_takes=DisputeTakes.WHOLE)) == 0


def test_contra_is_per_seller_and_obligor_and_at_most_what_is_owed() -> None:
    contras = (Contra(SUPPLIER, ANCHOR, 500_000), Contra(SUPPLIER, OTHER, 20_000))
    judgement = judged(claim("a"), claim("b", obligor=OTHER), circumstances=around(contras=contras))
    assert taken(judgement) == {Rule.CONTRA: 120_000}
    assert eligible(judgement, "b") == 80_000


def test_set_off_falls_on_the_newest_claims_or_on_all_alike() -> None:
    contra = Contra(SUPPLIER, ANCHOR, 30_001)
    book = (claim("new"), claim("old", 200_000, **aged(20)))
    known = around(contras=(contra,))
    newest = judged(*book, circumstances=known)
    alike = judged(*book, circumstances=known, excess_falls=ExcessFalls.PRO_RATA)
    assert (eligible(newest, "new"), eligible(newest, "old")) == (69_999, 200_000)
    assert (eligible(alike, "new"), eligible(alike, "old")) == (90_000, 179_999)


def test_a_claim_already_out_is_told_of_the_set_off_that_waits_for_it() -> None:
    judgement = judged(
        claim("disputed", 10_000, disputed=10_000),
        claim("good", 5_000),
        circumstances=around(contras=(Contra(SUPPLIER, ANCHOR, 12_000),)),
    )
    result = judgement.results.of(claim("disputed").receivable)
    assert result is not None
    contra = result.reasons[1]
    assert (contra.rule, contra.amount, contra.counted) == (Rule.CONTRA, 7_000, 0)
    assert contra.facts == (Fact(Figure.ACCOUNT, 15_000), Fact(Figure.PAYABLE, 12_000))


def test_set_off_comes_before_what_is_held_back() -> None:
    judgement = judged(
        claim("old", 100_000, **aged(20)),
        claim("new", 50_000, retention=50_000),
        circumstances=around(contras=(Contra(SUPPLIER, ANCHOR, 50_000),)),
    )
    assert taken(judgement) == {Rule.CONTRA: 50_000, Rule.RETENTION: 0}


def test_retention_prepayments_and_vat_come_off_where_the_terms_deduct_them() -> None:
    book = claim(owed=113_000, vat=13_000, retention=5_000, prepaid=20_000)
    judgement = judged(book, deduct_vat=True)
    assert taken(judgement) == {Rule.RETENTION: 5_000, Rule.PREPAID: 20_000, Rule.VAT: 13_000}
    lenient = judged(book, deduct_retention=False, deduct_prepaid=False)
    assert eligible(lenient) == 113_000


def test_the_tax_in_a_claim_paid_in_part_is_in_proportion_and_rounded_up() -> None:
    half_paid = claim(owed=113_000, vat=13_000, open=56_499, confirmed=56_499)
    assert taken(judged(half_paid, deduct_vat=True)) == {Rule.VAT: 6_500}


def test_credits_and_overpaid_claims_come_off_the_account() -> None:
    judgement = judged(
        claim("over", 1_000, open=-2_500),
        claim("good", 100_000),
        circumstances=around(credits=(UnappliedCredit(SUPPLIER, ANCHOR, 500),)),
    )
    assert taken(judgement) == {Rule.UNAPPLIED_CREDIT: 3_000}
    assert judgement.base.gross == 100_000


def test_what_concerns_accounts_without_claims_changes_nothing() -> None:
    known = around(
        contras=(Contra(SUPPLIER, OTHER, 5),), credits=(UnappliedCredit(ANCHOR, ANCHOR, 7),)
    )
    assert taken(judged(claim(), circumstances=known)) == {}
