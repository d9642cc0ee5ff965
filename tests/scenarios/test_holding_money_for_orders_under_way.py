"""A buyer may pay before the bank has paid out what is lent on its order: the money waits."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from application.financing import streams as financings
from application.processes.disbursing import (
    ConfirmPaidOut,
    RecordReturned,
    confirm_paid_out,
    record_returned,
)
from application.processes.order_proceeds import draws_on
from application.processes.programmes import ProgrammeAt
from application.processes.servicing import TakeRepayment, take_repayment
from domain.financing.state import Financing, Stage
from domain.shared.ids import CollectionId, FinancingId, OrderId, ReceivableId
from tests.scenarios.bank import credit, match, sent, take, unmatch
from tests.scenarios.cast import BANK, admit_all, yuan
from tests.scenarios.order_cast import (
    PROGRAMME,
    approval,
    approve,
    asked_on,
    invoiced,
    lend_on_orders,
    lien_of,
    ordered,
    over_advance,
    programme_of,
    request,
)
from tests.support.house import House, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

FIRST, SECOND = FinancingId("fin-1"), FinancingId("fin-2")


@pytest.fixture
def at_home(database: Database) -> Iterator[House]:
    with house(database) as opened:
        admit_all(opened)
        lend_on_orders(opened)
        yield opened


def under_way(at_home: House, *amounts: str) -> OrderId:
    """Lent on one order, and not yet paid out by the bank."""
    order = ordered(at_home)
    for number, amount in enumerate(amounts, start=1):
        request(at_home, asked_on(order, amount, f"fin-{number}"))
        approve(at_home, approval(f"fin-{number}"))
    return order


def buyer_pays(at_home: House) -> tuple[CollectionId, ReceivableId]:
    claim = invoiced(at_home)
    entry = take(at_home, credit("1000.00", "thanks", at_home.clock.day))["collection"]
    match(at_home, entry, (claim, "1000.00"))
    return entry, claim


def pay_out(at_home: House, financing: FinancingId = FIRST, amount: str = "700.00") -> None:
    paid = ConfirmPaidOut(financing, BANK, yuan(amount), at_home.clock.day, f"out-{financing}")
    at_home.do(BANK, paid, confirm_paid_out(paid))


def send_back(at_home: House, financing: FinancingId = FIRST) -> None:
    back = RecordReturned(financing, BANK, at_home.clock.day, "account closed")
    at_home.do(BANK, back, record_returned(back))


def loan(at_home: House, financing: FinancingId = FIRST) -> Financing:
    with at_home.store.reading() as reading:
        state = reading.load(financings.ROOM, financings.stream_of(BANK, financing)).state
    assert isinstance(state, Financing)
    return state


def test_what_the_loan_will_owe_is_held_and_repays_it_when_the_bank_confirms(
    at_home: House,
) -> None:
    order = under_way(at_home, "700.00")

    buyer_pays(at_home)

    assert sent(at_home, "surplus") == [30_000]
    assert [it.amount for it in programme_of(at_home).held] == [yuan("700.00")]
    assert programme_of(at_home).over_advances == {}

    pay_out(at_home)

    assert loan(at_home).stage is Stage.REPAID
    assert programme_of(at_home).held == ()
    assert programme_of(at_home).outstanding.is_zero
    assert programme_of(at_home).over_advances == {}
    assert lien_of(at_home, order).encumbrances == ()
    assert sent(at_home, "surplus") == [30_000]


def test_what_was_held_is_the_suppliers_when_the_bank_sends_the_money_back(at_home: House) -> None:
    under_way(at_home, "700.00")
    buyer_pays(at_home)

    send_back(at_home)

    assert sent(at_home, "surplus") == [30_000, 70_000]
    assert programme_of(at_home).held == ()
    assert programme_of(at_home).over_advances == {}


def test_of_two_loans_under_way_each_gets_its_part_when_it_is_decided(at_home: House) -> None:
    under_way(at_home, "400.00", "300.00")
    buyer_pays(at_home)

    pay_out(at_home, FIRST, "400.00")
    between = [it.amount for it in programme_of(at_home).held]
    send_back(at_home, SECOND)

    assert between == [yuan("300.00")]
    assert loan(at_home).stage is Stage.REPAID
    assert sent(at_home, "surplus") == [30_000, 30_000]
    assert programme_of(at_home).held == ()


def test_what_is_held_goes_back_when_the_payment_is_undone(at_home: House) -> None:
    order = under_way(at_home, "700.00")
    paid = buyer_pays(at_home)

    unmatch(at_home, *paid)

    assert sent(at_home, "reclaim") == [30_000]
    assert programme_of(at_home).held == ()
    pay_out(at_home)
    assert loan(at_home).stage is Stage.DISBURSED
    assert lien_of(at_home, order).held(1) is not None


def test_what_repaid_after_it_was_held_is_undone_with_the_payment(at_home: House) -> None:
    order = under_way(at_home, "700.00")
    paid = buyer_pays(at_home)
    pay_out(at_home)

    unmatch(at_home, *paid)

    assert sent(at_home, "reclaim") == [30_000]
    assert loan(at_home).stage is Stage.DISBURSED
    assert programme_of(at_home).outstanding == yuan("700.00")
    assert lien_of(at_home, order).held(1) is not None
    assert over_advance(at_home, order) is None


def test_what_came_back_from_the_bank_stands_in_nobodys_way(at_home: House) -> None:
    """Of the money that the buyer pays it takes nothing; nor does what is repaid already."""
    order = under_way(at_home, "100.00", "200.00", "300.00")
    send_back(at_home, FIRST)
    pay_out(at_home, SECOND, "200.00")
    pay_out(at_home, FinancingId("fin-3"), "300.00")
    asked = TakeRepayment(SECOND, BANK, yuan("200.00"), at_home.clock.day, "in-1")
    at_home.do(BANK, asked, take_repayment(asked))

    with at_home.store.reading() as reading:
        owing = draws_on(reading, ProgrammeAt(BANK, PROGRAMME), order)
    buyer_pays(at_home)

    assert owing == ["fin-3"]
    assert loan(at_home, FinancingId("fin-3")).stage is Stage.REPAID
    assert loan(at_home, FIRST).repayments == ()
    assert len(loan(at_home, SECOND).repayments) == 1
    assert sent(at_home, "surplus") == [70_000]
    assert lien_of(at_home, order).encumbrances == ()
