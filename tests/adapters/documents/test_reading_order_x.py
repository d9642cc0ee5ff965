"""Changes and responses in Order-X: what they name, what they say, and what is wrong in them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import PurePath

import pytest

from application.documents.refused import Code, DocumentRefused
from domain.shared.order_paper import LineChange, OrderPaper, PaperKind, Reply
from tests.adapters.documents.order_x import Said, order_x
from tests.adapters.documents.scenes import INTAKE, pdf_with

LINES = (Said("1", "100", "10.00"), Said("2", "5", "4.00"))


def read(content: bytes, name: str = "paper.xml") -> OrderPaper | DocumentRefused:
    (found,) = INTAKE.read_document(name, content)
    assert isinstance(found, OrderPaper | DocumentRefused)
    return found


def paper(code: str, number: str, *lines: Said, **more: str) -> OrderPaper:
    found = read(order_x(code, number, *lines, **more))
    assert isinstance(found, OrderPaper), found
    return found


def refused(code: str, number: str, *lines: Said, **more: str) -> DocumentRefused:
    found = read(order_x(code, number, *lines, **more))
    assert isinstance(found, DocumentRefused), found
    return found


def test_a_change_names_its_order_and_says_what_becomes_of_each_line() -> None:
    change = paper(
        "230",
        "C-1",
        Said("1", "120", "9.50", "3", names="1"),
        Said("2", "5", "4.00", "2", names="2"),
        Said("3", "7", "2.00", "1"),
        order="PO-7",
        note="more wax",
    )

    assert (change.kind, change.number, change.order) == (PaperKind.CHANGE, "C-1", "PO-7")
    assert change.reason == "more wax"
    assert [(it.order_line, it.change, it.quantity, str(it.amount)) for it in change.lines] == [
        ("1", LineChange.CHANGE, Decimal(120), "CNY 1140.00"),
        ("2", LineChange.REMOVE, Decimal(5), "CNY 20.00"),
        ("", LineChange.ADD, Decimal(7), "CNY 14.00"),
    ]


REPLIES = [
    ("1", Reply.ACCEPTED),
    ("3", Reply.IN_PART),
    ("8", Reply.REJECTED),
    ("43", Reply.SEEN),
    ("50", Reply.REJECTED),
]


@pytest.mark.parametrize(("status", "reply"), REPLIES)
def test_the_status_of_a_response_is_its_reply(status: str, reply: Reply) -> None:
    answer = paper("231", "R-1", *LINES, order="PO-7", status=status)

    assert (answer.kind, answer.reply, answer.answers) == (PaperKind.RESPONSE, reply, None)


def test_a_response_says_what_is_agreed_and_not_what_was_asked_for() -> None:
    lines = (Said("1", "100", "10.00", "6", agreed="60"), Said("2", "5", "4.00", "7"))

    answer = paper("231", "R-1", *lines, order="PO-7", status="3")

    assert [(it.change, it.quantity) for it in answer.lines] == [
        (LineChange.CHANGE, Decimal(60)),
        (LineChange.REMOVE, Decimal(5)),
    ]


def test_a_response_may_answer_a_change() -> None:
    assert paper("231", "R-2", *LINES, order="PO-7", status="1", change="C-1").answers == "C-1"


def test_an_order_may_be_named_as_the_previous_one() -> None:
    assert paper("230", "C-1", *LINES, previous="PO-7").order == "PO-7"
    assert paper("230", "C-1", *LINES, order="PO-7", previous="PO-7").order == "PO-7"


def test_a_change_that_withdraws_the_order_is_a_cancellation() -> None:
    withdrawn = paper("230", "C-1", *LINES, order="PO-7", purpose="1", note="not needed")

    assert (withdrawn.kind, withdrawn.order, withdrawn.reason) == (
        PaperKind.CANCELLATION,
        "PO-7",
        "not needed",
    )


def test_an_order_that_withdraws_and_one_that_withdraws_a_change_are_not_read() -> None:
    assert refused("220", "PO-7", *LINES, purpose="1").code is Code.UNKNOWN_KIND
    withdrawn = refused("230", "C-2", *LINES, order="PO-7", change="C-1", purpose="1")
    assert withdrawn.code is Code.UNKNOWN_KIND
    assert refused("380", "I-1", *LINES).code is Code.UNKNOWN_KIND


def test_a_change_inside_a_pdf_is_the_same() -> None:
    content = order_x("230", "C-1", *LINES, order="PO-7")

    inside = read(pdf_with(order_x=content), "change.pdf")

    assert isinstance(inside, OrderPaper)
    assert (inside.kind, inside.lines) == (
        PaperKind.CHANGE,
        paper("230", "C-1", *LINES, order="PO-7").lines,
    )


def test_what_is_wrong_is_told_with_place_and_rule() -> None:
    without = refused("230", "C-1", *LINES)
    unclear = refused("231", "R-1", *LINES, order="PO-7", status="29")
    silent = refused("231", "R-1", *LINES, order="PO-7")
    two = refused("230", "C-1", *LINES, order="PO-7", previous="PO-8")
    empty = refused("230", "C-1", order="PO-7")
    partly = refused("231", "R-1", order="PO-7", status="3")
    worthless = refused("230", "C-1", Said("1", "-3", "1.00"), order="PO-7")

    assert [(it.code, PurePath(it.place).name, it.rule) for it in (without, unclear, silent)] == [
        (Code.FIELD_MISSING, "ram:IssuerAssignedID", "order-reference"),
        (Code.REPLY_UNKNOWN, "ram:StatusCode", "reply"),
        (Code.REPLY_UNKNOWN, "ram:StatusCode", "reply"),
    ]
    assert [(it.code, it.rule) for it in (two, empty, partly, worthless)] == [
        (Code.SEVERAL_ORDERS, "one-order"),
        (Code.LINES_MISSING, "lines"),
        (Code.LINES_MISSING, "lines"),
        (Code.QUANTITY_NOT_POSITIVE, "quantity"),
    ]
    assert dict(unclear.facts)["stated"] == "1373:29"
