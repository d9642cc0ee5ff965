"""A claim comes on record once, however many papers speak of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from domain.receivable import commands as ask
from domain.receivable import events as fact
from domain.receivable import refusals as no
from domain.receivable.invoice import Status, Trait
from domain.receivable.state import Withdrawn, status_of
from domain.shared.currency import Currency
from domain.shared.ids import PartyId
from tests.domain.receivable.scenes import (
    ANCHOR,
    CII,
    CLAIM,
    CONTEXT,
    DUE,
    ISSUED,
    NOTHING,
    SAID,
    SPRING,
    STRANGER,
    TODAY,
    UBL,
    claim_after,
    collected,
    euro,
    given,
    noticed,
    register,
    registered,
    withdrawn,
    yuan,
)


def test_the_seller_registers_what_it_billed() -> None:
    given().when(register(), CONTEXT).then(registered())


def test_the_buyer_may_register_what_it_owes() -> None:
    (event,) = given().when(register(party=ANCHOR), CONTEXT).events()

    assert isinstance(event, fact.ReceivableRegistered)
    assert event.registered_by == event.on_behalf_of == ANCHOR


def test_an_agent_registers_in_the_name_of_its_principal() -> None:
    (event,) = given().when(register(party=STRANGER, on_behalf_of=SPRING), CONTEXT).events()

    assert isinstance(event, fact.ReceivableRegistered)
    assert (event.registered_by, event.on_behalf_of) == (STRANGER, SPRING)


def test_nobody_else_may_register_it() -> None:
    given().when(register(party=STRANGER), CONTEXT).then_refused(no.NotAParty(STRANGER))


def test_what_was_paid_in_advance_was_never_open() -> None:
    (event,) = given().when(register(prepaid=yuan("300.00")), CONTEXT).events()

    assert isinstance(event, fact.ReceivableRegistered)
    assert event.open == yuan("700.00")


def test_the_same_invoice_in_another_encoding_is_further_evidence() -> None:
    (
        given(registered())
        .when(register(document=CII), CONTEXT)
        .then(fact.EvidenceAdded(**SAID, effective_on=TODAY, open=yuan("1000.00"), document=CII))
    )


def test_the_same_file_again_changes_nothing() -> None:
    given(registered()).when(register(), CONTEXT).then()


def test_a_document_that_states_no_due_date_contradicts_nothing() -> None:
    again = register(stated_due_on=None, due_on=date(2026, 6, 1))

    given(registered()).when(again, CONTEXT).then()


@pytest.mark.parametrize(
    ("again", "fields"),
    [
        (register(gross=yuan("1000.01")), ("gross",)),
        (register(issued_on=date(2026, 2, 3)), ("issuedOn",)),
        (register(stated_due_on=date(2026, 5, 30)), ("dueOn",)),
        (register(gross=yuan("2000.00"), issued_on=TODAY), ("gross", "issuedOn")),
    ],
)
def test_the_same_invoice_with_another_amount_or_date_is_a_contradiction(
    again: ask.Register, fields: tuple[str, ...]
) -> None:
    said = again.invoice
    given(registered()).when(again, CONTEXT).then_refused(
        no.Contradiction(
            receivable=CLAIM,
            fields=fields,
            amount_on_record=yuan("1000.00"),
            amount_given=said.gross,
            issued_on_record=ISSUED,
            issued_given=said.issued_on,
            due_on_record=DUE,
            due_given=said.stated_due_on,
        )
    )


def test_what_was_withdrawn_may_be_registered_anew_with_other_figures() -> None:
    (event,) = (
        given(registered(), withdrawn()).when(register(gross=yuan("900.00")), CONTEXT).events()
    )

    assert isinstance(event, fact.ReceivableRegistered)
    assert event.open == yuan("900.00")


def test_nobody_is_its_own_debtor() -> None:
    given().when(register(buyer=SPRING), CONTEXT).then_refused(no.OwnDebtor(SPRING))


@pytest.mark.parametrize("part", ["tax", "prepaid", "advances", "retention"])
def test_every_part_is_in_the_currency_of_the_whole_and_no_larger(part: str) -> None:
    different: dict[str, Any] = {part: euro("1.00")}
    foreign = register(**different)
    given().when(foreign, CONTEXT).then_refused(
        no.OtherCurrency(claim=Currency.CNY, asked=Currency.EUR)
    )
    for amount in (yuan("1000.01"), yuan("-0.01")):
        different = {part: amount}
        given().when(register(**different), CONTEXT).then_refused(
            no.PartBeyondGross(part, amount, yuan("1000.00"))
        )


@pytest.mark.parametrize(
    ("gross", "prepaid"), [("0.00", "0.00"), ("-5.00", "0.00"), ("10.00", "10.00")]
)
def test_where_nothing_is_owed_there_is_no_claim(gross: str, prepaid: str) -> None:
    asked = register(gross=yuan(gross), tax=NOTHING, prepaid=yuan(prepaid))

    given().when(asked, CONTEXT).then_refused(no.NothingOwed(yuan(gross), yuan(prepaid)))


def test_nothing_falls_due_before_it_was_billed() -> None:
    early = date(2026, 2, 1)
    given().when(register(due_on=early), CONTEXT).then_refused(no.DueBeforeIssued(ISSUED, early))


def test_it_may_fall_due_on_the_day_it_was_billed() -> None:
    assert given().when(register(due_on=ISSUED), CONTEXT).events()


def test_a_sale_not_billed_yet_is_another_product() -> None:
    tomorrow = date(2026, 3, 3)
    given().when(register(issued_on=tomorrow), CONTEXT).then_refused(
        no.IssuedInFuture(tomorrow, TODAY)
    )


def test_further_evidence_is_kept_once() -> None:
    attach = ask.AttachEvidence(seller=SPRING, receivable=CLAIM, document=CII)
    again = ask.AttachEvidence(seller=SPRING, receivable=CLAIM, document=UBL)
    added = fact.EvidenceAdded(**SAID, effective_on=TODAY, open=yuan("1000.00"), document=CII)

    given(registered()).when(attach, CONTEXT).then(added)
    given(registered(), added).when(attach, CONTEXT).then()
    given(registered()).when(again, CONTEXT).then()


def test_a_claim_may_be_withdrawn_while_nobody_relies_on_it() -> None:
    withdraw = ask.Withdraw(seller=SPRING, receivable=CLAIM, reason="keyed wrong")

    given(registered()).when(withdraw, CONTEXT).then(withdrawn())
    given(registered(), collected("1.00", left="999.00")).when(withdraw, CONTEXT).then_refused(
        no.PaidInPart(CLAIM)
    )
    given(registered(), noticed()).when(withdraw, CONTEXT).then_refused(no.NoticeStands(CLAIM))


def test_what_was_withdrawn_is_said_to_be() -> None:
    state = given(registered(), withdrawn()).state

    assert state == Withdrawn(CLAIM)
    assert status_of(Withdrawn(CLAIM)) is Status.WITHDRAWN


def test_a_claim_knows_its_parties_and_traits() -> None:
    claim = claim_after(registered(traits=(Trait.CONSIGNMENT,)))

    assert (claim.seller, claim.buyer) == (SPRING, PartyId("anchor"))
    assert claim.traits == {Trait.CONSIGNMENT}
    assert status_of(claim) is Status.REGISTERED
