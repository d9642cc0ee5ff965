"""The buyer says what it owes: asked within thirty days, in full or in part, and for good."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from domain.receivable import answer_refusals as wrong
from domain.receivable import commands as ask
from domain.receivable import events as fact
from domain.receivable import refusals as no
from domain.receivable.invoice import Status
from domain.receivable.state import status_of
from domain.shared.currency import Currency
from domain.shared.event import Context
from domain.shared.ids import ActorId, PartyId
from domain.shared.moment import Moment
from tests.domain.receivable.scenes import (
    ANCHOR,
    CLAIM,
    CONTEXT,
    NOTHING,
    SAID,
    SPRING,
    STRANGER,
    TODAY,
    asked,
    claim_after,
    collected,
    confirm,
    confirmed,
    disputed,
    euro,
    given,
    registered,
    rejected,
    settled,
    yuan,
)


def ask_for(days: int = 30) -> ask.AskConfirmation:
    return ask.AskConfirmation(
        seller=SPRING, receivable=CLAIM, party=SPRING, answer_within_days=days
    )


def reject(party: PartyId = ANCHOR) -> ask.Reject:
    return ask.Reject(seller=SPRING, receivable=CLAIM, party=party, reason="never delivered")


def test_the_buyer_has_thirty_days_to_answer() -> None:
    given(registered()).when(ask_for(), CONTEXT).then(asked(date(2026, 4, 1)))


def test_the_thirty_days_run_from_the_business_day_and_not_from_utc() -> None:
    after_midnight_in_shanghai = Moment(
        at=datetime(2026, 3, 2, 16, 30, tzinfo=UTC), day=date(2026, 3, 3)
    )
    context = Context(now=after_midnight_in_shanghai, by=ActorId("spring/wu"))
    (event,) = given(registered()).when(ask_for(), context).events()

    assert isinstance(event, fact.ConfirmationAsked)
    assert event.answer_due_on == date(2026, 4, 2)


def test_a_shorter_time_may_be_agreed_and_never_a_longer_one() -> None:
    (event,) = given(registered()).when(ask_for(10), CONTEXT).events()

    assert isinstance(event, fact.ConfirmationAsked)
    assert event.answer_due_on == date(2026, 3, 12)
    for days in (0, 31):
        given(registered()).when(ask_for(days), CONTEXT).then_refused(
            wrong.AnswerTimeUnsound(days, most=30)
        )


def test_asking_twice_does_not_start_the_time_anew() -> None:
    given(registered(), asked()).when(ask_for(), CONTEXT).then_refused(
        wrong.AlreadyAsked(date(2026, 4, 1))
    )


def test_what_is_confirmed_or_paid_in_full_is_not_asked_for() -> None:
    given(registered(), confirmed("1000.00")).when(ask_for(), CONTEXT).then_refused(
        wrong.AlreadyConfirmed(CLAIM, yuan("1000.00"))
    )
    paid = (registered(), collected("1000.00", left="0.00"), settled())
    given(*paid).when(ask_for(), CONTEXT).then_refused(no.ReceivableIsSettled(CLAIM))


def test_the_rest_may_be_asked_for_after_a_part_was_confirmed() -> None:
    assert given(registered(), confirmed("400.00")).when(ask_for(), CONTEXT).events()


def test_the_buyer_confirms_in_full() -> None:
    given(registered(), asked()).when(confirm(), CONTEXT).then(confirmed("1000.00"))


def test_the_buyer_confirms_unasked() -> None:
    given(registered()).when(confirm(), CONTEXT).then(confirmed("1000.00"))


def test_the_buyer_confirms_a_part_and_later_more() -> None:
    given(registered()).when(confirm(yuan("400.00")), CONTEXT).then(confirmed("400.00"))
    (
        given(registered(), confirmed("400.00"))
        .when(confirm(yuan("700.00")), CONTEXT)
        .then(confirmed("700.00"))
    )


@pytest.mark.parametrize("party", [SPRING, STRANGER])
def test_nobody_confirms_rejects_or_disputes_but_the_buyer(party: PartyId) -> None:
    claim = given(registered())
    dispute = ask.Dispute(
        seller=SPRING,
        receivable=CLAIM,
        party=party,
        amount=yuan("1.00"),
        reason=disputed("1.00").reason,
    )
    for command in (confirm(party=party), reject(party), dispute):
        claim.when(command, CONTEXT).then_refused(wrong.NotTheBuyer(CLAIM))


def test_what_was_confirmed_is_not_taken_back() -> None:
    stands = wrong.ConfirmationStands(CLAIM, yuan("400.00"))
    partly = given(registered(), confirmed("400.00"))

    for less in ("399.99", "400.00"):
        partly.when(confirm(yuan(less)), CONTEXT).then_refused(stands)
    partly.when(reject(), CONTEXT).then_refused(stands)


def test_what_was_confirmed_in_full_is_confirmed() -> None:
    given(registered(), confirmed("1000.00")).when(confirm(), CONTEXT).then_refused(
        wrong.AlreadyConfirmed(CLAIM, yuan("1000.00"))
    )


def test_no_more_is_confirmed_than_is_open_and_undisputed() -> None:
    given(registered()).when(confirm(yuan("1000.01")), CONTEXT).then_refused(
        wrong.BeyondUndisputed(yuan("1000.01"), open=yuan("1000.00"), disputed=NOTHING)
    )
    given(registered(), disputed("180.00")).when(confirm(yuan("820.01")), CONTEXT).then_refused(
        wrong.BeyondUndisputed(yuan("820.01"), open=yuan("1000.00"), disputed=yuan("180.00"))
    )


def test_confirming_in_full_means_the_undisputed_part() -> None:
    given(registered(), disputed("180.00")).when(confirm(), CONTEXT).then(confirmed("820.00"))


def test_where_all_is_in_dispute_there_is_nothing_to_confirm() -> None:
    given(registered(), disputed("1000.00")).when(confirm(), CONTEXT).then_refused(
        wrong.BeyondUndisputed(yuan("1000.00"), open=yuan("1000.00"), disputed=yuan("1000.00"))
    )


def test_amounts_are_positive_and_in_the_currency_of_the_claim() -> None:
    given(registered()).when(confirm(NOTHING), CONTEXT).then_refused(no.AmountNotPositive(NOTHING))
    given(registered()).when(confirm(euro("1.00")), CONTEXT).then_refused(
        no.OtherCurrency(claim=Currency.CNY, asked=Currency.EUR)
    )


def test_what_is_paid_needs_no_answer() -> None:
    paid = given(registered(), collected("1000.00", left="0.00"), settled())

    for command in (confirm(), reject()):
        paid.when(command, CONTEXT).then_refused(no.ReceivableIsSettled(CLAIM))


def test_the_buyer_rejects_a_claim_it_never_owed() -> None:
    given(registered(), asked()).when(reject(), CONTEXT).then(rejected())
    given(registered(), rejected()).when(reject(), CONTEXT).then_refused(
        wrong.AlreadyRejected(CLAIM)
    )


def test_a_rejected_claim_counts_as_disputed_in_full_until_it_is_confirmed() -> None:
    claim = claim_after(registered(), rejected())

    assert claim.disputed == yuan("1000.00")
    assert claim.payable == NOTHING
    assert status_of(claim) is Status.REJECTED

    after_all = claim_after(registered(), rejected(), confirmed("1000.00"))
    assert after_all.disputed == NOTHING
    assert status_of(after_all) is Status.CONFIRMED


def test_asking_again_does_not_undo_a_rejection() -> None:
    claim = claim_after(registered(), rejected(), asked())

    assert claim.disputed == yuan("1000.00")
    assert SAID["receivable"] == claim.receivable
    assert claim.answer_due_on == date(2026, 4, 1)
    assert claim.answer_due_on > TODAY


def test_payments_use_up_the_confirmed_part_first() -> None:
    claim = claim_after(registered(), confirmed("800.00"), collected("300.00", left="700.00"))

    assert claim.confirmed == yuan("500.00")
    assert status_of(claim) is Status.PARTLY_CONFIRMED


def test_the_confirmed_part_is_never_less_than_nothing() -> None:
    claim = claim_after(registered(), confirmed("800.00"), collected("900.00", left="100.00"))

    assert claim.confirmed == NOTHING


def test_a_claim_waits_for_its_answer() -> None:
    assert status_of(claim_after(registered(), asked())) is Status.CONFIRMATION_ASKED
