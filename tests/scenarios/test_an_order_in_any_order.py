"""An order and its papers come to the same, whichever comes first; an invoice comes out of it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest

from application.e_order import streams as orders
from application.intake import streams as intake
from application.lien import streams as lien
from application.processes.documents import HandIn, Resolve
from application.processes.handing_in import handing_in
from application.processes.paper_matters import HandInPaper
from application.processes.taking_documents import hand_in, resolve
from application.processes.taking_orders import hand_in_paper
from domain.e_order.standing import facts_of
from domain.e_order.state import Order
from domain.eligibility.order_facts import Discord, OrderFacts
from domain.intake.events import Why
from domain.intake.state import PaperWaiting
from domain.shared.currency import Currency
from domain.shared.ids import AssetId, DocumentId, OrderId, PartyId, ReceivableId
from domain.shared.item import Item
from domain.shared.money import Money
from domain.shared.order_paper import OrderPaper, PaperKind, PaperLine, Reply
from domain.shared.trade_document import BillLine, Encoding, PartyReference, Source, TradeDocument
from tests.adapters.documents.real import INVOICES, content
from tests.adapters.documents.scenes import INTAKE
from tests.scenarios.cast import (
    ALWAYS_OPEN,
    ANCHOR,
    NUMBERS,
    SPRING,
    Trade,
    admit_all,
    document,
    yuan,
)
from tests.support.house import House, house, identified
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

ON = date(2026, 2, 10)
WAX = Item(name="wax", sellers="W-1")


@pytest.fixture
def at_home(database: Database) -> Iterator[House]:
    with house(database) as opened:
        admit_all(opened)
        yield opened


def named(party: PartyId) -> PartyReference:
    return PartyReference(party, (identified(NUMBERS[party]),))


def paper(kind: PaperKind, number: str, *lines: PaperLine, **more: Any) -> OrderPaper:  # noqa: ANN401 - any field
    return replace(
        OrderPaper(
            kind=kind,
            number=number,
            issued_on=ON,
            order="PO-7",
            ordered_on=None,
            buyer=named(ANCHOR),
            supplier=named(SPRING),
            lines=lines,
            source=Source(Encoding.UBL, f"{number}.xml", kind.value),
        ),
        **more,
    )


def counted(quantity: str, amount: str | None = None, **more: Any) -> PaperLine:  # noqa: ANN401 - any field
    line = PaperLine(
        line="1",
        order_line="1",
        item=WAX,
        quantity=Decimal(quantity),
        unit="KGM",
        amount=None if amount is None else yuan(amount),
    )
    return replace(line, **more)


ORDER = paper(
    PaperKind.ORDER,
    "PO-7",
    counted("100", "1000.00"),
    net=yuan("1000.00"),
    tax=yuan("0.00"),
    gross=yuan("1000.00"),
    prepaid=yuan("0.00"),
)
ACCEPT = paper(PaperKind.RESPONSE, "R-1", reply=Reply.ACCEPTED)
DESPATCH = paper(PaperKind.DESPATCH, "D-1", counted("90"))
RECEIPT = paper(PaperKind.RECEIPT, "G-1", counted("90", short=Decimal(10)))
INVOICE = replace(
    document(Trade("INV-1", "1000.00")),
    order="PO-7",
    billed=(BillLine(line="1", item=WAX, quantity=Decimal(100), amount=yuan("1000.00")),),
)
BY = {PaperKind.ORDER: ANCHOR, PaperKind.RECEIPT: ANCHOR, PaperKind.CANCELLATION: ANCHOR}


def give(at_home: House, stated: OrderPaper | TradeDocument) -> dict[str, Any]:
    party = BY.get(stated.kind, SPRING) if isinstance(stated, OrderPaper) else SPRING
    digest = f"{stated.number}-{stated.kind}".ljust(64, "0")
    asked, use_case = handing_in(party, stated, digest, ALWAYS_OPEN)
    return at_home.do(party, asked, use_case)


def order_of(at_home: House, order: str, buyer: PartyId = ANCHOR) -> Order:
    with at_home.store.reading() as reading:
        state = reading.load(orders.ROOM, orders.stream_of(buyer, OrderId(order))).state
    assert isinstance(state, Order)
    return state


def facts(at_home: House, order: str) -> OrderFacts:
    return facts_of(order_of(at_home, order), at_home.clock.day)


def origins(at_home: House, claim: str) -> set[str]:
    with at_home.store.reading() as reading:
        asset = reading.load(lien.ROOM, lien.stream_of(AssetId(claim))).state
    return set(asset.origins)


def events(at_home: House) -> int:
    with at_home.engine.connect() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM anchorline.event").scalar_one()
    return int(count)


def test_an_order_goes_from_placing_to_its_invoice(at_home: House) -> None:
    placed = give(at_home, ORDER)
    told = [give(at_home, it) for it in (ACCEPT, DESPATCH, RECEIPT)]
    claim = give(at_home, INVOICE)["receivable"]

    assert placed["outcome"] == "placed"
    assert [it["outcome"] for it in told] == ["recorded"] * 3
    seen = facts(at_home, placed["order"])
    assert (seen.authentic, seen.accepted, seen.invoiced) == (True, True, yuan("1000.00"))
    assert {it.discord: it.amount for it in seen.mismatches} == {
        Discord.SHORT_SHIPPED: yuan("100.00"),
        Discord.OVER_INVOICED: yuan("100.00"),
    }
    assert origins(at_home, claim) == {placed["order"]}


PAPERS = (ORDER, ACCEPT, DESPATCH, RECEIPT, INVOICE)
ARRIVALS = [PAPERS, PAPERS[::-1], *list(permutations(PAPERS))[17::29]]


@pytest.mark.parametrize("arrival", ARRIVALS, ids=range(len(ARRIVALS)))
def test_whichever_comes_first_it_comes_to_the_same(
    at_home: House, arrival: tuple[OrderPaper | TradeDocument, ...]
) -> None:
    became = [give(at_home, it) for it in arrival]
    order = next(it["order"] for it in became if it["outcome"] == "placed")
    claim = next(it["receivable"] for it in became if it["receivable"])

    seen = facts(at_home, order)

    assert (seen.accepted, seen.invoiced, seen.lost) == (True, yuan("1000.00"), yuan("100.00"))
    assert len(seen.mismatches) == 2
    assert origins(at_home, claim) == {order}


def test_a_paper_waits_for_its_order_and_is_taken_up_when_it_comes(at_home: House) -> None:
    waiting = give(at_home, DESPATCH)
    assert (waiting["outcome"], waiting["why"]) == ("waiting", "order_unknown")
    assert give(at_home, DESPATCH)["outcome"] == "waiting"

    order = give(at_home, ORDER)["order"]

    assert give(at_home, DESPATCH) == {**waiting, "outcome": "known", "why": None, "order": order}


def test_a_paper_that_its_order_refuses_waits_for_a_person_who_is_told_why(
    at_home: House,
) -> None:
    """A buyer's receipt that the supplier handed in came before the order."""
    asked = HandInPaper(SPRING, RECEIPT, "e" * 64)
    document = DocumentId(at_home.do(SPRING, asked, hand_in_paper(asked))["document"])

    order = give(at_home, ORDER)["order"]

    with at_home.store.reading() as reading:
        state = reading.load(intake.ROOM, intake.stream_of(SPRING, document)).state
    assert isinstance(state, PaperWaiting)
    assert state.why is Why.ORDER_REFUSES
    assert facts(at_home, order).lost.is_zero


