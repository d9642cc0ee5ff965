"""A claim comes down by money, by credit notes and by write-downs, never below nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from domain.receivable import commands as ask
from domain.receivable import events as fact
from domain.receivable import refusals as no
from domain.receivable.commands import ReceivableCommand
from domain.receivable.invoice import CreditReason, Status
from domain.receivable.state import status_of
from domain.shared.currency import Currency
from domain.shared.ids import CollectionId
from domain.shared.money import Money
from domain.shared.refusal import Refusal
from tests.domain.receivable.scenes import (
    CLAIM,
    CONTEXT,
    ISSUED,
    NOTHING,
    SAID,
    SPRING,
    TODAY,
    claim_after,
    collect,
    collected,
    confirmed,
    credit,
    disputed,
    euro,
    given,
    noticed,
    registered,
    settled,
    yuan,
)


def accept(amount: Money, *, consent: bool = False) -> ask.AcceptShortPayment:
    return ask.AcceptShortPayment(
        seller=SPRING,
        receivable=CLAIM,
        amount=amount,
        reason=CreditReason.DISCOUNT,
        consent=consent,
    )


def undo(collection: str = "col-1") -> ask.UndoCollection:
    return ask.UndoCollection(
        seller=SPRING, receivable=CLAIM, collection=CollectionId(collection), reason="returned"
    )


def undone(amount: str, *, left: str, collection: str = "col-1") -> fact.CollectionUndone:
    return fact.CollectionUndone(
        **SAID,
        effective_on=TODAY,
        open=yuan(left),
        collection=CollectionId(collection),
        amount=yuan(amount),
        reason="returned",
    )


def credited(
    amount: str,
    *,
    left: str,
    reason: CreditReason = CreditReason.RETURN,
    advances: str = "0.00",
) -> fact.CreditNoteApplied:
    return fact.CreditNoteApplied(
        **SAID,
        effective_on=TODAY,
        open=yuan(left),
        number="CN-1",
        issued_on=TODAY,
        amount=yuan(amount),
        advances=yuan(advances),
        reason=reason,
        consent=False,
        originated_on=ISSUED,
    )


def test_a_collection_brings_the_claim_down_on_its_value_date() -> None:
    banked = date(2026, 2, 27)
    command = ask.ApplyCollection(
        seller=SPRING,
        receivable=CLAIM,
        collection=CollectionId("col-1"),
        amount=yuan("400.00"),
        value_date=banked,
    )
    (event,) = given(registered()).when(command, CONTEXT).events()

    assert isinstance(event, fact.CollectionApplied)
    assert event.open == yuan("600.00")
    assert event.effective_on == event.value_date == banked


def test_the_last_of_it_settles_the_claim() -> None:
    (
        given(registered(), collected("400.00", left="600.00"))
        .when(collect(yuan("600.00"), collection="col-2"), CONTEXT)
        .then(collected("600.00", left="0.00", collection="col-2"), settled())
    )
    claim = claim_after(registered(), collected("1000.00", left="0.00"), settled())
    assert status_of(claim) is Status.SETTLED


def test_one_collection_pays_one_claim_once() -> None:
    given(registered(), collected("400.00", left="600.00")).when(
        collect(yuan("100.00")), CONTEXT
    ).then_refused(no.CollectionAlreadyApplied(CollectionId("col-1")))


def test_what_comes_beyond_the_claim_belongs_elsewhere() -> None:
    given(registered()).when(collect(yuan("1000.01")), CONTEXT).then_refused(
        no.BeyondOpen(asked=yuan("1000.01"), open=yuan("1000.00"))
    )


def test_a_returned_payment_opens_the_claim_again() -> None:
    paid = (registered(), collected("1000.00", left="0.00"), settled())

    given(*paid).when(undo(), CONTEXT).then(undone("1000.00", left="1000.00"))
    claim = claim_after(*paid, undone("1000.00", left="1000.00"))
    assert claim.open == yuan("1000.00")
    assert claim.payments == ()


def test_an_undone_collection_may_be_applied_again_and_undone_only_once() -> None:
    history = (registered(), collected("400.00", left="600.00"), undone("400.00", left="1000.00"))

    given(*history).when(undo(), CONTEXT).then_refused(
        no.CollectionNotApplied(CollectionId("col-1"))
    )
    assert given(*history).when(collect(yuan("400.00")), CONTEXT).events()


def test_undoing_one_collection_leaves_the_others() -> None:
    claim = claim_after(
        registered(),
        collected("400.00", left="600.00"),
        collected("100.00", left="500.00", collection="col-2"),
        undone("400.00", left="900.00"),
    )

    assert [paid.collection for paid in claim.payments] == ["col-2"]


def test_a_reversal_brings_the_dispute_and_the_confirmation_back() -> None:
    before = (registered(), disputed("180.00"), confirmed("820.00"))
    claim = claim_after(
        *before, collected("950.00", left="50.00"), undone("950.00", left="1000.00")
    )

    assert claim.disputed == yuan("180.00")
    assert claim.confirmed == yuan("820.00")


def test_a_credit_note_says_why_and_of_which_sale() -> None:
    given(registered()).when(credit(yuan("100.00")), CONTEXT).then(
        credited("100.00", left="900.00")
    )


def test_a_credit_note_of_the_whole_settles_the_claim() -> None:
    given(registered()).when(credit(yuan("1000.00")), CONTEXT).then(
        credited("1000.00", left="0.00"), settled()
    )


def test_a_credit_note_counts_once() -> None:
    given(registered(), credited("100.00", left="900.00")).when(
        credit(yuan("100.00")), CONTEXT
    ).then_refused(no.CreditAlreadyApplied("CN-1"))
    assert (
        given(registered(), credited("100.00", left="900.00"))
        .when(credit(yuan("100.00"), number="CN-2"), CONTEXT)
        .events()
    )


def test_a_credit_note_applies_once_however_its_number_is_written() -> None:
    again = credit(yuan("100.00"), number="cn 1")

    given(registered(), credited("100.00", left="900.00")).when(again, CONTEXT).then_refused(
        no.CreditAlreadyApplied("cn 1")
    )


def test_a_credit_note_of_tomorrow_is_no_fact_yet() -> None:
    tomorrow = date(2026, 3, 3)
    given(registered()).when(credit(yuan("1.00"), issued_on=tomorrow), CONTEXT).then_refused(
        no.DayInFuture(tomorrow, TODAY)
    )


def test_an_offset_uses_up_the_advances() -> None:
    advanced = registered(advances=yuan("300.00"))

    given(advanced).when(credit(yuan("200.00"), reason=CreditReason.OFFSET), CONTEXT).then(
        credited("200.00", left="800.00", reason=CreditReason.OFFSET, advances="100.00")
    )
    given(advanced).when(credit(yuan("400.00"), reason=CreditReason.OFFSET), CONTEXT).then(
        credited("400.00", left="600.00", reason=CreditReason.OFFSET, advances="0.00")
    )
    given(advanced).when(credit(yuan("200.00")), CONTEXT).then(
        credited("200.00", left="800.00", advances="300.00")
    )


def test_a_short_payment_accepted_writes_the_rest_down() -> None:
    (
        given(registered(), collected("990.00", left="10.00"))
        .when(accept(yuan("10.00")), CONTEXT)
        .then(
            fact.ShortPaymentAccepted(
                **SAID,
                effective_on=TODAY,
                open=NOTHING,
                amount=yuan("10.00"),
                reason=CreditReason.DISCOUNT,
                consent=False,
                originated_on=ISSUED,
            ),
            settled(),
        )
    )


def test_after_notice_nothing_is_given_away_without_the_financier() -> None:
    claim = given(registered(), noticed())

    for command in (credit(yuan("1.00")), accept(yuan("1.00"))):
        claim.when(command, CONTEXT).then_refused(no.ConsentMissing(CLAIM))
    for agreed in (credit(yuan("1.00"), consent=True), accept(yuan("1.00"), consent=True)):
        assert claim.when(agreed, CONTEXT).events()


@pytest.mark.parametrize("make", [collect, credit, accept])
def test_every_amount_is_positive_of_the_claims_currency_and_no_more_than_is_open(
    make: Callable[[Money], ReceivableCommand],
) -> None:
    def refused(command: ReceivableCommand, refusal: Refusal) -> None:
        given(registered()).when(command, CONTEXT).then_refused(refusal)

    refused(make(NOTHING), no.AmountNotPositive(NOTHING))
    refused(make(yuan("-1.00")), no.AmountNotPositive(yuan("-1.00")))
    refused(make(euro("1.00")), no.OtherCurrency(claim=Currency.CNY, asked=Currency.EUR))
    refused(make(yuan("1000.01")), no.BeyondOpen(asked=yuan("1000.01"), open=yuan("1000.00")))


@pytest.mark.parametrize(
    "command",
    [credit(yuan("1.00")), accept(yuan("1.00")), collect(yuan("1.00"), collection="col-2")],
)
def test_nothing_more_comes_off_a_settled_claim(command: ReceivableCommand) -> None:
    paid = given(registered(), collected("1000.00", left="0.00"), settled())

    paid.when(command, CONTEXT).then_refused(no.ReceivableIsSettled(CLAIM))
