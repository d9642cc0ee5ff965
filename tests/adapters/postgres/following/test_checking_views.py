"""A view that is not what its events say is found out, row by row."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from adapters.postgres.following.building import NotBuilt
from adapters.postgres.following.checking import Difference, Fault, Verdict, check
from adapters.postgres.following.nudge import Nudge
from adapters.postgres.following.supervisor import Supervisor
from tests.adapters.postgres.following.scenes import (
    CODEC,
    COUNTING,
    House,
    cleared,
    counted,
)

pytestmark = pytest.mark.postgres

TAMPER = {
    "body": """UPDATE anchorline.view_row SET body = convert_to(
        replace(convert_from(body, 'UTF8'), 'crates', 'crades'), 'UTF8')
        WHERE key = 'north/crates'""",
    "place": "UPDATE anchorline.view_row SET scope = 'south' WHERE key = 'north/crates'",
    "removed": "DELETE FROM anchorline.view_row WHERE key = 'north/crates'",
    "added": """INSERT INTO anchorline.view_row
        SELECT build, 'north/zinc', scope, facet, sort, body
        FROM anchorline.view_row WHERE key = 'north/crates'""",
}

FOUND = {
    "body": Difference("north/crates", Fault.DIFFERENT),
    "place": Difference("north/crates", Fault.DIFFERENT),
    "removed": Difference("north/crates", Fault.MISSING),
    "added": Difference("north/zinc", Fault.UNEXPECTED),
}


def checked(house: House, view: str = "lines") -> Verdict:
    return check(house.engine, CODEC, COUNTING, view)


def test_a_sound_view_is_found_sound(counting_house: House) -> None:
    counting_house.record(counted("crates", 3), counted("drums"), counted("pipes"))
    last = counting_house.record(cleared("pipes"))
    counting_house.kept()

    assert checked(counting_house) == Verdict("lines", last, rows=2, differing=())
    assert checked(counting_house, "sums") == Verdict("sums", last, rows=1, differing=())


@pytest.mark.parametrize("how", sorted(TAMPER))
def test_whatever_was_tampered_with_is_named(counting_house: House, how: str) -> None:
    counting_house.record(counted("crates", 3), counted("drums"), counted("axles"))
    counting_house.kept()
    with counting_house.engine.connect() as connection:
        assert connection.execute(text(TAMPER[how])).rowcount == 1

    assert checked(counting_house).differing == (FOUND[how],)
    assert checked(counting_house, "sums").differing == ()


def test_a_view_is_checked_while_it_changes(counting_house: House) -> None:
    counting_house.record(counted("crates"))
    counting_house.kept()
    keeper = counting_house.keeper()
    with Supervisor(counting_house.engine, [keeper], Nudge()), ThreadPoolExecutor(1) as pool:
        writing = pool.submit(
            lambda: [counting_house.record(counted("crates"), counted("all")) for _ in range(100)]
        )
        verdicts = [checked(counting_house)]
        while not writing.done():
            verdicts.append(checked(counting_house))

    assert all(verdict.differing == () for verdict in verdicts)
    assert verdicts[-1].position > verdicts[0].position


def test_a_check_leaves_nothing_behind(counting_house: House) -> None:
    counting_house.record(counted("crates"))
    counting_house.kept()
    before = _rows(counting_house)
    checked(counting_house)
    assert _rows(counting_house) == before


def test_what_was_never_built_cannot_be_checked(counting_house: House) -> None:
    with pytest.raises(NotBuilt):
        checked(counting_house)


def _rows(house: House) -> tuple[int, int, int]:
    query = text(
        """SELECT (SELECT count(*) FROM anchorline.view_row),
          (SELECT count(*) FROM anchorline.view_build),
          (SELECT count(*) FROM anchorline.tracking)"""
    )
    with house.engine.connect() as connection:
        builds, rows, tracked = connection.execute(query).one()
    return builds, rows, tracked
