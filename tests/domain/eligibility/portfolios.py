"""Random books, parties and terms: small enough to collide, odd enough to hit every rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import permutations
from typing import TypeVar

from hypothesis import strategies as st

from domain.eligibility.claim import Claim, Mark
from domain.eligibility.reserve_terms import (
    DilutionForm,
    DilutionReserve,
    LossReserve,
    ReserveTerms,
    Spike,
)
from domain.eligibility.standing import (
    Circumstances,
    Contra,
    Drawn,
    MonthlyFigures,
    PartyStanding,
    UnappliedCredit,
)
from domain.eligibility.terms import (
    Account,
    AgeLimits,
    Concentration,
    ConcentrationBase,
    CrossAging,
    Dimension,
    DisputeTakes,
    EligibilityTerms,
    ExcessFalls,
    ExcludedKind,
    Fault,
    JointCap,
    Operator,
    SpecialCap,
)
from domain.shared.currency import Currency
from domain.shared.ids import PartyId, ReceivableId
from domain.shared.money import Money
from tests.domain.eligibility.scenes import ALL_GOOD, TODAY

T = TypeVar("T")

SELLERS = tuple(map(PartyId, ("s1", "s2", "both")))
OBLIGORS = tuple(map(PartyId, ("o1", "o2", "o3", "both", "unknown")))

AMOUNTS = st.one_of(st.integers(0, 1000), st.integers(0, 10**7), st.integers(0, 10**16))
RATES = st.one_of(st.sampled_from([0, 1_000_000, 200_000, 333_333]), st.integers(0, 1_000_000)).map(
    lambda millionths: Decimal(millionths).scaleb(-6)
)
OPERATORS = st.sampled_from(Operator)


@dataclass
class Dice:
    """Many small choices out of one drawn number: quick to draw, and zero is the plainest case."""

    number: int

    def choose(self, options: Sequence[T]) -> T:
        self.number, place = divmod(self.number, len(options))
        return options[place]

    def part(self, whole: int) -> int:
        """Nothing, all, or some of it."""
        return self.choose([0, 0, whole, whole // 2, whole * self.choose(range(101)) // 100])


DICE = st.integers(0, 2**96).map(Dice)


def _claim(number: int, face: int, dice: Dice) -> Claim:
    owed = dice.choose([face, face, face, face // 2, face * 7 // 9, 0, -3, -500])
    still = max(owed, 0)
    issued = TODAY - timedelta(days=dice.choose(range(130)))
    due = issued + timedelta(days=dice.choose([30, 60, 90, 120, 0]))
    odd = dice.choose([Mark.NOTHING, Mark.NOTHING, *Mark])
    return Claim(
        receivable=ReceivableId(f"r{number:03}"),
        seller=dice.choose(SELLERS),
        obligor=dice.choose(OBLIGORS),
        currency=Currency.CNY,
        face=face,
        vat=dice.part(face),
        open=owed,
        confirmed=still - dice.part(still),
        disputed=dice.part(still),
        retention=dice.part(still),
        prepaid=dice.part(still),
        issued_on=issued,
        due_on=due,
        original_due_on=due - timedelta(days=dice.choose([0, 0, 20])),
        marks=ALL_GOOD ^ odd,
    )


def _book(drawn: list[tuple[int, Dice]]) -> list[Claim]:
    return [_claim(number, face, dice) for number, (face, dice) in enumerate(drawn)]


BOOKS = st.lists(st.tuples(AMOUNTS, DICE), max_size=10).map(_book)


NAMES = sorted({*SELLERS, *OBLIGORS} - {PartyId("unknown")})


def _standing(name: PartyId, dice: Dice) -> PartyStanding:
    seldom = [False] * 7 + [True]
    return PartyStanding(
        party=name,
        admitted=not dice.choose(seldom),
        suspended=dice.choose(seldom),
        insolvent=dice.choose(seldom),
        sanctioned=dice.choose(seldom),
        overdue=dice.choose(seldom),
        foreign=dice.choose(seldom),
        government=dice.choose(seldom),
        affiliates=dice.choose([(), (), (PartyId("o1"),), (PartyId("s2"),)]),
        group=dice.choose(["", "", "g1", "g2"]),
    )


def _account(dice: Dice) -> tuple[PartyId, PartyId]:
    return dice.choose(SELLERS), dice.choose(OBLIGORS)


MONTHS = st.lists(st.tuples(DICE, st.integers(0, 10**6)), max_size=15)
FEW = st.lists(st.tuples(DICE, AMOUNTS), max_size=3)


def _month(dice: Dice, sales: int) -> MonthlyFigures:
    return MonthlyFigures(TODAY.replace(day=1), sales, dice.part(sales), dice.part(sales))


@st.composite
def circumstances(draw: st.DrawFn) -> Circumstances:
    parties, cross_support = draw(DICE), draw(st.booleans())
    return Circumstances(
        parties=tuple(_standing(name, parties) for name in NAMES),
        contras=tuple(Contra(*_account(dice), amount) for dice, amount in draw(FEW)),
        credits=tuple(UnappliedCredit(*_account(dice), amount) for dice, amount in draw(FEW)),
        history=tuple(_month(dice, sales) for dice, sales in draw(MONTHS)),
        drawn=tuple(Drawn(dice.choose(SELLERS), amount) for dice, amount in draw(FEW)),
        cross_support=cross_support,
    )


CIRCUMSTANCES = circumstances()


def _limits() -> st.SearchStrategy[AgeLimits]:
    days = st.sampled_from([None, 0, 10, 30, 60, 90])
    return st.builds(
        AgeLimits,
        past_due=days,
        from_invoice=days,
        operator=OPERATORS,
        first_day=st.integers(0, 1),
        original_due_date=st.booleans(),
    )


def _cross_aging() -> st.SearchStrategy[CrossAging]:
    return st.builds(
        CrossAging,
        threshold=RATES,
        operator=OPERATORS,
        account=st.sampled_from(Account),
        limits=st.none() | _limits(),
    )


def _concentration(dimension: Dimension) -> st.SearchStrategy[Concentration]:
    name = st.sampled_from(["o1", "both", "g1", "nobody"])
    joint = st.tuples(st.sampled_from([("o1", "o2"), ("s1", "both"), ("g1", "o3")]), RATES)
    return st.builds(
        Concentration,
        dimension=st.just(dimension),
        cap=RATES,
        base=st.sampled_from(ConcentrationBase),
        net_of_deductions=st.booleans(),
        special=st.lists(st.builds(SpecialCap, name, RATES), max_size=1).map(tuple),
        joint=st.lists(joint.map(lambda of: JointCap(*of)), max_size=2).map(tuple),
    )


def _some(values: type[T]) -> st.SearchStrategy[tuple[T, ...]]:
    listed: list[T] = list(values)  # type: ignore[call-overload]  # an enum lists its members
    return st.lists(st.sampled_from(listed), unique=True).map(tuple)


def _in_turn(dimensions: Sequence[Dimension]) -> st.SearchStrategy[tuple[Concentration, ...]]:
    return st.tuples(*(CONCENTRATION[dimension] for dimension in dimensions))


CONCENTRATION = {dimension: _concentration(dimension) for dimension in Dimension}
CONCENTRATIONS = st.one_of(
    st.just(()),
    *(st.tuples(one) for one in CONCENTRATION.values()),
    *(_in_turn(two) for two in permutations(Dimension, 2)),
)


RESERVES = st.builds(
    ReserveTerms,
    dilution=st.none()
    | st.builds(
        DilutionReserve,
        form=st.sampled_from(DilutionForm),
        spike=st.sampled_from(Spike),
        threshold=RATES,
        lag_months=st.integers(0, 2),
    ),
    loss=st.none() | st.builds(LossReserve, floor=RATES, largest_obligors=st.integers(0, 2)),
    minimum=RATES,
    round_percentages=st.booleans(),
)


TERMS = st.builds(
    EligibilityTerms,
    advance_rate=RATES,
    limit=st.integers(1, 10**12).map(lambda minor: Money(minor, Currency.CNY)),
    age=_limits(),
    cross_aging=st.none() | _cross_aging(),
    terms_days_max=st.sampled_from([None, 30, 90]),
    seller_faults=_some(Fault),
    obligor_faults=_some(Fault),
    exclude_affiliates=st.booleans(),
    exclude_foreign=st.booleans(),
    exclude_government=st.booleans(),
    exclude_encumbered=st.booleans(),
    excluded_kinds=_some(ExcludedKind),
    exclude_extended=st.booleans(),
    confirmation_required=st.booleans(),
    notice_required=st.booleans(),
    registration_required=st.booleans(),
    dispute_takes=st.sampled_from(DisputeTakes),
    deduct_contra=st.booleans(),
    deduct_retention=st.booleans(),
    deduct_prepaid=st.booleans(),
    deduct_vat=st.booleans(),
    concentrations=CONCENTRATIONS,
    excess_falls=st.sampled_from(ExcessFalls),
    reserves=RESERVES,
)
