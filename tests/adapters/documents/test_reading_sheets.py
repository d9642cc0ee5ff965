"""Sheets come in as somebody keeps them: every row is a document or a refusal with its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from application.documents.mapping import ColumnMapping, DateFormat, DecimalStyle, PartyColumns
from application.documents.refused import Code, DocumentRefused
from domain.shared.currency import Currency
from domain.shared.money import Money
from domain.shared.trade_document import DocumentKind, TradeDocument
from tests.adapters.documents.scenes import (
    BOOK,
    HEADERS,
    LINES,
    csv_of,
    read,
    refused,
    row,
    taken,
    workbook_of,
)

LINE_HEADERS = ("No", "Day", "Qty", "Price", "Customer")


def codes(outcomes: list[object]) -> list[str]:
    return [
        outcome.code.value if isinstance(outcome, DocumentRefused) else "taken"
        for outcome in outcomes
    ]


def test_every_row_is_reported_in_its_place() -> None:
    sheet = csv_of(row(), row(Amount="x"), (), row(Invoice=""), row(Issued="31/02/2026"))
    outcomes = read(sheet, BOOK)

    assert codes(outcomes) == [
        "taken",
        "document.field_not_an_amount",
        "document.field_missing",
        "document.field_not_a_date",
    ]
    assert [o.place for o in outcomes if isinstance(o, DocumentRefused)] == [
        "row 3, Amount",
        "row 5, Invoice",
        "row 6, Issued",
    ]


@pytest.mark.parametrize(
    ("style", "written", "minor"),
    [
        (DecimalStyle.POINT, "1234.5", 1_234_50),
        (DecimalStyle.POINT, '"1,234.50"', 1_234_50),
        (DecimalStyle.COMMA, '"1.234,50"', 1_234_50),
        (DecimalStyle.COMMA, '"1234,5"', 1_234_50),
    ],
)
def test_amounts_are_read_as_the_mapping_says(
    style: DecimalStyle, written: str, minor: int
) -> None:
    mapping = replace(BOOK, decimals=style, net=None)
    document = taken(csv_of(row(Amount=written)), mapping)
    assert document.payable == Money(minor, Currency.EUR)


@pytest.mark.parametrize(
    "written", ["1.234.50", '"12,34.00"', "1e3", "NaN", "１１９", "--1", "0x1"]
)
def test_an_amount_written_otherwise_is_not_guessed(written: str) -> None:
    assert refused(csv_of(row(Amount=written)), BOOK).code is Code.FIELD_NOT_AN_AMOUNT


@pytest.mark.parametrize(
    ("date_format", "written"),
    [
        (DateFormat.DAY_FIRST, "2/3/2026"),
        (DateFormat.MONTH_FIRST, "03/02/2026"),
        (DateFormat.ISO, "2026-03-02 08:26:00"),
        (DateFormat.DAY_FIRST_DOTTED, "02.03.2026"),
        (DateFormat.COMPACT, "20260302"),
        (DateFormat.CHINESE, "2026年03月02日"),
    ],
)
def test_dates_are_read_as_the_mapping_says(date_format: DateFormat, written: str) -> None:
    mapping = replace(BOOK, date_format=date_format, due_on=None)
    assert taken(csv_of(row(Issued=written)), mapping).issued_on == date(2026, 3, 2)


@pytest.mark.parametrize("written", ["02.03.2026", "20260302", "3/2/26", "02/03/2026 noon"])
def test_a_date_of_another_format_is_not_guessed(written: str) -> None:
    assert refused(csv_of(row(Issued=written)), BOOK).code is Code.FIELD_NOT_A_DATE


def test_an_iso_date_is_understood_in_any_sheet() -> None:
    assert taken(csv_of(row(Issued="2026-03-02")), BOOK).issued_on == date(2026, 3, 2)


def test_a_chinese_book_in_gb18030_is_read() -> None:
    mapping = replace(BOOK, buyer=replace(BOOK.buyer, name="买方"))
    headers = [header if header != "Buyer" else "买方" for header in HEADERS]
    sheet = csv_of(row(Buyer="锚链集团"), headers=headers).encode("gb18030")

    assert taken(sheet, mapping).buyer.name == "锚链集团"


def test_a_western_book_is_read_where_the_mapping_names_its_encoding() -> None:
    sheet = csv_of(row(Buyer="Ankerç")).encode("windows-1252")

    assert refused(sheet, BOOK).code is Code.UNSUPPORTED_ENCODING
    assert taken(sheet, replace(BOOK, text_encoding="windows-1252")).buyer.name == "Ankerç"


def test_credits_are_told_by_prefix_or_by_sign() -> None:
    outcomes = read(csv_of(row(Invoice="C17"), row(Amount="-119.00", Net="-100.00")), BOOK)

    kinds = {o.kind for o in outcomes if isinstance(o, TradeDocument)}
    amounts = {o.payable.minor for o in outcomes if isinstance(o, TradeDocument)}
    assert (kinds, amounts) == ({DocumentKind.CREDIT_NOTE}, {119_00})


def test_brackets_are_an_accountants_minus() -> None:
    sheet = csv_of(row(Amount="(119.00)", Net="(100.00)"))
    assert taken(sheet, BOOK).kind is DocumentKind.CREDIT_NOTE


def test_a_negative_amount_is_no_credit_unless_the_mapping_says_so() -> None:
    strict = replace(BOOK, credit_when_negative=False)
    assert refused(csv_of(row(Amount="-1", Net="")), strict).code is Code.AMOUNT_NOT_POSITIVE


def test_a_bad_debt_adjustment_is_nobodys_debt() -> None:
    assert refused(csv_of(row(Invoice="A17")), BOOK).code is Code.BAD_DEBT_ADJUSTMENT


def test_a_mapped_column_that_is_not_there_is_named() -> None:
    said = refused("Invoice,Issued\n1,02/03/2026\n", BOOK)
    assert (said.code, said.facts) == (Code.COLUMN_MISSING, (("column", "Amount"),))


def test_a_header_met_twice_is_not_guessed_between() -> None:
    twice = csv_of((*row(), "1"), headers=(*HEADERS, "Amount"))
    assert refused(twice, BOOK).code is Code.COLUMN_MISSING


def test_what_comes_before_a_broken_row_is_kept() -> None:
    outcomes = read(csv_of(row()) + 'x,"open\n', BOOK)
    assert codes(outcomes) == ["taken", "document.not_well_formed"]


def test_a_sheet_without_rows_is_empty() -> None:
    assert refused(csv_of(), BOOK).code is Code.EMPTY


def test_numbers_that_a_workbook_keeps_as_floats_are_meant_exactly() -> None:
    cells: list[object] = list(row(Net=""))
    cells[0], cells[3] = 5928070131, 0.1 + 0.2
    document = taken(workbook_of(cells), BOOK)

    assert document.number == "5928070131"
    assert document.payable == Money(30, Currency.EUR)


def test_a_named_sheet_that_is_not_there_is_told() -> None:
    said = refused(workbook_of(row()), replace(BOOK, sheet="Other"))
    assert said.code is Code.COLUMN_MISSING


def lines_of(*rows: tuple[str, ...]) -> list[object]:
    return read(csv_of(*rows, headers=LINE_HEADERS), LINES)


def test_lines_of_one_number_are_one_invoice() -> None:
    (outcome,) = lines_of(
        ("1", "2026-03-02 08:26:00", "3", "0.335", "17850.0"),
        ("1", "2026-03-02 08:27:00", "2", "2.00", "17850.0"),
    )
    assert isinstance(outcome, TradeDocument)
    assert outcome.payable == Money(5_01, Currency.EUR)
    assert outcome.lines == 2
    assert outcome.buyer.identifiers[0].value == "WEAVER:17850"


def test_a_line_that_is_not_counted_is_told() -> None:
    outcomes = lines_of(
        ("1", "2026-03-02", "3", "1.00", "7"),
        ("1", "2026-03-02", "3", "1.00", "7"),
        ("1", "2026-03-02", "1", "0.00", "7"),
        ("2", "2026-03-02", "1", "-5.00", "7"),
        ("3", "2026-03-02", "1", "1.00", ""),
        ("C4", "2026-03-02", "-2", "1.00", "7"),
        ("A5", "2026-03-02", "1", "-9.00", ""),
        ("", "2026-03-02", "1", "1.00", "7"),
        ("6", "2026-03-02", "1", "1.00", "7"),
        ("6", "2026-03-02", "1", "1.00", "8"),
        ("7", "2026-03-02", "one", "1.00", "8"),
    )
    assert codes(outcomes) == [
        "document.line_repeated",
        "document.line_not_priced",
        "document.line_not_priced",
        "document.field_missing",
        "taken",
        "document.lines_missing",
        "document.party_missing",
        "taken",
        "document.bad_debt_adjustment",
        "document.rows_disagree",
        "document.field_not_an_amount",
    ]
    first, credit = (o for o in outcomes if isinstance(o, TradeDocument))
    assert (first.payable.minor, credit.payable.minor) == (3_00, 2_00)
    assert credit.kind is DocumentKind.CREDIT_NOTE


def test_a_mapping_names_the_amount_or_the_lines_never_both() -> None:
    nobody = PartyColumns()
    with pytest.raises(ValueError, match="either"):
        ColumnMapping(name="x", number="a", issued_on="b", seller=nobody, buyer=nobody)
