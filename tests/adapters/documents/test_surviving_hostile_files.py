"""Whatever a stranger sends, the answer is a listed refusal, soon, and never a crash."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from application.documents.refused import Code, DocumentRefused
from tests.adapters.documents.scenes import (
    BOOK,
    CII,
    INTAKE,
    LINES,
    UBL,
    csv_of,
    pdf_with,
    read,
    refused,
    row,
    workbook_of,
)

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "ha">{LAUGHS}]>' + UBL.split("?>", 1)[1]

HOSTILE: list[tuple[bytes, Code]] = [
    (BOMB.encode(), Code.DOCTYPE_PRESENT),
    (BOMB.encode("utf-16"), Code.DOCTYPE_PRESENT),
    (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', Code.DOCTYPE_PRESENT),
    (b'<!DOCTYPE a SYSTEM "http://192.0.2.1/a.dtd"><a/>', Code.DOCTYPE_PRESENT),
    (b"<a>&x;</a>", Code.NOT_WELL_FORMED),
    (b"<a>" * 100_000, Code.TOO_DEEP),
    (b"<a>" * 100 + b"</a>" * 100, Code.TOO_DEEP),
    (b"<a " + b" ".join(b'a%d=""' % n for n in range(200_000)) + b"/>", Code.TOO_MANY_ATTRIBUTES),
    (b"<a>" + b"<b/>" * 300_000 + b"</a>", Code.TOO_MANY_ELEMENTS),
    (b"<a>" + b" " * 21_000_000 + b"</a>", Code.TOO_LARGE),
    (b"<a>\x00</a>", Code.NOT_WELL_FORMED),
    (b"<a>&#0;</a>", Code.NOT_WELL_FORMED),
    (b"<a>&#xD800;</a>", Code.NOT_WELL_FORMED),
    (b"<a>\xed\xa0\x80</a>", Code.UNSUPPORTED_ENCODING),
    (b'<?xml version="1.0" encoding="UTF-7"?>+ADw-a/+AD4-', Code.UNSUPPORTED_ENCODING),
    (b'<?xml version="1.0" encoding="UTF-16"?><a/>', Code.UNSUPPORTED_ENCODING),
    (b"<a/><a/>", Code.NOT_WELL_FORMED),
    (b"<" + b"a" * 1_000_000 + b"/>", Code.NOT_WELL_FORMED),
]


@pytest.mark.parametrize(("content", "code"), HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_xml_is_refused_for_what_it_is(content: bytes, code: Code) -> None:
    assert refused(content).code is code


@pytest.mark.parametrize("inside", [content for content, _ in HOSTILE[:4]], ids=range(4))
def test_hostile_xml_inside_a_pdf_is_refused_as_well(inside: bytes) -> None:
    assert refused(pdf_with(factur_x=inside)).code is Code.DOCTYPE_PRESENT


def test_hidden_text_in_a_sheet_is_refused() -> None:
    assert refused(csv_of(row(Buyer="a\x00b")).encode(), BOOK).code in {
        Code.UNKNOWN_KIND,
        Code.UNSUPPORTED_ENCODING,
    }


def test_half_a_character_in_a_sheet_is_refused() -> None:
    sheet = csv_of(row()).encode("utf-16") + b"\x00\xd8\x00"
    assert refused(sheet, BOOK).code is Code.UNSUPPORTED_ENCODING


def test_a_cell_without_end_is_refused() -> None:
    sheet = csv_of(row(Buyer="x" * 200_000))
    assert refused(sheet, BOOK).code is Code.NOT_WELL_FORMED


def zipped(**files: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return kept.getvalue()


def refilled(part: str, content: bytes) -> bytes:
    """A sound workbook with one part replaced."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook_of(row()))) as sound,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in sound.namelist():
            archive.writestr(name, content if name == part else sound.read(name))
    return kept.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
SPREADSHEET = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def sheet_with(cells: bytes) -> bytes:
    return b"<worksheet " + SPREADSHEET + b"><sheetData>" + cells + b"</sheetData></worksheet>"


def test_a_workbook_that_unpacks_to_too_much_is_never_unpacked() -> None:
    bomb = refilled(SHEET, b" " * 250_000_000)
    assert len(bomb) < 1_000_000
    assert refused(bomb, BOOK).code is Code.ARCHIVE_UNSAFE


