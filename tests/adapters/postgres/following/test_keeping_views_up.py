"""Followers go on by themselves after any interruption, and stop for good only at a bad event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import create_engine, text

from adapters.postgres.following.duty import State
from adapters.postgres.following.keeper import Keeper
from adapters.postgres.following.nudge import Nudge
from adapters.postgres.following.supervisor import Status, Supervisor
from adapters.postgres.following.view_reader import ViewReader
from application.shared.ports import Unavailable
from application.shared.projection import Follower, Recorded
from tests.adapters.postgres.following.scenes import (
    COUNTING,
    LINES,
    SUMS,
    Counted,
    House,
    Sum,
    counted,
    fold_sum,
    house,
    until,
)
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

TERMINATE = text(
    """SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""
)

UNKNOWN = text(
    """INSERT INTO anchorline.event (position, stream, version, topic, body)
    VALUES (pg_current_xact_id()::text::bigint << 20, 'north/tally/x', 1, 'tally.melted@1', '{}')"""
)


@pytest.fixture
def supervisor(counting_house: House) -> Iterator[Supervisor]:
    with supervised(counting_house, COUNTING) as running:
        yield running


def supervised(of: House, follower: Follower) -> Supervisor:
    return Supervisor(of.engine, [of.keeper(follower)], Nudge())


def status(supervisor: Supervisor) -> Status:
    (found,) = supervisor.status()
    return found


def test_what_is_recorded_is_soon_seen(counting_house: House, supervisor: Supervisor) -> None:
    views = ViewReader(counting_house.engine, [COUNTING])
    views.wait_for(counting_house.record(counted("crates", 3)))

    row = views.get(LINES, "north/crates")
    assert row is not None
    assert row.total == 3
    until(lambda: status(supervisor).state is State.FOLLOWING)
    assert status(supervisor).events_behind == 0
    assert status(supervisor).sound


def test_a_killed_connection_is_made_again_and_the_views_catch_up(
    counting_house: House, supervisor: Supervisor, database: Database
) -> None:
    views = ViewReader(counting_house.engine, [COUNTING], patience=15)
    views.wait_for(counting_house.record(counted("crates", 3)))
    superuser = create_engine(database.superuser_url)
    for _ in range(3):
        with superuser.connect() as connection:
            assert connection.execute(TERMINATE).scalar_one() >= 1
        position = counting_house.record(counted("crates", 1))
    superuser.dispose()

    until(lambda: (status(supervisor).position or 0) >= position)
    assert views.get(SUMS, "north") == Sum("north", 6)


def test_while_the_server_is_away_it_says_so_and_keeps_trying(database: Database) -> None:
    with (
        house(database.url.replace("port=5432", "port=5999")) as away,
        supervised(away, COUNTING) as running,
    ):
        until(lambda: status(running).state is State.RECONNECTING)
        found = status(running)
        assert not found.sound
        assert found.events_behind is None
        assert "OperationalError" in (found.error or "")


def test_stopped_in_the_middle_it_goes_on_where_it_was(counting_house: House) -> None:
    for number in range(60):
        counting_house.record(counted(f"thing-{number % 7}"))
    for _ in range(4):
        keeper = counting_house.keeper(limit=5)
        running = Supervisor(counting_house.engine, [keeper], Nudge())
        running.start()
        until(partial(_began, keeper))
        running.stop()
        assert status(running).state is State.STOPPED

    counting_house.kept()
    assert counting_house.rows()["sums"]["north"] == '{"owner":"north","counted":60}'


def test_an_unknown_event_halts_before_it_and_is_reported(
    counting_house: House, supervisor: Supervisor
) -> None:
    counting_house.record(counted("crates", 3))
    before = counting_house.record(counted("crates", 4))
    ViewReader(counting_house.engine, [COUNTING]).wait_for(before)
    with counting_house.engine.connect() as connection:
        connection.execute(UNKNOWN)
    counting_house.record(counted("crates", 5))

    until(lambda: status(supervisor).state is State.HALTED)
    found = status(supervisor)
    assert not found.sound
    assert found.position == before
    assert found.events_behind == 2
    assert found.seconds_behind is not None
    assert "tally.melted@1" in (found.error or "")
    assert '"total":7' in counting_house.rows()["lines"]["north/crates"]


def test_a_fold_that_fails_halts_before_its_transaction(counting_house: House) -> None:
    fussy = replace(COUNTING, projections=(LINES, replace(SUMS, fold=_only_small)))
    with supervised(counting_house, fussy) as running:
        before = counting_house.record(counted("crates", 3))
        ViewReader(counting_house.engine, [COUNTING]).wait_for(before)
        counting_house.record(counted("drums", 1), counted("crates", 40))
        counting_house.record(counted("crates", 2))

        until(lambda: status(running).state is State.HALTED)
        assert status(running).position == before
        assert "sums cannot fold Counted" in (status(running).error or "")

    rows = counting_house.rows()
    assert '"total":3' in rows["lines"]["north/crates"]
    assert "north/drums" not in rows["lines"]


def test_a_nudge_wakes_whoever_rests(counting_house: House) -> None:
    nudge, drowsy = Nudge(), Drowsy()
    with Supervisor(counting_house.engine, [drowsy], nudge):
        until(lambda: drowsy.turns == 1)
        nudge()
        until(lambda: drowsy.turns == 2)


def test_a_store_that_is_away_for_a_moment_is_asked_again(counting_house: House) -> None:
    unlucky = Unlucky()
    with Supervisor(counting_house.engine, [unlucky], Nudge()) as running:
        until(lambda: unlucky.turns > 3)
        until(lambda: status(running).state is State.FOLLOWING)


class Unlucky:
    """The store is away the first times, and what it holds breaks when it is given back."""

    name = "unlucky"
    state = State.FOLLOWING
    position: int | None = None
    turns = 0

    def turn(self) -> float:
        self.turns += 1
        if self.turns <= 3:
            raise Unavailable("no room in the pool")
        return 0.01

    def rest(self) -> None:
        raise OSError("broken pipe")


class Drowsy:
    """Works for a moment, then rests for a minute."""

    name = "drowsy"
    state = State.FOLLOWING
    position: int | None = None
    turns = 0

    def turn(self) -> float:
        self.turns += 1
        return 60

    def rest(self) -> None:
        """It holds nothing."""


def _only_small(row: Sum | None, key: str, recorded: Recorded) -> Sum:
    if isinstance(recorded.event, Counted) and recorded.event.more > 30:
        raise ValueError("too many")
    return fold_sum(row, key, recorded)


def _began(keeper: Keeper) -> bool:
    return bool(keeper.position)


def test_a_batch_that_takes_long_is_not_cut_off_at_the_limits_of_a_command(
    counting_house: House,
) -> None:
    counting_house.record(counted("crates"))
    with counting_house.reader() as reader:
        limits = reader.connection.execute(
            text("SELECT current_setting('statement_timeout'), current_setting('lock_timeout')")
        )
        assert limits.one() == ("1min", "1min")