def in_dollars(stated: TradeDocument) -> TradeDocument:
    given = {it.name: getattr(stated, it.name) for it in fields(stated)}
    sums = {name: it for name, it in given.items() if isinstance(it, Money)}
    turned: Any = {name: Money(it.minor, Currency.USD) for name, it in sums.items()}
    return replace(stated, **turned, billed=())


def test_a_bill_that_its_order_cannot_count_leaves_a_trace(at_home: House) -> None:
    """It is in another currency, and came out of the order all the same."""
    order = give(at_home, ORDER)["order"]

    claim = give(at_home, in_dollars(INVOICE))["receivable"]

    assert origins(at_home, claim) == {order}
    assert order_of(at_home, order).left_out == {claim}
    assert facts(at_home, order).invoiced.is_zero


def test_the_same_papers_again_change_nothing(at_home: House) -> None:
    for it in PAPERS:
        give(at_home, it)
    before = events(at_home)

    again = [give(at_home, it)["outcome"] for it in PAPERS]

    assert again == ["known"] * 5
    assert events(at_home) == before


def test_the_same_order_in_another_file_with_other_contents_is_refused(at_home: House) -> None:
    order = give(at_home, ORDER)["order"]
    other = replace(ORDER, lines=(counted("99", "1000.00"),))
    asked = HandInPaper(SPRING, other, "e" * 64)

    refused = at_home.refused(SPRING, asked, hand_in_paper(asked))

    assert refused["code"] == "e_order.contradiction"
    assert refused["facts"]["fields"] == ["lines"]
    same = HandInPaper(SPRING, replace(ORDER, number="po 7", order="po 7"), "f" * 64)
    assert at_home.do(SPRING, same, hand_in_paper(same))["order"] == order


