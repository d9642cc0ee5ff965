"""A lender's accounts and groups are listed with where each limit stands."""

from __future__ import annotations

from application.shared.projection import Recorded
from application.views.lender_limits import LENDER_LIMITS, LimitRow, LimitStatus
from domain.lender_limit import commands as ask
from domain.lender_limit.events import LimitEvent
from tests.domain.lender_limit.scenes import (
    ANCHOR,
    BANK,
    CONTEXT,
    DECLARE,
    GROUP,
    agreed,
    blocked,
    given,
    proposed,
    terms,
    utilised,
)

APPROVE = ask.ApproveLimit(proposal=1)


def folded(*events: LimitEvent) -> dict[str, LimitRow]:
    rows: dict[str, LimitRow] = {}
    for version, event in enumerate(events, start=1):
        recorded = Recorded(version, "any", version, event)
        for key in LENDER_LIMITS.keys(recorded):
            row = LENDER_LIMITS.fold(rows.get(key), key, recorded)
            assert row is not None
            rows[key] = row
    return rows


def status(*events: LimitEvent) -> LimitStatus:
    (row,) = folded(*events).values()
    return row.status


def test_a_party_is_listed_from_the_first_thing_that_is_said_of_it() -> None:
    (row,) = folded(blocked("700.00")).values()

    assert (row.lender, row.of) == (BANK, ANCHOR)
    assert status(blocked("700.00")) is LimitStatus.NONE
    assert status(blocked("700.00"), proposed()) is LimitStatus.PROPOSED
    assert status(blocked("700.00"), proposed(), agreed()) is LimitStatus.SET


def test_what_goes_beyond_its_limit_stands_first() -> None:
    used = (blocked("700.00"), utilised("700.00"), proposed(terms("500.00")))
    exceeded = given(*used).when(APPROVE, CONTEXT).events()

    assert status(*used, *exceeded) is LimitStatus.EXCEEDED


def test_a_group_is_listed_beside_its_members() -> None:
    declared = given().when(DECLARE, CONTEXT).events()

    rows = folded(blocked("700.00"), *declared)

    assert set(rows) == {f"{BANK}|party|{ANCHOR}", f"{BANK}|group|{GROUP}"}
    assert LENDER_LIMITS.place("any", rows[f"{BANK}|group|{GROUP}"]).sort == GROUP
