"""Worked figures of certificates, clauses and tools, reproduced to the cent."""

from __future__ import annotations

from decimal import Decimal

import pytest

from domain.eligibility.reasons import Rule
from domain.eligibility.signals import stale_share
from domain.eligibility.standing import Contra, Drawn
from domain.eligibility.terms import (
    AgeLimits,
    Concentration,
    ConcentrationBase,
    CrossAging,
    Dimension,
    Operator,
)
from domain.shared.currency import Currency
from domain.shared.money import Money, Rounding
from tests.domain.eligibility.scenes import (
    ANCHOR,
    OTHER,
    PLAIN,
    SUPPLIER,
    TODAY,
    aged,
    around,
    claim,
    eligible,
    judged,
    party,
    rules,
    taken,
)
from tests.domain.eligibility.worked_cases import minor, rate, read

NINETY = AgeLimits(past_due=None, from_invoice=90)
BOTH_LEGS = AgeLimits(past_due=60, from_invoice=90)


def advance(amount: int, at: float) -> int:
    return Money(amount, Currency.CNY).times(rate(at), Rounding.IN_FAVOUR_OF_LENDER).minor


def test_bb_01_a_certificate_of_receivables_and_inventory() -> None:
    given, expected = read("BB-01")
    over = minor(given["over_concentration_20pct"])
    cap = minor(given["gross_ar"]) // 5
    rest = minor(given["gross_ar"] - given["over_90_days"]) - cap - over
    book = [
        claim("aged", minor(given["over_90_days"]), obligor=OTHER, **aged(91, 31)),
        claim("large", cap + over),
        *(claim(f"small-{n}", rest // 4, obligor=f"small-{n}") for n in range(4)),
    ]
    small = [party(f"small-{n}") for n in range(4)]

    judgement = judged(
        *book,
        circumstances=around(*small, drawn=(Drawn(SUPPLIER, minor(given["loan_balance"])),)),
        advance_rate=rate(given["ar_advance_rate"]),
        age=NINETY,
        concentrations=(Concentration(dimension=Dimension.OBLIGOR, base=ConcentrationBase.GROSS),),
    )

    base = judgement.base
    stock = minor(given["gross_inventory"] - given["ineligible_inventory"])
    lent_on_stock = advance(stock, given["inventory_advance_rate"])
    assert taken(judgement)[Rule.CONCENTRATION_OBLIGOR] == over
    assert base.eligible == minor(expected["eligible_ar"])
    assert base.advance == minor(expected["ar_availability"])
    assert base.base + lent_on_stock == minor(expected["borrowing_base"])
    assert base.available + lent_on_stock == minor(expected["available_funds"])


def test_bb_02_what_is_over_ninety_days_is_out() -> None:
    given, expected = read("BB-02")
    old = minor(given["over_90_days"])
    judgement = judged(
        claim("old", old, **aged(95)),
        claim("young", minor(given["gross_ar"]) - old),
        age=NINETY,
        advance_rate=rate(given["ar_rate"]),
        limit=Money(minor(given["line_limit"]), Currency.CNY),
    )

    base = judgement.base
    others = advance(minor(given["inventory"]), given["inventory_rate"])
    others += advance(minor(given["net_fixed_assets"]), given["nfa_rate"])
    assert base.eligible == minor(expected["eligible_ar_after_90"])
    assert base.base == minor(expected["ar_availability"])
    assert base.base + others == minor(expected["borrowing_base"])
    assert min(base.base + others, base.limit) == minor(expected["max_drawable"])


def test_bb_03_the_cap_is_a_share_of_what_is_left_after_ineligibles() -> None:
    given, expected = read("BB-03")
    parts = {
        name: minor(given[name])
        for name in ("aged_90_plus", "foreign_uninsured", "intercompany", "largest_obligor")
    }
    insured = minor(given["foreign_insured_kept_eligible"])
    rest = minor(given["gross_ar"]) - sum(parts.values()) - insured
    good = claim().marks
    book = [
        claim("aged", parts["aged_90_plus"], obligor="slow", **aged(91)),
        claim("abroad", parts["foreign_uninsured"], obligor="abroad"),
        claim("insured", insured, obligor="abroad", marks=good | 8),
        claim("sister", parts["intercompany"], obligor="sister"),
        claim("largest", parts["largest_obligor"]),
        *(claim(f"small-{n}", rest // 5, obligor=f"small-{n}") for n in range(5)),
    ]
    cast = [party("slow"), party("abroad", foreign=True), party("sister", group="house")]
    cast += [party(SUPPLIER, group="house"), *(party(f"small-{n}") for n in range(5))]

    judgement = judged(
        *book,
        circumstances=around(*cast, drawn=(Drawn(SUPPLIER, minor(given["outstanding"])),)),
        age=NINETY,
        advance_rate=rate(given["ar_advance_rate"]),
        limit=Money(minor(given["facility"]), Currency.CNY),
        concentrations=(
            Concentration(dimension=Dimension.OBLIGOR, cap=rate(given["concentration_cap"])),
        ),
    )

    figures = judgement.results.of(claim("largest").receivable)
    assert figures is not None
    balance, base, _, cap = (fact.value for fact in figures.reasons[0].facts)
    assert balance == parts["largest_obligor"]
    assert base == minor(expected["pre_concentration_base"])
    assert cap == minor(expected["concentration_cap_amount"])
    assert taken(judgement)[Rule.CONCENTRATION_OBLIGOR] == minor(expected["concentration_excess"])
    assert judgement.base.eligible == minor(expected["eligible_ar"])
    assert judgement.base.advance == minor(expected["ar_availability"])
    stock = minor(given["gross_inventory"] - given["obsolete_inventory"])
    total = judgement.base.base + advance(stock, given["inventory_rate"])
    assert total == minor(expected["borrowing_base"])
    assert total - judgement.base.outstanding == minor(expected["excess_availability"])


def test_bb_08_the_advance_is_the_rate_of_what_is_eligible() -> None:
    given, expected = read("BB-08")
    amount = minor(given["collateral"])
    judgement = judged(claim(owed=amount), advance_rate=rate(given["discount_factor"]))
    assert judgement.base.base == minor(expected["max_loan"])


def test_bb_09_an_account_with_too_much_past_due_is_out() -> None:
    given, expected = read("BB-09")
    late, total = minor(given["past_due"]), minor(given["account_total"])
    judgement = judged(
        claim("late", late, **aged(80, 61)),
        claim("rest", total - late),
        age=BOTH_LEGS,
        cross_aging=CrossAging(threshold=rate(given["threshold"])),
    )

    assert (Rule.CROSS_AGED in rules(judgement, "rest")) is expected["cross_aged"]
    result = judgement.results.of(claim("rest").receivable)
    assert result is not None
    share = Decimal(result.reasons[0].facts[2].value) / 1_000_000
    assert 0 <= rate(expected["share"]) - share <= Decimal("0.000001")


@pytest.mark.parametrize(
    ("operator", "key"),
    [
        (Operator.OR_MORE, "cross_aged_if_20pct_or_more"),
        (Operator.MORE_THAN, "cross_aged_if_more_than_20pct"),
    ],
)
def test_bb_11_the_operator_at_the_boundary_is_a_term(operator: Operator, key: str) -> None:
    given, expected = read("BB-11")
    total = 1_000_000
    late = int(total * rate(given["share"]))
    judgement = judged(
        claim("late", late, **aged(91)),
        claim("rest", total - late),
        age=NINETY,
        cross_aging=CrossAging(threshold=rate(given["threshold"]), operator=operator),
    )
    assert (Rule.CROSS_AGED in rules(judgement, "rest")) is expected[key]


def test_bb_15_the_lower_of_what_is_owed_both_ways_is_out() -> None:
    given, expected = read("BB-15")
    contra = Contra(SUPPLIER, ANCHOR, minor(given["ap_to_party"]))
    judgement = judged(
        claim(owed=minor(given["ar_from_party"])), circumstances=around(contras=(contra,))
    )
    assert taken(judgement) == {Rule.CONTRA: minor(expected["ineligible_contra"])}


def test_bb_17_only_the_excess_over_the_cap_is_out() -> None:
    given, expected = read("BB-17")
    large, pool = minor(given["debtor_balance"]), minor(given["eligible_pool"])
    small = (pool - large) // 4
    names = [f"small-{n}" for n in range(4)]
    judgement = judged(
        claim("large", large),
        *(claim(name, small, obligor=name) for name in names),
        circumstances=around(*map(party, names)),
        concentrations=(Concentration(dimension=Dimension.OBLIGOR, cap=rate(given["limit_pct"])),),
    )

    assert taken(judgement) == {Rule.CONCENTRATION_OBLIGOR: minor(expected["excess"])}
    assert eligible(judgement, "large") == minor(expected["cap"])
    assert judgement.base.eligible == minor(expected["pool_after"])


@pytest.mark.parametrize(
    ("case_id", "expected_rules"),
    [
        ("BB-18a", [Rule.AGED_FROM_INVOICE]),
        ("BB-18b", [Rule.AGED_PAST_DUE]),
        ("BB-18c", []),
    ],
)
def test_bb_18_a_claim_is_aged_by_either_leg(case_id: str, expected_rules: list[Rule]) -> None:
    given, expected = read(case_id)
    days = aged(given["days_from_invoice"], given["days_past_due"])
    judgement = judged(claim(**days), age=BOTH_LEGS)
    assert rules(judgement) == expected_rules
    assert (expected["result"] == "eligible") is (not expected_rules)


def test_inv_08_money_is_lent_on_the_invoice_net_of_vat() -> None:
    given, expected = read("INV-08")
    gross = minor(given["invoice_incl_vat"])
    net = round(Decimal(gross) / (1 + rate(given["vat_rate"])))
    book = claim(owed=gross, vat=gross - net)
    for ratio, key in (("normal_ratio", "normal"), ("max_ratio", "maximum")):
        judgement = judged(book, deduct_vat=True, advance_rate=rate(given[ratio]))
        assert judgement.base.eligible == minor(expected["net_of_vat"])
        assert judgement.base.base == minor(expected[key])


def test_inv_09_advances_received_are_deducted_before_the_cap() -> None:
    given, expected = read("INV-09")
    judgement = judged(
        claim(owed=minor(given["contract"]), prepaid=minor(given["advance_received"])),
        advance_rate=rate(given["cap"]),
    )
    assert judgement.base.base == minor(expected["max_secured"])


def test_cn_13_a_dispute_blocks_its_amount_and_no_more() -> None:
    given, expected = read("CN-13")
    owed, disputed = minor(given["invoice"]), minor(given["disputed"])
    judgement = judged(claim(owed=owed, disputed=disputed))
    assert eligible(judgement) == minor(expected["must_pay_now"])


def test_ews_01_too_large_a_share_long_overdue_is_a_signal() -> None:
    given, expected = read("EWS-01")
    stale, total = minor(given["days_31_plus_overdue"]), minor(given["receivables"])
    judgement = judged(claim("late", stale, **aged(90, 31)), claim("rest", total - stale))
    signal = stale_share(judgement.claims, TODAY, days_over=30, threshold=rate(given["threshold"]))
    assert signal.share == rate(expected["share"])
    assert signal.is_raised is expected["signal"]


def test_the_plain_terms_take_nothing_out() -> None:
    assert taken(judged(claim(), terms=PLAIN)) == {}
