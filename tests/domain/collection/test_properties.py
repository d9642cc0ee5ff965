"""What no sequence of matches, undoings and reversals may break."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.collection.commands import CollectionCommand, MatchEntry, ReverseEntry, UndoMatch
from domain.collection.decide import COLLECTION
from domain.collection.events import (
    Allocation,
    CollectionEvent,
    EntryMatched,
    EntryReversed,
    MatchUndone,
    Rule,
)
from domain.collection.state import Entry
from domain.shared.currency import Currency
from domain.shared.ids import ReceivableId
from domain.shared.money import Money
from domain.shared.refusal import Refused
from tests.domain.collection.scenes import CONTEXT, CREDIT, RETURNED_ON, booked

CAME = 1000_00

receivables = st.sampled_from([ReceivableId(f"rcv_{n}") for n in range(4)])
amounts = st.integers(1, 800_00).map(lambda minor: Money(minor, Currency.CNY))
allocations = st.lists(st.builds(Allocation, receivables, amounts), max_size=3).map(tuple)
matches = st.builds(MatchEntry, st.just(CREDIT), allocations, st.just(Rule.BY_PERSON))
undoings = st.builds(
    UndoMatch, st.just(CREDIT), st.lists(receivables, max_size=2).map(tuple), st.just("wrong")
)
reversals = st.builds(
    ReverseEntry,
    st.just(CREDIT),
    st.text("abc", min_size=1, max_size=3),
    amounts,
    st.just(RETURNED_ON),
    st.just(""),
    allocations,
)
requests = st.lists(matches | undoings | reversals, max_size=25)


def history_of(asked: list[CollectionCommand]) -> list[CollectionEvent]:
    """Ask for everything in turn; what is refused leaves no trace."""
    history: list[CollectionEvent] = [booked("1000.00")]
    for command in asked:
        try:
            history.extend(COLLECTION.decide(COLLECTION.replay(history), command, CONTEXT))
        except Refused:
            continue
    return history


def entry_of(history: list[CollectionEvent]) -> Entry:
    state = COLLECTION.replay(history)
    assert isinstance(state, Entry)
    return state


@given(requests)
def test_every_cent_is_somewhere_and_nowhere_twice(asked: list[CollectionCommand]) -> None:
    entry = entry_of(history_of(asked))
    allocated = sum(amount.minor for amount in entry.allocated.values())

    assert entry.taken_back.minor + allocated + entry.remainder.minor == CAME
    assert min(entry.taken_back.minor, entry.remainder.minor) >= 0
    assert all(amount.is_positive for amount in entry.allocated.values())


@given(requests)
def test_the_remainder_told_is_the_remainder_kept(asked: list[CollectionCommand]) -> None:
    history = history_of(asked)
    for place, event in enumerate(history):
        if isinstance(event, EntryMatched | MatchUndone | EntryReversed):
            assert event.remainder == entry_of(history[: place + 1]).remainder


@given(requests)
def test_events_alone_say_what_each_receivable_was_paid(asked: list[CollectionCommand]) -> None:
    history, paid = history_of(asked), Counter[ReceivableId]()
    for event in history:
        if isinstance(event, EntryMatched):
            paid.update({each.receivable_id: each.amount.minor for each in event.allocations})
        if isinstance(event, MatchUndone | EntryReversed):
            paid.subtract({each.receivable_id: each.amount.minor for each in event.undone})

    now = {receivable: amount.minor for receivable, amount in entry_of(history).allocated.items()}
    assert {receivable: minor for receivable, minor in paid.items() if minor} == now


@settings(max_examples=50)
@given(requests)
def test_reversing_what_stands_restores_every_receivable(asked: list[CollectionCommand]) -> None:
    history = history_of(asked)
    before = entry_of(history)
    if before.is_void:
        return
    rest = ReverseEntry(CREDIT, "the rest", before.standing, RETURNED_ON)

    (event,) = COLLECTION.decide(before, rest, CONTEXT)

    assert isinstance(event, EntryReversed)
    assert {each.receivable_id: each.amount for each in event.undone} == before.allocated
    assert entry_of([*history, event]).allocated == {}
    assert event.remainder.is_zero
