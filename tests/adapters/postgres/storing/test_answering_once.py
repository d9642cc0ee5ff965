"""A request has one effect and one answer, however often and by however many it is sent."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text

from adapters.postgres.store import PostgresStore
from application.shared.carry_out import Desk
from application.shared.ports import Answer, Outcome, Request, RequestReused, UnitOfWork
from domain.shared.event import Context
from domain.shared.ids import PartyId
from tests.support.crowd import all_at_once
from tests.support.purse import KEY, PutIn, Stopped, TakeOut, ask, asking, held, purse, request

pytestmark = pytest.mark.postgres


def test_fifty_at_once_have_one_effect_and_one_answer(store: PostgresStore) -> None:
    """Seen to fail without the lock on the request: several are decided, to be thrown away."""
    decided = []

    def use_case(work: UnitOfWork, context: Context) -> object:
        decided.append(work)
        return asking(purse(), PutIn(100), locked=False)(work, context)

    desk = Desk(store, Stopped())
    answers = all_at_once(lambda _: desk.carry_out(request("in"), use_case), range(50))

    assert len(decided) == 1
    assert {(it.outcome, it.body, it.position) for it in answers} == {
        (Outcome.ACCEPTED, b'{"minor":100,"version":1}', answers[0].position)
    }
    assert sum(not it.replayed for it in answers) == 1
    assert held(store) == 100


def test_the_same_request_with_other_content_is_refused(store: PostgresStore) -> None:
    """Seen to fail without comparing fingerprints: the answer to another question is given."""
    ask(store, "in", PutIn(100))

    with pytest.raises(RequestReused):
        ask(store, "in", PutIn(101))
    with pytest.raises(RequestReused):
        Desk(store, Stopped()).carry_out(
            request("in", PutIn(100), name="another"), asking(purse(), PutIn(100))
        )

    assert held(store) == 100


def test_two_parties_may_choose_the_same_request_id(store: PostgresStore) -> None:
    theirs = Request(party=PartyId("owner-2"), by=KEY, id="in", name="purse", content=PutIn(1))

    ask(store, "in", PutIn(100))
    answer = Desk(store, Stopped()).carry_out(theirs, asking(purse(2), PutIn(1)))

    assert not answer.replayed


def test_a_refusal_is_an_answer_too(store: PostgresStore) -> None:
    """It stays refused, whatever has become possible since."""
    first = ask(store, "out", TakeOut(60))
    ask(store, "in", PutIn(100))

    again = ask(store, "out", TakeOut(60))

    assert first == Answer(
        Outcome.REFUSED,
        b'{"code":"purse.not_enough","facts":{"asked":{"minor":60,"currency":"CNY"},'
        b'"held":{"minor":0,"currency":"CNY"}},"kind":"conflict"}',
        position=0,
    )
    assert again == Answer(first.outcome, first.body, first.position, replayed=True)
    assert held(store) == 100


def test_every_replay_is_a_write(store: PostgresStore, engine: Engine) -> None:
    """So that it too waits for a standby; seen to fail with a plain look-up."""
    for _ in range(3):
        ask(store, "in", PutIn(100))

    with engine.connect() as connection:
        replays = connection.execute(text("SELECT replays FROM anchorline.command")).scalar_one()
    assert replays == 2


def test_an_answer_names_the_position_of_its_last_event(
    store: PostgresStore, engine: Engine
) -> None:
    answer = ask(store, "in", PutIn(100))

    with engine.connect() as connection:
        last = connection.execute(text("SELECT max(position) FROM anchorline.event")).scalar_one()
    assert answer.position == last
