"""The bank's own entries confirm a disbursement, or send it back; nobody has to say so by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from application.collection.identity import identified
from application.collection.open_receivables import Book
from application.processes.collecting import TakeInEntry, take_in
from application.processes.drawing import draw
from application.processes.open_book import draws_under_way
from domain.financing.state import Stage
from domain.shared.bank_entry import (
    BankEntry,
    Counterparty,
    EntryDetail,
    MessageKind,
    Side,
    Source,
    Status,
)
from tests.scenarios.bank import credit, financing, pool, take
from tests.scenarios.cast import (
    BANK,
    POOL,
    RIVAL,
    SPRING,
    Trade,
    admit_all,
    draw_asked,
    open_a_pool,
    ready,
    yuan,
)
from tests.support.house import House, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres


@pytest.fixture
def trade(database: Database) -> Iterator[House]:
    """A draw of 800.00 that the bank was asked to pay out."""
    with house(database) as opened:
        admit_all(opened)
        open_a_pool(opened)
        ready(opened, Trade("INV-1", "1000.00"), Trade("INV-2", "1100.00"))
        asked = draw_asked("800.00")
        opened.do(SPRING, asked, draw(asked))
        yield opened


def paid(detail: EntryDetail, on: date, amount: str = "800.00") -> BankEntry:
    return BankEntry(
        account="CN-bank-1",
        amount=yuan(amount),
        side=Side.DEBIT,
        status=Status.BOOKED,
        source=Source(MessageKind.STATEMENT, 8, "m-1", "s-1"),
        ordinal=1,
        servicer_reference="p-1",
        booked_on=on,
        value_on=on,
        details=(detail,),
    )


NAMED = EntryDetail(side=Side.DEBIT, end_to_end_id="fin-1")
TO_SPRING = EntryDetail(side=Side.DEBIT, payee=Counterparty("Spring", "acc-spring"))


def back(entry: BankEntry) -> BankEntry:
    detail = replace(entry.details[0], side=Side.CREDIT, return_reason="AC04")
    source = Source(MessageKind.STATEMENT, 8, "m-back", "s-back")
    return replace(
        entry, side=Side.CREDIT, servicer_reference="r-1", source=source, details=(detail,)
    )


def told(trade: House, entry: BankEntry, owner: str = BANK) -> dict[str, Any]:
    (one,) = identified([entry])
    with trade.store.reading() as reading:
        under_way = draws_under_way(reading, [POOL])
    asked = TakeInEntry(BANK if owner == BANK else RIVAL, one)
    return trade.do(owner, asked, take_in(asked, Book.of([]), under_way))


@pytest.mark.parametrize("detail", [NAMED, TO_SPRING])
def test_a_debit_that_is_the_draw_confirms_it_from_its_value_date(
    trade: House, detail: EntryDetail
) -> None:
    day = trade.clock.day
    trade.clock.pass_days(3)

    taken = told(trade, paid(detail, day))

    assert financing(trade).disbursed_on == day
    assert taken["remainder"]["minor"] == 0


def test_told_again_by_another_message_it_changes_nothing(trade: House) -> None:
    entry = paid(NAMED, trade.clock.day)
    first = told(trade, entry)

    other = replace(entry, source=Source(MessageKind.NOTIFICATION, 8, "m-2", "s-2"))
    again = told(trade, other)

    assert again["fresh"] is False
    assert again["collection"] == first["collection"]


def test_two_draws_of_one_amount_to_one_account_wait_for_a_person(trade: House) -> None:
    second = draw_asked("800.00", "fin-2")
    trade.do(SPRING, second, draw(second))

    taken = told(trade, paid(TO_SPRING, trade.clock.day))

    assert taken["remainder"]["minor"] == 80_000
    assert financing(trade).stage is Stage.INSTRUCTED


@pytest.mark.parametrize(
    "entry",
    [
        paid(NAMED, date(2026, 3, 2), "799.99"),
        paid(NAMED, date(2026, 3, 1)),
        paid(NAMED, date(2026, 3, 2) + timedelta(days=1)),
        paid(EntryDetail(side=Side.DEBIT, end_to_end_id="rent"), date(2026, 3, 2)),
    ],
    ids=["amount", "before", "tomorrow", "rent"],
)
def test_what_does_not_fit_is_noted_and_changes_no_draw(trade: House, entry: BankEntry) -> None:
    taken = told(trade, entry)

    assert taken["remainder"]["minor"] == entry.amount.minor
    assert financing(trade).stage is Stage.INSTRUCTED


def test_money_that_comes_back_frees_what_the_draw_used(trade: House) -> None:
    went = paid(NAMED, trade.clock.day)
    told(trade, went)

    told(trade, back(went))

    assert financing(trade).stage is Stage.RELEASED
    assert pool(trade).outstanding.is_zero


def test_what_comes_back_after_a_repayment_waits_for_a_person(trade: House) -> None:
    went = paid(NAMED, trade.clock.day)
    told(trade, went)
    take(trade, credit("1000.00", "INV-1", trade.clock.day))

    taken = told(trade, back(went))

    assert taken["remainder"]["minor"] == 80_000
    assert financing(trade).stage is Stage.REPAID


def test_another_lenders_statement_confirms_nothing(trade: House) -> None:
    told(trade, replace(paid(NAMED, trade.clock.day), account="CN-rival"), RIVAL)

    assert financing(trade).stage is Stage.INSTRUCTED