def test_a_workbook_that_lies_about_its_size_is_refused() -> None:
    bomb = bytearray(refilled(SHEET, b" " * 190_000_000))
    for place in range(len(bomb) - 30):
        if bomb[place : place + 4] == b"PK\x01\x02" and SHEET.encode() in bomb[place : place + 80]:
            bomb[place + 24 : place + 28] = struct.pack("<I", 10)
    assert refused(bytes(bomb), BOOK).code in {Code.ARCHIVE_UNSAFE, Code.UNREADABLE}


def test_one_cell_in_the_far_corner_does_not_make_seventeen_billion() -> None:
    far = sheet_with(
        b'<row r="1"><c r="A1"><v>1</v></c></row>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )
    assert refused(refilled(SHEET, far), BOOK).code in {Code.TOO_MANY_ROWS, Code.UNREADABLE}


def test_a_doctype_in_a_workbook_expands_nothing() -> None:
    cells = b'<row r="1"><c r="A1" t="str"><v>&l9;</v></c></row>'
    bomb = b"<!DOCTYPE l [<!ENTITY l0 'ha'>" + LAUGHS.encode() + b"]>" + sheet_with(cells)
    outcomes = read(refilled(SHEET, bomb), BOOK)
    assert all(isinstance(outcome, DocumentRefused) for outcome in outcomes)


def test_a_workbook_of_a_hundred_thousand_parts_is_refused() -> None:
    parts = {f"p{n}": b"" for n in range(3_000)}
    assert refused(zipped(xl__workbook_xml=b"<a/>", **parts), BOOK).code is Code.ARCHIVE_UNSAFE


def test_a_workbook_in_a_zip_is_not_looked_for() -> None:
    assert refused(zipped(inner=workbook_of(row())), BOOK).code is Code.UNKNOWN_KIND


def test_a_pdf_that_inflates_without_end_is_refused() -> None:
    packed = zlib.compress(b" " * 300_000_000)
    inside = pdf_with(factur_x=CII.encode())
    stream = inside.index(b"stream\n", inside.index(b"/EmbeddedFile"))
    bomb = inside[:stream] + b"stream\n" + packed + inside[stream + 7 :]
    bomb = bomb.replace(b"/Type /EmbeddedFile", b"/Filter /FlateDecode /Type /EmbeddedFile")
    assert bomb != inside
    assert isinstance(INTAKE.read_document("x.pdf", bomb)[0], DocumentRefused)


def test_a_pdf_whose_attachments_point_at_themselves_ends() -> None:
    looped = b"""%PDF-1.7
1 0 obj <</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 3 0 R>>>> endobj
2 0 obj <</Type/Pages/Kids[]/Count 0>> endobj
3 0 obj <</Kids[3 0 R 3 0 R]>> endobj
trailer <</Root 1 0 R/Size 4>>
%%EOF"""
    assert refused(looped).code in {Code.UNREADABLE, Code.NO_INVOICE_INSIDE}


SEEDS = [UBL.encode(), CII.encode(), csv_of(row(), row()).encode(), b"", b"<", b"\xff\xfe<"]


DAMAGE = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 3), st.binary(max_size=4)), min_size=1, max_size=40
)
"""(where, of the whole; how many bytes go; what comes instead)."""


@settings(max_examples=150, deadline=None)
@given(seed=st.sampled_from(SEEDS), damage=DAMAGE)
def test_no_damage_to_a_file_makes_it_raise(
    seed: bytes, damage: list[tuple[float, int, bytes]]
) -> None:
    damaged = bytearray(seed)
    for where, gone, instead in damage:
        place = int(where * len(damaged))
        damaged[place : place + gone] = instead
    for mapping in (None, BOOK, LINES):
        assert INTAKE.read_document("x", bytes(damaged), mapping)


@settings(max_examples=100, deadline=None)
@given(content=st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_no_bytes_at_all_make_it_raise(content: bytes) -> None:
    for mapping in (None, BOOK, LINES):
        assert INTAKE.read_document("x", content, mapping)


@settings(max_examples=100, deadline=None)
@given(cells=st.lists(st.text(st.characters(codec="utf-8"), max_size=30), min_size=8, max_size=8))
def test_no_cells_make_a_sheet_raise(cells: list[str]) -> None:
    quoted = ['"' + cell.replace('"', '""') + '"' for cell in cells]
    assert INTAKE.read_document("x", csv_of(quoted).encode(), BOOK)
