"""Why a document is not believed: a closed list of codes, each with its place and figures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Code(Enum):
    """Every reason there is; the order is from the most to the least fundamental."""

    TOO_LARGE = "document.too_large"
    EMPTY = "document.empty"
    UNSUPPORTED_ENCODING = "document.unsupported_encoding"
    UNKNOWN_KIND = "document.unknown_kind"
    """Neither invoice nor paper of an order in a form that is read here."""

    DOCTYPE_PRESENT = "document.doctype_present"
    TOO_DEEP = "document.too_deep"
    TOO_MANY_ATTRIBUTES = "document.too_many_attributes"
    TOO_MANY_ELEMENTS = "document.too_many_elements"
    NOT_WELL_FORMED = "document.not_well_formed"
    ARCHIVE_UNSAFE = "document.archive_unsafe"
    """A workbook that unpacks to more than it may, or contradicts itself."""

    NO_INVOICE_INSIDE = "document.no_invoice_inside"
    """A PDF without the XML of an invoice in it."""

    MAPPING_MISSING = "document.mapping_missing"
    COLUMN_MISSING = "document.column_missing"
    TOO_MANY_ROWS = "document.too_many_rows"

    MARKED_AS_TEST = "document.marked_as_test"
    NOT_AN_INVOICE = "document.not_an_invoice"
    """Pro forma, statement, information for the books: nobody owes anything by it."""

    ALREADY_FACTORED = "document.already_factored"
    """Its own type says the claim was sold."""

    BAD_DEBT_ADJUSTMENT = "document.bad_debt_adjustment"
    TYPE_UNKNOWN = "document.type_unknown"

    FIELD_MISSING = "document.field_missing"
    FIELD_TOO_LONG = "document.field_too_long"
    FIELD_NOT_A_DATE = "document.field_not_a_date"
    FIELD_NOT_AN_AMOUNT = "document.field_not_an_amount"
    CURRENCY_UNKNOWN = "document.currency_unknown"
    CURRENCIES_DISAGREE = "document.currencies_disagree"
    ROWS_DISAGREE = "document.rows_disagree"
    """Rows of one invoice give it two dates, two buyers or two currencies."""

    PARTY_MISSING = "document.party_missing"
    PARTY_ADDRESS_INCOMPLETE = "document.party_address_incomplete"
    SELLER_IS_BUYER = "document.seller_is_buyer"
    VAT_NUMBER_WITHOUT_COUNTRY = "document.vat_number_without_country"

    DUE_BEFORE_ISSUE = "document.due_before_issue"
    DUE_NOT_STATED = "document.due_not_stated"
    AMOUNT_NOT_POSITIVE = "document.amount_not_positive"
    TAX_SCHEMES_MIXED = "document.tax_schemes_mixed"
    TOTALS_DISAGREE = "document.totals_disagree"
    LINES_MISSING = "document.lines_missing"
    LINE_AMOUNT_DISAGREES = "document.line_amount_disagrees"
    QUANTITY_WITHOUT_UNIT = "document.quantity_without_unit"

    SEVERAL_ORDERS = "document.several_orders"
    """A paper about several orders at once."""

    REPLY_UNKNOWN = "document.reply_unknown"
    LINE_NUMBER_REPEATED = "document.line_number_repeated"
    QUANTITY_NOT_POSITIVE = "document.quantity_not_positive"

    LINE_REPEATED = "document.line_repeated"
    """An exact copy of an earlier line of the same invoice; it is not counted twice."""

    LINE_NOT_PRICED = "document.line_not_priced"
    """A line at a price of zero or less; it is not counted."""

    UNREADABLE = "document.unreadable"
    """The file broke the program that opens files of its kind."""


@dataclass(frozen=True, slots=True)
class DocumentRefused:
    """One document, or one row of a sheet, that was not taken, and why."""

    code: Code
    file: str
    place: str
    """The element, the sheet and row, or the part of the file."""

    rule: str
    """The rule broken, in its own book's numbering (EN 16931, CEN BII) where it has one."""

    facts: tuple[tuple[str, str], ...] = ()
    """(name, figure), as text."""
