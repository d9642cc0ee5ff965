"""Who lent on an order is asked before it is changed or cancelled, and may take its answer back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.e_order import answer_refusals as wrong
from domain.e_order import commands as ask
from domain.e_order import events as fact
from domain.e_order import refusals as no
from domain.e_order.events import OrderEvent
from domain.shared.refusal import Refusal
from tests.domain.e_order.scenes import (
    ANCHOR,
    BANK,
    CONTEXT,
    JARS,
    LAST_DAY,
    LESS_WAX,
    PO,
    RIVAL,
    SAID,
    SPRING,
    STRANGER,
    accepted,
    agree,
    cancel,
    cancelled,
    change,
    closed,
    given,
    goods,
    order_after,
    placed,
    propose,
    proposed,
    shipped,
)


def test_a_change_of_an_order_that_secures_money_needs_the_lenders_consent() -> None:
    history = (placed(), accepted(), proposed(change("C-1", LESS_WAX)))

    given(*history).when(agree(held=True), CONTEXT).then_refused(wrong.ConsentMissing(PO))
    assert given(*history).when(agree(held=True, consent=True), CONTEXT).events()


def consent(number: str | None = None, *lines: str) -> ask.GiveConsent:
    return ask.GiveConsent(buyer=ANCHOR, order=PO, party=BANK, number=number, lines=lines)


def consented(number: str | None = None, *lines: str) -> fact.ConsentGiven:
    return fact.ConsentGiven(**SAID, holder=BANK, number=number, lines=lines)


def test_a_lender_agrees_to_one_change_and_says_so_once() -> None:
    history = (placed(), accepted(), proposed(change("C-1", LESS_WAX)))

    given(*history).when(consent("C-1"), CONTEXT).then(consented("C-1"))
    given(*history, consented("C-1")).when(consent("C-1"), CONTEXT).then()
    given(*history).when(consent("C-2"), CONTEXT).then_refused(wrong.ChangeUnknown(PO, "C-2"))
    given(placed(), closed()).when(consent(), CONTEXT).then_refused(no.OrderIsClosed(PO))
    order = order_after(*history, consented("C-1"))
    assert order.may_change("C-1", [BANK])
    assert not order.may_change("C-1", [BANK, RIVAL])
    assert not order.may_change("C-2", [BANK])


ANSWER_BY = date(2026, 3, 9)
LENT_BY: ask.Lenders = ((BANK, ANSWER_BY),)
CHANGED = fact.OrderChanged(
    **SAID, number="C-1", lines=(LESS_WAX, JARS), deliver_by=LAST_DAY, consent=True
)
PROPOSED = (placed(), accepted(), proposed(change("C-1", LESS_WAX)))


def asked_for(number: str | None = None, *lines: str) -> fact.ConsentAsked:
    return fact.ConsentAsked(**SAID, holder=BANK, number=number, lines=lines, answer_by=ANSWER_BY)


def ask_for(number: str | None = None, *lines: str, **more: Any) -> ask.AskConsent:  # noqa: ANN401 - any field
    asked = ask.AskConsent(
        buyer=ANCHOR, order=PO, party=ANCHOR, number=number, lines=lines, lenders=LENT_BY
    )
    return replace(asked, **more)


def refuse(number: str | None = None) -> ask.RefuseConsent:
    return ask.RefuseConsent(buyer=ANCHOR, order=PO, party=BANK, number=number, reason="no")


def take_back(number: str | None = None, *lines: str) -> ask.WithdrawConsent:
    return ask.WithdrawConsent(
        buyer=ANCHOR, order=PO, party=BANK, number=number, lines=lines, reason="fell"
    )


def withdrawn(number: str | None = None, *lines: str) -> fact.ConsentWithdrawn:
    return fact.ConsentWithdrawn(**SAID, holder=BANK, number=number, lines=lines, reason="fell")


def not_needed(number: str | None = None, *, besides: bool = False) -> fact.ConsentNotNeeded:
    return fact.ConsentNotNeeded(**SAID, holder=BANK, number=number, asked_besides=besides)


def test_whoever_lent_on_the_order_is_asked_as_a_change_is_proposed() -> None:
    said = change("C-1", LESS_WAX)

    given(placed(), accepted()).when(replace(propose(said), lenders=LENT_BY), CONTEXT).then(
        proposed(said), asked_for("C-1")
    )


def test_to_cancel_buyer_or_supplier_asks_for_what_is_not_agreed_to_yet() -> None:
    given(placed()).when(ask_for(), CONTEXT).then(asked_for(None, "1", "2"))
    given(placed()).when(ask_for(None, "1", party=SPRING), CONTEXT).then(asked_for(None, "1"))
    given(placed(), consented(None, "1")).when(ask_for(None, "1"), CONTEXT).then()
    given(placed(), asked_for(None, "1")).when(ask_for(None, "2"), CONTEXT).then(
        asked_for(None, "2")
    )


ASKED_WRONGLY: list[tuple[tuple[OrderEvent, ...], ask.OrderCommand, Refusal]] = [
    ((placed(), closed()), ask_for("C-9", party=STRANGER, lenders=()), no.NotAParty(STRANGER)),
    ((placed(), closed()), ask_for("C-9", lenders=()), no.OrderIsClosed(PO)),
    ((placed(),), ask_for("C-9", lenders=()), wrong.ChangeUnknown(PO, "C-9")),
    ((placed(),), ask_for(None, "9", lenders=()), no.LineUnknown(PO, "9")),
    ((placed(),), ask_for(lenders=()), wrong.NobodyToAsk(PO)),
    ((placed(), closed()), refuse(), no.OrderIsClosed(PO)),
    ((placed(),), refuse(), wrong.ConsentNotAsked(PO, None)),
    ((placed(), asked_for(None, "1")), refuse("C-1"), wrong.ConsentNotAsked(PO, "C-1")),
    ((placed(), closed()), take_back(), no.OrderIsClosed(PO)),
    ((placed(), consented(None, "1")), take_back(None, "9"), no.LineUnknown(PO, "9")),
    (
        (placed(), consented(None, "1")),
        take_back(None, "2"),
        wrong.NoConsentToWithdraw(PO, None, ("2",)),
    ),
    ((placed(),), take_back(), wrong.NoConsentToWithdraw(PO, None, ())),
    (PROPOSED, take_back("C-1"), wrong.NoConsentToWithdraw(PO, "C-1", ())),
]


@pytest.mark.parametrize(("history", "command", "refusal"), ASKED_WRONGLY)
def test_the_gravest_thing_wrong_with_a_question_or_an_answer_is_said(
    history: tuple[OrderEvent, ...], command: ask.OrderCommand, refusal: Refusal
) -> None:
    given(*history).when(command, CONTEXT).then_refused(refusal)


def test_an_answer_ends_the_question_and_says_whether_another_waits() -> None:
    history = (*PROPOSED, asked_for("C-1"), asked_for(None, "1", "2"))

    (first,) = given(*history).when(consent("C-1"), CONTEXT).events()
    (second,) = given(*history, first).when(consent(None, "1"), CONTEXT).events()
    (third,) = given(*history, first, second).when(consent(None, "2"), CONTEXT).events()

    assert first == replace(consented("C-1"), asked_besides=True)
    assert second == replace(consented(None, "1"), asked_besides=True)
    assert third == consented(None, "2")
    assert order_after(*history, first, second, third).wanted == ()
    given(*history).when(refuse("C-1"), CONTEXT).then(
        fact.ConsentRefused(**SAID, holder=BANK, number="C-1", reason="no", asked_besides=True)
    )


def test_a_consent_is_taken_back_until_what_it_was_given_for_has_happened() -> None:
    history = (*PROPOSED, consented("C-1"))

    given(*history).when(take_back("C-1"), CONTEXT).then(withdrawn("C-1"))
    assert not order_after(*history, withdrawn("C-1")).may_change("C-1", [BANK])
    for gone in (withdrawn("C-1"), CHANGED):
        given(*history, gone).when(take_back("C-1"), CONTEXT).then_refused(
            wrong.NoConsentToWithdraw(PO, "C-1", ())
        )


def test_of_a_cancellation_the_lines_that_are_gone_are_no_longer_taken_back() -> None:
    history = (placed(), consented(None, "1", "2"), cancelled("1"))

    given(*history).when(take_back(), CONTEXT).then(withdrawn(None, "2"))
    given(*history).when(take_back(None, "1"), CONTEXT).then_refused(
        wrong.NoConsentToWithdraw(PO, None, ("1",))
    )
    assert order_after(*history, withdrawn(None, "2")).may_cancel(["1"], [BANK])
    assert not order_after(*history, withdrawn(None, "2")).may_cancel(["2"], [BANK])


def test_a_question_without_a_subject_waits_no_longer() -> None:
    asked = (*PROPOSED, asked_for("C-1"), asked_for(None, "1"))
    rejected = ask.RejectChange(
        buyer=ANCHOR, order=PO, party=SPRING, number="C-1", reason="as it was"
    )
    close = ask.Close(buyer=ANCHOR, order=PO, party=SPRING, held_by_lender=True, consent=True)

    *_, last = given(*asked).when(rejected, CONTEXT).events()
    _, first, second = given(*asked).when(close, CONTEXT).events()
    cancelling = given(*asked).when(cancel("1", consent=True), CONTEXT).events()

    assert last == not_needed("C-1", besides=True)
    assert (first, second) == (not_needed("C-1"), not_needed())
    assert cancelling[1:] == (not_needed(besides=True),)
    assert order_after(*asked, *cancelling).wanted == order_after(*asked).wanted[:1]


def test_a_lender_agrees_to_a_cancellation_which_uses_its_consent_up() -> None:
    given(placed()).when(consent(), CONTEXT).then(consented(None, "1", "2"))
    order = order_after(placed(), consented(None, "1"))

    assert order.may_cancel(["1"], [BANK])
    assert not order.may_cancel(["1", "2"], [BANK])
    assert not order.may_cancel(["1"], [BANK, RIVAL])
    assert order_after(placed(), consented(None, "1"), cancelled("1")).consents == ()


def test_what_secures_money_is_cancelled_only_with_the_lenders_consent() -> None:
    held = cancel(held_by_lender=True)

    given(placed()).when(held, CONTEXT).then_refused(wrong.ConsentMissing(PO))
    assert given(placed()).when(replace(held, consent=True), CONTEXT).events()


def test_what_secures_money_is_not_closed_short_behind_its_lenders_back() -> None:
    """Closing gives up what was never shipped, as a cancellation would; what came is no matter."""
    held = ask.Close(buyer=ANCHOR, order=PO, party=SPRING, reason="done", held_by_lender=True)
    begun, whole = (
        shipped(goods("D-1", ("1", "60"))),
        shipped(goods("D-2", ("1", "40"), ("2", "20"))),
    )

    given(placed(), begun).when(held, CONTEXT).then_refused(wrong.ConsentMissing(PO))
    given(placed(), begun).when(replace(held, consent=True), CONTEXT).then(closed())
    given(placed(), begun, whole).when(held, CONTEXT).then(closed())
