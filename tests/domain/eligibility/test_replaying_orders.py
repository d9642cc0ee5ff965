"""A judgement of an order is kept as bytes, and made again it is the same to the byte."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from domain.eligibility.order_facts import Discord, OrderFacts
from domain.eligibility.order_results import OrderResults
from domain.eligibility.order_standing import OrderCircumstances
from domain.eligibility.order_terms import OrderConcentration, OrderTerms
from domain.shared.money import Money
from domain.shared.refusal import BrokenPromise
from tests.domain.eligibility.orders import (
    ORDER,
    TERMS,
    WELL,
    costing,
    judged,
    mismatch,
    other,
    reference,
    yuan,
)

FULL = replace(
    ORDER,
    accepted=False,
    prepaid=yuan("10.00"),
    mismatches=(mismatch(Discord.REJECTED, "5.00", "第 1 行\u2028"),),
)
STRICT = replace(
    TERMS,
    gross_margin_min=Decimal("0.90"),
    concentration=OrderConcentration(supplier=Decimal("0.01")),
)
AROUND = replace(
    WELL, cost=costing("900.00"), references=(reference("8.00"),), others=(other("10.00"),)
)


def test_what_was_kept_is_read_back_the_same() -> None:
    made = judged(FULL, STRICT, AROUND).results

    read = OrderResults.from_bytes(made.to_bytes())

    assert read == made
    assert read.to_bytes() == made.to_bytes()
    assert read.hash == made.hash


def test_other_bytes_are_not_read() -> None:
    with pytest.raises(BrokenPromise):
        OrderResults.from_bytes(b'{"format":"anchorline results 1"}\n')


def test_the_order_in_which_circumstances_are_given_does_not_change_the_hash() -> None:
    many = replace(
        AROUND,
        references=(reference("8.00"), reference("9.0", item="bolt")),
        others=(other("1.00", name="ord-2"), other("2.00", name="ord-3")),
    )
    turned = replace(
        many,
        parties=many.parties[::-1],
        references=(reference("9.00", item="bolt"), reference("8.00")),
        others=many.others[::-1],
    )

    assert judged(around=many).inputs_hash == judged(around=turned).inputs_hash


@pytest.mark.parametrize(
    ("order", "terms", "around"),
    [
        (replace(ORDER, cancellable=True), TERMS, WELL),
        (replace(ORDER, lost=yuan("0.01")), TERMS, WELL),
        (ORDER, replace(TERMS, tenor_days_max=180), WELL),
        (ORDER, TERMS, replace(WELL, in_chain=False)),
        (ORDER, TERMS, replace(WELL, references=(reference("8.00"),))),
        (ORDER, TERMS, replace(WELL, cost=costing("1.00"))),
    ],
)
def test_anything_that_the_judgement_rests_on_changes_the_hash(
    order: OrderFacts, terms: OrderTerms, around: OrderCircumstances
) -> None:
    assert judged(order, terms, around).inputs_hash != judged().inputs_hash


amounts = some.integers(min_value=0, max_value=150_000).map(
    lambda minor: Money(minor, yuan("0").currency)
)


@given(
    ordered=amounts,
    parts=some.tuples(amounts, amounts, amounts),
    wrong=some.lists(some.tuples(some.sampled_from(Discord), amounts), max_size=4),
    flags=some.tuples(some.booleans(), some.booleans(), some.booleans()),
    beside=amounts,
)
def test_whatever_the_order_is_reasons_add_up_and_never_more_is_lent_than_is_eligible(
    ordered: Money,
    parts: tuple[Money, Money, Money],
    wrong: list[tuple[Discord, Money]],
    flags: tuple[bool, bool, bool],
    beside: Money,
) -> None:
    order = replace(
        ORDER,
        ordered=ordered,
        prepaid=parts[0],
        invoiced=parts[1],
        lost=parts[2],
        mismatches=tuple(replace(mismatch(kind, "0.00"), amount=of) for kind, of in wrong),
        accepted=flags[0],
        authentic=flags[1],
        cancelled=flags[2],
    )
    terms = replace(
        TERMS, size_max=yuan("900.00"), concentration=OrderConcentration(supplier=Decimal("0.10"))
    )
    around = replace(AROUND, others=(replace(other("0.00"), eligible=beside.minor),))

    judgement = judged(order, terms, around)
    results = judgement.results

    counted = Money.total((it.counted for it in results.reasons), ordered.currency)
    assert results.gross == results.eligible + counted
    assert not results.eligible.is_negative
    assert all(it.counted <= it.amount <= results.gross for it in results.reasons)
    assert judgement.advance <= judgement.eligible
    assert judgement.advance <= judgement.carried
    assert OrderResults.from_bytes(results.to_bytes()) == results
    assert judged(order, terms, around).results.to_bytes() == results.to_bytes()
