"""A rank is kept for a lender until money can move, and no longer than it asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.lien import commands as ask
from domain.lien import refusals as no
from domain.lien.decide import RESERVED_FOR_MAX
from tests.domain.lien.scenes import (
    CONTEXT,
    IN_AN_HOUR,
    INVOICE,
    NOON,
    OTHER,
    RIVALS,
    at,
    consumed,
    encumber,
    encumbered,
    given,
    let_go,
    lien,
    released,
    reservation_let_go,
    reserve,
    reserved,
    yuan,
)

TAKEN = no.Encumbered(INVOICE)


def test_a_reservation_is_taken_up_by_its_lender() -> None:
    given().when(reserve(), CONTEXT).then(reserved())
    given(reserved()).when(encumber(), CONTEXT).then(encumbered())
    assert given(reserved(), encumbered()).state.reservations == ()


def test_a_reservation_keeps_others_away_until_it_runs_out() -> None:
    last_moment = IN_AN_HOUR - timedelta(microseconds=1)

    for command in (encumber(RIVALS), reserve(RIVALS, until=IN_AN_HOUR + timedelta(hours=1))):
        given(reserved()).when(command, at(last_moment)).then_refused(TAKEN)
        assert given(reserved()).when(command, at(IN_AN_HOUR)).events()


def test_a_reservation_is_for_one_deal_only() -> None:
    given(reserved()).when(encumber(lien(secures="pool-2")), CONTEXT).then_refused(TAKEN)


def test_a_reservation_is_for_one_rank_only() -> None:
    second = replace(RIVALS, rank=2)

    given(reserved()).when(encumber(second), CONTEXT).then(encumbered(second))


def test_who_reserved_may_ask_for_more_time() -> None:
    later = IN_AN_HOUR + timedelta(hours=1)

    given(reserved()).when(reserve(until=later), CONTEXT).then(reserved(until=later))
    assert len(given(reserved(), reserved(until=later)).state.reservations) == 1


def test_what_is_held_or_consumed_is_not_reserved() -> None:
    for history in (encumbered(RIVALS), encumbered(), consumed()):
        given(history).when(reserve(), CONTEXT).then_refused(TAKEN)


@pytest.mark.parametrize(
    "until", [NOON.at, NOON.at - timedelta(1), NOON.at + RESERVED_FOR_MAX + timedelta(0, 0, 1)]
)
def test_a_reservation_ends_after_it_begins_and_blocks_nobody_for_ever(
    until: datetime,
) -> None:
    given().when(reserve(until=until), CONTEXT).then_refused(
        no.ReservationUnsound(until, latest=NOON.at + RESERVED_FOR_MAX)
    )


def test_the_longest_reservation_is_a_week() -> None:
    assert given().when(reserve(until=NOON.at + RESERVED_FOR_MAX), CONTEXT).events()
    assert timedelta(days=7) == RESERVED_FOR_MAX


def test_a_reservation_is_given_up_by_its_lender_once() -> None:
    not_held = no.NotHeld(INVOICE, 1)

    given(reserved()).when(let_go(), CONTEXT).then(reservation_let_go())
    given(reserved(), reservation_let_go()).when(let_go(), CONTEXT).then_refused(not_held)
    given(reserved()).when(let_go(RIVALS), CONTEXT).then_refused(not_held)
    given(reserved()).when(let_go(), at(IN_AN_HOUR)).then_refused(not_held)
    given(reserved(), reservation_let_go()).when(encumber(RIVALS), CONTEXT).then(encumbered(RIVALS))


def test_what_is_wrong_with_the_request_is_said_first() -> None:
    rank, time = lien(rank=0), NOON.at

    given(encumbered()).when(reserve(rank, until=time), CONTEXT).then_refused(no.RankUnsound(0))
    given(encumbered()).when(reserve(until=time), CONTEXT).then_refused(
        no.ReservationUnsound(time, latest=NOON.at + RESERVED_FOR_MAX)
    )


def test_an_amount_says_nothing_about_whose_reservation_it_is() -> None:
    part = lien(amount=yuan("5.00"))

    given(reserved()).when(encumber(part), CONTEXT).then(encumbered(part))


def test_a_rank_is_kept_behind_whoever_holds_it_for_one_deal() -> None:
    """Its holder stays, and whoever would follow it instead is refused."""
    behind = replace(reserve(RIVALS), follows=True)
    kept = reserved(RIVALS)

    given(encumbered()).when(reserve(RIVALS), CONTEXT).then_refused(TAKEN)
    given(encumbered()).when(behind, CONTEXT).then(kept)
    given(encumbered(), kept).when(replace(behind, secures="deal-9"), CONTEXT).then_refused(TAKEN)
    given(encumbered(), kept, released()).when(encumber(), CONTEXT).then_refused(TAKEN)
    given(encumbered(), kept, released()).when(encumber(RIVALS), CONTEXT).then(encumbered(RIVALS))


def test_what_is_kept_behind_another_consumes_nothing_meanwhile() -> None:
    came = ask.Consume(asset=INVOICE, outcome=OTHER, act="assigned")

    given(reserved(RIVALS)).when(came, CONTEXT).then_refused(TAKEN)
