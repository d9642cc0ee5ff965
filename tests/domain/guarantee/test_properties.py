"""Whatever is asked in whatever order, a guarantee never bears more than it can."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import reduce

from hypothesis import given as for_any
from hypothesis import strategies as st

from domain.guarantee import commands as ask
from domain.guarantee import events as fact
from domain.guarantee.agreement import Ground
from domain.guarantee.call_events import HonourReversed
from domain.guarantee.commands import GuaranteeCommand
from domain.guarantee.decide import GUARANTEE
from domain.guarantee.events import GuaranteeEvent
from domain.guarantee.facts import OnDebt
from domain.guarantee.margin_commands import DepositMargin, TakeBackMargin, WithdrawMargin
from domain.guarantee.margin_events import MarginTakenBack, MarginWithdrawn
from domain.guarantee.state import Guarantee
from domain.shared.currency import Currency
from domain.shared.ids import FinancingId
from domain.shared.money import Money
from domain.shared.refusal import Refused
from tests.domain.guarantee.scenes import (
    ANCHOR,
    LENDER,
    RIVER,
    SPRING,
    TERMS,
    TODAY,
    given,
    on,
    standing,
)

names = st.sampled_from([FinancingId(f"fin-{n}") for n in range(3)])

amounts = st.integers(1, 70_000).map(lambda minor: Money(minor, Currency.CNY))
large = st.sampled_from([35_000, 60_000, 70_000]).map(lambda minor: Money(minor, Currency.CNY))
small = st.integers(1, 9_000).map(lambda minor: Money(minor, Currency.CNY))
references = st.integers(0, 300).map(lambda n: f"ref-{n}")
days = st.integers(1, 60).map(lambda n: TODAY + timedelta(days=n))
today = st.just(TODAY)
consents = st.sampled_from(["", "signed"])

requests: st.SearchStrategy[GuaranteeCommand] = st.one_of(
    st.builds(
        ask.Reserve,
        financing=names,
        borrower=st.sampled_from([SPRING, RIVER]),
        in_chain=st.just(value=True),
        group=st.just(""),
        amount=amounts,
        due_on=days,
        until=st.none() | days,
    ),
    st.builds(ask.Utilise, financing=names),
    st.builds(ask.Release, financing=names, amount=amounts),
    st.builds(ask.Restore, financing=names, amount=small),
    st.builds(ask.Drop, financing=names),
    st.builds(DepositMargin, amount=small, value_date=today, bank_reference=references),
    st.builds(WithdrawMargin, amount=small, value_date=today, bank_reference=references),
    st.builds(TakeBackMargin, bank_reference=references | st.just("first")),
    st.builds(ask.RecordDebtChange, financing=names, amount=amounts, due_on=days, consent=consents),
    st.builds(
        ask.Call,
        financing=names,
        amount=amounts,
        pay_by=today,
        ground=st.just(Ground.DUE_AND_UNPAID),
        evidence=st.just("notice"),
    ),
    st.builds(
        ask.ApplyMargin,
        financing=names,
        amount=small,
        value_date=today,
        bank_reference=references,
    ),
    st.builds(
        ask.Honour, financing=names, amount=amounts, value_date=today, bank_reference=references
    ),
    st.builds(ask.ReverseHonour, financing=names, bank_reference=references),
    st.just(ask.KeepPeriods()),
    st.builds(
        ask.ProposeChange,
        party=st.just(LENDER),
        terms=st.just(replace(TERMS, margin_ratio=Decimal("0.15"))),
    ),
    st.builds(
        ask.AgreeChange,
        party=st.just(ANCHOR),
        number=st.integers(1, 3),
        consent=st.just("signed"),
    ),
)
Request = tuple[int, GuaranteeCommand]
waits = st.sampled_from([0, 0, 0, 0, 0, 1, 7, 30, 200])
one_request = st.tuples(waits, requests).map(lambda asked: [asked])


@st.composite
def uses(draw: st.DrawFn) -> list[Request]:
    """What happens most: reserved, paid out, and (or not) due and called."""
    name, amount = draw(names), draw(large | amounts)
    due_on = TODAY + timedelta(days=draw(st.integers(1, 60)))
    reserve = ask.Reserve(
        financing=name,
        borrower=SPRING,
        in_chain=True,
        group="",
        amount=amount,
        due_on=due_on,
    )
    call = ask.Call(
        financing=name,
        amount=draw(amounts | st.just(amount)),
        pay_by=TODAY,
        ground=Ground.DUE_AND_UNPAID,
        evidence="notice",
    )
    honour = ask.Honour(
        financing=name,
        amount=draw(small),
        value_date=TODAY,
        bank_reference=draw(references),
    )
    apply = ask.ApplyMargin(
        financing=name, amount=draw(small), value_date=TODAY, bank_reference=draw(references)
    )
    wait = draw(st.sampled_from([0, 0, 70]))
    back = [
        ask.ReverseHonour(financing=name, bank_reference=it.bank_reference)
        for it in (honour, apply)
    ]
    paying: list[GuaranteeCommand] = draw(
        st.lists(st.sampled_from([honour, apply, *back]), max_size=4)
    )
    paid_out: list[Request] = [(0, reserve), (0, ask.Utilise(financing=name)), (wait, call)]
    return [*paid_out, *[(0, it) for it in paying]]


@st.composite
def stories_told(draw: st.DrawFn) -> list[Request]:
    """Margin is now what limits, now more than enough."""
    deposit = DepositMargin(
        amount=draw(st.sampled_from([Money(1, Currency.CNY), Money(15_000, Currency.CNY)])),
        value_date=TODAY,
        bank_reference="first",
    )
    parts = draw(st.lists(uses() | one_request, min_size=3, max_size=30))
    asked = [request for part in parts for request in part]
    return [(0, deposit), *asked]


def on_what_was_called(name: FinancingId) -> st.SearchStrategy[GuaranteeCommand]:
    """Paid by the guarantor, its margin or the debtor, taken back, agreed anew."""
    parts = st.sampled_from([5_000, 15_000, 35_000]).map(lambda it: Money(it, Currency.CNY))
    few = st.sampled_from(["p-1", "p-2", "p-3"])
    paying = {"financing": st.just(name), "value_date": today, "bank_reference": few}
    return st.one_of(
        st.builds(ask.Honour, amount=parts, **paying),
        st.builds(ask.ApplyMargin, amount=small, **paying),
        st.builds(ask.ReverseHonour, financing=st.just(name), bank_reference=few),
        st.builds(ask.Release, financing=st.just(name), amount=parts),
        st.builds(ask.Restore, financing=st.just(name), amount=parts),
        st.builds(
            ask.RecordDebtChange,
            financing=st.just(name),
            amount=parts,
            due_on=today,
            consent=consents,
        ),
    )


@st.composite
def calls_told(draw: st.DrawFn) -> list[Request]:
    """One debt, called whole, and all that may become of it then."""
    name, amount = FinancingId("fin-0"), Money(35_000, Currency.CNY)
    reserve = ask.Reserve(
        financing=name,
        borrower=SPRING,
        in_chain=True,
        group="",
        amount=amount,
        due_on=TODAY + timedelta(days=1),
    )
    call = ask.Call(
        financing=name,
        amount=amount,
        pay_by=TODAY,
        ground=Ground.DUE_AND_UNPAID,
        evidence="notice",
    )
    what_follows = draw(st.lists(st.tuples(waits, on_what_was_called(name)), max_size=12))
    return [(0, reserve), (0, ask.Utilise(financing=name)), (2, call), *what_follows]


stories = stories_told() | calls_told()
"""Each request comes some days after the one before."""

Step = tuple[Guarantee, GuaranteeEvent, Guarantee, date]
NEEDS_MARGIN = (
    fact.GuaranteeReserved,
    MarginWithdrawn,
    fact.TermsChanged,
)


def told(story: list[tuple[int, GuaranteeCommand]]) -> list[Step]:
    """Every event, with the state before and after it, and its day."""
    state, day, happened = given(*standing(margin="60.00")).state, TODAY, list[Step]()
    for wait, command in story:
        day += timedelta(days=wait)
        try:
            events = GUARANTEE.decide(state, command, on(day))
        except Refused:
            continue
        for event in events:
            before, state = state, GUARANTEE.evolve(state, event)
            assert isinstance(before, Guarantee)
            assert isinstance(state, Guarantee)
            happened.append((before, event, state, day))
    return happened


def decided(story: list[tuple[int, GuaranteeCommand]]) -> Iterator[tuple[Guarantee, date]]:
    """The state after each request that was not refused, and its day."""
    state, day = given(*standing(margin="60.00")).state, TODAY
    for wait, command in story:
        day += timedelta(days=wait)
        try:
            events = GUARANTEE.decide(state, command, on(day))
        except Refused:
            continue
        state = reduce(GUARANTEE.evolve, events, state)
        assert isinstance(state, Guarantee)
        yield state, day


@for_any(stories)
def test_nothing_new_ever_goes_beyond_limit_or_margin(
    story: list[tuple[int, GuaranteeCommand]],
) -> None:
    for _, event, state, day in told(story):
        if isinstance(event, fact.GuaranteeReserved):
            assert state.in_use(day) + state.paid <= state.terms.limit
        if isinstance(event, NEEDS_MARGIN):
            assert not state.margin_free(day).is_negative


@for_any(stories)
def test_margin_never_falls_short_by_our_own_doing(
    story: list[tuple[int, GuaranteeCommand]],
) -> None:
    """Only a bank that takes money back can make it short, and no step deepens that."""
    for before, event, state, day in told(story):
        nothing = Money.zero(state.currency)
        if not isinstance(event, MarginTakenBack):
            assert state.margin_held >= min(before.margin_held, nothing)
        if not isinstance(event, fact.GuaranteeRestored | MarginTakenBack):
            assert state.margin_free(day) >= min(before.margin_free(day), nothing)


@for_any(stories)
def test_no_more_is_set_aside_than_the_bank_has_and_a_shortfall_is_always_said(
    story: list[tuple[int, GuaranteeCommand]],
) -> None:
    for state, day in decided(story):
        nothing = Money.zero(state.currency)
        assert state.margin - state.margin_held <= max(state.margin, nothing)
        assert state.short == state.margin_missing(day)


@for_any(stories)
def test_what_is_paid_was_called_and_what_is_called_was_guaranteed(
    story: list[tuple[int, GuaranteeCommand]],
) -> None:
    for before, event, state, _ in told(story):
        if isinstance(event, fact.GuaranteeCalled):
            unclaimed = before.debts[event.financing].claimed.total
            assert event.amount <= before.utilised(event.financing) - unclaimed
            assert event.from_margin + event.of_guarantor == event.amount
        for financing, debt in state.debts.items():
            assert debt.paid + debt.claimed.total <= debt.called
            assert debt.paid + state.utilised(financing) <= debt.bound
            assert debt.claimed.total <= state.utilised(financing)


def used_more(before: Guarantee, event: GuaranteeEvent) -> int:
    match event:
        case fact.GuaranteeUtilised() | fact.GuaranteeRestored():
            return event.amount.minor
        case HonourReversed():
            return event.again.minor
        case fact.DebtChanged():
            return event.utilised_more.minor
        case _:
            return -used_less(before, event)


def used_less(before: Guarantee, event: GuaranteeEvent) -> int:
    match event:
        case fact.GuaranteeDropped():
            return before.utilised(event.financing).minor
        case fact.CallHonoured(freed=Money() as freed):
            return freed.minor
        case fact.GuaranteeReleased() | fact.GuaranteeLapsed() | fact.MarginApplied():
            return event.amount.minor
        case _:
            return 0


@for_any(stories)
def test_what_was_utilised_is_freed_exactly_once(
    story: list[tuple[int, GuaranteeCommand]],
) -> None:
    """Utilised and used again, less freed in every way there is, is what is still used."""
    left: Counter[FinancingId] = Counter()
    for before, event, state, _ in told(story):
        if isinstance(event, OnDebt):
            left[event.financing] += used_more(before, event)
        for financing, minor in left.items():
            assert minor >= 0
            assert state.utilised(financing).minor == minor


@for_any(stories)
def test_what_is_known_at_a_lapse_is_free_and_stays_free(
    story: list[tuple[int, GuaranteeCommand]],
) -> None:
    lapsed = set[FinancingId]()
    for _, event, state, _ in told(story):
        if isinstance(event, fact.GuaranteeLapsed):
            assert event.financing not in lapsed
            lapsed.add(event.financing)
        for financing in lapsed & state.debts.keys():
            assert state.utilised(financing) == state.debts[financing].claimed.total
