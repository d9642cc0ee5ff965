"""Who lent on an order sees it, and is asked before it is changed or cancelled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from adapters.postgres.codec import Codec
from adapters.postgres.names.house import HOUSE
from application.processes.answering import change
from application.processes.changing_orders import (
    give_consent,
    order_for,
    orders_on_record,
)
from application.processes.servicing import TakeRepayment, take_repayment
from application.processes.taking_orders import HandInPaper, hand_in_paper
from application.views.lent_orders import LENT_ORDERS
from domain.e_order.commands import GiveConsent
from domain.e_order.refusals import OrderNotFound
from domain.e_order.state import Order
from domain.receivable.commands import Withdraw
from domain.shared.ids import FinancingId, OrderId, PartyId
from domain.shared.order_paper import OrderPaper, PaperKind, Reply
from domain.shared.refusal import Refused
from tests.application.views.folding import folded
from tests.scenarios.cast import ANCHOR, BANK, RIVAL, RIVER, SPRING, admit_all, yuan
from tests.scenarios.order_cast import (
    counted,
    give,
    invoiced,
    lend_on_orders,
    lent,
    ordered,
    over_advance,
    paper,
)
from tests.support.house import House, house
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


def listed(at_home: House, lender: PartyId) -> list[str]:
    codec = Codec(HOUSE)
    with at_home.engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT topic, body FROM anchorline.event ORDER BY position"
        )
        events = [codec.decode(topic, bytes(body)) for topic, body in rows]
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
    at_home.do(BANK, asked, give_consent(asked))

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
            at_home.do(BANK, asked, give_consent(asked))
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
    at_home.do(BANK, asked, give_consent(asked))

    give(at_home, ANCHOR, CANCEL)

    assert over_advance(at_home, order) == yuan("700.00")


def test_nobody_else_consents(at_home: House) -> None:
    order = lent_on(at_home)
    for stranger in (RIVAL, ANCHOR, SPRING):
        asked = consent(order, stranger)
        told = at_home.refused(stranger, asked, give_consent(asked))
        assert told["code"] == "e_order.not_found"
    assert refused(at_home, ANCHOR, CANCEL) == "e_order.consent_missing"


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
