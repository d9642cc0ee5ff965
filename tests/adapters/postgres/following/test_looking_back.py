"""Any view as of any position, and any clock time as one position, for ever."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from adapters.postgres.following.as_of import AsOf, fold_at
from adapters.postgres.following.connections import transaction
from adapters.postgres.following.known_at import KnownAtRecorder, known_at
from adapters.postgres.following.view_reader import ViewReader
from application.shared.views import NotYetPast
from tests.adapters.postgres.following.scenes import (
    CODEC,
    COUNTING,
    LINES,
    SUMS,
    House,
    Line,
    Sum,
    cleared,
    counted,
)

COUNTED_LATE = text(
    """INSERT INTO anchorline.event (position, stream, version, topic, body)
    SELECT pg_current_xact_id()::text::bigint << 20, 'north/tally/late', 1, topic, body
    FROM anchorline.event"""
)

pytestmark = pytest.mark.postgres


def as_of(house: House, position: int) -> AsOf:
    return fold_at(house.engine, CODEC, COUNTING.projections, position)


def clock(house: House) -> datetime:
    with house.engine.connect() as connection:
        found: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
    return found


def test_a_view_is_seen_as_it_stood(counting_house: House) -> None:
    first = counting_house.record(counted("crates", 3))
    second = counting_house.record(counted("crates", 4), counted("drums", 1))
    counting_house.record(cleared("crates"))

    assert as_of(counting_house, 0).get(LINES, "north/crates") is None
    assert as_of(counting_house, first).get(LINES, "north/crates") == Line("north", "crates", 3, 1)
    then = as_of(counting_house, second)
    assert then.all(LINES, "north") == [
        ("north/drums", Line("north", "drums", 1, 1)),
        ("north/crates", Line("north", "crates", 7, 2)),
    ]
    assert then.get(SUMS, "north") == Sum("north", 8)


def test_as_of_the_last_event_it_is_the_live_view(counting_house: House) -> None:
    for number in range(30):
        counting_house.record(counted(f"thing-{number % 12}", number))
    last = counting_house.record(counted("last"))
    counting_house.kept()
    live = ViewReader(counting_house.engine, [COUNTING])
    then = as_of(counting_house, last)
    then.wait_for(last)

    assert then.all(LINES, "north") == live.all(LINES, "north")
    for facet in ("few", "many", None):
        first = live.page(LINES, "north", facet=facet, limit=3)
        assert then.page(LINES, "north", facet=facet, limit=3) == first
        after = first.after
        assert then.page(LINES, "north", facet=facet, after=after, limit=3) == live.page(
            LINES, "north", facet=facet, after=after, limit=3
        )


def test_a_clock_time_has_one_answer_for_ever(counting_house: House) -> None:
    before = clock(counting_house)
    first = counting_house.record(counted("crates"))
    KnownAtRecorder(counting_house.engine).turn()
    between = clock(counting_house)
    assert known_at(counting_house.engine, between) == first

    second = counting_house.record(counted("crates"))
    KnownAtRecorder(counting_house.engine).turn()
    assert known_at(counting_house.engine, between) == first
    assert known_at(counting_house.engine, clock(counting_house)) == second
    assert known_at(counting_house.engine, before) == 0


def test_asking_is_itself_enough_to_fix_the_answer(counting_house: House) -> None:
    counting_house.record(counted("crates"))
    now = clock(counting_house)
    answer = known_at(counting_house.engine, now)
    counting_house.record(counted("crates"))
    KnownAtRecorder(counting_house.engine).turn()
    assert known_at(counting_house.engine, now) == answer


def test_the_future_is_not_known(counting_house: House) -> None:
    with pytest.raises(NotYetPast):
        known_at(counting_house.engine, datetime(2999, 1, 1, tzinfo=UTC))


def test_where_nothing_happens_nothing_is_written_down(counting_house: House) -> None:
    recorder = KnownAtRecorder(counting_house.engine)
    counting_house.record(counted("crates"))
    for _ in range(5):
        recorder.turn()
    with counting_house.engine.connect() as connection:
        count = connection.execute(text("SELECT count(*) FROM anchorline.safe_position"))
        assert count.scalar_one() == 1


def test_what_was_not_yet_committed_was_not_known(counting_house: House) -> None:
    """Nor anything after it in the log, whatever its own time stamp says."""
    first = counting_house.record(counted("crates"))
    with transaction(counting_house.engine) as late:
        late.execute(COUNTED_LATE)
        counting_house.record(counted("drums"))
        then = clock(counting_house)
        assert known_at(counting_house.engine, then) == first
    assert known_at(counting_house.engine, then) == first
    assert known_at(counting_house.engine, clock(counting_house)) > first
