"""A guarantor's payment on a call is one story, whichever of the two doors tells of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from application.enterprise.changing import change
from application.processes.calling_guarantees import (
    CallFor,
    ChangeOfDebt,
    OnDebt,
    PaidOnCall,
    call,
    change_debt,
    paid_on_call,
)
from application.processes.guarantees import At, Changed, debt_changed, guarantee_of
from application.processes.servicing import (
    TakeBackRepayment,
    TakeRepayment,
    take_back_repayment,
    take_repayment,
)
from application.shared.carry_out import UseCase
from application.shared.ports import UnitOfWork
from application.views.inbox import INBOX
from domain.enterprise.commands import Suspend
from domain.guarantee.agreement import Ground
from domain.guarantee.call_refusals import BeyondClaimed
from domain.shared.event import Context
from domain.shared.facility import Guaranteed, Supports
from domain.shared.ids import GuaranteeId
from tests.application.views.folding import folded
from tests.scenarios.bank import credit, sent, take, taken_back
from tests.scenarios.cast import ANCHOR, BANK, admit_all, yuan
from tests.scenarios.guaranteeing import (
    AT,
    DUE,
    FIN,
    GUA,
    GUARANTEE_TERMS,
    accepted,
    guaranteed,
    lend,
    loan,
    now,
    qualify,
)
from tests.support.house import OPERATOR, House, events_of, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

OTHER = GuaranteeId("gua-2")
LATE = DUE + timedelta(days=10)

Door = Callable[..., tuple[object, UseCase]]
"""Amount, day, reference, and what is to go back of it."""


def by_financing(
    amount: str, on: date, reference: str, surplus: str = "0.00"
) -> tuple[object, UseCase]:
    over = yuan(surplus)
    asked = TakeRepayment(FIN, BANK, yuan(amount), on, reference, ANCHOR, surplus=over)
    return asked, take_repayment(asked)


def by_guarantee(
    amount: str, on: date, reference: str, surplus: str = "0.00"
) -> tuple[object, UseCase]:
    asked = PaidOnCall(
        debt=OnDebt(GUA, BANK, FIN),
        amount=yuan(amount),
        value_date=on,
        bank_reference=reference,
        from_margin=False,
        surplus=yuan(surplus),
    )
    return asked, paid_on_call(asked)


DOORS = pytest.mark.parametrize("door", [by_financing, by_guarantee])


@pytest.fixture
def trade(database: Database) -> Iterator[House]:
    """600.00 lent, all of it guaranteed; ten days late and called."""
    with house(database) as opened:
        guaranteed(opened)
        lend(opened)
        opened.clock.day = LATE
        call_for(opened, GUA, "600.00")
        yield opened


def call_for(trade: House, guarantee: GuaranteeId, amount: str) -> None:
    asked = CallFor(
        debt=OnDebt(guarantee, BANK, FIN),
        amount=yuan(amount),
        pay_by=LATE + timedelta(days=30),
        ground=Ground.DUE_AND_UNPAID,
        evidence="notice",
    )
    trade.do(BANK, asked, call(asked))


def paid(
    trade: House, door: Door, amount: str, on: date, reference: str = "g-1", over: str = "0.00"
) -> None:
    asked, use_case = door(amount, on, reference, over)
    trade.do(BANK, asked, use_case)


def borrower_paid(trade: House, amount: str, on: date) -> None:
    asked = TakeRepayment(FIN, BANK, yuan(amount), on, "b-1")
    trade.do(BANK, asked, take_repayment(asked))


@DOORS
def test_where_its_transfer_bounces_the_lender_is_told_to_take_it_back(
    trade: House, door: Door
) -> None:
    told = replace(credit("200.00", "nothing known", LATE, "g-1"), account=f"acc-{BANK}")
    take(trade, told)
    paid(trade, door, "200.00", LATE)

    take(trade, taken_back(told, LATE))

    rows = folded(INBOX, events_of(trade)).values()
    assert [it.of for it in rows if it.task == "take_back_repayment"] == [FIN]


@DOORS
def test_it_did_not_pay_before_there_was_a_debt(trade: House, door: Door) -> None:
    """The transfer would be kept under another day than that on which the payment counts."""
    began = loan(trade).disbursed_on or LATE
    asked, use_case = door("200.00", began - timedelta(days=1), "g-1")

    body = trade.refused(BANK, asked, use_case)

    assert body["code"] == "financing.repaid_before_disbursed"


@DOORS
def test_what_came_before_the_debtors_own_money_is_taken_though_it_is_told_later(
    trade: House, door: Door
) -> None:
    """The debtor's later money is not needed: it goes back, less what two days cost no longer."""
    trade.clock.day = LATE + timedelta(days=2)
    borrower_paid(trade, str(loan(trade).owed(trade.clock.day).total.major), trade.clock.day)
    assert now(trade).claimed.is_zero

    paid(trade, door, "600.00", LATE, over="600.20")

    debt = now(trade).debts[FIN]
    assert (debt.paid, debt.unpaid) == (yuan("600.00"), yuan("0.00"))
    assert now(trade).utilised(FIN).is_zero
    assert sent(trade, "surplus") == [60_020]
    assert loan(trade).owed(trade.clock.day).total.is_zero

    asked = TakeBackRepayment(FIN, BANK, "g-1")
    trade.do(BANK, asked, take_back_repayment(asked))
    assert now(trade).debts[FIN].unpaid == now(trade).utilised(FIN) == yuan("600.00")


