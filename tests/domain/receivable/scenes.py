"""The cast: spring sells to the anchor for CNY 1,000.00; the bank finances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, TypeAlias

from domain.receivable import commands as ask
from domain.receivable import events as fact
from domain.receivable import refusals as no
from domain.receivable.checks import what_all_say
from domain.receivable.commands import ReceivableCommand
from domain.receivable.decide import RECEIVABLE
from domain.receivable.events import ReceivableEvent
from domain.receivable.invoice import (
    Channel,
    CreditReason,
    Document,
    EndOfRegistration,
    Invoice,
    Trait,
)
from domain.receivable.state import Receivable, ReceivableState
from domain.shared.currency import Currency
from domain.shared.event import Context
from domain.shared.ids import ActorId, CollectionId, OrderId, PartyId, ReceivableId
from domain.shared.moment import Moment
from domain.shared.money import Money
from domain.shared.refusal import Refusal
from tests.support.scenario import Given

SPRING = PartyId("spring")
ANCHOR = PartyId("anchor")
BANK = PartyId("bank")
RIVAL = PartyId("rival")
STRANGER = PartyId("stranger")
CLAIM = ReceivableId("rcv_1")
ORDER = OrderId("ord_1")

TODAY = date(2026, 3, 2)
ISSUED = date(2026, 2, 2)
DUE = date(2026, 5, 29)
LATER = date(2026, 6, 30)
NOON = Moment(at=datetime(2026, 3, 2, 4, 0, tzinfo=UTC), day=TODAY)
CONTEXT = Context(now=NOON, by=ActorId("anchor/li"))


def yuan(major: str) -> Money:
    return Money.of(major, Currency.CNY)


def euro(major: str) -> Money:
    return Money.of(major, Currency.EUR)


NOTHING = yuan("0.00")

INVOICE = Invoice(
    seller=SPRING,
    buyer=ANCHOR,
    number="2026-001",
    fingerprint="f" * 64,
    issued_on=ISSUED,
    due_on=DUE,
    stated_due_on=DUE,
    gross=yuan("1000.00"),
    tax=yuan("130.00"),
    prepaid=NOTHING,
    advances=NOTHING,
    retention=NOTHING,
    order="PO-7",
)
UBL = Document(kind="invoice", encoding="ubl-2.1", digest="a" * 64, name="invoice.xml")
CII = Document(kind="invoice", encoding="cii", digest="b" * 64, name="factur-x.pdf")
SAID = what_all_say(CLAIM, INVOICE, CONTEXT)


def given(*history: ReceivableEvent) -> Given[ReceivableCommand, ReceivableState, ReceivableEvent]:
    return Given(RECEIVABLE, history)


def claim_after(*history: ReceivableEvent) -> Receivable:
    state = RECEIVABLE.replay(history)
    assert isinstance(state, Receivable)
    return state


def registered(**different: Any) -> fact.ReceivableRegistered:  # noqa: ANN401 - any field of the invoice
    invoice = replace(INVOICE, **different)
    return fact.ReceivableRegistered(
        **what_all_say(CLAIM, invoice, CONTEXT),
        effective_on=TODAY,
        open=invoice.gross - invoice.prepaid,
        invoice=invoice,
        document=UBL,
        registered_by=SPRING,
        on_behalf_of=SPRING,
    )


def asked(answer_due_on: date = date(2026, 4, 1)) -> fact.ConfirmationAsked:
    return fact.ConfirmationAsked(
        **SAID,
        effective_on=TODAY,
        open=yuan("1000.00"),
        asked_by=SPRING,
        answer_due_on=answer_due_on,
    )


def confirmed(amount: str, *, left: str = "1000.00") -> fact.ReceivableConfirmed:
    return fact.ReceivableConfirmed(
        **SAID,
        effective_on=TODAY,
        open=yuan(left),
        confirmed=yuan(amount),
        channel=Channel.PORTAL,
        evidence="signed by li",
        due_on=DUE,
    )


def rejected() -> fact.ReceivableRejected:
    return fact.ReceivableRejected(
        **SAID, effective_on=TODAY, open=yuan("1000.00"), reason="never delivered"
    )


def disputed(
    amount: str, *, in_all: str | None = None, left: str = "1000.00"
) -> fact.ReceivableDisputed:
    return fact.ReceivableDisputed(
        **SAID,
        effective_on=TODAY,
        open=yuan(left),
        amount=yuan(amount),
        disputed=yuan(in_all or amount),
        reason=CreditReason.QUALITY,
        words="scratched",
    )


def noticed(assignee: PartyId = BANK) -> fact.NoticeDelivered:
    return fact.NoticeDelivered(
        **SAID,
        effective_on=TODAY,
        open=yuan("1000.00"),
        assignee=assignee,
        delivered_on=TODAY,
        delivered_to="accounts payable",
        channel="portal",
        evidence="assignment deed 12",
    )


def on_file(lender: PartyId = BANK) -> fact.RegistrationCompleted:
    return fact.RegistrationCompleted(
        **SAID,
        effective_on=TODAY,
        open=yuan("1000.00"),
        lender=lender,
        registry_number="ZD-9",
        registered_at=NOON.at,
        expires_on=LATER,
    )


def off_file() -> fact.RegistrationEnded:
    return fact.RegistrationEnded(
        **SAID,
        effective_on=TODAY,
        open=yuan("1000.00"),
        lender=BANK,
        registry_number="ZD-9",
        reason=EndOfRegistration.CANCELLED,
    )


def collected(amount: str, *, left: str, collection: str = "col-1") -> fact.CollectionApplied:
    return fact.CollectionApplied(
        **SAID,
        effective_on=TODAY,
        open=yuan(left),
        collection=CollectionId(collection),
        amount=yuan(amount),
        value_date=TODAY,
    )


def settled() -> fact.ReceivableSettled:
    return fact.ReceivableSettled(**SAID, effective_on=TODAY, open=NOTHING)


def qualified(trait: Trait, *, holds: bool = True) -> fact.ReceivableQualified:
    return fact.ReceivableQualified(
        **SAID,
        effective_on=TODAY,
        open=yuan("1000.00"),
        trait=trait,
        holds=holds,
        evidence="policy 3",
    )


def billed_beyond(borne: str, *, waiting: str) -> fact.BilledBeyondOrder:
    return fact.BilledBeyondOrder(
        **SAID,
        effective_on=TODAY,
        open=yuan("1000.00"),
        order=ORDER,
        borne=yuan(borne),
        waiting=yuan(waiting),
    )


def accepted_beyond(amount: str) -> fact.BeyondOrderAccepted:
    return fact.BeyondOrderAccepted(
        **SAID,
        effective_on=TODAY,
        open=yuan("1000.00"),
        accepted=yuan(amount),
        evidence="letter of 3 March",
    )


def withdrawn() -> fact.ReceivableWithdrawn:
    return fact.ReceivableWithdrawn(**SAID, effective_on=TODAY, open=NOTHING, reason="keyed wrong")


def register(
    *,
    document: Document = UBL,
    party: PartyId = SPRING,
    on_behalf_of: PartyId | None = None,
    **different: Any,  # noqa: ANN401 - any field of the invoice
) -> ask.Register:
    return ask.Register(
        seller=SPRING,
        receivable=CLAIM,
        invoice=replace(INVOICE, **different),
        document=document,
        party=party,
        on_behalf_of=on_behalf_of,
    )


def confirm(amount: Money | None = None, *, party: PartyId = ANCHOR) -> ask.Confirm:
    return ask.Confirm(
        seller=SPRING,
        receivable=CLAIM,
        party=party,
        channel=Channel.PORTAL,
        evidence="signed by li",
        amount=amount,
    )


def credit(
    amount: Money,
    *,
    number: str = "CN-1",
    reason: CreditReason = CreditReason.RETURN,
    issued_on: date = TODAY,
    consent: bool = False,
) -> ask.ApplyCredit:
    return ask.ApplyCredit(
        seller=SPRING,
        receivable=CLAIM,
        number=number,
        issued_on=issued_on,
        amount=amount,
        reason=reason,
        consent=consent,
    )


def collect(amount: Money, *, collection: str = "col-1") -> ask.ApplyCollection:
    return ask.ApplyCollection(
        seller=SPRING,
        receivable=CLAIM,
        collection=CollectionId(collection),
        amount=amount,
        value_date=TODAY,
    )


Scene: TypeAlias = Given[ReceivableCommand, ReceivableState, ReceivableEvent]
TOMORROW = date(2026, 3, 3)
PAID = (registered(), collected("1000.00", left="0.00"), settled())
CNY_FOR_EUR = no.OtherCurrency(claim=Currency.CNY, asked=Currency.EUR)


def refused_in_turn(
    claim: Scene, asked: ReceivableCommand, ladder: Sequence[tuple[Refusal, ReceivableCommand]]
) -> None:
    """Each refusal in turn, each mended by the command that follows it; the last is accepted."""
    for refusal, mended in ladder:
        claim.when(asked, CONTEXT).then_refused(refusal)
        asked = mended
    claim.when(asked, CONTEXT).events()
