"""What comes out of an asset is financed in its place, never beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.lien import commands as ask
from domain.lien import refusals as no
from domain.lien.commands import LienCommand
from domain.shared.ids import AssetId
from tests.domain.lien.scenes import (
    CONTEXT,
    IN_AN_HOUR,
    INVOICE,
    ORDER,
    OTHER,
    at,
    became,
    came_from,
    consumed,
    encumbered,
    given,
    released,
    reserved,
    restored,
)


def origin(of: AssetId = ORDER) -> ask.RecordOrigin:
    return ask.RecordOrigin(asset=INVOICE, origin=of, act="invoiced")


def outcome(of: AssetId = ORDER) -> ask.RecordOutcome:
    return ask.RecordOutcome(asset=INVOICE, outcome=of, act="invoiced")


CONSUME = ask.Consume(asset=INVOICE, outcome=ORDER, act="assignment 4")
RESTORE = ask.Restore(asset=INVOICE, outcome=ORDER, act="repayment 5")


def test_an_asset_comes_out_of_others() -> None:
    given().when(origin(), CONTEXT).then(came_from())
    given(came_from()).when(origin(OTHER), CONTEXT).then(came_from(OTHER))
    given().when(outcome(), CONTEXT).then(became())
    assert given(came_from(), came_from(OTHER)).state.origins == {ORDER, OTHER}
    assert given(became()).state.outcomes == {ORDER}


def test_saying_it_again_changes_nothing() -> None:
    given(came_from()).when(origin(), CONTEXT).then()
    given(became()).when(outcome(), CONTEXT).then()
    given(consumed()).when(CONSUME, CONTEXT).then()
    given().when(RESTORE, CONTEXT).then()


def test_nothing_comes_out_of_itself() -> None:
    circular = no.CircularOrigin(INVOICE, INVOICE)

    given().when(origin(INVOICE), CONTEXT).then_refused(circular)
    given().when(outcome(INVOICE), CONTEXT).then_refused(circular)


def test_nothing_comes_out_of_what_came_out_of_it() -> None:
    given(became()).when(origin(), CONTEXT).then_refused(no.CircularOrigin(INVOICE, ORDER))
    given(came_from()).when(outcome(), CONTEXT).then_refused(no.CircularOrigin(ORDER, INVOICE))


def test_a_free_asset_is_consumed_and_given_back() -> None:
    given().when(CONSUME, CONTEXT).then(consumed())
    given(consumed()).when(RESTORE, CONTEXT).then(restored())


def test_an_asset_under_a_lien_of_its_own_is_taken_out_first() -> None:
    taken = no.Encumbered(INVOICE)

    given(encumbered()).when(CONSUME, CONTEXT).then_refused(taken)
    given(reserved()).when(CONSUME, CONTEXT).then_refused(taken)
    given(reserved()).when(CONSUME, at(IN_AN_HOUR)).then(replace(consumed(), at=IN_AN_HOUR))
    given(encumbered(), released()).when(CONSUME, CONTEXT).then(consumed())


@pytest.mark.parametrize("command", [origin(), outcome()])
def test_liens_do_not_stand_in_the_way_of_the_record(command: LienCommand) -> None:
    assert given(encumbered()).when(command, CONTEXT).events()
