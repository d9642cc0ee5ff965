"""`make demo` plays a trade and an order and ends with the right figures, again and again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scripts.scenes import anchorline, data_folder

pytestmark = [pytest.mark.postgres, pytest.mark.scenario]


@pytest.fixture
def folder() -> Iterator[Path]:
    """The server's account may pass through it, whoever else tidies the folders of tests."""
    with data_folder() as made:
        yield made


def cells(out: str) -> set[tuple[str, ...]]:
    """Every row of every table."""
    rows = (line for line in out.splitlines() if line.startswith("│"))
    return {tuple(re.split(r"\s*│\s*", row.strip("│ "))) for row in rows}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_trade_and_order_end_with_the_suppliers_eligibility_and_the_lenders_exposure(
    language: str, folder: Path
) -> None:
    done = anchorline("demo", "--lang", language, TMPDIR=str(folder), COLUMNS="140")

    assert done.code == 0, done.told
    rows = cells(done.out)
    eligible = ("200,000.00", "200,000.00", "160,000.00", "0.00", "160,000.00")
    assert ("lantern:harbour-suppliers", *eligible) in rows
    assert ("kite:kite-open-account", "80,000.00", "0.00", "0.00", "0.00", "0.00") in rows
    assert ("SC-1003", "kite:kite-open-account", "80,000.00", "0.00", "not_noticed: notify") in rows
    assert ("obligor", "harbour", "CNY", "100,000.00", "0.00") in rows
    assert ("seller", "river", "CNY", "100,000.00", "0.00") in rows
    assert list(folder.iterdir()) == []
    of_order = ("500,000.00", "450,000.00", "360,000.00", "375,000.00")
    assert (*of_order, "lost_part 50,000.00: not_here") in rows
    for_willow = {
        ("e_order", "lantern:harbour-orders", "500,000.00"),
        ("credit_line", "lantern:willow-line", "500,000.00"),
    }
    for named in for_willow:
        assert (*named, "375,000.00", "125,000.00") in rows
        assert (*named, "0.00", "500,000.00") in rows
    assert ("guarantee", "harbour:for-willow", "300,000.00", "187,500.00", "112,500.00") in rows
    assert ("guarantee", "harbour:for-willow", "300,000.00", "0.00", "300,000.00") in rows
    assert ("limit", "harbour", "2,000,000.00", "475,000.00", "1,525,000.00") in rows
    assert ("limit", "harbour", "2,000,000.00", "100,000.00", "1,900,000.00") in rows
    assert "351,758.79" in done.out


def test_a_draw_too_large_is_refused_with_the_figure_and_the_rival_learns_nothing(
    folder: Path,
) -> None:
    done = anchorline("demo", TMPDIR=str(folder), COLUMNS="400")

    assert done.code == 0, done.told
    refusals = [line for line in done.out.splitlines() if line.strip().startswith("refused")]
    contradicted, too_large, encumbered, *on_order = refusals
    assert "receivable.contradiction" in contradicted
    assert "464000.00" in too_large
    assert "lien.encumbered" in encumbered
    assert "lantern" not in encumbered.lower()
    same_person, a_cent_more, lent_already = on_order
    assert "guarantee.same_person" in same_person
    assert "400000.01 was asked; the order bears CNY 400000.00" in a_cent_more
    assert "lien.encumbered" in lent_already
