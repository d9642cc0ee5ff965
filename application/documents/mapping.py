"""How the columns of somebody's sheet are to be read: a named mapping, kept as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from domain.shared.currency import Currency
from domain.shared.identifiers.identifier import Scheme


class DecimalStyle(Enum):
    """How amounts are written."""

    POINT = "1,234.56"
    COMMA = "1.234,56"


class DateFormat(Enum):
    """How dates are written; a time of day behind it is left out."""

    ISO = "yyyy-mm-dd"
    DAY_FIRST = "dd/mm/yyyy"
    MONTH_FIRST = "mm/dd/yyyy"
    DAY_FIRST_DOTTED = "dd.mm.yyyy"
    COMPACT = "yyyymmdd"
    CHINESE = "yyyy年mm月dd日"
    MONTH_NAMED = "d-mmm-yy"
    """2-Jun-06, in this century."""


@dataclass(frozen=True, slots=True)
class IdentifierColumn:
    """A column of identifiers, and by whose rules they are made."""

    header: str
    scheme: Scheme
    register: str = ""
    """For `Scheme.REGISTER`: whose register, such as `0060` or the seller's own ledger."""

    whole_number: bool = False
    """A spreadsheet wrote it with decimals: 17850.0 is 17850."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyColumns:
    """Where a party is found: in columns, or the same in every row."""

    name: str | None = None
    identifiers: tuple[IdentifierColumn, ...] = ()
    country: str | None = None
    always_name: str = ""
    always_identifiers: tuple[tuple[Scheme, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LineColumns:
    """A sheet of lines: rows of one number are one invoice, its amount their sum."""

    quantity: str
    unit_price: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderColumns:
    """A sheet of order lines: rows of one number and one supplier are one order."""

    quantity: str
    unit_price: str
    amount: str | None = None
    """Net; price by quantity where there is none."""

    line: str | None = None
    """Counted in the order of the rows where there is none."""

    item: str | None = None
    buyers_item: str | None = None
    sellers_item: str | None = None
    unit: str | None = None
    always_unit: str = ""
    deliver_by: str | None = None
    deliver_by_format: DateFormat | None = None
    """Where it is written in another way than the day of the order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """Names of columns (headers) by what they hold; None where the sheet has none.

    Headers are compared without case and outer spaces. Exactly one of `payable`, `lines`
    and `orders` is given.
    """

    name: str
    number: str
    issued_on: str
    seller: PartyColumns
    buyer: PartyColumns
    payable: str | None = None
    lines: LineColumns | None = None
    orders: OrderColumns | None = None
    date_format: DateFormat = DateFormat.ISO
    decimals: DecimalStyle = DecimalStyle.POINT
    currency: Currency | None = None
    """Where no column says."""

    currency_column: str | None = None
    due_on: str | None = None
    terms: str | None = None
    net: str | None = None
    tax: str | None = None
    order: str | None = None
    contract: str | None = None
    delivered_on: str | None = None
    payment_reference: str | None = None
    iban: str | None = None
    credit_prefixes: tuple[str, ...] = ()
    """A number that begins so is a credit note."""

    adjustment_prefixes: tuple[str, ...] = ()
    """A number that begins so writes off bad debt: nobody owes anything by it."""

    credit_when_negative: bool = False
    corrects: str | None = None
    credit_reason: str | None = None
    carried: tuple[str, ...] = ()
    """Further columns to keep as text."""

    delimiter: str = ","
    text_encoding: str | None = None
    """Where it is neither UTF-8, UTF-16 with its mark, nor GB18030, such as `windows-1252`."""

    sheet: str | None = None
    """The first one where not named."""

    def __post_init__(self) -> None:
        kinds = (self.payable, self.lines, self.orders)
        if sum(kind is not None for kind in kinds) != 1:
            raise ValueError("a mapping names either the amount, the columns of lines or of orders")
