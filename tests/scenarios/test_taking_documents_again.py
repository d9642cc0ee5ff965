"""A document handed in again changes nothing; a copy that says more is listened to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from application.processes.documents import HandIn, Resolve
from application.processes.taking_documents import dismiss, hand_in, resolve
from domain.enterprise.profile import Role
from domain.shared.ids import DocumentId
from domain.shared.trade_document import (
    DocumentKind,
    Encoding,
    InvoiceReference,
    PartyReference,
    TradeDocument,
)
from tests.scenarios.bank import pool
from tests.scenarios.cast import (
    ALWAYS_OPEN,
    ANCHOR,
    POOL,
    RIVER,
    SPRING,
    Trade,
    admit_all,
    confirm,
    document,
    drawn,
    open_a_pool,
    ready,
    register,
    yuan,
)
from tests.support.house import House, house, identified
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

INVOICE = Trade("INV-1", "1000.00")


@pytest.fixture
def trade(database: Database) -> Iterator[House]:
    with house(database) as opened:
        admit_all(opened)
        open_a_pool(opened)
        yield opened


def handed(stated: TradeDocument, digest: str = "d") -> HandIn:
    return HandIn(SPRING, stated, digest.ljust(64, "0"))


def hand(trade: House, asked: HandIn) -> dict[str, Any]:
    return trade.do(SPRING, asked, hand_in(asked, ALWAYS_OPEN))


def events(trade: House) -> int:
    with trade.engine.connect() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM anchorline.event").scalar_one()
    return int(count)


def credit_note(*numbers: str) -> TradeDocument:
    return replace(
        document(Trade("CN-1", "50.00")),
        kind=DocumentKind.CREDIT_NOTE,
        type_code="381",
        corrects=tuple(InvoiceReference(number, INVOICE.issued_on) for number in numbers),
    )


@pytest.mark.parametrize("kind", ["invoice", "credit note"])
def test_under_another_request_a_document_taken_before_changes_nothing(
    trade: House, kind: str
) -> None:
    register(trade, INVOICE)
    stated = document(Trade("INV-2", "70.00")) if kind == "invoice" else credit_note("INV-1")
    first = hand(trade, handed(stated))
    before = events(trade)

    again = hand(trade, handed(stated))

    assert again["receivable"] == first["receivable"]
    assert again["outcome"] == ("known" if kind == "invoice" else "credited")
    assert events(trade) == before


def test_what_a_person_dismissed_does_not_come_back_by_itself(trade: House) -> None:
    stranger = PartyReference("a stranger", (identified("cn:9999"),))
    waits = handed(replace(document(INVOICE), buyer=stranger))
    named = DocumentId(hand(trade, waits)["document"])
    trade.do(SPRING, named, dismiss(named, SPRING, "not ours"))
    trade.admit("stranger", Role.CORE_ENTERPRISE, number="cn:9999")

    refusal = trade.refused(SPRING, waits, hand_in(waits, ALWAYS_OPEN))

    assert refusal["code"] == "intake.not_waiting"


def test_nobody_says_another_seller_than_the_document_names(trade: House) -> None:
    stranger = PartyReference("a stranger", (identified("cn:9999"),))
    theirs = Trade("INV-1", "1000.00", seller=RIVER)
    waits = handed(replace(document(theirs), buyer=stranger))
    named = DocumentId(hand(trade, waits)["document"])

    asked = Resolve(named, seller=SPRING, buyer=ANCHOR)
    refusal = trade.refused(SPRING, asked, resolve(asked, SPRING, ALWAYS_OPEN))

    assert refusal["code"] == "receivable.not_a_party"


def test_a_credit_note_for_two_invoices_waits_for_a_person(trade: House) -> None:
    register(trade, INVOICE)
    register(trade, Trade("INV-2", "2000.00"))

    outcome = hand(trade, handed(credit_note("INV-1", "INV-2")))

    assert (outcome["outcome"], outcome["why"]) == ("waiting", "several_invoices")


def test_a_copy_payable_to_another_takes_the_claim_out_of_the_base(trade: House) -> None:
    """The seller may have sold it elsewhere: a factor stands on this copy."""
    ready(trade, INVOICE)
    drawn(trade, "800.00")
    factor = PartyReference("a factor", (identified("cn:7777"),))

    copy = replace(document(INVOICE, Encoding.CII), payee=factor)
    assert hand(trade, handed(copy, "copy"))["outcome"] == "known"

    assert pool(trade).over_advance == yuan("800.00")
    with trade.store.reading() as reading:
        (held,) = reading.claims(POOL)
    assert held.open == 100_000


def test_a_claim_confirmed_before_a_copy_comes_stays_confirmed(trade: House) -> None:
    claim = register(trade, INVOICE)
    confirm(trade, claim)

    again = hand(trade, handed(document(INVOICE, Encoding.CII), "copy"))

    assert again == {"document": again["document"], "outcome": "known", "receivable": claim} | {
        "why": None,
        "order": None,
        "choices": [],
    }


def test_another_invoice_under_a_digest_seen_before_is_not_taken_for_the_first(
    trade: House,
) -> None:
    """Whoever hands it in says the digest: what stands in the document decides."""
    first = hand(trade, handed(document(INVOICE)))

    other = hand(trade, handed(document(Trade("INV-2", "70.00"))))

    assert other["outcome"] == "registered"
    assert other["receivable"] != first["receivable"]
