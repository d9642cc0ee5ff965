"""Margin that the bank takes back: its lender is told, takes it back, and both see it missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from application.processes.moving_margin import (
    MoveMargin,
    TakeMarginBack,
    move_margin,
    take_margin_back,
)
from application.processes.servicing import TakeRepayment, take_repayment
from application.shared.ports import Answer, Outcome
from application.views.inbox import INBOX
from domain.guarantee.agreement import MarginEntry
from domain.shared.bank_entry import BankEntry
from domain.shared.ids import FinancingId
from domain.shared.money import Money
from tests.application.views.folding import folded
from tests.conftest import Rounds
from tests.scenarios.bank import credit, take, taken_back
from tests.scenarios.cast import ANCHOR, BANK, RIVAL, yuan
from tests.scenarios.guaranteeing import FIN, GUA, deposit, guaranteed, lend, loan, now, reserving
from tests.support.crowd import all_at_once
from tests.support.house import House, events_of, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

BACK = TakeMarginBack(GUA, BANK, "in-1")


@pytest.fixture
def trade(database: Database) -> Iterator[House]:
    """A guarantee of 1000.00 with 100.00 of margin, 600.00 of it in use."""
    with house(database) as running:
        guaranteed(running)
        lend(running)
        yield running


def came(house: House, amount: str, reference: str = "in-1", account: str = "6222-01") -> BankEntry:
    """On the margin account, which is on nobody's file."""
    entry = credit(amount, f"margin {reference}", house.clock.day, reference)
    return replace(entry, account=account)


def waits(house: House, task: str) -> dict[tuple[str, str], Money | None]:
    """By whose turn it is and what it is about."""
    rows = folded(INBOX, events_of(house)).values()
    return {(it.party, it.of): it.amount for it in rows if it.task == task}


def test_a_deposit_whose_transfer_bounced_waits_for_the_lender(trade: House) -> None:
    told = came(trade, "100.00")
    take(trade, told)
    take(trade, taken_back(told, trade.clock.day))
    waiting = waits(trade, "take_back_margin")

    trade.do(BANK, BACK, take_margin_back(BACK))

    assert waiting == {(BANK, f"{GUA}/in-1"): yuan("100.00")}
    assert waits(trade, "take_back_margin") == {}
    assert now(trade).margin.is_zero


def test_then_margin_is_short_both_are_told_and_nothing_new_is_reserved(trade: House) -> None:
    trade.do(BANK, BACK, take_margin_back(BACK))

    name = FinancingId("fin-new")
    refused = trade.refused(BANK, BACK, reserving(name, "1.00"))

    missing = yuan("60.00")
    assert waits(trade, "cure_margin") == {(BANK, GUA): missing, (ANCHOR, GUA): missing}
    assert refused["code"] == "guarantee.margin_short"


def test_paid_in_again_it_may_be_used_again(trade: House) -> None:
    trade.do(BANK, BACK, take_margin_back(BACK))
    deposit(trade, "70.00", "in-2")

    name = FinancingId("fin-new")
    trade.do(BANK, name, reserving(name, "100.00"))

    assert waits(trade, "cure_margin") == {}
    assert now(trade).margin_free(trade.clock.day).is_zero


def test_a_deposit_that_the_bank_told_of_after_it_was_keyed_in_is_known_too(trade: House) -> None:
    """The bank's entry comes on an account of the lender, under another of its references."""
    told = came(trade, "100.00", "bank-9", f"acc-{BANK}")
    details = tuple(replace(it, end_to_end_id="in-1") for it in told.details)
    take(trade, replace(told, details=details))
    take(trade, taken_back(replace(told, details=details), trade.clock.day))

    assert waits(trade, "take_back_margin") == {(BANK, f"{GUA}/in-1"): yuan("100.00")}


def test_margin_and_repayment_never_have_more_than_one_transfer_brought(trade: House) -> None:
    moved = MoveMargin(
        guarantee=GUA,
        lender=BANK,
        amount=yuan("40.00"),
        value_date=trade.clock.day,
        bank_reference="T-1",
        entry=MarginEntry.DEPOSIT,
        transfer=yuan("100.00"),
    )
    trade.do(BANK, moved, move_margin(moved))
    paying = TakeRepayment(FIN, BANK, yuan("60.01"), trade.clock.day, "T-1")

    code = trade.refused(BANK, paying, take_repayment(paying))["code"]
    rest = replace(paying, amount=yuan("60.00"))
    trade.do(BANK, rest, take_repayment(rest))

    assert code == "process.transfer_used_up"
    assert loan(trade).paid.total == yuan("60.00")


def test_both_are_to_be_taken_back_when_it_bounces(trade: House) -> None:
    told = came(trade, "100.00", "T-1", f"acc-{BANK}")
    take(trade, told)
    deposit(trade, "40.00", "T-1")
    paying = TakeRepayment(FIN, BANK, yuan("60.00"), trade.clock.day, "T-1")
    trade.do(BANK, paying, take_repayment(paying))

    take(trade, taken_back(told, trade.clock.day))

    whole = yuan("100.00")
    assert waits(trade, "take_back_margin") == {(BANK, f"{GUA}/T-1"): whole}
    assert waits(trade, "take_back_repayment") == {(BANK, FIN): whole}


def test_taken_back_its_part_of_the_transfer_is_free_again(trade: House) -> None:
    trade.do(BANK, BACK, take_margin_back(BACK))
    paying = TakeRepayment(FIN, BANK, yuan("100.00"), trade.clock.day, "in-1")

    trade.do(BANK, paying, take_repayment(paying))

    assert loan(trade).paid.total == yuan("100.00")


def test_what_never_came_or_is_anothers_is_not_taken_back(trade: House) -> None:
    unknown, others = replace(BACK, bank_reference="in-7"), replace(BACK, lender=RIVAL)

    codes = [trade.refused(it.lender, it, take_margin_back(it))["code"] for it in (unknown, others)]

    assert codes == ["guarantee.deposit_unknown", "process.guarantee_unknown"]


def test_taken_back_at_once_by_two_it_is_gone_once(trade: House, rounds: Rounds) -> None:
    for each in range(rounds(3, 20)):
        name = f"m-{each}"
        deposit(trade, "1.00", name)

        def back(who: str, name: str = name) -> Answer:
            asked = replace(BACK, bank_reference=name)
            return trade.ask(BANK, asked, take_margin_back(asked), request_id=f"{who}-{name}")

        answers = all_at_once(back, ["anna", "boris"])

        assert sorted(it.outcome is Outcome.ACCEPTED for it in answers) == [False, True]
    assert now(trade).margin == yuan("100.00")


def test_reserved_while_it_is_taken_back_it_is_refused_or_said_to_be_missing(
    trade: House, rounds: Rounds
) -> None:
    """Whichever comes first: never new use on margin that is gone, unsaid."""
    for each in range(rounds(3, 20)):
        name, loan_ = f"m-{each}", FinancingId(f"new-{each}")
        deposit(trade, "20.00", name)

        def act(what: str, name: str = name, loan_: FinancingId = loan_) -> Answer:
            if what == "reserve":
                return trade.ask(BANK, loan_, reserving(loan_, "0.10"), request_id=f"r-{name}")
            asked = replace(BACK, bank_reference=name)
            return trade.ask(BANK, asked, take_margin_back(asked), request_id=f"b-{name}")

        all_at_once(act, ["reserve", "back"])

        state = now(trade)
        assert state.short == state.margin_missing(trade.clock.day)
