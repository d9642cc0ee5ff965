"""A view is read by key or a page at a time, within one scope, and never older than asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from threading import Timer
from time import monotonic
from typing import Any, cast

import pytest

from adapters.postgres.following.view_reader import ViewReader
from application.shared.views import NeverWritten, NotYet, Page
from tests.adapters.postgres.following.scenes import (
    COUNTING,
    LINES,
    SUMS,
    House,
    Line,
    counted,
)

pytestmark = pytest.mark.postgres


@pytest.fixture
def views(counting_house: House) -> ViewReader:
    """North has a..g counted 1..7, then ten of ten; south has one of its own."""
    for number, thing in enumerate("abcdefg", start=1):
        counting_house.record(counted(thing, number))
    for number in range(10):
        counting_house.record(counted(f"ten-{number}", 10))
    counting_house.record(counted("a", 5, owner="south"))
    counting_house.kept()
    return ViewReader(counting_house.engine, [COUNTING], patience=0.3)


def things(rows: list[tuple[str, Line]]) -> list[str]:
    return [row.thing for _, row in rows]


def test_a_row_is_got_by_its_key(views: ViewReader) -> None:
    assert views.get(LINES, "north/c") == Line("north", "c", 3, 1)
    assert views.get(LINES, "north/zinc") is None


def test_pages_follow_one_another_without_gap_or_repetition(views: ViewReader) -> None:
    seen: list[str] = []
    after: tuple[str, str] | None = None
    while True:
        page: Page[Line] = views.page(LINES, "north", after=after, limit=4)
        seen += things(list(page.rows))
        after = page.after
        if after is None:
            break
        assert len(page.rows) == 4

    assert seen == [*"abcdefg", *(f"ten-{number}" for number in range(10))]


def test_a_page_that_ends_exactly_at_the_end_says_so(views: ViewReader) -> None:
    assert views.page(LINES, "north", limit=17).after is None
    assert views.page(LINES, "north", limit=16).after == ("000010", "north/ten-8")


def test_a_facet_is_a_heading_to_filter_by(views: ViewReader) -> None:
    assert len(views.all(LINES, "north", facet="many")) == 10
    page = views.page(LINES, "north", facet="few", after=("000002", "north/b"), limit=2)
    assert things(list(page.rows)) == ["c", "d"]
    assert views.all(LINES, "north", facet="none such") == []


def test_another_scope_sees_only_its_own(views: ViewReader) -> None:
    assert things(views.all(LINES, "south")) == ["a"]
    assert views.all(LINES, "west") == []
    assert len(views.all(LINES, "north")) == 17


def test_a_view_that_is_not_built_is_not_taken_for_an_empty_one(counting_house: House) -> None:
    position = counting_house.record(counted("early"))
    views = ViewReader(counting_house.engine, [COUNTING], patience=0)
    for read in (
        lambda: views.get(LINES, "north/a"),
        lambda: views.all(LINES, "north"),
        lambda: views.wait_for(position),
    ):
        with pytest.raises(NotYet):
            read()


def test_rows_of_another_programs_shape_are_not_misread(views: ViewReader) -> None:
    @dataclass(frozen=True, slots=True)
    class Other:
        weight: int

    shaped: Any = replace(SUMS, row=cast("Any", Other))
    with pytest.raises(NotYet):
        views.get(shaped, "north")


def test_waiting_returns_once_the_views_have_passed(
    views: ViewReader, counting_house: House
) -> None:
    position = counting_house.record(counted("late"))
    timer = Timer(0.1, counting_house.kept)
    timer.start()
    views.wait_for(position)
    timer.join()
    assert views.get(LINES, "north/late") is not None


def test_nobody_waits_for_what_was_never_written(views: ViewReader, counting_house: House) -> None:
    position = counting_house.record(counted("last"))
    with pytest.raises(NeverWritten):
        views.wait_for(position + 1)


def test_waiting_has_a_limit(views: ViewReader, counting_house: House) -> None:
    position = counting_house.record(counted("late"))
    began = monotonic()
    with pytest.raises(NotYet):
        views.wait_for(position)
    assert 0.3 <= monotonic() - began < 3


def test_nothing_to_wait_for_is_no_waiting(counting_house: House) -> None:
    ViewReader(counting_house.engine, [COUNTING]).wait_for(0)


def test_waiting_wakes_the_followers_of_this_process(
    views: ViewReader, counting_house: House
) -> None:
    position = counting_house.record(counted("late"))
    nudged = ViewReader(counting_house.engine, [COUNTING], nudge=counting_house.kept)
    nudged.wait_for(position)
    assert views.get(LINES, "north/late") is not None
