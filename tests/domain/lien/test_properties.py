"""No rank is ever held twice, and what is released is free exactly once."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from domain.lien import commands as ask
from domain.lien import events as fact
from domain.lien.commands import LienCommand
from domain.lien.decide import LIEN
from domain.lien.events import Encumbrance, LienEvent, Reason
from domain.lien.state import Asset
from domain.shared.ids import AssetId, PartyId
from domain.shared.refusal import Refused
from tests.domain.lien.scenes import INVOICE, NOON, ORDER, OTHER, at

lenders = st.sampled_from([PartyId("bank"), PartyId("rival")])
deals = st.sampled_from(["pool-1", "fin-2"])
ranks = st.integers(1, 2)
hours = st.integers(0, 48)
liens = st.builds(Encumbrance, rank=ranks, lender=lenders, secures=deals)
relatives = st.sampled_from([AssetId(ORDER), AssetId(OTHER)])
here, act = st.just(INVOICE), st.just("act")

requests: st.SearchStrategy[LienCommand] = st.one_of(
    st.builds(ask.Encumber, asset=here, encumbrance=liens, act=act),
    st.builds(
        ask.Release,
        asset=here,
        rank=ranks,
        lender=lenders,
        secures=deals,
        reason=st.sampled_from(Reason),
        act=act,
    ),
    st.builds(ask.Transfer, asset=here, lender=lenders, secures=deals, successor=liens, act=act),
    st.builds(
        ask.Reserve,
        asset=here,
        rank=ranks,
        lender=lenders,
        secures=deals,
        until=hours.map(lambda hour: NOON.at + timedelta(hours=hour)),
    ),
    st.builds(ask.LetGo, asset=here, rank=ranks, lender=lenders, secures=deals),
    st.builds(ask.RecordOrigin, asset=here, origin=relatives, act=act),
    st.builds(ask.RecordOutcome, asset=here, outcome=relatives, act=act),
    st.builds(ask.Consume, asset=here, outcome=relatives, act=act),
    st.builds(ask.Restore, asset=here, outcome=relatives, act=act),
    st.builds(
        ask.SuspectDoubleFinancing,
        asset=here,
        other=relatives,
        is_outcome=st.booleans(),
        act=act,
    ),
    st.builds(
        ask.AnswerSuspicion, asset=here, lender=lenders, apart=st.booleans(), words=st.just("so")
    ),
    st.builds(
        ask.SettleSuspicion, asset=here, other=relatives, apart=st.booleans(), reason=st.just("so")
    ),
)
stories = st.lists(st.tuples(st.integers(0, 3), requests), max_size=40)
"""Each request comes some hours after the one before."""

Told = list[tuple[datetime, Asset, LienEvent]]


def told(story: list[tuple[int, LienCommand]]) -> Told:
    """Every event, when it happened, and the state it happened in."""
    happened: Told = []
    state, now = Asset(), NOON.at
    for wait, command in story:
        now += timedelta(hours=wait)
        try:
            events = LIEN.decide(state, command, at(now))
        except Refused:
            continue
        for event in events:
            happened.append((now, state, event))
            state = LIEN.evolve(state, event)
    return happened


@given(stories)
def test_no_rank_is_held_twice(story: list[tuple[int, LienCommand]]) -> None:
    for _, state, event in told(story):
        after = LIEN.evolve(state, event)
        held = Counter(lien.rank for lien in after.encumbrances)
        assert all(times == 1 for times in held.values())
        kept = Counter(reservation.rank for reservation in after.reservations)
        assert all(times == 1 for times in kept.values())


@given(stories)
def test_a_lien_is_released_exactly_once(story: list[tuple[int, LienCommand]]) -> None:
    standing: Counter[Encumbrance] = Counter()
    for _, _, event in told(story):
        match event:
            case fact.AssetEncumbered():
                standing[event.encumbrance] += 1
            case fact.AssetReleased():
                standing[event.encumbrance] -= 1
            case fact.LienTransferred():
                standing[event.predecessor] -= 1
                standing[event.successor] += 1
            case _:
                continue
        assert set(standing.values()) <= {0, 1}


@given(stories)
def test_only_what_is_free_or_ones_own_reservation_is_taken(
    story: list[tuple[int, LienCommand]],
) -> None:
    for now, state, event in told(story):
        if not isinstance(event, fact.AssetEncumbered):
            continue
        lien = event.encumbrance
        reservation = state.reserved(lien.rank, now)
        own = reservation is not None and (reservation.lender, reservation.secures) == (
            lien.lender,
            lien.secures,
        )
        assert own or state.is_free(lien.rank, now)
        assert state.held(lien.rank) is None


@given(stories)
def test_an_asset_never_bears_a_lien_beside_what_came_out_of_it(
    story: list[tuple[int, LienCommand]],
) -> None:
    for _, state, event in told(story):
        after = LIEN.evolve(state, event)
        assert not (after.encumbrances and after.consumed_by)


@given(stories)
def test_nothing_new_is_borne_while_a_suspicion_is_open(
    story: list[tuple[int, LienCommand]],
) -> None:
    for _, state, event in told(story):
        if isinstance(event, fact.AssetEncumbered | fact.AssetReserved | fact.LienTransferred):
            assert not state.suspicions


def test_every_command_is_asked_and_every_event_can_happen() -> None:
    asked = {type(command) for command in SOME_OF_EACH}
    assert asked == set(get_args(LienCommand))
    happened = {type(event) for _, _, event in told([(0, command) for command in SOME_OF_EACH])}
    assert happened == set(get_args(LienEvent))


BANK_FIRST = Encumbrance(rank=1, lender=PartyId("bank"), secures="pool-1")
RIVAL_FIRST = Encumbrance(rank=1, lender=PartyId("rival"), secures="fin-2")
SOME_OF_EACH: tuple[LienCommand, ...] = (
    ask.RecordOrigin(asset=INVOICE, origin=AssetId("ord_3"), act=""),
    ask.RecordOutcome(asset=INVOICE, outcome=AssetId("ord_4"), act=""),
    ask.Consume(asset=INVOICE, outcome=AssetId("ord_4"), act=""),
    ask.Restore(asset=INVOICE, outcome=AssetId("ord_4"), act=""),
    ask.Reserve(
        asset=INVOICE,
        rank=1,
        lender=PartyId("bank"),
        secures="pool-1",
        until=NOON.at + timedelta(hours=1),
    ),
    ask.LetGo(asset=INVOICE, rank=1, lender=PartyId("bank"), secures="pool-1"),
    ask.Encumber(asset=INVOICE, encumbrance=BANK_FIRST, act=""),
    ask.Transfer(
        asset=INVOICE, lender=PartyId("bank"), secures="pool-1", successor=RIVAL_FIRST, act=""
    ),
    ask.SuspectDoubleFinancing(asset=INVOICE, other=AssetId("ord_4"), is_outcome=True, act=""),
    ask.AnswerSuspicion(asset=INVOICE, lender=PartyId("rival"), apart=False, words=""),
    ask.SettleSuspicion(asset=INVOICE, other=AssetId("ord_4"), apart=False, reason=""),
    ask.Release(
        asset=INVOICE,
        rank=1,
        lender=PartyId("rival"),
        secures="fin-2",
        reason=Reason.TAKEN_OUT,
        act="",
    ),
)
