"""An asset is financed once: whoever comes second is refused and learns nothing more."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from domain.lien import refusals as no
from domain.lien.events import Encumbrance
from domain.shared.ids import PartyId
from tests.domain.lien.scenes import (
    BANK,
    CONTEXT,
    INVOICE,
    NOON,
    POOL,
    RIVAL,
    RIVALS,
    consumed,
    encumber,
    encumbered,
    given,
    lien,
    release,
    released,
    reserved,
    restored,
    transfer,
    transferred,
    yuan,
)

TAKEN = no.Encumbered(INVOICE)


def test_a_free_asset_is_taken() -> None:
    given().when(encumber(), CONTEXT).then(encumbered())


def test_a_part_of_it_may_be_taken() -> None:
    part = lien(amount=yuan("500.00"))

    given().when(encumber(part), CONTEXT).then(encumbered(part))


@pytest.mark.parametrize("second", [RIVALS, lien(), lien(secures="pool-2")])
def test_a_rank_is_held_once_even_by_the_same_lender(second: Encumbrance) -> None:
    given(encumbered()).when(encumber(second), CONTEXT).then_refused(TAKEN)


def test_a_lower_rank_may_stand_behind_the_first() -> None:
    second = replace(RIVALS, rank=2)

    given(encumbered()).when(encumber(second), CONTEXT).then(encumbered(second))
    given(encumbered(), encumbered(second)).when(encumber(lien(rank=2)), CONTEXT).then_refused(
        TAKEN
    )


def test_the_answer_is_the_same_whether_held_reserved_or_consumed() -> None:
    for history in (encumbered(RIVALS), reserved(RIVALS), consumed()):
        given(history).when(encumber(), CONTEXT).then_refused(TAKEN)


def test_the_answer_never_says_who_for_how_much_or_since_when() -> None:
    assert asdict(TAKEN) == {"asset": INVOICE}
    assert asdict(no.SomeEncumbered(1, 2, (INVOICE,))).keys() == {"count", "asked", "assets"}
    assert asdict(no.NotHeld(INVOICE, 1)) == {"asset": INVOICE, "rank": 1}


def test_a_released_asset_is_free_exactly_once() -> None:
    given(encumbered()).when(release(), CONTEXT).then(released())
    given(encumbered(), released()).when(release(), CONTEXT).then_refused(no.NotHeld(INVOICE, 1))
    given(encumbered(), released()).when(encumber(RIVALS), CONTEXT).then(encumbered(RIVALS))


@pytest.mark.parametrize(
    ("lender", "secures"), [(RIVAL, POOL), (BANK, "pool-2"), (RIVAL, "pool-9")]
)
def test_nobody_releases_what_another_holds(lender: PartyId, secures: str) -> None:
    given(encumbered()).when(release(lien(lender, secures)), CONTEXT).then_refused(
        no.NotHeld(INVOICE, 1)
    )


def test_what_was_never_held_is_not_released() -> None:
    given().when(release(), CONTEXT).then_refused(no.NotHeld(INVOICE, 1))
    given(encumbered()).when(release(lien(rank=2)), CONTEXT).then_refused(no.NotHeld(INVOICE, 2))


def test_releasing_one_rank_leaves_the_others() -> None:
    second = replace(RIVALS, rank=2)
    state = given(encumbered(), encumbered(second), released()).state

    assert state.encumbrances == (second,)


def test_a_take_out_puts_one_financing_in_the_place_of_another() -> None:
    given(encumbered()).when(transfer(RIVALS), CONTEXT).then(transferred(RIVALS))

    after = given(encumbered(), transferred(RIVALS))
    assert after.state.held(1) == RIVALS
    after.when(release(), CONTEXT).then_refused(no.NotHeld(INVOICE, 1))
    after.when(release(RIVALS), CONTEXT).then(released(RIVALS))
    after.when(encumber(), CONTEXT).then_refused(TAKEN)


def test_nobody_transfers_what_another_holds() -> None:
    not_held = no.NotHeld(INVOICE, 1)

    given().when(transfer(RIVALS), CONTEXT).then_refused(not_held)
    given(encumbered(RIVALS)).when(transfer(lien()), CONTEXT).then_refused(not_held)


def test_a_transfer_to_itself_is_none() -> None:
    given(encumbered()).when(transfer(lien(amount=yuan("1.00"))), CONTEXT).then_refused(
        no.NothingToTransfer(INVOICE)
    )


def test_ranks_begin_at_one_and_amounts_above_nothing() -> None:
    for unsound in (lien(rank=0), lien(rank=-1)):
        given().when(encumber(unsound), CONTEXT).then_refused(no.RankUnsound(unsound.rank))
    for amount in (yuan("0.00"), yuan("-1.00")):
        given().when(encumber(lien(amount=amount)), CONTEXT).then_refused(
            no.AmountNotPositive(amount)
        )
        given(encumbered()).when(transfer(replace(RIVALS, amount=amount)), CONTEXT).then_refused(
            no.AmountNotPositive(amount)
        )


def test_what_is_wrong_with_the_request_is_said_before_what_stands_in_its_way() -> None:
    worst = lien(rank=0, amount=yuan("0.00"))

    given(encumbered(RIVALS)).when(encumber(worst), CONTEXT).then_refused(no.RankUnsound(0))
    given(encumbered(RIVALS)).when(encumber(lien(amount=yuan("0.00"))), CONTEXT).then_refused(
        no.AmountNotPositive(yuan("0.00"))
    )
    given(encumbered(RIVALS)).when(transfer(replace(RIVALS, rank=0)), CONTEXT).then_refused(
        no.RankUnsound(0)
    )


def test_a_consumed_asset_is_free_again_when_all_that_consumed_it_is() -> None:
    both = (consumed(), consumed(INVOICE))

    given(*both, restored()).when(encumber(), CONTEXT).then_refused(TAKEN)
    given(*both, restored(), restored(INVOICE)).when(encumber(), CONTEXT).then(encumbered())


def test_an_asset_nobody_spoke_of_is_free() -> None:
    assert given().state.is_free(1, NOON.at)
    assert not given(encumbered()).state.is_free(1, NOON.at)
    assert given(encumbered()).state.is_free(2, NOON.at)
    assert not given(consumed()).state.is_free(2, NOON.at)
