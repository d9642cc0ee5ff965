"""A supplier names its line and its guarantee when it asks for money by command line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from scripts.compose import opened
from scripts.settings import Settings
from tests.scripts.scenes import Ended, data_folder
from tests.scripts.scenes import at_hand as anchorline
from tests.scripts.test_guaranteeing_from_the_command_line import terms as guarantee_terms
from tests.scripts.test_lending_on_orders_from_the_command_line import Desk, prepared, yuan

pytestmark = [pytest.mark.postgres, pytest.mark.scenario]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An order of 1,030.00, a line of 500,000.00 and a guarantee of 500,000.00 behind it."""
    folder = tmp_path_factory.mktemp("papers")
    with data_folder() as data:
        own = {"database_url": None, "database_owner_url": None, "instructions": None}
        with opened(Settings(data=data).model_copy(update=own)) as running:
            made = prepared(running, folder)
            said(made, "parties", "chain", "spring", "--as", "anchor")
            open_a_line(made, folder / "line.json")
            give_a_guarantee(made, folder / "guarantee.json")
            yield made


def told(desk: Desk, *words: str) -> Ended:
    return anchorline(*words, "--json", data=desk.data)


def said(desk: Desk, *words: str) -> Any:  # noqa: ANN401  # JSON has no narrower type
    done = told(desk, *words)
    assert done.code == 0, done.told
    return done.json


def open_a_line(desk: Desk, file: Path) -> None:
    written = json.loads(anchorline("line", "example-terms", data=desk.data).out)
    fitting = {"parts": [{"product": "e_order"}], "drawMinimum": yuan("10.00")}
    file.write_text(json.dumps({**written, **fitting}))
    proposed = ("line", "propose", "line-1", "spring", "--terms", str(file), "--as", "lantern")
    said(desk, *proposed, "--by", "anna")
    said(desk, "line", "approve", "line-1", "--as", "lantern", "--by", "ben")


def give_a_guarantee(desk: Desk, file: Path) -> None:
    file.write_text(guarantee_terms(desk.house, "joint_and_several"))
    looked = ("--reference", "q-1", "--check", "qualification", "--by", "olga")
    said(desk, "parties", "review", "anchor", *looked)
    to = ("--as", "anchor", "--lender", "lantern", "--terms", str(file))
    said(desk, "guarantee", "give", "g-1", *to)
    lender = ("--as", "lantern", "--by")
    said(desk, "guarantee", "review", "anchor:g-1", "--on-evidence", "q-1", *lender, "anna")
    said(desk, "guarantee", "accept", "anchor:g-1", *lender, "boris")
    said(
        desk,
        "guarantee",
        "margin",
        "anchor:g-1",
        "100.00",
        "--as",
        "lantern",
        "--reference",
        "in-1",
    )


def asking(desk: Desk, amount: str, financing: str, *more: str) -> tuple[str, ...]:
    words = ("programme", "request", "lantern:north", desk.order, amount, "--due", desk.due)
    return (*words, "--financing", financing, "--as", "spring", *more)


def line_in_use(desk: Desk) -> Any:  # noqa: ANN401  # JSON has no narrower type
    (line,) = said(desk, "line", "list", "--party", "spring")
    return line["inUse"]


@pytest.fixture(scope="module")
def supported(desk: Desk) -> Supported:
    """300.00 on the order, with the line and 150.00 of the guarantee behind it."""
    supports = ("--line", "lantern:line-1", "--guarantee", "anchor:g-1=150.00")
    said(desk, *asking(desk, "300.00", "fin-1", *supports))
    before = line_in_use(desk)
    lent = said(desk, "programme", "approve", "north", "spring:fin-1", "--as", "lantern")
    return Supported(before, lent)


@dataclass(frozen=True, slots=True)
class Supported:
    """What the line bore before the lender approved, and what became of the request."""

    before: Any
    lent: Any


def test_line_and_guarantee_are_used_up_once_the_lender_approves(
    desk: Desk, supported: Supported
) -> None:
    (debt,) = said(desk, "guarantee", "show", "anchor:g-1")["debts"]

    assert supported.before == yuan("0.00")
    assert supported.lent["stage"] == "instructed"
    assert line_in_use(desk) == yuan("300.00")
    assert (debt["financing"], debt["inUse"]) == ("spring:fin-1", yuan("150.00"))


@pytest.mark.usefixtures("supported")
def test_what_is_guaranteed_is_shown_before_it_is_drawn_and_after(desk: Desk) -> None:
    """150.00 are reserved for a loan that the bank has not paid out yet."""
    words = ("exposure", "core-enterprise", "anchor", "--party", "lantern")

    (reserved,) = said(desk, *words)
    before = guaranteed(anchorline(*words, data=desk.data).out)
    paid = ("disburse", "spring:fin-1", "--as", "lantern", "--reference", "b-1")
    said(desk, *paid)
    (drawn,) = said(desk, *words)
    after = guaranteed(anchorline(*words, data=desk.data).out)

    assert reserved["guaranteed"] == {"drawn": yuan("0.00"), "committed": yuan("150.00")}
    assert drawn["guaranteed"] == {"drawn": yuan("150.00"), "committed": yuan("0.00")}
    assert (before, after) == (["CNY 150.00", "CNY 0.00"], ["CNY 150.00", "CNY 150.00"])


def guaranteed(table: str) -> list[str]:
    """What is guaranteed, and what of it is drawn, out of the one row of the table."""
    rows = [[cell.strip() for cell in re.split("[┃│]", line)] for line in table.splitlines()]
    header = next(row for row in rows if "guaranteed" in row)
    (shown,) = [row for row in rows if "lantern" in row]
    return [shown[header.index(name)] for name in ("guaranteed", "of it drawn")]


def test_neither_is_used_where_it_is_not_named(desk: Desk) -> None:
    used, debts = line_in_use(desk), said(desk, "guarantee", "show", "anchor:g-1")["debts"]

    said(desk, *asking(desk, "20.00", "fin-2"))
    said(desk, "programme", "approve", "north", "spring:fin-2", "--as", "lantern")

    assert line_in_use(desk) == used
    assert said(desk, "guarantee", "show", "anchor:g-1")["debts"] == debts


def test_a_guarantee_without_its_part_is_not_understood(desk: Desk) -> None:
    done = told(desk, *asking(desk, "20.00", "fin-3", "--guarantee", "g-1"))

    assert done.code == 2
    assert "gua-1=500.00" in done.told


def test_what_there_is_not_is_refused(desk: Desk) -> None:
    guarantee = told(desk, *asking(desk, "20.00", "fin-4", "--guarantee", "g-9=10.00"))
    said(desk, *asking(desk, "20.00", "fin-5", "--line", "line-9"))
    line = told(desk, "programme", "approve", "north", "spring:fin-5", "--as", "lantern")

    assert guarantee.json["refused"]["code"] == "process.guarantee_unknown"
    assert line.json["refused"]["code"] == "process.line_unknown"
