"""A decision never rests on what changes under it, and nobody waits in a circle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event
from time import sleep

import pytest
from sqlalchemy import Engine, text

from adapters.postgres.store import PostgresStore
from application.shared.carry_out import Desk
from application.shared.ports import Answer, Outcome, UnitOfWork
from domain.shared.event import Context
from domain.shared.refusal import BrokenPromise, Refused
from tests.conftest import Rounds
from tests.support.crowd import all_at_once
from tests.support.purse import (
    KEY,
    NOON,
    ROOM,
    Held,
    PurseSealed,
    PutIn,
    Seal,
    Stopped,
    TakeOut,
    ask,
    asking,
    held,
    purse,
    request,
)

pytestmark = pytest.mark.postgres

STANDING = purse(900)
"""Stands for the standing of a supplier: whoever takes out relies on its not being sealed."""

WAIT_SECONDS = 0.3
"""Long enough for someone who is not kept waiting to be done."""


def test_a_supplier_suspended_while_its_draw_is_decided(store: PostgresStore) -> None:
    """The draw has looked at the standing when the suspension arrives: one of the two orders.

    Seen to fail without the shared lock: the suspension is on record first, and the
    draw is accepted after it.
    """
    ask(store, "in", PutIn(100))
    looked, suspended = Event(), Event()

    def draw(work: UnitOfWork, context: Context) -> Held:
        held = relying_on_standing(work, context)
        looked.set()
        suspended.wait(WAIT_SECONDS)
        return held

    def suspend() -> Answer:
        looked.wait()
        answer = ask(store, "suspend", Seal(), STANDING)
        suspended.set()
        return answer

    with ThreadPoolExecutor() as crowd:
        suspending = crowd.submit(suspend)
        drawn = Desk(store, Stopped()).carry_out(request("draw"), draw)
        suspension = suspending.result()

    assert drawn.outcome is Outcome.ACCEPTED
    assert drawn.position < suspension.position


def test_a_suspension_and_a_draw_at_once_have_an_order(
    store: PostgresStore, rounds: Rounds
) -> None:
    """A draw after the suspension is refused, one before it is not undone."""
    desk = Desk(store, Stopped())
    for number in range(rounds(30, 1000)):
        standing, stream = purse(1000 + number), purse(number)
        ask(store, f"in-{number}", PutIn(100), stream)

        acts: list[Callable[[], Answer]] = [
            partial(desk.carry_out, request(f"draw-{number}"), drawing(stream, standing)),
            partial(ask, store, f"suspend-{number}", Seal(), standing),
        ]

        drawn, suspension = all_at_once(lambda act: act(), acts)

        if drawn.outcome is Outcome.ACCEPTED:
            assert drawn.position < suspension.position
        else:
            assert held(store, stream) == 100


def test_deals_over_the_same_streams_in_opposite_order_never_deadlock(
    store: PostgresStore, engine: Engine, rounds: Rounds
) -> None:
    """Two deals over a hundred streams; nobody tries again here, so a deadlock would be raised.

    Someone holds the stream in the middle until both wait. Seen to fail without
    sorting the locks: each has what the other needs next, and the server ends one.
    """
    streams = [purse(number) for number in range(100)]
    deals = rounds(5, 100)

    for number in range(deals):
        with ThreadPoolExecutor() as crowd:
            with store.attempt(request(f"middle-{number}")) as middle:
                middle.lock(change=[streams[50]])
                one = crowd.submit(deal, store, f"one-{number}", streams)
                other = crowd.submit(deal, store, f"other-{number}", streams[::-1])
                wait_for_waiting(engine, 2)
            one.result()
            other.result()

    assert held(store, streams[0]) == held(store, streams[-1]) == 2 * deals


def test_what_is_changed_and_relied_on_is_locked_for_change(store: PostgresStore) -> None:
    """Two who change it would otherwise both get it shared."""

    def use_case(work: UnitOfWork, context: Context) -> Held:
        work.lock(change=[purse()], rely_on=[purse()])
        return asking(purse(), PutIn(1), locked=False)(work, context)

    def act(number: int) -> None:
        with store.attempt(request(f"in-{number}")) as attempt:
            attempt.accept(use_case(attempt, Context(NOON, KEY)))

    all_at_once(act, range(6))

    assert held(store) == 6


def test_streams_are_locked_once_and_before_anything_is_recorded(store: PostgresStore) -> None:
    with store.attempt(request("a")) as attempt:
        attempt.lock(change=[purse()])
        with pytest.raises(BrokenPromise):
            attempt.lock(change=[purse(2)])
    with store.attempt(request("b")) as attempt:
        attempt.handle(ROOM, purse(), PutIn(1), Context(NOON, KEY))
        with pytest.raises(BrokenPromise):
            attempt.lock(change=[purse()])


def test_what_was_read_before_the_lock_is_read_again_under_it(store: PostgresStore) -> None:
    with store.attempt(request("a")) as attempt:
        before = attempt.load(ROOM, purse())
        ask(store, "in", PutIn(100))
        attempt.lock(change=[purse()])

        assert before.version == 0
        assert attempt.load(ROOM, purse()).version == 1


def deal(store: PostgresStore, id_: str, streams: Sequence[str]) -> None:
    """Something happens to all of `streams`, once and without trying again."""
    with store.attempt(request(id_)) as attempt:
        attempt.lock(change=streams)
        for stream in streams:
            attempt.handle(ROOM, stream, PutIn(1), Context(NOON, KEY))
        attempt.accept(None)


def wait_for_waiting(engine: Engine, count: int) -> None:
    """Until so many wait for a lock."""
    asked = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
    for _ in range(200):
        with engine.connect() as connection:
            if connection.execute(asked).scalar_one() == count:
                return
        sleep(0.01)
    pytest.fail(f"{count} never waited")


def relying_on_standing(work: UnitOfWork, context: Context) -> Held:
    return drawing(purse(), STANDING)(work, context)


def drawing(stream: str, standing: str) -> Callable[[UnitOfWork, Context], Held]:
    """Take 60 out, relying on the standing."""

    def use_case(work: UnitOfWork, context: Context) -> Held:
        work.lock(change=[stream], rely_on=[standing])
        if work.load(ROOM, standing).state.sealed:
            raise Refused(PurseSealed())
        return asking(stream, TakeOut(60), locked=False)(work, context)

    return use_case
