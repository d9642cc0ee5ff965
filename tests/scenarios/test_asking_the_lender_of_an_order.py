"""Who lent on an order sees it, and is asked before it is changed or cancelled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from application.processes.answering import change
from application.processes.changing_orders import (
    Answering,
    answer_about,
    change_order,
    order_for,
    orders_on_record,
)
from application.processes.paper_matters import HandInPaper
from application.processes.servicing import TakeRepayment, take_repayment
from application.processes.taking_orders import hand_in_paper
from application.shared.ports import Outcome
from application.views.inbox import INBOX
from application.views.lent_orders import LENT_ORDERS
from domain.e_order.commands import AskConsent, GiveConsent, RefuseConsent, WithdrawConsent
from domain.e_order.refusals import OrderNotFound
from domain.e_order.state import Order
from domain.receivable.commands import Withdraw
from domain.shared.ids import FinancingId, OrderId, PartyId
from domain.shared.order_paper import OrderPaper, PaperKind, Reply
from domain.shared.refusal import Refused
from tests.application.views.folding import folded
from tests.conftest import Rounds
from tests.scenarios.cast import ANCHOR, BANK, RIVAL, RIVER, SPRING, admit_all, yuan
from tests.scenarios.order_cast import (
    TERMS,
    counted,
    give,
    invoiced,
    lend_on_orders,
    lent,
    ordered,
    over_advance,
    paper,
)
from tests.support.crowd import all_at_once
from tests.support.house import House, events_of, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

LATER = paper(PaperKind.CHANGE, "C-1", deliver_by=date(2026, 5, 1))
ACCEPT = paper(PaperKind.RESPONSE, "R-9", answers="C-1", reply=Reply.ACCEPTED)
LOWER = (("90", "900.00"), ("80", "800.00"), ("60", "600.00"), ("50", "500.00"))
CANCEL = paper(PaperKind.CANCELLATION, "X-1", reason="not needed")


@pytest.fixture
def at_home(database: Database) -> Iterator[House]:
    with house(database) as opened:
        admit_all(opened)
        lend_on_orders(opened)
        yield opened


def lent_on(at_home: House) -> OrderId:
    order = ordered(at_home)
    give(at_home, ANCHOR, LATER)
    lent(at_home, order)
    return order


def consent(order: OrderId, lender: PartyId = BANK, number: str | None = None) -> GiveConsent:
    return GiveConsent(buyer=PartyId(""), order=order, party=lender, number=number)


def refused(at_home: House, party: PartyId, told: OrderPaper) -> str:
    asked = HandInPaper(party, told, told.number.ljust(64, "1"))
    return str(at_home.refused(party, asked, hand_in_paper(asked))["code"])


def seen_by(at_home: House, order: OrderId, viewer: PartyId) -> Order | None:
    with at_home.store.reading() as reading:
        try:
            return order_for(reading, order, viewer).state
        except Refused as no:
            if not isinstance(no.refusal, OrderNotFound):
                raise
            return None


def waits(at_home: House, lender: PartyId = BANK) -> list[date | None]:
    """Until when each consent that the lender is asked for is to be answered."""
    rows = folded(INBOX, events_of(at_home)).values()
    return [it.until for it in rows if (it.party, it.task) == (lender, "consent_to_order")]


def listed(at_home: House, lender: PartyId) -> list[str]:
    events = events_of(at_home)
    named = [it.order for it in folded(LENT_ORDERS, events).values() if it.lender == lender]
    with at_home.store.reading() as reading:
        return [it.order for it in orders_on_record(reading, named)]


def test_the_lender_sees_the_order_while_it_secures_its_money(at_home: House) -> None:
    order = ordered(at_home)
    assert seen_by(at_home, order, BANK) is None
    lent(at_home, order)

    assert seen_by(at_home, order, BANK) is not None
    assert listed(at_home, BANK) == [order]
    assert seen_by(at_home, order, RIVAL) is None
    assert seen_by(at_home, order, RIVER) is None
    assert listed(at_home, RIVAL) == []

    paid = TakeRepayment(FinancingId("fin-1"), BANK, yuan("700.00"), at_home.clock.day, "t-1")
    at_home.do(BANK, paid, take_repayment(paid))
    assert seen_by(at_home, order, BANK) is None
    assert listed(at_home, BANK) == []


def test_a_change_binds_once_the_lender_agreed_to_it(at_home: House) -> None:
    order = lent_on(at_home)
    assert refused(at_home, SPRING, ACCEPT) == "e_order.consent_missing"

    asked = consent(order, number="C-1")
    at_home.do(BANK, asked, answer_about(asked))

    give(at_home, SPRING, ACCEPT)
    state = seen_by(at_home, order, ANCHOR)
    assert state is not None
    assert state.deliver_by == date(2026, 5, 1)
    assert refused(at_home, ANCHOR, CANCEL) == "e_order.consent_missing"


def test_one_change_too_many_is_not_covered_by_what_the_lender_agreed_to_before(
    at_home: House,
) -> None:
    """700.00 is lent on 1,000.00; three changes lower it, the fourth nobody agreed to."""
    order = ordered(at_home)
    lent(at_home, order)
    short = []
    for number, (kilos, amount) in enumerate(LOWER):
        lower = paper(PaperKind.CHANGE, f"C-{number}", counted(kilos, amount))
        accepted = paper(
            PaperKind.RESPONSE, f"A-{number}", answers=lower.number, reply=Reply.ACCEPTED
        )
        give(at_home, ANCHOR, lower)
        assert refused(at_home, SPRING, accepted) == "e_order.consent_missing"
        if number < len(LOWER) - 1:
            asked = consent(order, number=lower.number)
            at_home.do(BANK, asked, answer_about(asked))
            give(at_home, SPRING, accepted)
        short.append(over_advance(at_home, order))

    state = seen_by(at_home, order, BANK)
    assert state is not None
    assert state.ordered == yuan("600.00")
    assert short == [yuan("70.00"), yuan("140.00"), yuan("280.00"), yuan("280.00")]
    assert list(state.changes) == ["C-3"]


def test_a_cancellation_that_the_lender_agreed_to_leaves_it_with_an_over_advance(
    at_home: House,
) -> None:
    order = lent_on(at_home)
    asked = consent(order)
    at_home.do(BANK, asked, answer_about(asked))

    give(at_home, ANCHOR, CANCEL)

    assert over_advance(at_home, order) == yuan("700.00")


def test_nobody_else_consents(at_home: House) -> None:
    order = lent_on(at_home)
    for stranger in (RIVAL, ANCHOR, SPRING):
        asked = consent(order, stranger)
        told = at_home.refused(stranger, asked, answer_about(asked))
        assert told["code"] == "e_order.not_found"
    assert refused(at_home, ANCHOR, CANCEL) == "e_order.consent_missing"


def ask_for(order: OrderId, number: str | None = None) -> AskConsent:
    return AskConsent(buyer=PartyId(""), order=order, party=ANCHOR, number=number)


def asks(at_home: House, asked: AskConsent) -> None:
    at_home.do(ANCHOR, asked, change_order(asked.order, ANCHOR, to_buyer(asked)))


def to_buyer(asked: AskConsent) -> Callable[[PartyId], AskConsent]:
    return lambda buyer: replace(asked, buyer=buyer)


def answering(at_home: House, asked: Answering) -> dict[str, Any]:
    return at_home.do(BANK, asked, answer_about(asked))


def test_a_change_of_an_order_that_is_lent_on_is_in_the_lenders_inbox_by_its_terms_day(
    database: Database,
) -> None:
    with house(database) as at_home:
        admit_all(at_home)
        lend_on_orders(at_home, terms=replace(TERMS, consent_days=5))
        order = ordered(at_home)
        lent(at_home, order)
        assert waits(at_home) == []

        give(at_home, ANCHOR, LATER)

        assert waits(at_home) == [at_home.clock.day + timedelta(days=5)]
        assert waits(at_home, RIVAL) == []
        answering(at_home, consent(order, number="C-1"))
        assert waits(at_home) == []


def test_a_cancellation_is_asked_for_and_refused(at_home: House) -> None:
    order = lent_on(at_home)
    asks(at_home, ask_for(order))
    assert waits(at_home) == [None]

    no = RefuseConsent(buyer=PartyId(""), order=order, party=BANK, reason="sold on")
    answering(at_home, no)

    assert waits(at_home) == []
    assert refused(at_home, ANCHOR, CANCEL) == "e_order.consent_missing"
    assert at_home.refused(BANK, no, answer_about(no))["code"] == "e_order.consent_not_asked"


def test_nobody_is_asked_about_an_order_that_bears_no_money(at_home: House) -> None:
    asked = ask_for(ordered(at_home))

    told = at_home.refused(ANCHOR, asked, change_order(asked.order, ANCHOR, to_buyer(asked)))

    assert told["code"] == "e_order.nobody_to_ask"


def test_a_consent_taken_back_is_none_and_after_the_change_it_is_too_late(at_home: House) -> None:
    order = lent_on(at_home)
    back = WithdrawConsent(buyer=PartyId(""), order=order, party=BANK, number="C-1", reason="rates")
    answering(at_home, consent(order, number="C-1"))
    answering(at_home, back)
    assert refused(at_home, SPRING, ACCEPT) == "e_order.consent_missing"

    answering(at_home, consent(order, number="C-1"))
    give(at_home, SPRING, replace(ACCEPT, number="R-10"))

    told = at_home.refused(BANK, back, answer_about(back))
    assert told["code"] == "e_order.no_consent_to_withdraw"


def test_who_is_owed_nothing_more_is_asked_nothing_more(at_home: House) -> None:
    order = lent_on(at_home)
    asks(at_home, ask_for(order))

    paid = TakeRepayment(FinancingId("fin-1"), BANK, yuan("700.00"), at_home.clock.day, "t-1")
    at_home.do(BANK, paid, take_repayment(paid))

    assert waits(at_home) == []
    give(at_home, SPRING, ACCEPT)


def test_a_consent_that_is_taken_back_as_the_change_is_accepted_counts_or_came_too_late(
    at_home: House, rounds: Rounds
) -> None:
    order = ordered(at_home)
    lent(at_home, order)
    for round_ in range(rounds(5, 60)):
        day = date(2026, 5, 1) + timedelta(days=round_)
        number = f"C-{round_}"
        give(at_home, ANCHOR, paper(PaperKind.CHANGE, number, deliver_by=day))
        answering(at_home, consent(order, number=number))
        accept = HandInPaper(
            SPRING,
            paper(PaperKind.RESPONSE, f"R-{number}", answers=number, reply=Reply.ACCEPTED),
            number.ljust(64, "2"),
        )
        back = WithdrawConsent(
            buyer=PartyId(""), order=order, party=BANK, number=number, reason="rates"
        )

        changed, taken_back = all_at_once(
            lambda do: do(),
            [
                partial(at_home.ask, SPRING, accept, hand_in_paper(accept)),
                partial(at_home.ask, BANK, back, answer_about(back)),
            ],
        )

        assert (changed.outcome is Outcome.ACCEPTED) != (taken_back.outcome is Outcome.ACCEPTED)
        state = seen_by(at_home, order, ANCHOR)
        assert state is not None
        assert (state.deliver_by == day) == (changed.outcome is Outcome.ACCEPTED)


def test_a_withdrawn_invoice_is_off_its_order(at_home: House) -> None:
    order = ordered(at_home)
    before = seen_by(at_home, order, SPRING)
    claim = invoiced(at_home, amount="400.00")
    billed = seen_by(at_home, order, SPRING)
    assert billed is not None
    assert len(billed.bills) == 1

    asked = Withdraw(seller=PartyId(""), receivable=claim, reason="wrong")
    at_home.do(SPRING, asked, change(claim, SPRING, lambda seller: replace(asked, seller=seller)))

    assert seen_by(at_home, order, SPRING) == before
