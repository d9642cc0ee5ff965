"""What is booked by hand is held to what the bank's own entries brought, and still stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from application.processes.collecting import MatchByPerson, match_by_person
from application.processes.servicing import (
    TakeBackRepayment,
    TakeRepayment,
    take_back_repayment,
    take_repayment,
)
from application.shared.ports import Answer, Outcome
from domain.collection.events import Allocation
from domain.shared.bank_entry import BankEntry, EntryDetail
from domain.shared.fingerprint import fingerprint, receivable_id
from domain.shared.ids import CollectionId, FinancingId
from tests.conftest import Rounds
from tests.scenarios.bank import credit, financing, match, take, taken_back
from tests.scenarios.cast import (
    ANCHOR,
    BANK,
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
from tests.support.house import House, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

INVOICE = Trade("INV-1", "1000.00")
POOLED, ON_ORDER = FinancingId("pooled"), FinancingId("on-order")
CLAIM = receivable_id(fingerprint(SPRING, ANCHOR, "INV-1", INVOICE.issued_on))


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


def came(
    house: House, amount: str, reference: str = "T-1", end_to_end: str = "nothing known"
) -> BankEntry:
    entry = credit(amount, end_to_end, house.clock.day, reference)
    return replace(entry, account=f"acc-{BANK}")


def paying(
    house: House, loan: FinancingId, amount: str, whole: str | None = None, reference: str = "T-1"
) -> TakeRepayment:
    brought = None if whole is None else yuan(whole)
    asked = TakeRepayment(loan, BANK, yuan(amount), house.clock.day, reference)
    return replace(asked, transfer=brought)


def paid(house: House, asked: TakeRepayment) -> None:
    house.do(BANK, asked, take_repayment(asked))


def too_much(house: House, asked: TakeRepayment) -> tuple[str, dict[str, int]]:
    body = house.refused(BANK, asked, take_repayment(asked))
    names = [it for it in ("transfer", "booked", "asked", "known", "stated") if it in body["facts"]]
    return body["code"], {it: body["facts"][it]["minor"] for it in names}


def claim_refused(house: House, collection: str, amount: str) -> str:
    asked = MatchByPerson(CollectionId(collection), (Allocation(CLAIM, yuan(amount)),))
    code: str = house.refused(BANK, asked, match_by_person(asked, BANK))["code"]
    return code


@pytest.mark.parametrize("whole", [None, "500.00", "400.00"])
def test_what_is_left_of_a_transfer_may_still_be_booked(at_home: House, whole: str | None) -> None:
    """The bank took 100.00 of 500.00 back: 200.00 is booked, 200.00 is left."""
    told = came(at_home, "500.00")
    take(at_home, told)
    paid(at_home, paying(at_home, POOLED, "200.00"))
    take(at_home, taken_back(told, at_home.clock.day, "100.00"))

    over = too_much(at_home, paying(at_home, ON_ORDER, "200.01", whole))
    paid(at_home, paying(at_home, ON_ORDER, "200.00", whole))

    figures = {"transfer": 40_000, "booked": 20_000, "asked": 20_001}
    assert over == ("process.transfer_used_up", figures)
    assert financing(at_home, ON_ORDER).paid.total == yuan("200.00")


def test_of_one_taken_back_whole_nothing_is_left(at_home: House) -> None:
    told = came(at_home, "500.00")
    take(at_home, told)
    take(at_home, taken_back(told, at_home.clock.day))

    code, figures = too_much(at_home, paying(at_home, POOLED, "0.01"))

    assert (code, figures["transfer"]) == ("process.transfer_used_up", 0)


def test_taken_back_in_part_after_all_was_booked_it_is_booked_again_for_less(
    at_home: House,
) -> None:
    told = came(at_home, "500.00")
    take(at_home, told)
    paid(at_home, paying(at_home, POOLED, "200.00"))
    paid(at_home, paying(at_home, ON_ORDER, "300.00"))
    take(at_home, taken_back(told, at_home.clock.day, "100.00"))

    back = TakeBackRepayment(ON_ORDER, BANK, "T-1")
    at_home.do(BANK, back, take_back_repayment(back))
    then = too_much(at_home, paying(at_home, ON_ORDER, "200.01"))
    paid(at_home, paying(at_home, ON_ORDER, "200.00"))

    assert (then[0], then[1]["booked"]) == ("process.transfer_used_up", 20_000)


def test_two_entries_under_one_reference_bring_what_both_come_to(at_home: House) -> None:
    take(at_home, came(at_home, "100.00"))
    take(at_home, came(at_home, "60.00", end_to_end="another"))

    paid(at_home, paying(at_home, POOLED, "100.00"))
    over = too_much(at_home, paying(at_home, ON_ORDER, "60.01"))
    paid(at_home, paying(at_home, ON_ORDER, "60.00", whole="160.00"))

    assert over == (
        "process.transfer_used_up",
        {"transfer": 16_000, "booked": 10_000, "asked": 6_001},
    )
    assert financing(at_home, ON_ORDER).paid.total == yuan("60.00")


@pytest.mark.parametrize("whole", ["160.00", "100.00", "60.00"])
def test_whoever_books_may_know_all_of_it_or_one_entry(at_home: House, whole: str) -> None:
    take(at_home, came(at_home, "100.00"))
    take(at_home, came(at_home, "60.00", end_to_end="another"))

    wrong = too_much(at_home, paying(at_home, POOLED, "60.00", whole="161.00"))
    paid(at_home, paying(at_home, POOLED, "60.00", whole=whole))

    assert wrong == ("process.transfer_differs", {"known": 16_000, "stated": 16_100})
    assert financing(at_home, POOLED).paid.total == yuan("60.00")


def test_one_booking_may_need_both(at_home: House) -> None:
    take(at_home, came(at_home, "100.00"))
    take(at_home, came(at_home, "60.00", end_to_end="another"))

    paid(at_home, paying(at_home, POOLED, "150.00"))

    assert financing(at_home, POOLED).paid.total == yuan("150.00")
    assert too_much(at_home, paying(at_home, ON_ORDER, "10.01"))[1]["booked"] == 15_000


def test_claims_and_loans_together_never_have_more_than_both_brought(at_home: House) -> None:
    """100.00 for the loan may be had of either entry, whichever the claim leaves."""
    first = take(at_home, came(at_home, "100.00"))["collection"]
    second = take(at_home, came(at_home, "60.00", end_to_end="another"))["collection"]
    paid(at_home, paying(at_home, ON_ORDER, "60.00"))

    match(at_home, first, (CLAIM, "90.00"))
    beyond = claim_refused(at_home, second, "10.01")
    match(at_home, second, (CLAIM, "10.00"))

    assert beyond == "process.transfer_used_up"
    assert too_much(at_home, paying(at_home, POOLED, "0.01"))[1]["booked"] == 16_000


def test_booked_before_the_bank_told_of_it_by_two_entries(at_home: House) -> None:
    """The first alone would be too little; the second makes it up, and no claim has it as well."""
    paid(at_home, paying(at_home, ON_ORDER, "150.00", whole="160.00"))
    take(at_home, came(at_home, "100.00"))
    second = take(at_home, came(at_home, "60.00", end_to_end="another"))["collection"]

    beyond = claim_refused(at_home, second, "10.01")
    match(at_home, second, (CLAIM, "10.00"))

    assert beyond == "process.transfer_used_up"


def test_a_reference_that_two_entries_share_and_one_that_only_one_bears(at_home: House) -> None:
    """What is booked under the shared one makes room where it can be had of the other entry."""
    take(at_home, came(at_home, "100.00"))
    take(at_home, came(at_home, "60.00", end_to_end="another"))
    paid(at_home, paying(at_home, POOLED, "60.00"))

    paid(at_home, paying(at_home, ON_ORDER, "100.00", reference="e-nothing known"))

    assert too_much(at_home, paying(at_home, ON_ORDER, "0.01"))[1]["booked"] == 16_000


def test_the_reversal_of_one_of_two_that_both_bear_it_waits_for_a_person(at_home: House) -> None:
    """Neither is taken for the other because it came first."""
    day, shared = at_home.clock.day, EntryDetail(end_to_end_id="RENT", remittance=("rent",))
    one, two = (
        replace(came(at_home, "100.00", name), details=(replace(shared, amount=yuan("100.00")),))
        for name in ("T-1", "T-2")
    )
    first, second = take(at_home, one)["collection"], take(at_home, two)["collection"]

    unclear = take(at_home, replace(taken_back(two, day), servicer_reference="back-1"))
    named = take(at_home, replace(taken_back(two, day), servicer_reference="T-2"))

    assert unclear["collection"] not in {first, second}
    assert named["collection"] == second


def test_a_reference_that_only_a_later_message_gives_leads_to_the_entry(at_home: House) -> None:
    told = came(at_home, "100.00")
    take(at_home, replace(told, details=()))
    later = replace(told, source=replace(told.source, message_id="m-2", statement_id="s-2"))
    take(at_home, later)

    code, figures = too_much(
        at_home, paying(at_home, POOLED, "100.01", reference="e-nothing known")
    )
    paid(at_home, paying(at_home, POOLED, "100.00", reference="e-nothing known"))

    assert (code, figures["transfer"]) == ("process.transfer_used_up", 10_000)
    assert too_much(at_home, paying(at_home, ON_ORDER, "0.01"))[1]["booked"] == 10_000


def test_what_was_booked_under_it_before_counts_from_then_on(at_home: House) -> None:
    told = came(at_home, "100.00")
    known = take(at_home, replace(told, details=()))["collection"]
    paid(at_home, paying(at_home, POOLED, "100.00", reference="e-nothing known"))
    later = replace(told, source=replace(told.source, message_id="m-2", statement_id="s-2"))
    take(at_home, later)

    assert claim_refused(at_home, known, "0.01") == "process.transfer_used_up"
    assert too_much(at_home, paying(at_home, ON_ORDER, "0.01"))[0] == "process.transfer_used_up"


def test_and_the_bank_takes_it_back_by_it(at_home: House) -> None:
    told = came(at_home, "100.00")
    known = take(at_home, replace(told, details=()))["collection"]
    later = replace(told, source=replace(told.source, message_id="m-2", statement_id="s-2"))
    take(at_home, later)

    back = take(at_home, taken_back(told, at_home.clock.day))

    assert back["collection"] == known


def test_two_who_book_one_entry_under_two_references_never_take_more_than_it_brought(
    at_home: House, rounds: Rounds
) -> None:
    for each in range(rounds(4, 40)):
        take(at_home, came(at_home, "3.00", f"R-{each}", f"name {each}"))

        def book(under: tuple[FinancingId, str]) -> Answer:
            loan, reference = under
            asked = paying(at_home, loan, "2.00", reference=reference)
            return at_home.ask(BANK, asked, take_repayment(asked), request_id=f"{reference}-{loan}")

        both = [(POOLED, f"R-{each}"), (ON_ORDER, f"e-name {each}")]
        answers = all_at_once(book, both)

        assert sorted(it.outcome is Outcome.ACCEPTED for it in answers) == [False, True]


def test_a_claim_and_a_loan_at_once_never_take_more_than_two_entries_brought(
    at_home: House, rounds: Rounds
) -> None:
    for each in range(rounds(4, 40)):
        reference = f"R-{each}"
        take(at_home, came(at_home, "2.00", reference, f"one {each}"))
        second = take(at_home, came(at_home, "1.00", reference, f"two {each}"))["collection"]

        def act(what: str, reference: str = reference, second: str = second) -> Answer:
            if what == "loan":
                asked = paying(at_home, POOLED, "3.00", reference=reference)
                return at_home.ask(BANK, asked, take_repayment(asked), request_id=f"l-{reference}")
            match_ = MatchByPerson(CollectionId(second), (Allocation(CLAIM, yuan("1.00")),))
            use_case = match_by_person(match_, BANK)
            return at_home.ask(BANK, match_, use_case, request_id=f"m-{reference}")

        answers = all_at_once(act, ["loan", "claim"])

        assert sorted(it.outcome is Outcome.ACCEPTED for it in answers) == [False, True]
