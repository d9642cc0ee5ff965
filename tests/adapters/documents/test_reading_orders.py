"""Published orders and their papers: each is read or refused, and our table says which."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from application.documents.mapping import (
    ColumnMapping,
    DateFormat,
    IdentifierColumn,
    OrderColumns,
    PartyColumns,
)
from application.documents.refused import Code, DocumentRefused
from application.processes.documents import Parties
from application.processes.order_papers import purchase_of
from domain.e_order.order import differing
from domain.shared.currency import Currency
from domain.shared.identifiers.identifier import Scheme
from domain.shared.ids import PartyId
from domain.shared.order_paper import LineChange, OrderPaper, PaperKind, Reply
from tests.adapters.documents.linking import links, told
from tests.adapters.documents.real import (
    INVOICES,
    SCMS,
    SCMS_FILES,
    content,
    files,
    golden,
    orders_told,
)
from tests.adapters.documents.scenes import INTAKE, csv_of, pdf_with

CHAIN = "valid/oasis_ubl"
PEPPOL = "valid/peppol_poacc"
KINDS = ("order", "despatch", "receipt")
PARTIES = Parties(PartyId("seller"), PartyId("buyer"))


def paper(path: str) -> OrderPaper:
    (read,) = INTAKE.read_document(path, content(f"{INVOICES}/{path}"))
    assert isinstance(read, OrderPaper)
    return read


def changed(path: str, right: str, wrong: str) -> DocumentRefused:
    """What is said of a published paper with one thing put wrong."""
    sound = content(f"{INVOICES}/{path}")
    faulty = sound.replace(right.encode(), wrong.encode())
    assert faulty != sound
    (read,) = INTAKE.read_document(path, faulty)
    assert isinstance(read, DocumentRefused)
    return read


def test_every_published_order_paper_is_taken_or_refused_with_its_reason() -> None:
    table = golden("einvoices")["files"]
    named = [path for path in table if path.rsplit("/", 1)[1].lower().startswith(KINDS)]

    found = Counter(table[path] for path in named)

    assert "document.unknown_kind" not in found
    assert found == Counter(
        {
            "order": 5,
            "order_response": 7,
            "order_change": 3,
            "order_cancellation": 3,
            "despatch_advice": 4,
            "receipt_advice": 1,
            "document.currencies_disagree": 1,
            "document.field_missing": 1,
            "document.party_missing": 2,
            "document.reply_unknown": 1,
        }
    )


def test_each_published_link_is_found_or_refused_with_its_reason() -> None:
    assert {f"{order} <- {document}": told(order, document) for order, document in links()} == (
        golden("order_links")
    )


def test_books_of_order_lines_come_to_our_figures() -> None:
    found = {
        path.rsplit("/", 1)[1]: orders_told(
            INTAKE.read_document(path, content(f"data/{path}"), SCMS)
        )
        for path in SCMS_FILES
    }

    assert found == golden("orders")


def test_the_published_chain_is_read_line_by_line() -> None:
    order = paper(f"{CHAIN}/order__UBL-Order-2.0-Example.xml")
    sent = paper(f"{CHAIN}/despatchadvice__UBL-DespatchAdvice-2.0-Example.xml")
    got = paper(f"{CHAIN}/receiptadvice__UBL-ReceiptAdvice-2.0-Example.xml")

    assert (order.kind, order.number, str(order.net)) == (
        PaperKind.ORDER,
        "AEG012345",
        "GBP 100.00",
    )
    assert (order.deliver_from, order.deliver_by) == (date(2005, 6, 29), date(2005, 6, 29))
    assert [(it.line, it.quantity, it.unit, str(it.amount)) for it in order.lines] == [
        ("1", Decimal(100), "KGM", "GBP 100.00")
    ]
    assert [(it.order_line, it.quantity) for it in sent.lines] == [("1", Decimal(90))]
    assert [(it.order_line, it.quantity, it.short) for it in got.lines] == [
        ("", Decimal(90), Decimal(10))
    ]
    assert {sent.order, got.order} == {"AEG012345"}
    assert {it.item.buyers for it in (*order.lines, *sent.lines, *got.lines)} == {"6578489"}


def test_an_answer_in_part_says_what_becomes_of_each_line() -> None:
    answer = paper(f"{PEPPOL}/UC1_Order_response.xml")

    assert (answer.reply, answer.order) == (Reply.IN_PART, "1")
    assert [(it.order_line, it.change) for it in answer.lines] == [
        ("1", LineChange.KEEP),
        ("2", LineChange.REMOVE),
        ("3", LineChange.CHANGE),
    ]
    assert paper(f"{PEPPOL}/OrderResponse_sc2.xml").answers == "Change-2"


def test_one_order_in_two_profiles_of_order_x_and_inside_a_pdf_is_one() -> None:
    basic, comfort = (f"valid/orderx/order-x-{profile}.xml" for profile in ("basic", "comfort"))
    inside = pdf_with(order_x=content(f"{INVOICES}/{basic}"))
    (attached,) = INTAKE.read_document("order.pdf", inside)

    assert isinstance(attached, OrderPaper)
    known, *others = (purchase_of(it, PARTIES) for it in (paper(basic), paper(comfort), attached))
    assert [differing(known, other) for other in others] == [(), ()]
    assert {other.fingerprint for other in others} == {known.fingerprint}


ORDER = f"{PEPPOL}/Order_sc1.xml"
DESPATCH = f"{CHAIN}/despatchadvice__UBL-DespatchAdvice-2.0-Example.xml"
WRONG = [
    (ORDER, "<cbc:ID>Order-1</cbc:ID>", "", Code.FIELD_MISSING, "number"),
    (ORDER, "2022-03-01", "2022-02-31", Code.FIELD_NOT_A_DATE, "xs:date"),
    (ORDER, '<cbc:Quantity unitCode="NAR">10<', '<cbc:Quantity unitCode="NAR">0<',
     Code.QUANTITY_NOT_POSITIVE, "quantity"),
    (ORDER, '<cbc:Quantity unitCode="NAR">10<', '<cbc:Quantity unitCode="NAR">1e1<',
     Code.FIELD_NOT_AN_AMOUNT, "xs:decimal"),
    (ORDER, "<cbc:ID>2</cbc:ID>", "<cbc:ID>1</cbc:ID>", Code.LINE_NUMBER_REPEATED, "line-number"),
    (ORDER, '<cbc:LineExtensionAmount currencyID="EUR">700<',
     '<cbc:LineExtensionAmount currencyID="EUR">701<', Code.TOTALS_DISAGREE, "lines-add-up"),
    (ORDER, ">840<", ">841<", Code.TOTALS_DISAGREE, "gross"),
    (ORDER, ">EUR<", ">EUX<", Code.CURRENCY_UNKNOWN, "ISO-4217"),
    (DESPATCH, ">90<", ">-90<", Code.QUANTITY_NOT_POSITIVE, "quantity"),
    (DESPATCH, "DespatchLine>", "OtherLine>", Code.LINES_MISSING, "lines"),
    (f"{PEPPOL}/OrderResponse_sc2.xml", ">AP<", ">XX<", Code.REPLY_UNKNOWN, "reply"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "right", "wrong", "code", "rule"), WRONG)
def test_each_fault_of_an_order_paper_has_its_code_and_rule(
    path: str, right: str, wrong: str, code: Code, rule: str
) -> None:
    said = changed(path, right, wrong)

    assert (said.code, said.rule) == (code, rule)
    assert said.file
    assert said.place


def test_a_despatch_of_two_orders_is_told() -> None:
    sound = content(f"{INVOICES}/{DESPATCH}").decode()
    head, line = sound.split("<cac:DespatchLine>")
    both = head + "<cac:DespatchLine>" + line.replace("AEG012345", "AEG099999")

    (said,) = INTAKE.read_document("d.xml", both.encode())

    assert isinstance(said, DocumentRefused)
    assert said.code is Code.SEVERAL_ORDERS


BOOK = ColumnMapping(
    name="orders",
    number="no",
    issued_on="day",
    date_format=DateFormat.ISO,
    currency=Currency.CNY,
    orders=OrderColumns(quantity="qty", unit_price="price", line="line", deliver_by="until"),
    buyer=PartyColumns(always_name="Anchor"),
    seller=PartyColumns(name="from", identifiers=(IdentifierColumn("from", Scheme.REGISTER, "v"),)),
)
HEADER = ["no", "day", "qty", "price", "line", "until", "from"]


def book(*rows: list[str]) -> list[str]:
    said = INTAKE.read_document("orders.csv", csv_of(*rows, headers=HEADER).encode(), BOOK)
    return [it.code.value if isinstance(it, DocumentRefused) else "order" for it in said]


def test_rows_of_one_number_and_supplier_are_one_order() -> None:
    first = ["1", "2026-02-02", "2", "5.00", "1", "2026-03-01", "spring"]
    second = [*first[:2], "3", "5.00", "2", "2026-04-01", "spring"]
    other = [*first[:6], "river"]
    said = INTAKE.read_document("o", csv_of(first, second, other, headers=HEADER).encode(), BOOK)

    orders = [it for it in said if isinstance(it, OrderPaper)]
    assert [(it.supplier.name, len(it.lines), str(it.net)) for it in orders] == [
        ("spring", 2, "CNY 25.00"),
        ("river", 1, "CNY 10.00"),
    ]
    assert orders[0].deliver_by == date(2026, 4, 1)


def test_what_is_wrong_in_a_book_of_orders_is_told_by_its_row() -> None:
    row = ["1", "2026-02-02", "2", "5.00", "1", "2026-03-01", "spring"]
    assert book(row, row) == ["document.line_repeated", "order"]
    assert book(["", *row[1:]]) == ["document.field_missing"]
    assert book([*row[:3], "0", *row[4:]]) == ["document.line_not_priced"]
    assert book(row, ["1", "2026-02-03", *row[2:]]) == ["document.rows_disagree"]
    assert book([*row[:5], "soon", row[6]]) == ["document.field_not_a_date"]
    assert book(["1", "Date Not Captured", *row[2:]]) == ["document.field_not_a_date"]
    assert book([*row[:2], "-2", *row[3:]]) == ["document.quantity_not_positive"]


def test_a_mapping_of_orders_names_nothing_else() -> None:
    with pytest.raises(ValueError, match="either"):
        replace(BOOK, payable="amount")


def test_the_examples_are_there() -> None:
    assert files("valid")
