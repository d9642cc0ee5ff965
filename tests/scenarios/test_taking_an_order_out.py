"""The same lender: what was lent on the order is taken out by a draw on what it became."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from application.processes.assigning import Assign, assign
from application.processes.disbursing import RecordReturned, record_returned
from application.processes.servicing import TakeRepayment, take_repayment
from domain.financing.state import Stage
from domain.financing.terms import Source
from domain.lien.events import Reason
from domain.shared.currency import Currency
from domain.shared.ids import AssetId, ReceivableId
from tests.scenarios.bank import financing, pool, sent
from tests.scenarios.cast import ANCHOR, BANK, RIVER, SPRING, confirm, notify, yuan
from tests.scenarios.credit import limit_party, line, open_a_line, used
from tests.scenarios.order_cast import invoiced, lent, lien_of, ordered, programme_of
from tests.scenarios.taking_cast import (
    F1,
    F2,
    OURS,
    THEIRS,
    refused_taking,
    taking,
    took,
    traded,
    two_lenders,
)
from tests.support.house import House
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres


@pytest.fixture
def at_home(database: Database) -> Iterator[House]:
    yield from two_lenders(database)


def test_the_claim_takes_out_what_was_lent_on_its_order_and_no_bank_moves(at_home: House) -> None:
    _, claim = traded(at_home)
    at_home.clock.pass_days(30)
    before = sent(at_home, "disbursement")

    done = took(at_home, taking(claim))

    old, new = financing(at_home, "fin-1"), financing(at_home, "fin-2")
    assert done["settled"] == {"minor": 70350, "currency": "CNY"}  # 30 days at 6 % on 700.00
    assert old.stage is Stage.REPAID
    assert [(it.source, it.amount) for it in old.repayments] == [(Source.ROLLED, yuan("703.50"))]
    assert (new.stage, new.disbursed_on) == (Stage.DISBURSED, at_home.clock.day)
    assert new.principal == new.net_proceeds == yuan("703.50")
    assert sent(at_home, "disbursement") == before
    assert sent(at_home, "surplus") == []
    assert programme_of(at_home).outstanding.is_zero
    assert pool(at_home).outstanding == yuan("703.50")


def test_the_lien_passes_from_the_order_to_the_claim_and_is_never_free_between(
    at_home: House,
) -> None:
    order, claim = traded(at_home)

    took(at_home, taking(claim))

    lien = lien_of(at_home, claim).held(1)
    assert lien is not None
    assert (lien.lender, lien.secures) == (BANK, OURS)
    assert lien_of(at_home, order).encumbrances == ()
    assert lien_of(at_home, order).consumed_by == {AssetId(claim)}
    assert released_for(at_home, order) == [Reason.TAKEN_OUT]


def released_for(at_home: House, order: str) -> list[str]:
    with at_home.engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT convert_from(body, 'UTF8')::json ->> 'reason' FROM anchorline.event"
            " WHERE stream = %s AND topic LIKE 'lien.released%%'",
            (f"asset/{order}/lien",),
        )
        return [reason for (reason,) in rows]


def test_a_limit_that_is_full_bears_the_same_money_again(at_home: House) -> None:
    """700.00 of 700.00 is used; on the day it was lent, 700.00 takes it out."""
    _, claim = traded(at_home)
    limit_party(at_home, "700.00")

    took(at_home, taking(claim))

    assert used(at_home) == yuan("700.00")
    assert financing(at_home, "fin-2").principal == yuan("700.00")


def test_a_limit_that_does_not_bear_the_interest_refuses_the_whole(at_home: House) -> None:
    _, claim = traded(at_home)
    limit_party(at_home, "700.00")
    at_home.clock.pass_days(30)

    refused = refused_taking(at_home, taking(claim))

    assert refused["code"] == "process.lender_takes_no_more"
    assert financing(at_home, "fin-1").stage is Stage.DISBURSED
    assert used(at_home) == yuan("700.00")


def test_a_claim_that_bears_less_is_refused_until_the_seller_paid_the_difference(
    at_home: House,
) -> None:
    """800.00 invoiced bear 640.00; 700.00 are owed."""
    _, claim = traded(at_home, "800.00")

    refused = refused_taking(at_home, taking(claim))
    difference = TakeRepayment(F1, BANK, yuan("60.00"), at_home.clock.day, "in-1")
    at_home.do(BANK, difference, take_repayment(difference))
    done = took(at_home, taking(claim))

    assert refused["code"] == "process.trade_bears_less"
    figures = {name: it["minor"] for name, it in refused["facts"].items()}
    assert figures == {"settles": 70000, "asked": 70000, "available": 64000, "missing": 6000}
    assert done["settled"]["minor"] == 64000


def test_two_draws_on_one_order_are_taken_out_together_or_not_at_all(at_home: House) -> None:
    order = ordered(at_home)
    lent(at_home, order, "300.00", "fin-1")
    lent(at_home, order, "400.00", "fin-3")
    claim = invoiced(at_home)
    confirm(at_home, claim)
    notify(at_home, claim)

    refused = refused_taking(at_home, taking(claim))
    took(at_home, taking(claim, loans=(F1, "fin-3")))

    assert refused["code"] == "process.order_still_lent_on"
    assert refused["facts"]["amount"]["minor"] == 40000
    assert financing(at_home, "fin-3").stage is Stage.REPAID
    assert financing(at_home, "fin-2").principal == yuan("700.00")


def test_what_is_not_the_sellers_own_does_not_exist_for_it(at_home: House) -> None:
    _, claim = traded(at_home)
    elsewhere = invoiced(at_home, "INV-9", "50.00", order="PO-9")

    codes = [
        refused_taking(at_home, asked)["code"]
        for asked in (
            taking(claim, seller=RIVER),
            taking(claim, loans=("fin-9",)),
            taking(ReceivableId("rcv-9")),
            taking(elsewhere),
            taking(claim, loans=()),
            taking(claim, pool=THEIRS),
            taking(claim, financing=F1),
        )
    ]

    assert codes == [
        "process.financing_unknown",
        "process.financing_unknown",
        "process.receivables_unknown",
        "process.out_of_another_trade",
        "process.nothing_named",
        "process.owed_to_another",
        "receivable_pool.draw_already_made",
    ]


def test_what_is_taken_out_is_not_taken_out_again(at_home: House) -> None:
    _, claim = traded(at_home)
    took(at_home, taking(claim))

    again = refused_taking(at_home, taking(claim, financing="fin-3"))

    assert again["code"] == "process.nothing_to_settle"


def test_a_plain_assignment_is_refused_before_and_the_rest_of_the_order_follows_after(
    at_home: House,
) -> None:
    order = ordered(at_home)
    lent(at_home, order, "300.00")
    first, second = (
        invoiced(at_home, "INV-1", "400.00"),
        invoiced(at_home, "INV-2", "600.00"),
    )
    for claim in (first, second):
        confirm(at_home, claim)
        notify(at_home, claim)
    plain = Assign(OURS, SPRING, (second,))

    before = at_home.refused(SPRING, plain, assign(plain))
    took(at_home, taking(first))
    at_home.do(SPRING, plain, assign(plain))

    assert before["code"] == "lien.encumbered"
    assert lien_of(at_home, order).consumed_by == {AssetId(first), AssetId(second)}


def test_money_that_never_left_does_not_come_back(at_home: House) -> None:
    _, claim = traded(at_home)
    took(at_home, taking(claim))

    back = RecordReturned(F2, BANK, at_home.clock.day, "mistake")
    refused = at_home.refused(BANK, back, record_returned(back))

    assert refused["code"] == "financing.disbursement_not_instructed"


def test_the_line_of_the_seller_is_used_up_by_the_new_draw(at_home: House) -> None:
    """And the limit on the buyer by the new draw alone."""
    order = ordered(at_home)
    lent(at_home, order, "300.00")
    claim = invoiced(at_home)
    confirm(at_home, claim)
    notify(at_home, claim)

    took(at_home, taking(claim, line=open_a_line(at_home)))

    assert line(at_home).usage.utilised(Currency.CNY) == yuan("300.00")
    assert used(at_home, ANCHOR) == yuan("300.00")