@DOORS
def test_once_the_debt_went_down_no_door_takes_more_of_the_guarantor_than_still_binds(
    trade: House, door: Door
) -> None:
    """Civil Code 695; a payment taken back is then claimed for no more either."""
    paid(trade, door, "200.00", LATE)
    went_down(trade, "300.00")

    refused = trade.refused(BANK, *door("100.01", LATE, "g-2"))
    assert refused["code"] == BeyondClaimed.code
    assert refused["facts"]["claimed"]["minor"] == 10_000
    assert now(trade).debts[FIN].paid == yuan("200.00")
    assert [each.reference for each in loan(trade).repayments] == ["g-1"]

    paid(trade, door, "50.00", LATE, "g-2")
    went_down(trade, "150.00")
    asked = TakeBackRepayment(FIN, BANK, "g-1")
    trade.do(BANK, asked, take_back_repayment(asked))
    state = now(trade)
    assert state.debts[FIN].paid == yuan("50.00")
    assert state.claimed == state.utilised(FIN) == state.debts[FIN].unpaid == yuan("100.00")


def test_another_day_does_not_bring_back_what_the_debt_went_down_by(trade: House) -> None:
    paid(trade, by_guarantee, "500.00", LATE)
    went_down(trade, "300.00")
    day = LATE + timedelta(days=60)
    later = Changed(financing=FIN, due_on=day, consented=(ANCHOR,), reason="a late harvest")

    def on_another_day(work: UnitOfWork, context: Context) -> Changed:
        work.lock(change=[AT.stream])
        debt_changed(work, context, AT, later)
        return later

    trade.do(BANK, later, on_another_day)
    asked = TakeBackRepayment(FIN, BANK, "g-1")
    trade.do(BANK, asked, take_back_repayment(asked))

    assert now(trade).debts[FIN].due_on == later.due_on
    assert now(trade).debts[FIN].bound == now(trade).claimed == yuan("300.00")


def went_down(trade: House, amount: str) -> None:
    asked = ChangeOfDebt(debt=OnDebt(GUA, BANK, FIN), amount=yuan(amount), due_on=DUE, consent="")
    trade.do(BANK, asked, change_debt(asked))


@DOORS
def test_what_is_more_than_owed_goes_back_to_the_guarantor(trade: House, door: Door) -> None:
    owed = loan(trade).owed(LATE).total
    borrower_paid(trade, str((owed - yuan("100.00")).major), LATE)

    paid(trade, door, "150.00", LATE, over="50.00")

    assert receivers(trade, "surplus") == [(ANCHOR, 5_000)]
    assert now(trade).debts[FIN].paid == yuan("100.00")


def receivers(trade: House, kind: str) -> list[tuple[str, int]]:
    with trade.engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT body FROM anchorline.outbox WHERE kind = %s ORDER BY key", (kind,)
        )
        told = [json.loads(bytes(body)) for (body,) in rows]
    return [(it["seller"], it["amount"]["minor"]) for it in told]


@DOORS
def test_a_lender_that_is_suspended_takes_nothing(trade: House, door: Door) -> None:
    stopped = Suspend(party=BANK, reason="licence")
    trade.do(OPERATOR, stopped, change(stopped))
    asked, use_case = door("600.00", LATE, "g-1")

    assert trade.refused(BANK, asked, use_case)["code"].startswith("enterprise.")


def test_of_several_guarantees_the_one_that_is_paid_on_is_named(database: Database) -> None:
    free = replace(GUARANTEE_TERMS, margin_ratio=Decimal(0))
    with house(database) as trade:
        admit_all(trade)
        qualify(trade)
        accepted(trade, GUA, free)
        accepted(trade, OTHER, free)
        half = yuan("300.00")
        behind = (Guaranteed(GUA, ANCHOR, half), Guaranteed(OTHER, ANCHOR, half))
        lend(trade, supports=Supports(guarantees=behind))
        trade.clock.day = LATE
        call_for(trade, OTHER, "300.00")
        unnamed = TakeRepayment(FIN, BANK, half, LATE, "g-1", ANCHOR)
        named = replace(unnamed, guarantee=OTHER)

        refused = trade.refused(BANK, unnamed, take_repayment(unnamed))
        trade.do(BANK, named, take_repayment(named))

        assert refused["code"] == "financing.guarantee_not_named"
        assert refused["facts"]["guarantees"] == [GUA, OTHER]
        with trade.store.reading() as reading:
            other = guarantee_of(reading, At(BANK, OTHER))
        assert other.debts[FIN].paid == half
