"""An order is lent on once: by one lender, by one product, and not while it is cancelled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from application.processes.assigning import Assign, assign
from application.processes.financing_orders import approve_on_order
from application.processes.paper_matters import HandInPaper
from application.processes.taking_orders import hand_in_paper
from application.shared.carry_out import UseCase
from application.shared.ports import Answer, Outcome
from domain.shared.ids import PartyId
from domain.shared.order_paper import PaperKind
from tests.conftest import Rounds
from tests.scenarios.cast import (
    ANCHOR,
    BANK,
    POOL,
    RIVAL,
    SPRING,
    admit_all,
    confirm,
    open_a_pool,
    yuan,
)
from tests.scenarios.order_cast import (
    PROGRAMME,
    RIVALS,
    TERMS,
    approval,
    asked_on,
    invoiced,
    lend_on_orders,
    lent,
    lien_of,
    ordered,
    paper,
    programme_of,
    request,
)
from tests.support.crowd import all_at_once
from tests.support.house import House, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres


@pytest.fixture
def at_home(database: Database) -> Iterator[House]:
    with house(database) as opened:
        admit_all(opened)
        yield opened


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody who hands in one command."""

    at_home: House
    party: PartyId
    content: object
    use_case: UseCase
    request_id: str

    def hand_in(self) -> Answer:
        return self.at_home.ask(self.party, self.content, self.use_case, request_id=self.request_id)


def approving(at_home: House, financing: str, programme: str = PROGRAMME) -> Asking:
    asked = approval(financing, RIVALS if programme == RIVALS else PROGRAMME)
    use_case = approve_on_order(asked)
    return Asking(at_home, asked.lender, asked, use_case, f"approve-{financing}")


def test_two_lenders_race_for_one_order_and_exactly_one_wins(
    at_home: House, rounds: Rounds
) -> None:
    lend_on_orders(at_home)
    lend_on_orders(at_home, RIVALS)
    for round_ in range(rounds(5, 100)):
        order = ordered(at_home, f"PO-{round_}")
        ours, theirs = f"ours-{round_}", f"theirs-{round_}"
        request(at_home, asked_on(order, financing=ours))
        request(at_home, asked_on(order, financing=theirs, programme=RIVALS))

        answers = all_at_once(
            Asking.hand_in,
            [approving(at_home, ours), approving(at_home, theirs, RIVALS)],
        )

        won = [it.outcome is Outcome.ACCEPTED for it in answers]
        assert sum(won) == 1, [it.body for it in answers]
        (lost,) = (it for it in answers if it.outcome is Outcome.REFUSED)
        assert b"lien.encumbered" in lost.body
        lien = lien_of(at_home, order).held(1)
        assert lien is not None
        assert lien.lender == (BANK if won[0] else RIVAL)


def test_an_order_and_the_claim_that_came_out_of_it_race_and_exactly_one_wins(
    at_home: House, rounds: Rounds
) -> None:
    """The same trade: money on the order by one lender, the claim into another's pool."""
    lend_on_orders(at_home, terms=replace(TERMS, version=1))
    open_a_pool(at_home, RIVAL)
    for round_ in range(rounds(5, 100)):
        number = f"PO-{round_}"
        order = ordered(at_home, number)
        claim = invoiced(at_home, f"INV-{round_}", "400.00", order=number)
        confirm(at_home, claim)
        financing = f"fin-{round_}"
        request(at_home, asked_on(order, "420.00", financing))
        taking = Assign(POOL, SPRING, (claim,))

        answers = all_at_once(
            Asking.hand_in,
            [
                approving(at_home, financing),
                Asking(at_home, SPRING, taking, assign(taking), f"assign-{round_}"),
            ],
        )

        won = [it.outcome is Outcome.ACCEPTED for it in answers]
        assert sum(won) == 1, [it.body for it in answers]
        assert (lien_of(at_home, order).held(1) is not None) == won[0]
        assert (lien_of(at_home, claim).held(1) is not None) == won[1]


def test_a_cancellation_and_a_loan_race_and_never_both(at_home: House, rounds: Rounds) -> None:
    """Cancelled first, it bears nothing; lent on first, it is not cancelled without the lender."""
    lend_on_orders(at_home)
    for round_ in range(rounds(5, 100)):
        number, financing = f"PO-{round_}", f"fin-{round_}"
        order = ordered(at_home, number)
        request(at_home, asked_on(order, financing=financing))
        cancel = paper(PaperKind.CANCELLATION, f"X-{round_}", order=number, reason="not needed")
        told = HandInPaper(ANCHOR, cancel, f"x-{round_}".ljust(64, "0"))

        lending, cancelling = all_at_once(
            Asking.hand_in,
            [
                approving(at_home, financing),
                Asking(at_home, ANCHOR, told, hand_in_paper(told), f"cancel-{round_}"),
            ],
        )

        if lending.outcome is Outcome.ACCEPTED:
            assert b"e_order.consent_missing" in cancelling.body
            assert programme_of(at_home).lent_on(order) == yuan("700.00")
        else:
            assert cancelling.outcome is Outcome.ACCEPTED
            assert b"order_programme.beyond_order" in lending.body
            assert lien_of(at_home, order).encumbrances == ()


def test_many_ask_on_one_order_and_it_is_lent_on_to_its_advance_exactly(at_home: House) -> None:
    """Ten times 100.00 on an order that bears 700.00."""
    lend_on_orders(at_home)
    order = ordered(at_home)
    names = [f"fin-{at}" for at in range(10)]
    for name in names:
        request(at_home, asked_on(order, "100.00", name))

    answers = all_at_once(Asking.hand_in, [approving(at_home, name) for name in names])

    assert sum(it.outcome is Outcome.ACCEPTED for it in answers) == 7
    assert programme_of(at_home).lent_on(order) == yuan("700.00")


def test_a_claim_out_of_an_order_that_is_lent_on_enters_no_pool(at_home: House) -> None:
    lend_on_orders(at_home)
    open_a_pool(at_home, RIVAL)
    order = ordered(at_home)
    lent(at_home, order)
    claim = invoiced(at_home)
    confirm(at_home, claim)

    taking = Assign(POOL, SPRING, (claim,))
    refused = at_home.refused(SPRING, taking, assign(taking))

    assert refused["code"] == "lien.encumbered"
