"""What is said of a claim that is wrong in several ways always gets the same answer."""

from __future__ import annotations

from dataclasses import replace

from domain.receivable import answer_refusals as wrong
from domain.receivable import commands as ask
from domain.receivable import refusals as no
from domain.receivable.invoice import Basis, CreditReason
from domain.shared.ids import PartyId
from domain.shared.money import Money
from tests.domain.receivable.scenes import (
    ANCHOR,
    BANK,
    CLAIM,
    CNY_FOR_EUR,
    CONTEXT,
    NOTHING,
    PAID,
    SPRING,
    STRANGER,
    TODAY,
    TOMORROW,
    asked,
    confirm,
    confirmed,
    disputed,
    euro,
    given,
    noticed,
    refused_in_turn,
    registered,
    rejected,
    yuan,
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
