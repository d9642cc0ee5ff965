"""What no sequence of payments, late news and reversals may break."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.financing import events as fact
from domain.financing.commands import (
    AccrueInterest,
    FinancingCommand,
    ReverseRepayment,
)
from domain.financing.decide import FINANCING
from domain.financing.events import FinancingEvent
from domain.financing.schedule import Payment, standing, used_up, used_up_by
from domain.financing.state import Financing
from domain.financing.terms import FinancingTerms
from domain.shared.allocation import Breakdown, Component, Order, Sweep
from domain.shared.daycount import DayCount
from domain.shared.ids import PartyId
from domain.shared.instalments import Plan, PlanKind
from domain.shared.loan_terms import Early, Fees
from domain.shared.money import Money
from domain.shared.pricing import DiscountForm, Fee, FeePaid
from domain.shared.refusal import Refused
from tests.domain.financing.scenes import (
    ANCHOR,
    CNY,
    MILL,
    after,
    financing,
    on,
    paid_out,
    repay,
    terms,
)

LAST = 140

orders: st.SearchStrategy[Order] = st.permutations(list(Component)).map(tuple)
fees = st.builds(
    Fee,
    st.sampled_from([Decimal(0), Decimal("0.0123")]),
    st.sampled_from(FeePaid),
    st.sampled_from([None, 30]),
)
bullet_terms: st.SearchStrategy[FinancingTerms] = st.builds(
    terms,
    st.sampled_from(["0", "0.0435", "0.06", "0.3333"]),
    penalty_rate=st.sampled_from(["0", "0.0217"]),
    form=st.sampled_from(DiscountForm),
    fee=fees,
    order=orders,
    count=st.sampled_from(DayCount),
)


def by_instalments(agreed: FinancingTerms, plan: Plan) -> FinancingTerms:
    """A discount is deducted from a bullet only."""
    upfront = agreed.price.discount_form.is_upfront
    return agreed if upfront else replace(agreed, plan=plan)


any_terms = st.builds(
    by_instalments,
    st.builds(
        replace,
        bullet_terms,
        sweep=st.sampled_from(Sweep),
        early=st.sampled_from(Early),
        grace_days=st.sampled_from([0, 5]),
        penalty_on_interest=st.booleans(),
        fees=st.builds(
            Fees,
            period_rate=st.sampled_from([Decimal(0), Decimal("0.0011")]),
            early_rate=st.sampled_from([Decimal(0), Decimal("0.0133")]),
        ),
    ),
    st.sampled_from(
        [
            Plan(),
            Plan(kind=PlanKind.EQUAL_PRINCIPAL, number=3),
            Plan(kind=PlanKind.EQUAL_INSTALMENTS, number=3),
            Plan(kind=PlanKind.GIVEN, number=2),
            Plan(kind=PlanKind.REVOLVING, number=3),
        ]
    ),
)


@dataclass(frozen=True)
class Step:
    """On a day, something is asked."""

    day: int
    known_after: int
    minor: int
    payer: PartyId | None
    reverse: bool


steps = st.lists(
    st.builds(
        Step,
        day=st.integers(min_value=-2, max_value=LAST - 30),
        known_after=st.integers(min_value=0, max_value=30),
        minor=st.integers(min_value=1, max_value=70_000_000),
        payer=st.sampled_from([None, ANCHOR, MILL]),
        reverse=st.booleans(),
    ),
    max_size=7,
)


def told(agreed: FinancingTerms, asked: list[Step]) -> tuple[FinancingEvent, ...]:
    """Every step asked on the day it becomes known; what is refused leaves no trace."""
    history = paid_out(agreed)
    for number, step in enumerate(sorted(asked, key=lambda s: s.day + s.known_after)):
        today = on(after(max(0, step.day + step.known_after)))
        for command in commands_of(step, number):
            try:
                history += FINANCING.decide(FINANCING.replay(history), command, today)
            except Refused:
                continue
    return history


def commands_of(step: Step, number: int) -> list[FinancingCommand]:
    major = str(Money(step.minor, CNY).major)
    paid = repay(major, after(step.day), f"col-{number}", payer=step.payer)
    close = AccrueInterest(through=after(max(0, step.day + step.known_after)))
    if step.reverse:
        return [paid, ReverseRepayment(reference=f"col-{number - 1}"), close]
    return [close, paid]


def taken(history: tuple[FinancingEvent, ...]) -> tuple[Money, Breakdown, Money]:
    """Money in, how it was used up, and what was passed on, told by the events alone."""
    money, surplus = Money.zero(CNY), Money.zero(CNY)
    split = Breakdown.nothing(CNY)
    for event in history:
        match event:
            case fact.RepaymentAllocated():
                money, split = money + event.amount, split + event.split
                surplus += event.surplus
            case fact.RepaymentReallocated():
                split = split + event.after - event.before
                surplus += event.released
            case fact.RepaymentReversed():
                money, split = money - event.amount, split - event.split
                surplus -= event.surplus
            case _:
                pass
    return money, split, surplus


def posted(history: tuple[FinancingEvent, ...]) -> Breakdown:
    sum_ = Breakdown.nothing(CNY)
    zero = Money.zero(CNY)
    for event in history:
        match event:
            case fact.InterestAccrued():
                sum_ += Breakdown(event.penalty, event.fee, event.amount, zero)
            case fact.InterestCorrected():
                penalty, fee = event.penalty_difference, event.fee_difference
                sum_ += Breakdown(penalty, fee, event.difference, zero)
            case _:
                pass
    return sum_


@settings(deadline=None, max_examples=40)
@given(any_terms, steps)
def test_no_cent_is_made_or_lost(agreed: FinancingTerms, asked: list[Step]) -> None:
    history = told(agreed, asked)

    money, split, surplus = taken(history)

    assert split.total + surplus == money
    assert split == financing(history).paid
    assert not surplus.is_negative


@settings(deadline=None, max_examples=40)
@given(any_terms, steps)
def test_what_was_posted_less_what_was_paid_is_what_is_owed(
    agreed: FinancingTerms, asked: list[Step]
) -> None:
    history = told(agreed, asked)
    loan = financing(history)
    assert loan.accrued_through is not None

    zero = Money.zero(CNY)
    lent = Breakdown(zero, loan.fee_owed, zero, loan.principal)

    assert posted(history) + lent - loan.paid == loan.owed(loan.accrued_through)


@settings(deadline=None, max_examples=40)
@given(any_terms, steps, st.integers(min_value=-3, max_value=LAST))
def test_nothing_owed_is_ever_negative(agreed: FinancingTerms, asked: list[Step], day: int) -> None:
    owed = financing(told(agreed, asked)).owed(after(day))

    assert not any(owed.of(component).is_negative for component in Component)


@settings(deadline=None, max_examples=40)
@given(any_terms, steps)
def test_the_obligors_parts_always_make_up_the_principal_left(
    agreed: FinancingTerms, asked: list[Step]
) -> None:
    loan = financing(told(agreed, asked))

    left = [part for _, part in loan.left_by_obligor]
    assert Money.total(left, CNY) == loan.principal - loan.paid.principal
    drawn = [part for _, part in loan.by_obligor]
    pairs = zip(left, drawn, strict=True)
    assert all(Money.zero(CNY) <= part <= whole for part, whole in pairs)


@settings(deadline=None, max_examples=40)
@given(any_terms, steps)
def test_it_is_repaid_exactly_when_nothing_is_owed(
    agreed: FinancingTerms, asked: list[Step]
) -> None:
    loan = financing(told(agreed, asked))
    assert loan.accrued_through is not None

    over = loan.stage.value == "repaid"
    assert over == loan.owed(loan.accrued_through).total.is_zero


small_steps = st.lists(
    st.builds(
        Step,
        day=st.integers(min_value=0, max_value=LAST - 30),
        known_after=st.integers(min_value=0, max_value=30),
        minor=st.integers(min_value=1, max_value=10_000_000),
        payer=st.none(),
        reverse=st.just(False),  # noqa: FBT003 - a strategy
    ),
    max_size=6,
    unique_by=lambda step: step.day,
)


@settings(deadline=None, max_examples=40)
@given(any_terms, small_steps)
def test_when_news_comes_changes_nothing_in_the_end(
    agreed: FinancingTerms, asked: list[Step]
) -> None:
    at_once = [Step(s.day, 0, s.minor, s.payer, s.reverse) for s in asked]

    late, prompt = closed(told(agreed, asked)), closed(told(agreed, at_once))

    assert late.owed(after(LAST)) == prompt.owed(after(LAST))
    assert late.posted == prompt.posted
    assert late.paid == prompt.paid


def closed(history: tuple[FinancingEvent, ...]) -> Financing:
    """After one more daily close, on the last day."""
    close = AccrueInterest(through=after(LAST))
    more = FINANCING.decide(FINANCING.replay(history), close, on(after(LAST)))
    return financing((*history, *more))


@settings(deadline=None, max_examples=60)
@given(any_terms, steps, st.integers(min_value=1, max_value=70_000_000))
def test_what_is_over_of_a_payment_changes_nothing_of_where_the_loan_stands(
    agreed: FinancingTerms, asked: list[Step], minor: int
) -> None:
    """One walk says both how a late payment is used up and where the loan then stands."""
    state = financing(told(agreed, asked))
    assert state.loan is not None
    late = Payment(max(after(5), state.loan.starts_on), Money(minor, CNY))
    payments = (*state.payments, late)

    used, stands = used_up_by(state.loan, payments, after(LAST))

    took = [
        Payment(each.counts_on, part.split.total) for each, part in zip(payments, used, strict=True)
    ]
    assert used == used_up(state.loan, payments)
    assert stands == standing(state.loan, took, after(LAST))
    assert used_up_by(state.loan, payments, state.loan.starts_on)[1] is None
