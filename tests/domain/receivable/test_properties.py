"""What no sequence of requests may break, whatever is asked of a claim in whatever order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from domain.receivable import commands as ask
from domain.receivable import events as fact
from domain.receivable.commands import ReceivableCommand
from domain.receivable.decide import RECEIVABLE
from domain.receivable.events import ReceivableEvent
from domain.receivable.invoice import Basis, CreditReason, EndOfRegistration, Trait
from domain.receivable.state import NoReceivable, Receivable, ReceivableState, claim_of, status_of
from domain.shared.currency import Currency
from domain.shared.ids import CollectionId
from domain.shared.money import Money
from domain.shared.refusal import Refused
from tests.domain.receivable.scenes import (
    ANCHOR,
    BANK,
    CII,
    CLAIM,
    CONTEXT,
    LATER,
    NOON,
    SPRING,
    TODAY,
    UBL,
    collect,
    confirm,
    credit,
    register,
)

amounts = st.integers(-1, 130_000).map(lambda minor: Money(minor, Currency.CNY))
parties = st.sampled_from([ANCHOR, SPRING])
collections = st.sampled_from(["col-1", "col-2", "col-3"])
reasons = st.sampled_from(CreditReason)


def one(
    kind: Callable[..., ReceivableCommand], **fields: st.SearchStrategy[object]
) -> st.SearchStrategy[ReceivableCommand]:
    return st.builds(kind, seller=st.just(SPRING), receivable=st.just(CLAIM), **fields)


requests: st.SearchStrategy[ReceivableCommand] = st.one_of(
    st.builds(register, document=st.sampled_from([UBL, CII])),
    st.builds(confirm, st.none() | amounts),
    st.builds(
        credit,
        amounts,
        number=st.sampled_from(["CN-1", "CN-2"]),
        reason=reasons,
        consent=st.booleans(),
    ),
    st.builds(collect, amounts, collection=collections),
    one(ask.AskConfirmation, party=parties, answer_within_days=st.integers(0, 31)),
    one(ask.Reject, party=parties, reason=st.just("")),
    one(ask.Dispute, party=parties, amount=amounts, reason=reasons),
    one(
        ask.ResolveDispute,
        party=parties,
        for_seller=amounts,
        for_buyer=amounts,
        basis=st.sampled_from(Basis),
        evidence=st.just("minutes"),
        consent=st.booleans(),
    ),
    one(ask.UndoCollection, collection=collections.map(CollectionId), reason=st.just("")),
    one(ask.AcceptShortPayment, amount=amounts, reason=reasons, consent=st.booleans()),
    one(
        ask.RecordNotice,
        assignee=st.just(BANK),
        delivered_on=st.just(TODAY),
        delivered_to=st.just(""),
        channel=st.just(""),
        evidence=st.just("deed"),
    ),
    one(ask.WithdrawNotice, party=st.just(BANK), reason=st.just("")),
    one(
        ask.RecordRegistration,
        lender=st.just(BANK),
        registry_number=st.just("ZD-9"),
        registered_at=st.just(NOON.at),
        expires_on=st.just(LATER),
    ),
    one(
        ask.EndRegistration,
        registry_number=st.just("ZD-9"),
        reason=st.sampled_from(EndOfRegistration),
    ),
    one(ask.HoldBack, evidence=st.just("")),
    one(ask.LetCount, reason=st.just("")),
    one(ask.Qualify, trait=st.sampled_from(Trait), holds=st.booleans(), evidence=st.just("")),
    one(
        ask.ExtendDueDate,
        due_on=st.dates(date(2026, 5, 1), date(2026, 9, 1)),
        reason=st.just(""),
        consent=st.booleans(),
    ),
    one(ask.AttachEvidence, document=st.sampled_from([UBL, CII])),
    one(ask.Withdraw, reason=st.just("")),
)
histories = st.lists(requests, max_size=40)


def history_of(asked: list[ReceivableCommand]) -> list[ReceivableEvent]:
    """Ask for everything in turn; what is refused leaves no trace."""
    history: list[ReceivableEvent] = []
    state: ReceivableState = NoReceivable()
    for command in [register(), *asked]:
        try:
            events = RECEIVABLE.decide(state, command, CONTEXT)
        except Refused:
            continue
        history.extend(events)
        for event in events:
            state = RECEIVABLE.evolve(state, event)
    return history


def since_registered(history: list[ReceivableEvent]) -> list[ReceivableEvent]:
    """A claim that was withdrawn and registered anew begins anew."""
    begins = max(
        index for index, event in enumerate(history) if isinstance(event, fact.ReceivableRegistered)
    )
    return history[begins:]


def moved(event: ReceivableEvent) -> int:
    """By how many minor units an event brought the claim down."""
    match event:
        case fact.CreditNoteApplied() | fact.CollectionApplied() | fact.ShortPaymentAccepted():
            return event.amount.minor
        case fact.DisputeResolved():
            return event.for_buyer.minor
        case fact.CollectionUndone():
            return -event.amount.minor
        case _:
            return 0


@given(histories)
def test_no_cent_is_made_or_lost(asked: list[ReceivableCommand]) -> None:
    history = since_registered(history_of(asked))
    claim = RECEIVABLE.replay(history)

    if isinstance(claim, Receivable):
        assert claim.open.minor == 100_000 - sum(map(moved, history))


@given(histories)
def test_every_part_stays_within_what_is_open_and_that_is_never_negative(
    asked: list[ReceivableCommand],
) -> None:
    state: ReceivableState = NoReceivable()
    for event in history_of(asked):
        state = RECEIVABLE.evolve(state, event)
        if isinstance(state, Receivable):
            assert 0 <= state.open.minor <= 100_000
            for part in (state.confirmed, state.disputed, state.payable):
                assert 0 <= part.minor <= state.open.minor
            assert state.in_dispute.minor >= 0


@given(histories)
def test_every_event_says_what_is_open_after_it(asked: list[ReceivableCommand]) -> None:
    state: ReceivableState = NoReceivable()
    for event in history_of(asked):
        state = RECEIVABLE.evolve(state, event)
        assert event.open.minor == (state.open.minor if isinstance(state, Receivable) else 0)


@given(histories)
def test_settled_is_said_exactly_when_nothing_is_left(asked: list[ReceivableCommand]) -> None:
    history = history_of(asked)
    for before, event in pairwise(history):
        ended = isinstance(event, fact.ReceivableSettled)
        assert ended == (before.open.is_zero and moved(before) > 0)


@given(histories)
def test_after_notice_only_money_or_an_award_brings_it_down_without_consent(
    asked: list[ReceivableCommand],
) -> None:
    noticed = False
    for event in history_of(asked):
        match event:
            case fact.NoticeDelivered():
                noticed = True
            case fact.NoticeWithdrawn():
                noticed = False
            case fact.CreditNoteApplied() | fact.ShortPaymentAccepted() | fact.DueDateExtended():
                assert event.consent or not noticed
            case fact.ReceivableWithdrawn():
                assert not noticed
            case _:
                pass


@given(histories)
def test_whatever_happened_it_can_be_shown_and_judged(asked: list[ReceivableCommand]) -> None:
    claim = RECEIVABLE.replay(history_of(asked))

    if isinstance(claim, Receivable):
        told = claim_of(claim, BANK)
        assert told.confirmed <= told.open
        assert told.disputed <= told.open
        assert status_of(claim)
