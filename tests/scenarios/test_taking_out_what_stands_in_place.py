"""A claim that stands in place of its order is taken out by a pool under the order's own rules."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from application.processes.closing_the_day import Book, PoolAt, close_up_to_today
from application.processes.disbursing import RecordReturned, record_returned
from domain.financing.state import Stage
from domain.shared.ids import OrderId, PoolId, ReceivableId
from tests.scenarios.bank import credit, financing, pool, take, taken_back
from tests.scenarios.cast import (
    BANK,
    RIVAL,
    assign_to,
    confirm,
    notify,
    open_a_pool,
    yuan,
)
from tests.scenarios.order_cast import (
    PROGRAMME,
    invoiced,
    lent,
    lien_of,
    ordered,
    over_advance,
    programme_of,
)
from tests.scenarios.taking_cast import (
    F2,
    OURS,
    THEIRS,
    confirmed,
    confirming,
    paid,
    paying,
    refused_paying,
    taking,
    took,
    two_lenders,
)
from tests.support.house import House
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres


@pytest.fixture
def at_home(database: Database) -> Iterator[House]:
    yield from two_lenders(database)


@pytest.fixture
def in_place(at_home: House) -> tuple[OrderId, ReceivableId]:
    """280.00 lent, repaid by the first invoice; the rival lends on the second; the first goes
    back, and stands in place of the order."""
    order = ordered(at_home)
    lent(at_home, order, "280.00")
    first, second = invoiced(at_home, "II-0001", "400.00"), invoiced(at_home, "II-0002", "300.00")
    for claim in (first, second):
        confirm(at_home, claim)
    came = credit("400.00", "II-0001", at_home.clock.day)
    take(at_home, came, claims=[first])
    assign_to(at_home, second, pool=THEIRS)
    notify(at_home, second, RIVAL)
    take(at_home, taken_back(came, at_home.clock.day))
    assert stands_in_place(at_home, order, first)
    return order, first


def stands_in_place(at_home: House, order: OrderId, claim: ReceivableId) -> bool:
    held = lien_of(at_home, claim).held(1)
    return held is not None and (held.lender, held.secures) == (BANK, f"{PROGRAMME}/{order}")


def held_by(at_home: House, claim: ReceivableId) -> tuple[str, str] | None:
    held = lien_of(at_home, claim).held(1)
    return None if held is None else (held.lender, held.secures)


def test_the_lenders_own_pool_takes_it_out(
    at_home: House, in_place: tuple[OrderId, ReceivableId]
) -> None:
    order, claim = in_place
    notify(at_home, claim)

    took(at_home, taking(claim))

    assert held_by(at_home, claim) == (BANK, OURS)
    assert financing(at_home, "fin-1").stage is Stage.REPAID
    assert programme_of(at_home).lent_on(order).is_zero
    assert pool(at_home).outstanding == yuan("280.00")


def test_another_lender_pays_it_off_and_the_lien_moves_with_the_money(
    at_home: House, in_place: tuple[OrderId, ReceivableId]
) -> None:
    order, claim = in_place

    paid(at_home, paying(at_home, claim))
    assert stands_in_place(at_home, order, claim)
    confirmed(at_home, confirming(at_home, "280.00"))

    assert held_by(at_home, claim) == (RIVAL, THEIRS)
    assert financing(at_home, "fin-1").stage is Stage.REPAID
    assert programme_of(at_home).lent_on(order).is_zero


def test_money_that_comes_back_leaves_it_in_place(
    at_home: House, in_place: tuple[OrderId, ReceivableId]
) -> None:
    order, claim = in_place
    paid(at_home, paying(at_home, claim))
    confirmed(at_home, confirming(at_home, "280.00"))

    back = RecordReturned(F2, RIVAL, at_home.clock.day, "account closed")
    at_home.do(RIVAL, back, record_returned(back))

    assert stands_in_place(at_home, order, claim)
    assert programme_of(at_home).lent_on(order) == yuan("280.00")
    assert over_advance(at_home, order) is None


def test_a_pay_off_that_lapses_leaves_it_in_place(
    at_home: House, in_place: tuple[OrderId, ReceivableId]
) -> None:
    order, claim = in_place
    paid(at_home, paying(at_home, claim))
    at_home.clock.pass_days(8)
    book = Book(pools=[PoolAt(RIVAL, THEIRS)])

    close_up_to_today(at_home.desk, book)

    assert stands_in_place(at_home, order, claim)
    assert lien_of(at_home, claim).reserved(1, at_home.clock.now().at) is None


def test_a_claim_that_a_third_lender_has_is_not_kept(
    at_home: House, in_place: tuple[OrderId, ReceivableId]
) -> None:
    """The rival's pool holds the second invoice; it is no part of what stands in place."""
    _, claim = in_place
    third = PoolId("pool-3")
    open_a_pool(at_home, RIVAL, third)
    with at_home.store.reading() as reading:
        (theirs,) = reading.claims(THEIRS)

    refused = refused_paying(at_home, paying(at_home, claim, theirs.receivable, pool=third))

    assert refused["code"] == "lien.encumbered"
