"""What no default, new schedule, write-off or late payment may break, in whatever order."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.financing import commands as ask
from domain.financing.commands import FinancingCommand
from domain.financing.decide import FINANCING
from domain.financing.events import FinancingEvent
from domain.financing.state import Financing, Stage
from domain.financing.terms import Cause, FinancingTerms
from domain.shared.allocation import Breakdown, Component
from domain.shared.money import Money
from domain.shared.refusal import Refused
from tests.domain.financing.scenes import CNY, OPENED, after, financing, on, paid_out, repay
from tests.domain.financing.test_going_wrong import by_ben
from tests.domain.financing.test_properties import any_terms, posted, taken

KINDS = [
    *("repay", "repay", "close", "default", "accelerate", "restructure"),
    *("offer", "accept", "write off", "reverse"),
]
steps = st.lists(
    st.tuples(
        st.sampled_from(KINDS),
        st.just(0) | st.integers(0, 40),
        st.integers(1, 60_000_000),
        st.integers(0, 60),
    ),
    max_size=9,
)
Steps = list[tuple[str, int, int, int]]


def told(agreed: FinancingTerms, asked: Steps) -> tuple[FinancingEvent, ...]:
    """Each some days after the last; what is refused leaves no trace."""
    history, day = paid_out(agreed), OPENED
    for number, (kind, days, minor, ago) in enumerate(asked):
        day += timedelta(days=days)
        loan = financing(history)
        for command in commands(loan, kind, (number, minor, day - timedelta(days=ago), day)):
            agreeing = isinstance(command, ask.AgreeToProposal)
            try:
                history += FINANCING.decide(
                    FINANCING.replay(history), command, by_ben(day) if agreeing else on(day)
                )
            except Refused:
                continue
    return history


What = tuple[int, int, date, date]
"""Number of the step, amount, the day it counts for, the day it is asked."""


def commands(loan: Financing, kind: str, what: What) -> list[FinancingCommand]:
    number, minor, came, day = what
    asked: dict[str, list[FinancingCommand]] = {
        "repay": [repay(str(Money(minor, CNY).major), came, f"col-{number}")],
        "close": [ask.AccrueInterest(through=day)],
        "default": [ask.DeclareDefault(cause=Cause.BREACH, detail="")],
        "accelerate": [ask.Accelerate(reason="default")],
        "restructure": [
            _new_lines(loan, minor, day),
            ask.AgreeToProposal(),
            ask.AcceptRestructuring(),
        ],
        "offer": [_new_lines(loan, minor, day), ask.AgreeToProposal()],
        "accept": [ask.AcceptRestructuring()],
        "write off": [ask.ProposeWriteOff(reason="lost"), ask.AgreeToProposal()],
        "reverse": [ask.ReverseRepayment(reference=f"col-{number - 1}")],
    }
    return asked[kind]


def _new_lines(loan: Financing, minor: int, day: date) -> ask.ProposeRestructuring:
    left = loan.principal_left.minor
    first = minor % (left + 1)
    return ask.ProposeRestructuring(
        dates=(day + timedelta(days=20), day + timedelta(days=50)),
        parts=(Money(first, CNY), Money(left - first, CNY)),
        annual_rate=None,
        consented=(),
        reason="anew",
    )


@settings(deadline=None, max_examples=60)
@given(any_terms, steps)
def test_nothing_owed_is_ever_negative_and_the_lines_make_up_the_principal(
    agreed: FinancingTerms, asked: Steps
) -> None:
    loan = financing(told(agreed, asked))
    at = loan.standing(after(500))

    assert at is not None
    assert not any(at.owed.of(component).is_negative for component in Component)
    for line in at.lines:
        assert not any(line.owed.of(component).is_negative for component in Component)
    assert at.owed.principal == loan.principal_left


@settings(deadline=None, max_examples=60)
@given(any_terms, steps)
def test_no_cent_is_made_or_lost_and_what_is_posted_is_owed_or_paid(
    agreed: FinancingTerms, asked: Steps
) -> None:
    history = told(agreed, asked)
    loan = financing(history)
    money, split, surplus = taken(history)
    zero = Money.zero(CNY)
    lent = Breakdown(zero, loan.fee_owed, zero, loan.principal)

    assert split.total + surplus == money
    assert split == loan.paid
    assert loan.accrued_through is not None
    assert posted(history) + lent - loan.paid == loan.owed(loan.accrued_through)


@settings(deadline=None, max_examples=60)
@given(any_terms, steps)
def test_it_is_repaid_exactly_when_nothing_is_owed(agreed: FinancingTerms, asked: Steps) -> None:
    loan = financing(told(agreed, asked))
    assert loan.accrued_through is not None

    over = loan.stage is Stage.REPAID
    assert over == loan.owed(loan.accrued_through).total.is_zero
