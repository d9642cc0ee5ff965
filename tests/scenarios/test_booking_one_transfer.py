"""One transfer may pay several loans by hand; together they never take more than it brought."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from application.collection import streams as collections_
from application.processes.buying_back import BuyBack, buy_back
from application.processes.collecting import MatchByPerson, match_by_person
from application.processes.servicing import (
    TakeBackRepayment,
    TakeRepayment,
    take_back_repayment,
    take_repayment,
)
from application.shared.ports import Answer, Outcome
from application.views.inbox import INBOX
from domain.collection.events import Allocation, Why
from domain.collection.state import Entry
from domain.shared.fingerprint import fingerprint, receivable_id
from domain.shared.ids import CollectionId, FinancingId
from domain.shared.money import Money
from tests.application.views.folding import folded
from tests.conftest import Rounds
from tests.scenarios.bank import credit, financing, match, take, taken_back
from tests.scenarios.cast import (
    ANCHOR,
    BANK,
    POOL,
    SPRING,
    Trade,
    admit_all,
    drawn,
    open_a_pool,
    ready,
    yuan,
)
from tests.scenarios.order_cast import lend_on_orders, lent, ordered
from tests.support.crowd import all_at_once
from tests.support.house import House, events_of, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

INVOICE = Trade("INV-1", "1000.00")
POOLED, ON_ORDER = FinancingId("pooled"), FinancingId("on-order")


@pytest.fixture
def at_home(database: Database) -> Iterator[House]:
    """800.00 drawn from a pool, and 700.00 lent on an order, by one lender to one supplier."""
    with house(database) as running:
        admit_all(running)
        open_a_pool(running)
        ready(running, INVOICE)
        drawn(running, "800.00", POOLED)
        lend_on_orders(running)
        lent(running, ordered(running), "700.00", ON_ORDER)
        yield running


def paying(
    house: House, loan: FinancingId, amount: str, whole: str | None = None, reference: str = "T-1"
) -> TakeRepayment:
    brought: Money | None = None if whole is None else yuan(whole)
    asked = TakeRepayment(loan, BANK, yuan(amount), house.clock.day, reference)
    return replace(asked, transfer=brought)


def paid(house: House, asked: TakeRepayment) -> None:
    house.do(BANK, asked, take_repayment(asked))


def refused(house: House, asked: TakeRepayment) -> tuple[str, dict[str, object]]:
    body = house.refused(BANK, asked, take_repayment(asked))
    return body["code"], body["facts"]


def test_one_transfer_pays_two_loans_of_different_facilities(at_home: House) -> None:
    paid(at_home, paying(at_home, POOLED, "200.00", whole="500.00"))
    paid(at_home, paying(at_home, ON_ORDER, "300.00"))

    assert financing(at_home, POOLED).paid.total == yuan("200.00")
    assert financing(at_home, ON_ORDER).paid.total == yuan("300.00")


def test_more_than_it_brought_is_refused_with_the_figures(at_home: House) -> None:
    paid(at_home, paying(at_home, POOLED, "200.00", whole="500.00"))

    code, facts = refused(at_home, paying(at_home, ON_ORDER, "300.01"))

    assert code == "process.transfer_used_up"
    assert {name: facts[name]["minor"] for name in ("transfer", "booked", "asked")} == {  # type: ignore[index] # money
        "transfer": 50_000,
        "booked": 20_000,
        "asked": 30_001,
    }
    assert financing(at_home, ON_ORDER).paid.total.is_zero


def test_a_loan_takes_a_transfer_once_however_its_reference_is_written(at_home: House) -> None:
    paid(at_home, paying(at_home, POOLED, "200.00", whole="500.00"))

    code, _ = refused(at_home, paying(at_home, POOLED, "200.00", reference="t 1"))

    assert code == "financing.repayment_already_allocated"
    assert financing(at_home, POOLED).paid.total == yuan("200.00")


def test_it_is_taken_back_however_its_reference_is_written(at_home: House) -> None:
    paid(at_home, paying(at_home, POOLED, "200.00", whole="500.00"))
    back = TakeBackRepayment(POOLED, BANK, "t 1")

    at_home.do(BANK, back, take_back_repayment(back))
    paid(at_home, paying(at_home, ON_ORDER, "500.00"))

    assert financing(at_home, POOLED).paid.total.is_zero
    assert financing(at_home, ON_ORDER).paid.total == yuan("500.00")


def test_unless_more_is_said_all_of_it_was_for_the_first_loan(at_home: House) -> None:
    paid(at_home, paying(at_home, POOLED, "200.00"))

    code, _ = refused(at_home, paying(at_home, ON_ORDER, "0.01"))

    assert code == "process.transfer_used_up"


def test_nobody_says_another_amount_later(at_home: House) -> None:
    paid(at_home, paying(at_home, POOLED, "200.00", whole="500.00"))

    code, facts = refused(at_home, paying(at_home, ON_ORDER, "300.00", whole="900.00"))

    assert code == "process.transfer_differs"
    assert [facts[it]["minor"] for it in ("known", "stated")] == [50_000, 90_000]  # type: ignore[index] # money


@pytest.mark.parametrize("written", ["t-1", "T-1 ", "Ｔ－１", "T\u20131"])
def test_a_reference_is_read_as_people_read_it(written: str, at_home: House) -> None:
    paid(at_home, paying(at_home, POOLED, "200.00"))

    code, _ = refused(at_home, paying(at_home, ON_ORDER, "0.01", reference=written))

    assert code == "process.transfer_used_up"


def test_the_banks_own_entry_is_found_however_its_reference_is_written(at_home: House) -> None:
    told_by_the_bank(at_home, "500.00", "nothing known")

    code, facts = refused(at_home, paying(at_home, ON_ORDER, "500.01", reference="t-1 "))

    assert code == "process.transfer_used_up"
    assert facts["transfer"]["minor"] == 50_000  # type: ignore[index] # money


def test_loans_repaid_out_of_what_the_bank_takes_back_wait_for_the_lender(at_home: House) -> None:
    """Until the repayments that were keyed in are taken back too."""
    came = replace(
        credit("500.00", "nothing known", at_home.clock.day, "T-1"), account=f"acc-{BANK}"
    )
    take(at_home, came)
    paid(at_home, paying(at_home, POOLED, "200.00"))
    paid(at_home, paying(at_home, ON_ORDER, "300.00"))

    take(at_home, taken_back(came, at_home.clock.day))
    both = waiting(at_home)
    back = TakeBackRepayment(POOLED, BANK, "T-1")
    at_home.do(BANK, back, take_back_repayment(back))

    assert both == {POOLED, ON_ORDER}
    assert waiting(at_home) == {ON_ORDER}
    assert financing(at_home, POOLED).paid.total.is_zero


def waiting(house: House) -> set[str]:
    rows = folded(INBOX, events_of(house)).values()
    return {it.of for it in rows if it.task == "take_back_repayment" and it.party == BANK}


def test_another_day_is_another_transfer(at_home: House) -> None:
    paid(at_home, paying(at_home, POOLED, "200.00"))
    at_home.clock.pass_days(1)

    paid(at_home, paying(at_home, ON_ORDER, "150.00"))

    assert financing(at_home, POOLED).paid.total == yuan("200.00")
    assert financing(at_home, ON_ORDER).paid.total == yuan("150.00")


def test_what_the_bank_took_back_may_be_booked_again(at_home: House) -> None:
    paid(at_home, paying(at_home, POOLED, "200.00"))
    back = TakeBackRepayment(POOLED, BANK, "T-1")
    at_home.do(BANK, back, take_back_repayment(back))

    paid(at_home, paying(at_home, ON_ORDER, "200.00"))

    assert financing(at_home, ON_ORDER).paid.total == yuan("200.00")


def test_the_bank_itself_says_how_much_came_in(at_home: House) -> None:
    entry = replace(credit("250.00", "nothing known", at_home.clock.day), servicer_reference="T-1")
    take(at_home, replace(entry, account=f"acc-{BANK}"))

    too_much, _ = refused(at_home, paying(at_home, POOLED, "200.00", whole="500.00"))
    paid(at_home, paying(at_home, POOLED, "200.00"))
    more, facts = refused(at_home, paying(at_home, ON_ORDER, "50.01"))
    paid(at_home, paying(at_home, ON_ORDER, "50.00"))

    assert (too_much, more) == ("process.transfer_differs", "process.transfer_used_up")
    assert facts["transfer"]["minor"] == 25_000  # type: ignore[index] # money


def test_what_loans_had_by_hand_no_claim_has_as_well(at_home: House) -> None:
    entry = credit("250.00", "nothing known", at_home.clock.day, "T-1")
    came = take(at_home, replace(entry, account=f"acc-{BANK}"))["collection"]
    paid(at_home, paying(at_home, POOLED, "200.00"))

    claim = receivable_id(fingerprint(SPRING, ANCHOR, "INV-1", INVOICE.issued_on))
    asked = MatchByPerson(CollectionId(came), (Allocation(claim, yuan("50.01")),))
    body = at_home.refused(BANK, asked, match_by_person(asked, BANK))
    match(at_home, came, (claim, "50.00"))

    assert body["code"] == "process.transfer_used_up"


def told_by_the_bank(house: House, amount: str, said: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - fields of an entry
    entry = credit(amount, said, house.clock.day, "T-1")
    return take(house, replace(entry, account=f"acc-{BANK}", **more))


def test_booked_by_hand_before_the_bank_told_of_it_no_claim_is_paid_by_it_as_well(
    at_home: House,
) -> None:
    """It names an invoice that is open; whose money it is, a person says."""
    paid(at_home, paying(at_home, POOLED, "200.00"))

    came = told_by_the_bank(at_home, "200.00", "INV-1")

    assert came["allocated"] == []
    assert financing(at_home, POOLED).paid.total == yuan("200.00")
    assert waits(at_home, came["collection"]) is Why.BOOKED_BY_HAND


def test_nor_by_a_person(at_home: House) -> None:
    paid(at_home, paying(at_home, POOLED, "200.00", whole="250.00"))
    came = told_by_the_bank(at_home, "250.00", "nothing known")["collection"]

    claim = receivable_id(fingerprint(SPRING, ANCHOR, "INV-1", INVOICE.issued_on))
    asked = MatchByPerson(CollectionId(came), (Allocation(claim, yuan("50.01")),))
    body = at_home.refused(BANK, asked, match_by_person(asked, BANK))
    match(at_home, came, (claim, "50.00"))

    assert body["code"] == "process.transfer_used_up"


def test_what_was_booked_under_two_of_its_references_counts_together(at_home: House) -> None:
    paid(at_home, paying(at_home, POOLED, "100.00"))
    paid(at_home, paying(at_home, POOLED, "100.00", reference="e-nothing known"))

    told_by_the_bank(at_home, "250.00", "nothing known")

    code, facts = refused(at_home, paying(at_home, ON_ORDER, "50.01"))
    assert code == "process.transfer_used_up"
    assert facts["booked"]["minor"] == 20_000  # type: ignore[index] # money


def test_what_the_bank_says_counts_from_then_on(at_home: House) -> None:
    """Whoever booked the first part had not said that there was more."""
    paid(at_home, paying(at_home, POOLED, "200.00"))
    told_by_the_bank(at_home, "500.00", "nothing known")

    paid(at_home, paying(at_home, ON_ORDER, "300.00"))

    assert financing(at_home, ON_ORDER).paid.total == yuan("300.00")


def test_taken_back_by_hand_it_is_left_for_claims(at_home: House) -> None:
    paid(at_home, paying(at_home, POOLED, "200.00"))
    came = told_by_the_bank(at_home, "200.00", "INV-1")["collection"]
    back = TakeBackRepayment(POOLED, BANK, "T-1")
    at_home.do(BANK, back, take_back_repayment(back))

    claim = receivable_id(fingerprint(SPRING, ANCHOR, "INV-1", INVOICE.issued_on))
    match(at_home, came, (claim, "200.00"))

    assert financing(at_home, POOLED).paid.total == yuan("200.00")


def test_a_claim_bought_back_tells_of_the_transfer_that_paid_it(at_home: House) -> None:
    """So that what is kept of transfers can be made again from what happened."""
    claim = receivable_id(fingerprint(SPRING, ANCHOR, "INV-1", INVOICE.issued_on))
    day = at_home.clock.day
    asked = BuyBack(POOL, BANK, (claim,), yuan("1000.00"), day, "T-1", yuan("1500.00"))

    at_home.do(BANK, asked, buy_back(asked))

    topic = "receivable_pool.proceeds_taken@3"
    query = "SELECT body FROM anchorline.event WHERE topic = %s"
    with at_home.engine.connect() as connection:
        ((body,),) = connection.exec_driver_sql(query, (topic,))
    said = json.loads(bytes(body))
    assert (said["lender"], said["value_date"]) == (BANK, day.isoformat())
    assert said["by_transfer"] == {
        "reference": "T-1",
        "brought": {"minor": 150_000, "currency": "CNY"},
        "claims": [claim],
    }


def waits(house: House, collection: str) -> Why | None:
    with house.store.reading() as reading:
        stream = collections_.stream_of(BANK, CollectionId(collection))
        entry = reading.load(collections_.ROOM, stream).state
    assert isinstance(entry, Entry)
    return None if entry.waiting is None else entry.waiting.why


def test_two_who_book_one_transfer_at_once_never_take_more_than_it_brought(
    at_home: House, rounds: Rounds
) -> None:
    for each in range(rounds(4, 40)):
        reference = f"R-{each}"

        def book(loan: FinancingId, amount: str = "2.00", reference: str = reference) -> Answer:
            asked = paying(at_home, loan, amount, "3.00", reference)
            return at_home.ask(BANK, asked, take_repayment(asked), request_id=f"{reference}-{loan}")

        answers = all_at_once(book, [POOLED, ON_ORDER])

        assert sorted(it.outcome is Outcome.ACCEPTED for it in answers) == [False, True]


def test_asked_again_with_the_same_id_it_is_the_same_answer(at_home: House) -> None:
    asked = paying(at_home, POOLED, "200.00", whole="200.00")

    first, again = (
        at_home.ask(BANK, asked, take_repayment(asked), request_id="twice") for _ in range(2)
    )

    assert first.body == again.body
    assert financing(at_home, POOLED).paid.total == yuan("200.00")
