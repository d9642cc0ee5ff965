"""A line is shown to its lender and to its borrower, as its events say."""

from __future__ import annotations

from application.views.inbox import changes
from application.views.keys import is_part, key
from application.views.lines import LINES, LineRow, row_seen
from domain.credit_line.events import LineEvent, LineSuspended
from domain.shared.facility import Product
from tests.application.views.folding import folded as in_turn
from tests.domain.credit_line.scenes import (
    BANK,
    CONDITIONAL,
    LINE,
    SAID,
    SPRING,
    TERMS,
    TODAY,
    approved,
    blocked,
    proposed,
    utilised,
    yuan,
)

USED = (blocked("300.00", Product.E_ORDER), utilised("300.00", Product.E_ORDER))


def folded(*events: LineEvent) -> dict[str, LineRow]:
    return in_turn(LINES, events)


def test_lender_and_borrower_see_the_same_line() -> None:
    rows = folded(proposed(), approved(), *USED)

    assert {name for name in rows if not is_part(name)} == {key(BANK, LINE), key(SPRING, LINE)}
    shown = row_seen(rows[key(SPRING, LINE)], TODAY)
    assert (shown.in_use, shown.utilised) == (yuan("300.00"), yuan("300.00"))
    left = {part.product: part.available for part in shown.parts}
    assert left == {
        Product.CREDIT_LINE: yuan("700.00"),
        Product.RECEIVABLE_POOL: yuan("700.00"),
        Product.E_ORDER: yuan("300.00"),
    }


def test_how_a_line_stands_is_its_facet() -> None:
    stories: dict[str, tuple[LineEvent, ...]] = {
        "proposed": (proposed(),),
        "open": (proposed(), approved()),
        "conditions": (proposed(CONDITIONAL), approved(CONDITIONAL)),
        "suspended": (proposed(), approved(), LineSuspended(**SAID, reason="fraud")),
    }
    for status, events in stories.items():
        row = folded(*events)[key(BANK, LINE)]
        assert LINES.place(key(BANK, LINE), row).facet == status


def test_a_line_waits_for_approval_then_for_its_review_and_its_last_day() -> None:
    (waits,) = changes(proposed())
    assert (waits.party, waits.task) == (BANK, "approve_line")
    done, review, renew = changes(approved())
    assert (done.task, done.item) == ("approve_line", None)
    assert review.item is not None
    assert renew.item is not None
    assert (review.item.until, renew.item.until) == (TERMS.review_due_on, TERMS.valid_until)
