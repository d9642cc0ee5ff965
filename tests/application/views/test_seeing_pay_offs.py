"""A pay-off is listed while it is under way, and each side is told its own."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from application.views.pay_offs import PAY_OFFS, PayOffUnderWay
from domain.receivable_pool.events import PoolEvent
from domain.shared.ids import FinancingId
from tests.application.views.folding import folded, scopes
from tests.domain.receivable_pool.scenes import POOL, SAID, SECOND, SPRING, yuan
from tests.domain.receivable_pool.test_paying_off import (
    AGREED,
    DROPPED,
    DROPPED_LATER,
    FELL,
    MADE,
    PROMISED,
)

OLD, BANK = AGREED.owed_to, SAID["lender"]


def seen_by(scope: str) -> PayOffUnderWay:
    (row,) = (row for key, row in folded(PAY_OFFS, [PROMISED]).items() if key.startswith(scope))
    return row


def told(row: PayOffUnderWay) -> set[str]:
    """What is said at all."""
    named = {it.name for it in fields(row)}
    return {name for name in named if getattr(row, name) not in {None, ()}}


def test_borrower_and_both_lenders_see_it_and_each_its_own_side() -> None:
    borrower, old, new = (seen_by(it) for it in (SPRING, OLD, BANK))
    every = {"borrower", "owed_to", "amount", "asked_on", "pay_by", "kept_until"}
    of_new = {"lender", "pool", "financing", "drawn", "due_on", "receivables"}

    assert told(borrower) == every | of_new | {"loans"}
    assert told(old) == every | {"loans"}
    assert told(new) == every | of_new
    assert (old.loans, old.amount) == (AGREED.financings, yuan("700.00"))
    assert (new.pool, new.financing, new.receivables) == (POOL, SECOND, AGREED.receivables)


def test_the_old_lenders_row_does_not_name_the_new_one_nor_its_draw() -> None:
    """A cursor holds the key of a row, for anybody to read."""
    rows = folded(PAY_OFFS, [PROMISED])
    (named,) = (key for key in rows if key.startswith(OLD))

    assert not any(it in str((named, rows[named])) for it in (BANK, SECOND, POOL))


@pytest.mark.parametrize("ended", [MADE, FELL, DROPPED])
def test_it_is_gone_for_all_once_it_is_made_fell_short_or_is_dropped(ended: PoolEvent) -> None:
    assert scopes(PAY_OFFS, folded(PAY_OFFS, [PROMISED])) == {SPRING, OLD, BANK}
    assert folded(PAY_OFFS, [PROMISED, ended]) == {}


def test_money_that_comes_back_of_an_earlier_one_leaves_the_next_in_the_list() -> None:
    """It fell short; another pays the same loans off when the first bank takes its money back."""
    again = replace(PROMISED, financing=FinancingId("third"))

    rows = folded(PAY_OFFS, [PROMISED, FELL, again, DROPPED_LATER])

    assert scopes(PAY_OFFS, rows) == {SPRING, OLD, BANK}
