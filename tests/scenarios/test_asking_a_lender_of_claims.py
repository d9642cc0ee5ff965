"""A lender that holds an order only by claims out of it, in a pool, is asked as any other is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from application.processes.assigning import Assign, assign
from application.processes.changing_orders import answer_about, change_order
from application.processes.paper_matters import HandInPaper
from application.processes.running_pools import Amend, amend
from application.processes.taking_orders import hand_in_paper
from application.shared.carry_out import UseCase
from application.shared.ports import Outcome
from application.views.inbox import INBOX
from domain.e_order.commands import AcceptChange, GiveConsent
from domain.e_order.events import ConsentAsked, OrderChanged
from domain.receivable_pool.events import ClaimsAssigned
from domain.shared.ids import OrderId, ReceivableId
from domain.shared.order_paper import PaperKind, Reply
from tests.application.views.folding import folded
from tests.scenarios.cast import ANCHOR, BANK, POOL, SPRING, TERMS, assign_to, confirm
from tests.scenarios.order_cast import give, invoiced, ordered, paper
from tests.scenarios.taking_cast import two_lenders
from tests.support.crowd import overlapping
from tests.support.house import House, events_of
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

LATER = paper(PaperKind.CHANGE, "C-1", deliver_by=date(2026, 5, 1))
ACCEPT = paper(PaperKind.RESPONSE, "R-9", answers="C-1", reply=Reply.ACCEPTED)


@pytest.fixture
def at_home(database: Database) -> Iterator[House]:
    yield from two_lenders(database)


def billed(at_home: House) -> tuple[OrderId, ReceivableId]:
    """Nobody lent on the order; 400.00 of it is invoiced and confirmed."""
    order = ordered(at_home)
    claim = invoiced(at_home, amount="400.00")
    confirm(at_home, claim)
    return order, claim


def amended(at_home: House, days: int | None) -> None:
    asked = Amend(POOL, BANK, replace(TERMS, version=2, consent_days=days), at_home.clock.day)
    at_home.do(BANK, asked, amend(asked))


def waits(at_home: House) -> list[date | None]:
    rows = folded(INBOX, events_of(at_home)).values()
    return [it.until for it in rows if (it.party, it.task) == (BANK, "consent_to_order")]


def test_it_is_asked_by_the_day_of_its_pools_terms(at_home: House) -> None:
    order, claim = billed(at_home)
    amended(at_home, 7)
    assign_to(at_home, claim)

    give(at_home, ANCHOR, LATER)

    assert waits(at_home) == [at_home.clock.day + timedelta(days=7)]
    yes = GiveConsent(buyer=ANCHOR, order=order, party=BANK, number="C-1")
    at_home.do(BANK, yes, answer_about(yes))
    assert waits(at_home) == []


def test_where_they_agreed_on_no_day_it_is_asked_without_one(at_home: House) -> None:
    """Silence is no consent, on whatever day (Civil Code 140)."""
    _, claim = billed(at_home)
    assign_to(at_home, claim)

    give(at_home, ANCHOR, LATER)

    assert waits(at_home) == [None]


def test_terms_may_not_ask_for_an_answer_on_the_same_day(at_home: House) -> None:
    asked = Amend(POOL, BANK, replace(TERMS, version=2, consent_days=0), at_home.clock.day)

    body = at_home.refused(BANK, asked, amend(asked))

    assert (body["code"], body["facts"]["field"]) == (
        "receivable_pool.terms_unsound",
        "consentDays",
    )


def by_paper(_: OrderId) -> tuple[object, UseCase]:
    asked = HandInPaper(SPRING, ACCEPT, "accept".ljust(64, "0"))
    return asked, hand_in_paper(asked)


def field_by_field(order: OrderId) -> tuple[object, UseCase]:
    asked = AcceptChange(buyer=ANCHOR, order=order, party=SPRING, number="C-1")
    return asked, change_order(order, SPRING, lambda _: asked)


Door = Callable[[OrderId], tuple[object, UseCase]]


@pytest.mark.parametrize("door", [by_paper, field_by_field])
def test_a_claim_is_taken_before_the_change_or_after_it_and_never_in_between(
    at_home: House, door: Door
) -> None:
    """A lender whose claim it was would not have been asked."""
    order, claim = billed(at_home)
    give(at_home, ANCHOR, LATER)
    accept, use_case = door(order)
    taking = Assign(POOL, SPRING, (claim,))

    changed, taken = overlapping(
        use_case,
        lambda deciding: at_home.ask(SPRING, accept, deciding),
        lambda: at_home.ask(SPRING, taking, assign(taking)),
    )

    assert changed.outcome is taken.outcome is Outcome.ACCEPTED
    told = [it for it in events_of(at_home) if isinstance(it, OrderChanged | ClaimsAssigned)]
    assert [type(it) for it in told] == [OrderChanged, ClaimsAssigned]


def test_a_claim_that_is_taken_as_a_change_is_proposed_is_taken_after_it(at_home: House) -> None:
    _, claim = billed(at_home)
    asked, taking = HandInPaper(ANCHOR, LATER, "x".ljust(64, "0")), Assign(POOL, SPRING, (claim,))

    overlapping(
        hand_in_paper(asked),
        lambda deciding: at_home.ask(ANCHOR, asked, deciding),
        lambda: at_home.ask(SPRING, taking, assign(taking)),
    )

    names = [type(it).__name__ for it in events_of(at_home)]
    assert names.index("OrderChangeProposed") < names.index("ClaimsAssigned")
    assert not any(isinstance(it, ConsentAsked) for it in events_of(at_home))
