"""Reads any file that may hold trade documents; the only place that knows every encoding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adapters.cii import names as cii
from adapters.cii.orders import kind_of, read_order_x
from adapters.cii.reader import read_cii
from adapters.facturx.inside_pdf import xml_inside
from adapters.intake.content import Content, told_by
from adapters.quarantine.opened import NotOpened
from adapters.spreadsheet.csv_file import csv_table
from adapters.spreadsheet.reader import read_sheet
from adapters.spreadsheet.table import SheetRefused
from adapters.spreadsheet.workbook import workbook_table
from adapters.ubl import names as ubl
from adapters.ubl.orders import read_order_paper
from adapters.ubl.reader import read_ubl
from adapters.xml.node import Node
from adapters.xml.safely import XmlRefused, read_xml
from application.documents.examine import examine
from application.documents.examine_order import examine_order
from application.documents.intake import Outcome
from application.documents.mapping import ColumnMapping
from application.documents.refused import Code, DocumentRefused
from domain.shared.trade_document import Encoding

PREFIXES = {**ubl.PREFIXES, **cii.PREFIXES}
PDF_BYTES_MAX = 50_000_000


class DocumentIntake:
    """Implements `application.documents.intake.Intake`."""

    def read_document(
        self, name: str, content: bytes, mapping: ColumnMapping | None = None
    ) -> Sequence[Outcome]:
        """See the port: never empty, never raises on what a stranger sent."""
        return tuple(_outcomes(name, content, mapping))


def _outcomes(name: str, content: bytes, mapping: ColumnMapping | None) -> Iterator[Outcome]:
    kind = told_by(content)
    match kind:
        case Content.XML:
            yield _of_xml(name, content)
        case Content.PDF:
            yield _of_pdf(name, content)
        case Content.WORKBOOK | Content.TEXT:
            yield from _of_sheet(name, content, kind, mapping)
        case Content.NOTHING:
            yield DocumentRefused(Code.EMPTY, name, "file", "content")
        case Content.OTHER:
            yield DocumentRefused(Code.UNKNOWN_KIND, name, "file", "content")


def _of_xml(name: str, content: bytes) -> Outcome:
    try:
        root = read_xml(content, PREFIXES)
    except XmlRefused as refused:
        code = Code("document." + refused.fact)
        return DocumentRefused(code, name, "xml", "safe-xml", refused.figures)
    return _of_root(name, root)


def _of_root(name: str, root: Node) -> Outcome:
    if root.name in ubl.ROOTS:
        return examine(read_ubl(root, name))
    if root.name in cii.ROOTS:
        return examine(read_cii(root, name))
    if root.name in ubl.ORDER_ROOTS:
        return examine_order(read_order_paper(root, name))
    if root.name == cii.ORDER_ROOT:
        return _of_order_x(name, root, Encoding.CII)
    return _of_no_known_kind(name, root)


def _of_order_x(name: str, root: Node, encoding: Encoding) -> Outcome:
    kind = kind_of(root)
    if kind is None:
        return _of_no_known_kind(name, root)
    return examine_order(read_order_x(root, name, kind, encoding))


def _of_no_known_kind(name: str, root: Node) -> DocumentRefused:
    return DocumentRefused(Code.UNKNOWN_KIND, name, root.local, "content", (("root", root.name),))


def _of_pdf(name: str, content: bytes) -> Outcome:
    """The first attachment that is a CII invoice; one that is unsafe is told, not skipped."""
    if len(content) > PDF_BYTES_MAX:
        size = (("bytes", str(len(content))), ("at_most", str(PDF_BYTES_MAX)))
        return DocumentRefused(Code.TOO_LARGE, name, "pdf", "content", size)
    try:
        for attachment, xml in xml_inside(content):
            root = read_xml(xml, PREFIXES)
            if root.name in cii.ROOTS:
                return examine(read_cii(root, name, Encoding.FACTURX))
            if root.name == cii.ORDER_ROOT:
                return _of_order_x(name, root, Encoding.FACTURX)
            del attachment
    except XmlRefused as refused:
        code = Code("document." + refused.fact)
        return DocumentRefused(code, name, "attachment", "safe-xml", refused.figures)
    except NotOpened as refused:
        facts = (("reason", refused.reason),)
        return DocumentRefused(Code.UNREADABLE, name, "pdf", "quarantine", facts)
    return DocumentRefused(Code.NO_INVOICE_INSIDE, name, "pdf", "content")


def _of_sheet(
    name: str, content: bytes, kind: Content, mapping: ColumnMapping | None
) -> Iterator[Outcome]:
    if mapping is None:
        yield DocumentRefused(Code.MAPPING_MISSING, name, "file", "mapping")
        return
    is_workbook = kind is Content.WORKBOOK
    try:
        table = workbook_table(content, mapping) if is_workbook else csv_table(content, mapping)
        encoding = Encoding.XLSX if is_workbook else Encoding.CSV
        count = 0
        for outcome in read_sheet(name, encoding, table, mapping):
            count += 1
            yield outcome
        if count == 0:
            yield DocumentRefused(Code.EMPTY, name, "rows", "content")
    except SheetRefused as refused:
        rule = f"mapping {mapping.name}"
        yield DocumentRefused(refused.code, name, refused.place, rule, refused.facts)
