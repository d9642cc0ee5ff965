"""A request that is wrong in several ways always gets the same answer: the gravest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeAlias, get_args

import pytest

from domain.receivable import answer_refusals as wrong
from domain.receivable import commands as ask
from domain.receivable import events as fact
from domain.receivable import refusals as no
from domain.receivable.commands import ReceivableCommand
from domain.receivable.events import ReceivableEvent
from domain.receivable.invoice import Basis, CreditReason, EndOfRegistration, Trait
from domain.receivable.state import ReceivableState
from domain.shared.currency import Currency
from domain.shared.ids import CollectionId, PartyId
from domain.shared.money import Money
from domain.shared.refusal import Refusal
from tests.domain.receivable.scenes import (
    ANCHOR,
    BANK,
    CLAIM,
    CONTEXT,
    DUE,
    ISSUED,
    LATER,
    NOON,
    NOTHING,
    ORDER,
    SAID,
    SPRING,
    STRANGER,
    TODAY,
    UBL,
    asked,
    collect,
    collected,
    confirm,
    confirmed,
    credit,
    disputed,
    euro,
    given,
    noticed,
    on_file,
    register,
    registered,
    rejected,
    settled,
    withdrawn,
    yuan,
)
from tests.support.scenario import Given

Scene: TypeAlias = Given[ReceivableCommand, ReceivableState, ReceivableEvent]

TOMORROW = date(2026, 3, 3)
PAID = (registered(), collected("1000.00", left="0.00"), settled())
CNY_FOR_EUR = no.OtherCurrency(claim=Currency.CNY, asked=Currency.EUR)

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


def refused_in_turn(
    claim: Scene, asked: ReceivableCommand, ladder: Sequence[tuple[Refusal, ReceivableCommand]]
) -> None:
    """Each refusal in turn, each mended by the command that follows it; the last is accepted."""
    for refusal, mended in ladder:
        claim.when(asked, CONTEXT).then_refused(refusal)
        asked = mended
    claim.when(asked, CONTEXT).events()


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


def test_confirming() -> None:
    by_stranger = confirm(euro("1.00"), party=STRANGER)
    settled_claim = given(*PAID)
    settled_claim.when(by_stranger, CONTEXT).then_refused(wrong.NotTheBuyer(CLAIM))
    settled_claim.when(confirm(euro("1.00")), CONTEXT).then_refused(no.ReceivableIsSettled(CLAIM))
    given(registered(), confirmed("1000.00")).when(confirm(euro("1.00")), CONTEXT).then_refused(
        wrong.AlreadyConfirmed(CLAIM, yuan("1000.00"))
    )
    refused_in_turn(
        given(registered(), confirmed("400.00")),
        confirm(euro("-1.00")),
        [
            (CNY_FOR_EUR, confirm(NOTHING)),
            (no.AmountNotPositive(NOTHING), confirm(yuan("1000.01"))),
            (
                wrong.BeyondUndisputed(yuan("1000.01"), yuan("1000.00"), NOTHING),
                confirm(yuan("400.00")),
            ),
            (wrong.ConfirmationStands(CLAIM, yuan("400.00")), confirm(yuan("500.00"))),
        ],
    )


def test_asking() -> None:
    def ask_for(days: int) -> ask.AskConfirmation:
        return ask.AskConfirmation(
            seller=SPRING, receivable=CLAIM, party=SPRING, answer_within_days=days
        )

    paid = given(*PAID, asked())
    paid.when(ask_for(31), CONTEXT).then_refused(wrong.AnswerTimeUnsound(31, most=30))
    paid.when(ask_for(30), CONTEXT).then_refused(no.ReceivableIsSettled(CLAIM))
    given(registered(), confirmed("1000.00"), asked()).when(ask_for(30), CONTEXT).then_refused(
        wrong.AlreadyConfirmed(CLAIM, yuan("1000.00"))
    )


def test_rejecting() -> None:
    def reject(party: PartyId = ANCHOR) -> ask.Reject:
        return ask.Reject(seller=SPRING, receivable=CLAIM, party=party, reason="")

    given(*PAID).when(reject(STRANGER), CONTEXT).then_refused(wrong.NotTheBuyer(CLAIM))
    given(*PAID, rejected()).when(reject(), CONTEXT).then_refused(no.ReceivableIsSettled(CLAIM))


def test_disputing() -> None:
    def dispute(amount: Money, party: PartyId = ANCHOR) -> ask.Dispute:
        return ask.Dispute(
            seller=SPRING,
            receivable=CLAIM,
            party=party,
            amount=amount,
            reason=CreditReason.PRICE,
        )

    given(*PAID).when(dispute(euro("-1.00"), STRANGER), CONTEXT).then_refused(
        wrong.NotTheBuyer(CLAIM)
    )
    given(*PAID).when(dispute(euro("-1.00")), CONTEXT).then_refused(no.ReceivableIsSettled(CLAIM))
    refused_in_turn(
        given(registered()),
        dispute(euro("-1.00")),
        [
            (CNY_FOR_EUR, dispute(NOTHING)),
            (no.AmountNotPositive(NOTHING), dispute(yuan("2000.00"))),
            (
                wrong.BeyondUndisputed(yuan("2000.00"), yuan("1000.00"), NOTHING),
                dispute(yuan("1.00")),
            ),
        ],
    )


def test_resolving() -> None:
    worst = ask.ResolveDispute(
        seller=SPRING,
        receivable=CLAIM,
        party=STRANGER,
        for_seller=euro("1.00"),
        for_buyer=yuan("2000.00"),
        basis=Basis.CONCEDED,
        evidence="",
    )
    own = replace(worst, party=SPRING)
    unshown = replace(own, basis=Basis.AGREED)
    shown = replace(unshown, evidence="minutes")
    sound = replace(shown, for_seller=NOTHING)
    within = replace(sound, for_buyer=yuan("80.00"))
    refused_in_turn(
        given(registered(), noticed(), disputed("180.00")),
        worst,
        [
            (no.NotAParty(STRANGER), own),
            (wrong.OwnCause(SPRING), unshown),
            (wrong.EvidenceMissing(CLAIM), shown),
            (CNY_FOR_EUR, sound),
            (wrong.BeyondDispute(yuan("2000.00"), yuan("180.00")), within),
            (no.ConsentMissing(CLAIM), replace(within, consent=True)),
        ],
    )


def test_giving_notice() -> None:
    worst = ask.RecordNotice(
        seller=SPRING,
        receivable=CLAIM,
        assignee=BANK,
        delivered_on=TOMORROW,
        delivered_to="",
        channel="",
        evidence="",
    )
    shown = replace(worst, evidence="deed")
    claim = given(registered(), noticed())
    claim.when(worst, CONTEXT).then_refused(wrong.EvidenceMissing(CLAIM))
    claim.when(shown, CONTEXT).then_refused(no.DayInFuture(TOMORROW, TODAY))
    claim.when(replace(shown, delivered_on=TODAY), CONTEXT).then_refused(no.AlreadyNoticed(CLAIM))


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
