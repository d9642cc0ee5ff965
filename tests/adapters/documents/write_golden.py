"""Writes our figures on the published files anew; read the difference before keeping it.

`python -m tests.adapters.documents.write_golden`
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from tests.adapters.documents.linking import links
from tests.adapters.documents.linking import told as linked
from tests.adapters.documents.real import (
    GOLDEN,
    IBM,
    INVOICES,
    ONLINE_RETAIL,
    SCMS,
    SCMS_FILES,
    content,
    files,
    orders_told,
    summary,
    told,
)
from tests.adapters.documents.scenes import INTAKE
from tests.adapters.documents.test_loading_portfolios import IBM_FILES, PAYMENTS, RETAIL


def write(name: str, figures: dict[str, Any]) -> None:
    written = json.dumps(figures, ensure_ascii=False, indent=1) + "\n"
    (GOLDEN / f"golden_{name}.json").write_text(written, encoding="utf-8")


def einvoices() -> dict[str, Any]:
    found = {
        path: told(INTAKE.read_document(path, content(f"{INVOICES}/{path}"))[0])
        for path in files("valid")
    }
    return {"outcomes": dict(sorted(Counter(found.values()).items())), "files": found}


def portfolios() -> dict[str, Any]:
    books = [(f"ibm_ar/{file}", IBM) for file in IBM_FILES]
    books += [(f"online_retail/{file}", ONLINE_RETAIL) for file in RETAIL]
    return {
        path.split("/")[1]: summary(
            INTAKE.read_document(path, content(f"{PAYMENTS}/{path}"), mapping)
        )
        for path, mapping in books
    }


def orders() -> dict[str, Any]:
    return {
        path.rsplit("/", 1)[1]: orders_told(
            INTAKE.read_document(path, content(f"data/{path}"), SCMS)
        )
        for path in SCMS_FILES
    }


def order_links() -> dict[str, Any]:
    return {f"{order} <- {document}": linked(order, document) for order, document in links()}


if __name__ == "__main__":
    write("einvoices", einvoices())
    write("portfolios", portfolios())
    write("orders", orders())
    write("order_links", order_links())
