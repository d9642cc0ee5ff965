"""A document is taken once; one that no rule can place waits until a person places it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.intake import commands as ask
from domain.intake import events as fact
from domain.intake import refusals as no
from domain.intake.decide import INTAKE
from domain.intake.events import IntakeEvent, Why
from domain.intake.state import IntakeState, Waiting
from domain.shared.event import Context
from domain.shared.ids import ActorId, DocumentId, PartyId, ReceivableId
from domain.shared.moment import Moment
from tests.scenarios.cast import Trade, document
from tests.support.house import TestClock
from tests.support.scenario import Given

DOCUMENT = DocumentId("doc_1")
SPRING = PartyId("spring")
CLAIM = ReceivableId("rcv_1")
NOW: Moment = TestClock().now()
CONTEXT = Context(now=NOW, by=ActorId("spring/mei"))
STATED = document(Trade("INV-1", "1000.00"))

ASIDE = ask.SetAside(
    document=DOCUMENT, submitter=SPRING, digest="d" * 64, stated=STATED, why=Why.BUYER_UNKNOWN
)
TAKE = ask.Take(
    document=DOCUMENT,
    submitter=SPRING,
    digest="d" * 64,
    stated=STATED,
    receivable=CLAIM,
    new=True,
)
DISMISS = ask.Dismiss(reason="sent by mistake")


def given(*history: IntakeEvent) -> Given[ask.IntakeCommand, IntakeState, IntakeEvent]:
    return Given(INTAKE, history)


def aside(why: Why = Why.BUYER_UNKNOWN) -> fact.DocumentSetAside:
    return fact.DocumentSetAside(
        at=NOW.at,
        effective_on=NOW.day,
        by=CONTEXT.by,
        document=DOCUMENT,
        submitter=SPRING,
        digest="d" * 64,
        stated=STATED,
        why=why,
        concerns=None,
    )


TAKEN = fact.DocumentTaken(
    at=NOW.at,
    effective_on=NOW.day,
    by=CONTEXT.by,
    document=DOCUMENT,
    submitter=SPRING,
    digest="d" * 64,
    file="INV-1.ubl",
    place="1",
    number="INV-1",
    amount=STATED.gross,
    receivable=CLAIM,
    new=True,
)
DISMISSED = fact.DocumentDismissed(
    at=NOW.at,
    effective_on=NOW.day,
    by=CONTEXT.by,
    document=DOCUMENT,
    submitter=SPRING,
    reason="sent by mistake",
)


def test_a_document_that_no_rule_can_place_is_kept_whole_with_the_reason() -> None:
    given().when(ASIDE, context=CONTEXT).then(aside())


def test_what_waits_already_for_the_same_reason_says_nothing_new() -> None:
    given(aside()).when(ASIDE, context=CONTEXT).then()


def test_another_reason_is_said() -> None:
    again = replace(ASIDE, why=Why.PERHAPS_REGISTERED)
    state = given(aside(), *given(aside()).when(again, context=CONTEXT).events()).state
    assert isinstance(state, Waiting)
    assert state.why is Why.PERHAPS_REGISTERED


@pytest.mark.parametrize("history", [(), (aside(),)], ids=["at once", "after waiting"])
def test_a_document_is_taken(history: tuple[IntakeEvent, ...]) -> None:
    given(*history).when(TAKE, context=CONTEXT).then(TAKEN)


def test_a_document_handed_in_again_is_not_taken_again() -> None:
    given(TAKEN).when(TAKE, context=CONTEXT).then()


def test_a_person_may_dismiss_what_waits() -> None:
    given(aside()).when(DISMISS, context=CONTEXT).then(DISMISSED)


def test_what_was_never_handed_in_is_not_found() -> None:
    given().when(DISMISS, context=CONTEXT).then_refused(no.DocumentNotFound())


@pytest.mark.parametrize("over", [TAKEN, DISMISSED], ids=["taken", "dismissed"])
@pytest.mark.parametrize("asked", [ASIDE, DISMISS], ids=["set aside", "dismiss"])
def test_what_is_over_does_not_wait_again(
    over: IntakeEvent, asked: ask.SetAside | ask.Dismiss
) -> None:
    given(aside(), over).when(asked, context=CONTEXT).then_refused(no.DocumentNotWaiting())
