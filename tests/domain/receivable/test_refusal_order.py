"""A request that is wrong in several ways always gets the same answer: the gravest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any, get_args

import pytest

from domain.receivable import commands as ask
from domain.receivable import events as fact
from domain.receivable import refusals as no
from domain.receivable.commands import ReceivableCommand
from domain.receivable.invoice import Basis, CreditReason, EndOfRegistration, Trait
from domain.shared.ids import CollectionId
from tests.domain.receivable.scenes import (
    ANCHOR,
    BANK,
    CLAIM,
    CNY_FOR_EUR,
    CONTEXT,
    DUE,
    ISSUED,
    LATER,
    NOON,
    NOTHING,
    ORDER,
    PAID,
    SAID,
    SPRING,
    STRANGER,
    TODAY,
    TOMORROW,
    UBL,
    collect,
    confirm,
    credit,
    euro,
    given,
    noticed,
    on_file,
    refused_in_turn,
    register,
    registered,
    withdrawn,
    yuan,
)

AFTER_REGISTERING: tuple[ReceivableCommand, ...] = (
    ask.AttachEvidence(seller=SPRING, receivable=CLAIM, document=UBL),
    ask.AskConfirmation(seller=SPRING, receivable=CLAIM, party=SPRING),
    confirm(),
    ask.Reject(seller=SPRING, receivable=CLAIM, party=ANCHOR, reason=""),
    ask.Dispute(
        seller=SPRING,
        receivable=CLAIM,
        party=ANCHOR,
        amount=yuan("1.00"),
        reason=CreditReason.PRICE,
    ),
    ask.ResolveDispute(
        seller=SPRING,
        receivable=CLAIM,
        party=ANCHOR,
        for_seller=yuan("1.00"),
        for_buyer=NOTHING,
        basis=Basis.CONCEDED,
        evidence="",
    ),
    ask.RecordNotice(
        seller=SPRING,
        receivable=CLAIM,
        assignee=BANK,
        delivered_on=TODAY,
        delivered_to="",
        channel="",
        evidence="deed",
    ),
    ask.WithdrawNotice(seller=SPRING, receivable=CLAIM, party=BANK, reason=""),
    ask.RecordRegistration(
        seller=SPRING,
        receivable=CLAIM,
        lender=BANK,
        registry_number="ZD-9",
        registered_at=NOON.at,
        expires_on=LATER,
    ),
    ask.EndRegistration(
        seller=SPRING,
        receivable=CLAIM,
        registry_number="ZD-9",
        reason=EndOfRegistration.EXPIRED,
    ),
    ask.Qualify(seller=SPRING, receivable=CLAIM, trait=Trait.INSURED, holds=True, evidence=""),
    credit(yuan("1.00")),
    collect(yuan("1.00")),
    ask.UndoCollection(
        seller=SPRING, receivable=CLAIM, collection=CollectionId("col-1"), reason=""
    ),
    ask.AcceptShortPayment(
        seller=SPRING, receivable=CLAIM, amount=yuan("1.00"), reason=CreditReason.DISCOUNT
    ),
    ask.ExtendDueDate(seller=SPRING, receivable=CLAIM, due_on=LATER, reason=""),
    ask.HoldBack(seller=SPRING, receivable=CLAIM, evidence="paper"),
    ask.LetCount(seller=SPRING, receivable=CLAIM, reason="two trades"),
    ask.MarkBeyondOrder(seller=SPRING, receivable=CLAIM, order=ORDER, borne=NOTHING),
    ask.AcceptBeyondOrder(seller=SPRING, receivable=CLAIM, party=ANCHOR, evidence="letter"),
    ask.Withdraw(seller=SPRING, receivable=CLAIM, reason=""),
)


def test_every_command_but_registering_is_asked_here() -> None:
    asked = {type(command) for command in AFTER_REGISTERING}

    assert asked == set(get_args(ReceivableCommand)) - {ask.Register}


@pytest.mark.parametrize("command", AFTER_REGISTERING, ids=lambda it: type(it).__name__)
def test_first_of_all_the_claim_is_on_record(command: ReceivableCommand) -> None:
    given().when(command, CONTEXT).then_refused(no.ReceivableNotFound(CLAIM))
    given(registered(), withdrawn()).when(command, CONTEXT).then_refused(
        no.ReceivableIsWithdrawn(CLAIM)
    )


def test_registering() -> None:
    wrong_in_every_way = register(
        party=STRANGER,
        buyer=SPRING,
        tax=euro("2000.00"),
        prepaid=yuan("1000.00"),
        due_on=TODAY,
        issued_on=TOMORROW,
    )

    def mend(asked: ask.Register, **changes: Any) -> ask.Register:  # noqa: ANN401 - any field of the invoice
        return replace(asked, party=SPRING, invoice=replace(asked.invoice, **changes))

    own = mend(wrong_in_every_way)
    parties = mend(own, buyer=ANCHOR)
    currency = mend(parties, tax=yuan("2000.00"))
    parts = mend(currency, tax=yuan("130.00"))
    owed = mend(parts, prepaid=NOTHING)
    due = mend(owed, due_on=DUE)
    issued = mend(due, issued_on=TODAY)
    contradiction = no.Contradiction(
        receivable=CLAIM,
        fields=("issuedOn",),
        amount_on_record=yuan("1000.00"),
        amount_given=yuan("1000.00"),
        issued_on_record=ISSUED,
        issued_given=TODAY,
        due_on_record=DUE,
        due_given=DUE,
    )
    refused_in_turn(
        given(registered()),
        wrong_in_every_way,
        [
            (no.NotAParty(STRANGER), own),
            (no.OwnDebtor(SPRING), parties),
            (CNY_FOR_EUR, currency),
            (no.PartBeyondGross("tax", yuan("2000.00"), yuan("1000.00")), parts),
            (no.NothingOwed(yuan("1000.00"), yuan("1000.00")), owed),
            (no.DueBeforeIssued(TOMORROW, TODAY), due),
            (no.IssuedInFuture(TOMORROW, TODAY), issued),
            (contradiction, mend(issued, issued_on=ISSUED)),
        ],
    )


def test_registering_publicly() -> None:
    worst = ask.RecordRegistration(
        seller=SPRING,
        receivable=CLAIM,
        lender=BANK,
        registry_number="ZD-9",
        registered_at=NOON.at + timedelta(days=1),
        expires_on=ISSUED,
    )
    happened = replace(worst, registered_at=NOON.at)
    claim = given(registered(), on_file())
    claim.when(worst, CONTEXT).then_refused(no.DayInFuture(TOMORROW, TODAY))
    claim.when(happened, CONTEXT).then_refused(no.RegistrationLapsed(ISSUED, TODAY))
    claim.when(replace(happened, expires_on=LATER), CONTEXT).then_refused(no.AlreadyOnFile(CLAIM))


def test_crediting() -> None:
    worst = credit(euro("-1.00"), issued_on=TOMORROW)
    applied = given(registered(), noticed(), credited(), *PAID[1:])
    applied.when(worst, CONTEXT).then_refused(no.CreditAlreadyApplied("CN-1"))
    paid = given(*PAID[:1], noticed(), *PAID[1:])
    paid.when(worst, CONTEXT).then_refused(no.DayInFuture(TOMORROW, TODAY))
    paid.when(credit(euro("-1.00")), CONTEXT).then_refused(no.ReceivableIsSettled(CLAIM))
    refused_in_turn(
        given(registered(), noticed()),
        credit(euro("-1.00")),
        [
            (no.ConsentMissing(CLAIM), credit(euro("-1.00"), consent=True)),
            (CNY_FOR_EUR, credit(yuan("-1.00"), consent=True)),
            (no.AmountNotPositive(yuan("-1.00")), credit(yuan("1000.01"), consent=True)),
            (
                no.BeyondOpen(yuan("1000.01"), yuan("1000.00")),
                credit(yuan("1000.00"), consent=True),
            ),
        ],
    )


def test_collecting() -> None:
    given(*PAID).when(collect(euro("-1.00")), CONTEXT).then_refused(
        no.CollectionAlreadyApplied(CollectionId("col-1"))
    )
    given(*PAID).when(collect(euro("-1.00"), collection="col-2"), CONTEXT).then_refused(
        no.ReceivableIsSettled(CLAIM)
    )


def test_extending() -> None:
    def extend(*, consent: bool) -> ask.ExtendDueDate:
        return ask.ExtendDueDate(
            seller=SPRING, receivable=CLAIM, due_on=DUE, reason="", consent=consent
        )

    given(*PAID, noticed()).when(extend(consent=False), CONTEXT).then_refused(
        no.ReceivableIsSettled(CLAIM)
    )
    claim = given(registered(), noticed())
    claim.when(extend(consent=False), CONTEXT).then_refused(no.ConsentMissing(CLAIM))
    claim.when(extend(consent=True), CONTEXT).then_refused(no.DueDateNotLater(DUE, DUE))


def test_withdrawing() -> None:
    withdraw = ask.Withdraw(seller=SPRING, receivable=CLAIM, reason="")

    given(*PAID, noticed()).when(withdraw, CONTEXT).then_refused(no.PaidInPart(CLAIM))


def credited() -> fact.CreditNoteApplied:
    return fact.CreditNoteApplied(
        **SAID,
        effective_on=TODAY,
        open=yuan("900.00"),
        number="CN-1",
        issued_on=TODAY,
        amount=yuan("100.00"),
        advances=NOTHING,
        reason=CreditReason.RETURN,
        consent=True,
        originated_on=ISSUED,
    )
