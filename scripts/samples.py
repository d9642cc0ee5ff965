"""Papers to try the platform with, dated as of today: invoices in three formats, an order, terms,
payments.

`python -m scripts.samples FOLDER`. The parties are those of `anchorline serve --demo`;
the invoices and the order are new ones between Spring Castings and Harbour Machinery.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from adapters.clock import SystemClock
from scripts.demo.bank_papers import Credit, message
from scripts.demo.cast import HARBOUR, SPRING, yuan
from scripts.demo.order_papers import Goods, ubl_invoice, ubl_order
from scripts.demo.order_terms import guarantee_terms, line_terms, programme_terms
from scripts.demo.papers import Paper, cii, sheet, ubl
from scripts.settings import Settings
from scripts.written import written

TERMS = {
    "version": 1,
    "obligors": [HARBOUR.party],
    "eligibility": {
        "advanceRate": "0.80",
        "limit": {"amount": "500000.00", "currency": "CNY"},
        "registrationRequired": False,
    },
    "price": {
        "annualRate": "0.06",
        "dayCount": "ACT/360",
        "legalForm": "assignment_recourse",
        "fee": {"rate": "0.005", "paid": "from_proceeds"},
    },
    "penaltyRate": "0.09",
    "tenorDaysMax": 180,
    "drawMinimum": {"amount": "1000.00", "currency": "CNY"},
}

MAPPING = {
    "name": "spring's list",
    "number": "发票号码",
    "issuedOn": "开票日期",
    "dueOn": "到期日",
    "payable": "价税合计",
    "tax": "税额",
    "order": "订单号",
    "currency": "CNY",
    "dateFormat": "yyyy-mm-dd",
    "decimals": "1,234.56",
    "seller": {"alwaysName": SPRING.chinese, "alwaysIdentifiers": [["uscc", SPRING.uscc]]},
    "buyer": {"name": "购买方", "identifiers": [{"header": "购方税号", "scheme": "uscc"}]},
}
"""Which column of `list.csv` holds what; the seller is the same in every row."""


def papers(today: date) -> tuple[Paper, ...]:
    issued, due = today - timedelta(days=20), today + timedelta(days=60)
    named = (("FH-1", "113000.00"), ("FH-2", "56500.00"), ("FH-3", "22600.00"))
    return tuple(
        Paper(number, SPRING, Decimal(gross), issued, due, f"PO-{number}")
        for number, gross in named
    )


def write(folder: Path, today: date) -> list[Path]:
    """Write all of them; an earlier copy is replaced."""
    files = {**trade(today), **an_order(today)}
    paths = [folder / name for name in files]
    for file, text in zip(paths, files.values(), strict=True):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return paths


def trade(today: date) -> dict[str, str]:
    """For `docs/first-hour.md`."""
    first, second, third = papers(today)
    again = replace(first, number="fh 1")
    paid = Credit("113000.00", f"LB-{today:%y%m%d}-1", "payment of FH-1", today)
    return {
        "invoices/FH-1.xml": ubl(first),
        "invoices/FH-2.xml": cii(second),
        "invoices/list.csv": sheet((third,)),
        "again/FH-1-in-another-format.xml": cii(again),
        "again/FH-2-with-another-amount.xml": ubl(replace(second, gross=Decimal("65500.00"))),
        "mapping.json": json.dumps(MAPPING, ensure_ascii=False, indent=2),
        "pool.json": json.dumps({"pool": "first-hour", "terms": TERMS}, indent=2),
        "terms.json": json.dumps(TERMS, indent=2),
        "payment.xml": message("camt.054", f"FH-{today:%y%m%d}", paid),
    }


def an_order(today: date) -> dict[str, str]:
    """For `docs/an-order.md`: a hundred forgings are ordered, ninety invoiced."""
    ordered = Goods(
        "OH-1", 100, today - timedelta(days=3), today + timedelta(days=40), SPRING, "OH-1"
    )
    billed = Goods("OH-INV-1", 90, today, today + timedelta(days=60), SPRING, "OH-1")
    paid = Credit("101700.00", f"LB-{today:%y%m%d}-2", "payment of OH-INV-1", today)
    return {
        "order/order.xml": ubl_order(ordered),
        "order/invoice.xml": ubl_invoice(billed),
        "order/payment.xml": message("camt.054", f"OH-{today:%y%m%d}", paid),
        "order/guarantee.json": written(guarantee_terms(today, yuan("50000.00"), SPRING.party)),
        "order/line.json": written(line_terms(today, yuan("200000.00"), yuan("150000.00"))),
        "order/programme.json": written(programme_terms(yuan("50000.00"))),
    }


def main() -> None:
    if len(sys.argv) != 2:  # noqa: PLR2004 -- the program and the folder
        sys.exit("say into which folder: python -m scripts.samples FOLDER")
    for file in write(Path(sys.argv[1]), SystemClock(Settings().zone).now().day):
        print(file)


if __name__ == "__main__":
    main()
