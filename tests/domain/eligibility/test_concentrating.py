"""What is too much on one party does not count; the party itself does."""

from __future__ import annotations

from decimal import Decimal

import pytest

from domain.eligibility.reasons import Fact, Figure, Rule
from domain.eligibility.terms import (
    AgeLimits,
    Concentration,
    ConcentrationBase,
    Dimension,
    ExcessFalls,
    JointCap,
    SpecialCap,
)
from tests.domain.eligibility.scenes import (
    ANCHOR,
    OTHER,
    RIVAL,
    aged,
    around,
    claim,
    eligible,
    judged,
    party,
    rules,
    taken,
)

HALF = Concentration(dimension=Dimension.OBLIGOR, cap=Decimal("0.5"))


@pytest.mark.parametrize(
    ("base", "net", "cap"),
    [
        (ConcentrationBase.GROSS, False, 100_000),
        (ConcentrationBase.GROSS, True, 95_000),
        (ConcentrationBase.AFTER_CATEGORICAL, False, 95_000),
        (ConcentrationBase.AFTER_AGED, False, 87_500),
        (ConcentrationBase.AFTER_AGED, True, 82_500),
        (ConcentrationBase.AFTER_ALL_INELIGIBLES, False, 80_000),
    ],
)
def test_the_base_of_the_cap_is_a_term(base: ConcentrationBase, net: bool, cap: int) -> None:  # noqa: FBT001 - one column of the table above
    concentration = Concentration(
        dimension=Dimension.OBLIGOR, cap=Decimal("0.25"), base=base, net_of_deductions=net
    )
    judgement = judged(
        claim("large", 220_000, retention=20_000),
        claim("foreign", 20_000, obligor="abroad"),
        claim("aged", 30_000, obligor=OTHER, **aged(91)),
        claim("disputed", 130_000, obligor=OTHER, disputed=10_000),
        circumstances=around(party("abroad", foreign=True)),
        age=AgeLimits(past_due=None, from_invoice=90),
        concentrations=(concentration,),
    )
    result = judgement.results.of(claim("large").receivable)
    assert result is not None
    assert result.reasons[-1].facts[-1] == Fact(Figure.CAP, cap)


def test_the_newest_claims_bear_the_excess() -> None:
    judgement = judged(
        claim("older", 50_000, **aged(20)),
        claim("newer", 50_000),
        claim("other", 60_000, obligor=OTHER),
        concentrations=(HALF,),
    )
    assert eligible(judgement, "older") == 50_000
    assert eligible(judgement, "newer") == 30_000


def test_or_all_claims_of_the_party_do_in_proportion() -> None:
    judgement = judged(
        claim("a", 33_333),
        claim("b", 33_333),
        claim("c", 33_334),
        claim("other", 60_000, obligor=OTHER),
        concentrations=(HALF,),
        excess_falls=ExcessFalls.PRO_RATA,
    )
    assert [eligible(judgement, name) for name in "abc"] == [26_666, 26_667, 26_667]
    assert sum(taken(judgement).values()) == 20_000


def test_a_party_may_have_a_cap_of_its_own() -> None:
    special = Concentration(
        dimension=Dimension.OBLIGOR, cap=Decimal("0.5"), special=(SpecialCap(ANCHOR, Decimal(1)),)
    )
    book = (claim("large", 90_000), claim("small", 10_000, obligor=OTHER))
    assert eligible(judged(*book, concentrations=(HALF,)), "large") == 50_000
    assert eligible(judged(*book, concentrations=(special,)), "large") == 90_000


def test_several_together_may_not_exceed_their_joint_cap() -> None:
    joint = Concentration(
        dimension=Dimension.OBLIGOR,
        cap=Decimal(1),
        joint=(JointCap((ANCHOR, OTHER, "nobody"), Decimal("0.6")),),
    )
    judgement = judged(
        claim("a", 40_000, **aged(20)),
        claim("b", 40_000, obligor=OTHER),
        claim("c", 20_000, obligor="third"),
        circumstances=around(party("third")),
        concentrations=(joint,),
    )
    assert taken(judgement) == {Rule.CONCENTRATION_JOINT: 20_000}
    assert eligible(judgement, "b") == 20_000
    assert eligible(judgement, "c") == 20_000


def test_obligors_of_one_group_count_together() -> None:
    judgement = judged(
        claim("a", 40_000),
        claim("b", 40_000, obligor=OTHER),
        claim("c", 20_000, obligor="third"),
        circumstances=around(
            party(ANCHOR, group="house"), party(OTHER, group="house"), party("third")
        ),
        concentrations=(Concentration(dimension=Dimension.GROUP, cap=Decimal("0.5")),),
    )
    assert taken(judgement) == {Rule.CONCENTRATION_GROUP: 30_000}


def test_a_pool_over_one_anchor_is_capped_by_seller() -> None:
    judgement = judged(
        claim("mine", 90_000),
        claim("theirs", 30_000, seller=RIVAL),
        concentrations=(Concentration(dimension=Dimension.SELLER, cap=Decimal("0.5")),),
    )
    assert taken(judgement) == {Rule.CONCENTRATION_SELLER: 30_000}


def test_one_cap_after_the_other_each_on_what_is_left() -> None:
    judgement = judged(
        claim("a", 80_000),
        claim("b", 20_000, obligor=OTHER, seller=RIVAL),
        concentrations=(
            HALF,
            Concentration(dimension=Dimension.SELLER, cap=Decimal("0.4")),
        ),
    )
    expected = {Rule.CONCENTRATION_OBLIGOR: 30_000, Rule.CONCENTRATION_SELLER: 10_000}
    assert taken(judgement) == expected


def test_a_claim_that_is_out_hears_that_its_party_is_at_its_cap_anyway() -> None:
    judgement = judged(
        claim("disputed", 10_000, disputed=10_000),
        claim("large", 90_000),
        claim("small", 10_000, obligor=OTHER),
        concentrations=(HALF,),
    )
    assert rules(judgement, "disputed") == [Rule.DISPUTED, Rule.CONCENTRATION_OBLIGOR]


def test_a_cap_is_rounded_down_to_the_cent() -> None:
    third = Concentration(dimension=Dimension.OBLIGOR, cap=Decimal("0.333333"))
    judgement = judged(claim(owed=100_000), concentrations=(third,))
    assert eligible(judgement) == 33_333
