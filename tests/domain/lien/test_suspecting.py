"""Where one trade was perhaps financed twice, neither asset bears more until that is settled."""

from __future__ import annotations

import pytest

from domain.lien import commands as ask
from domain.lien import refusals as no
from domain.lien.commands import LienCommand
from domain.shared.refusal import Refusal
from tests.domain.lien.scenes import (
    BANK,
    CONTEXT,
    INVOICE,
    NOON,
    ORDER,
    OTHER,
    RIVAL,
    RIVALS,
    answered,
    encumber,
    encumbered,
    given,
    lien,
    release,
    released,
    reserve,
    settled,
    suspected,
    transfer,
)

SUSPECT = ask.SuspectDoubleFinancing(asset=INVOICE, other=ORDER, is_outcome=True, act="paper 9")
ANSWER = ask.AnswerSuspicion(asset=INVOICE, lender=BANK, apart=True, words="other goods")
SETTLE = ask.SettleSuspicion(asset=INVOICE, other=ORDER, apart=True, reason="looked at both")


def test_it_names_the_lender_of_the_asset_itself_and_no_other() -> None:
    given(encumbered()).when(SUSPECT, CONTEXT).then(suspected())


def test_it_is_said_once_and_not_again_when_it_was_settled() -> None:
    given(encumbered(), suspected()).when(SUSPECT, CONTEXT).then()
    given(encumbered(), suspected(), settled()).when(SUSPECT, CONTEXT).then()


def test_what_nobody_lent_on_is_not_financed_twice() -> None:
    given().when(SUSPECT, CONTEXT).then_refused(no.NotHeld(INVOICE, 1))


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (encumber(lien(rank=2)), no.DoubleFinancingOpen(INVOICE)),
        (reserve(RIVALS), no.DoubleFinancingOpen(INVOICE)),
        (transfer(RIVALS), no.DoubleFinancingOpen(INVOICE)),
    ],
)
def test_it_bears_nothing_new_while_it_is_open(command: LienCommand, refusal: Refusal) -> None:
    given(encumbered(), suspected()).when(command, CONTEXT).then_refused(refusal)


def test_nor_when_it_became_free_meanwhile() -> None:
    history = (encumbered(), suspected(), released())
    consume = ask.Consume(asset=INVOICE, outcome=OTHER, act="assignment 4")

    given(*history).when(encumber(), CONTEXT).then_refused(no.DoubleFinancingOpen(INVOICE))
    given(*history).when(consume, CONTEXT).then_refused(no.DoubleFinancingOpen(INVOICE))
    assert not given(*history).state.is_free(1, NOON.at)


def test_what_was_lent_may_be_repaid() -> None:
    given(encumbered(), suspected()).when(release(), CONTEXT).then(released())


def test_its_lender_answers_and_may_think_better_of_it() -> None:
    given(encumbered(), suspected()).when(ANSWER, CONTEXT).then(answered())
    given(encumbered(), suspected(), answered(apart=False)).when(ANSWER, CONTEXT).then(answered())


def test_nobody_else_does() -> None:
    asked = ask.AnswerSuspicion(asset=INVOICE, lender=RIVAL, apart=True, words="not mine")
    given(encumbered(), suspected()).when(asked, CONTEXT).then_refused(no.NothingSuspected(INVOICE))
    given(encumbered()).when(ANSWER, CONTEXT).then_refused(no.NothingSuspected(INVOICE))


def test_settled_it_bears_again_and_stays_apart() -> None:
    given(encumbered(), suspected()).when(SETTLE, CONTEXT).then(settled())
    after = given(encumbered(), suspected(), settled()).state
    assert after.suspicions == ()
    assert after.apart_from == {ORDER}
    one = given(encumbered(), suspected(), settled(apart=False)).state
    assert (one.suspicions, one.apart_from) == ((), frozenset())


def test_only_what_is_open_is_settled() -> None:
    given(encumbered()).when(SETTLE, CONTEXT).then_refused(no.NothingSuspected(INVOICE))