def test_only_its_own_side_may_hand_a_paper_in(at_home: House) -> None:
    give(at_home, ORDER)
    asked = HandInPaper(SPRING, RECEIPT, "e" * 64)

    refused = at_home.refused(SPRING, asked, hand_in_paper(asked))

    assert refused["code"] == "e_order.not_yours_to_say"


def test_an_order_of_unknown_parties_waits_for_a_person_who_names_them(at_home: House) -> None:
    strange = replace(ORDER, supplier=PartyReference("Spring & Sons"))
    asked = HandInPaper(ANCHOR, strange, "e" * 64)
    waiting = at_home.do(ANCHOR, asked, hand_in_paper(asked))
    said = Resolve(DocumentId(waiting["document"]), seller=SPRING)

    placed = at_home.do(ANCHOR, said, resolve(said, ANCHOR, ALWAYS_OPEN))

    assert (waiting["why"], placed["outcome"]) == ("seller_unknown", "placed")


def test_order_and_invoice_at_the_same_moment_find_each_other(at_home: House) -> None:
    """Whoever loses the race is decided again, and finds what the other wrote."""
    with ThreadPoolExecutor(2) as two:
        became = list(two.map(lambda it: give(at_home, it), (ORDER, INVOICE)))

    order, claim = became[0]["order"], became[1]["receivable"]
    assert facts(at_home, order).invoiced == yuan("1000.00")
    assert origins(at_home, claim) == {order}


FIRST = "valid/oasis_ubl"
CHAIN = {
    "order__UBL-Order-2.0-Example.xml": ANCHOR,
    "orderresponsesimple__UBL-OrderResponseSimple-2.0-Example.xml": SPRING,
    "despatchadvice__UBL-DespatchAdvice-2.0-Example.xml": SPRING,
    "receiptadvice__UBL-ReceiptAdvice-2.0-Example.xml": ANCHOR,
    "invoice__UBL-Invoice-2.0-Example.xml": SPRING,
    "creditnote__UBL-CreditNote-2.0-Example.xml": SPRING,
}


def hand_real(at_home: House, file: str) -> dict[str, Any]:
    """The published parties bear no identifier of ours: a person names them."""
    (stated,) = INTAKE.read_document(file, content(f"{INVOICES}/{FIRST}/{file}"))
    assert isinstance(stated, OrderPaper | TradeDocument)
    party = CHAIN[file]
    asked, use_case = handing_in(party, stated, file.ljust(64, "0"), ALWAYS_OPEN)
    waiting = at_home.do(party, asked, use_case)
    said = Resolve(DocumentId(waiting["document"]), seller=SPRING, buyer=ANCHOR)
    return at_home.do(party, said, resolve(said, party, ALWAYS_OPEN))


@pytest.mark.parametrize("turned", [False, True])
def test_the_published_chain_comes_out_line_by_line(at_home: House, *, turned: bool) -> None:
    """100 ordered for GBP 100.00, 90 sent, 90 received and 10 short, 100 billed for 107.50."""
    files = list(CHAIN)[:5]
    became = [hand_real(at_home, file) for file in (files[::-1] if turned else files)]
    order = next(it["order"] for it in became if it["outcome"] == "placed")

    seen = facts(at_home, order)
    assert [(it.line, it.quantity, it.unit, str(it.amount)) for it in seen.lines] == [
        ("1", Decimal(100), "KGM", "GBP 100.00")
    ]
    assert [
        (it.line, it.discord, it.expected, it.found, str(it.amount)) for it in seen.mismatches
    ] == [
        ("1", Discord.OVER_INVOICED, Decimal(90), Decimal(100), "GBP 10.00"),
        ("1", Discord.SHORT_SHIPPED, Decimal(100), Decimal(90), "GBP 10.00"),
    ]
    assert (str(seen.invoiced), str(seen.lost)) == ("GBP 90.00", "GBP 10.00")
    assert (seen.accepted, seen.authentic) == (True, True)

    hand_real(at_home, "creditnote__UBL-CreditNote-2.0-Example.xml")

    assert [it.discord for it in facts(at_home, order).mismatches] == [Discord.SHORT_SHIPPED]
    assert str(facts(at_home, order).invoiced) == "GBP 0.00"


def test_an_invoice_without_an_order_stands_alone(at_home: House) -> None:
    asked = HandIn(SPRING, replace(INVOICE, order=None), "e" * 64)

    claim = at_home.do(SPRING, asked, hand_in(asked, ALWAYS_OPEN))["receivable"]

    assert origins(at_home, ReceivableId(claim)) == set()
