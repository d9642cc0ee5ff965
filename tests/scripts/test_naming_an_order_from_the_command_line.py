"""An order number of two years: what waits is listed, resolved and dismissed at the machine."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from scripts.compose import opened
from scripts.settings import Settings
from scripts.written import written
from tests.adapters.documents.order_x import Said, order_x
from tests.scripts.scenes import at_hand as anchorline
from tests.scripts.scenes import data_folder
from tests.scripts.test_ordering_from_the_command_line import admitted
from tests.scripts.test_taking_trades_over_from_the_command_line import INVOICES

pytestmark = [pytest.mark.postgres, pytest.mark.scenario]

PARTIES = (("anchor", "core_enterprise", "0002:1001"), ("spring", "supplier", "0002:2001"))


def invoices_in(folder: Path, today: date) -> tuple[str, ...]:
    sheet, mapping = folder / "invoices.csv", folder / "invoices.json"
    due = today + timedelta(days=60)
    rows = [f"INV-{at},{today},{due},{at}00.00,PO-7,Spring,0002:2001" for at in (1, 2)]
    sheet.write_text("\n".join(["no,day,due,amount,order,from,id", *rows, ""]))
    mapping.write_text(written(INVOICES).replace("cn:1", "0002:1001"))
    return str(sheet), "--mapping", str(mapping)


def test_what_may_be_of_two_orders_is_resolved_or_dismissed(tmp_path: Path) -> None:
    own = {"database_url": None, "database_owner_url": None, "instructions": None}
    with (
        data_folder() as data,
        opened(Settings(data=data).model_copy(update=own)) as running,
    ):

        def run(*words: str, acting: str) -> Any:  # noqa: ANN401  # JSON has no narrower type
            return anchorline(*words, "--as", acting, "--json", data=data)

        for party, role, number in PARTIES:
            admitted(data, party, role, number, account=f"6200-{party}@A Bank")
        today, orders = running.clock.now().day, []
        for on in (today - timedelta(days=366), today):
            paper = tmp_path / f"{on}.xml"
            paper.write_bytes(order_x("220", "PO-7", Said("1", "100", "10.00"), day=f"{on:%Y%m%d}"))
            orders += [row["order"] for row in run("import", str(paper), acting="anchor").json]
        waits = run("import", *invoices_in(tmp_path, today), acting="spring").json
        listed = run("document", "list", acting="spring").json
        first, second = (
            next(it["document"] for it in listed if it["number"] == number)
            for number in ("INV-1", "INV-2")
        )
        wrong = run("document", "resolve", first, "--order", "ord_other", acting="spring")
        came = run("document", "resolve", first, "--order", orders[0], acting="spring")
        gone = run("document", "dismiss", second, "--reason", "sent twice", acting="spring")
        seen = run("order", "show", orders[0], acting="anchor").json

    assert [(it["outcome"], it["why"]) for it in waits] == [("waiting", "several_orders")] * 2
    assert waits[0]["facts"] == {"choices": orders[::-1]}
    assert [it["choices"] for it in listed if it["status"] == "waiting"] == [orders[::-1]] * 2
    assert wrong.json["refused"]["code"] == "intake.order_not_meant"
    assert came.json["outcome"] == "registered"
    assert gone.json["outcome"] == "dismissed"
    assert seen["bills"] == ["INV-1"]
