"""Published examples and records that lie beside the repository, and our figures on them."""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from application.documents.intake import Outcome
from application.documents.mapping import (
    ColumnMapping,
    DateFormat,
    IdentifierColumn,
    LineColumns,
    OrderColumns,
    PartyColumns,
)
from domain.shared.currency import Currency
from domain.shared.identifiers.identifier import Scheme
from domain.shared.order_paper import OrderPaper
from domain.shared.trade_document import DocumentKind, TradeDocument
from tests.support.shared import BESIDE, shared

INVOICES = "data/einvoices"
GOLDEN = Path(__file__).parent

IBM = ColumnMapping(
    name="ibm-receivables",
    number="invoiceNumber",
    issued_on="InvoiceDate",
    due_on="DueDate",
    payable="InvoiceAmount",
    date_format=DateFormat.DAY_FIRST,
    currency=Currency.USD,
    seller=PartyColumns(always_name="Seller of the IBM set"),
    buyer=PartyColumns(identifiers=(IdentifierColumn("customerID", Scheme.REGISTER, "IBM-AR"),)),
    carried=("Disputed", "SettledDate"),
)

ONLINE_RETAIL = ColumnMapping(
    name="online-retail",
    number="InvoiceNo",
    issued_on="InvoiceDate",
    lines=LineColumns(quantity="Quantity", unit_price="UnitPrice"),
    currency=Currency.GBP,
    seller=PartyColumns(always_name="Online Retail"),
    buyer=PartyColumns(
        identifiers=(
            IdentifierColumn("CustomerID", Scheme.REGISTER, "ONLINE-RETAIL", whole_number=True),
        )
    ),
    credit_prefixes=("C",),
    adjustment_prefixes=("A",),
)


SCMS = ColumnMapping(
    name="scms",
    number="PO / SO #",
    issued_on="PO Sent to Vendor Date",
    date_format=DateFormat.MONTH_FIRST,
    orders=OrderColumns(
        quantity="Line Item Quantity",
        unit_price="Pack Price",
        amount="Line Item Value",
        item="Item Description",
        always_unit="PK",
        deliver_by="Scheduled Delivery Date",
        deliver_by_format=DateFormat.MONTH_NAMED,
    ),
    currency=Currency.USD,
    buyer=PartyColumns(always_name="SCMS", always_identifiers=((Scheme.REGISTER, "SCMS:buyer"),)),
    seller=PartyColumns(
        name="Vendor", identifiers=(IdentifierColumn("Vendor", Scheme.REGISTER, "SCMS"),)
    ),
)
SCMS_FILES = tuple(
    f"purchase_orders/scms/scms_delivery_history_part{part}.csv.gz" for part in (1, 2)
)


def files(folder: str) -> list[str]:
    """Paths under the examples, none where they are absent (for parametrising)."""
    root = BESIDE / INVOICES
    return sorted(
        str(path.relative_to(root)) for path in (root / folder).rglob("*") if path.is_file()
    )


def content(path: str) -> bytes:
    stored = shared(path).read_bytes()
    return gzip.decompress(stored) if path.endswith(".gz") else stored


@cache
def tabulation() -> dict[str, dict[str, str]]:
    with shared(f"{INVOICES}/tabulation.csv").open(encoding="utf-8", newline="") as file:
        return {line["path"].removeprefix("einvoices/"): line for line in csv.DictReader(file)}


@cache
def golden(name: str) -> Any:  # noqa: ANN401 - JSON
    return json.loads((GOLDEN / f"golden_{name}.json").read_text(encoding="utf-8"))


def told(outcome: Outcome) -> str:
    """`invoice`, `credit_note`, `order` and its papers, or the code of the refusal."""
    if isinstance(outcome, TradeDocument | OrderPaper):
        return outcome.kind.value
    return outcome.code.value


def orders_told(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """What a book of orders comes to: outcomes by code, lines and money."""
    orders = [outcome for outcome in outcomes if isinstance(outcome, OrderPaper)]
    return {
        "outcomes": dict(sorted(Counter(map(told, outcomes)).items())),
        "lines": sum(len(order.lines) for order in orders),
        "net": str(sum(order.net.minor for order in orders if order.net is not None)),
        "suppliers": len({order.supplier.identifiers for order in orders}),
    }


def summary(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """What a portfolio comes to: outcomes by code, and money by kind."""
    documents = [outcome for outcome in outcomes if isinstance(outcome, TradeDocument)]
    return {
        "outcomes": dict(sorted(Counter(map(told, outcomes)).items())),
        "payable": {
            kind.value: str(sum(d.payable.minor for d in documents if d.kind is kind))
            for kind in DocumentKind
        },
        "buyers": len({d.buyer.identifiers for d in documents}),
    }
