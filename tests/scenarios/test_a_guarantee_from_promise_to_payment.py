"""A guarantee follows its financing: used, released, used again, called, paid, over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from application.processes.calling_guarantees import (
    CallFor,
    ChangeOfDebt,
    KeepPeriodsFor,
    OnDebt,
    PaidOnCall,
    call,
    change_debt,
    keep_periods,
    paid_on_call,
)
from application.processes.disbursing import RecordReturned, record_returned
from application.processes.giving_guarantees import (
    AcceptFor,
    AgreeFor,
    GiveTo,
    ProposeFor,
    RefuseFor,
    ReviewFor,
    SuspendFor,
    accept,
    agree_change,
    give,
    propose_change,
    refuse,
    review,
    suspend,
)
from application.processes.moving_margin import MoveMargin, move_margin
from application.processes.servicing import (
    TakeBackRepayment,
    TakeRepayment,
    take_back_repayment,
    take_repayment,
)
from domain.guarantee.agreement import CreditorTerms, Ground
from domain.shared.ids import GuaranteeId
from tests.scenarios.cast import ANCHOR, BANK, RIVAL, RIVER, SPRING, admit_all, yuan
from tests.scenarios.guaranteeing import (
    DUE,
    FIN,
    GUA,
    GUARANTEE_TERMS,
    guaranteed,
    lend,
    loan,
    now,
    qualify,
    reserving,
)
from tests.support.house import House, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

DEBT = OnDebt(GUA, BANK, FIN)


@pytest.fixture
def trade(database: Database) -> Iterator[House]:
    with house(database) as opened:
        yield opened


def called(amount: str) -> CallFor:
    return CallFor(
        debt=DEBT,
        amount=yuan(amount),
        pay_by=DUE + timedelta(days=40),
        ground=Ground.DUE_AND_UNPAID,
        evidence="notice",
    )


def paid(trade: House, amount: str, reference: str, *, from_margin: bool) -> PaidOnCall:
    return PaidOnCall(
        debt=DEBT,
        amount=yuan(amount),
        value_date=trade.clock.day,
        bank_reference=reference,
        from_margin=from_margin,
    )


def used(trade: House) -> str:
    return str(now(trade).in_use(trade.clock.day).major)


def repay(trade: House, amount: str, reference: str) -> None:
    asked = TakeRepayment(FIN, BANK, yuan(amount), trade.clock.day, reference)
    trade.do(BANK, asked, take_repayment(asked))


def test_use_follows_the_principal_down_and_up_again(trade: House) -> None:
    guaranteed(trade)
    lend(trade)
    repay(trade, "100.00", "r-1")
    after_one = used(trade)
    repay(trade, "500.00", "r-2")
    after_all = used(trade)
    back = TakeBackRepayment(FIN, BANK, "r-2")
    trade.do(BANK, back, take_back_repayment(back))

    assert (after_one, after_all, used(trade)) == ("500.00", "0.00", "500.00")


def test_money_that_comes_back_gives_the_guarantee_up(trade: House) -> None:
    guaranteed(trade)
    lend(trade)
    returned = RecordReturned(FIN, BANK, trade.clock.day, "account closed")
    trade.do(BANK, returned, record_returned(returned))

    assert used(trade) == "0.00"
    assert FIN not in now(trade).debts


def test_margin_and_guarantor_pay_an_overdue_financing(trade: House) -> None:
    """The money is a repayment of the financing, by the guarantor's name, and counts once."""
    guaranteed(trade)
    lend(trade)
    early = trade.refused(BANK, called("600.00"), call(called("600.00")))
    trade.clock.day = DUE + timedelta(days=10)
    asked = called("600.00")
    trade.do(BANK, asked, call(asked))
    margin = paid(trade, "100.00", "m-1", from_margin=True)
    trade.do(BANK, margin, paid_on_call(margin))
    honoured = paid(trade, "500.00", "p-1", from_margin=False)
    trade.do(BANK, honoured, paid_on_call(honoured))

    assert early["code"] == "financing.not_in_default"
    repaid = loan(trade).repayments
    assert [(it.payer, it.amount) for it in repaid] == [
        (ANCHOR, yuan("100.00")),
        (ANCHOR, yuan("500.00")),
    ]
    state = now(trade)
    assert state.debts[FIN].paid == yuan("600.00")
    assert (state.margin, used(trade)) == (yuan("0.00"), "0.00")
    assert state.available(trade.clock.day) == yuan("400.00")
    again = paid(trade, "1.00", "p-2", from_margin=False)
    assert trade.refused(BANK, again, paid_on_call(again))["code"] == "guarantee.nothing_claimed"


def test_what_the_debtor_pays_after_the_call_the_guarantor_need_not(trade: House) -> None:
    guaranteed(trade)
    lend(trade)
    trade.clock.day = DUE + timedelta(days=10)
    asked = called("600.00")
    trade.do(BANK, asked, call(asked))
    owed = loan(trade).owed(trade.clock.day).total
    repay(trade, str(owed.major), "r-1")

    state = now(trade)
    assert state.claimed.is_zero
    assert state.margin_free(trade.clock.day) == yuan("100.00")


def test_the_close_warns_once_and_records_what_ended(trade: House) -> None:
    guaranteed(trade)
    lend(trade)
    ends = now(trade).debts[FIN].ends_on
    versions = []
    for day in (ends - timedelta(days=31), ends - timedelta(days=30), ends):
        trade.clock.day = day
        asked = KeepPeriodsFor(BANK, GUA, day)
        trade.do("house", asked, keep_periods(asked))
        versions.append((now(trade).debts[FIN].warned, now(trade).debts[FIN].lapsed))
    trade.clock.day = ends + timedelta(days=1)
    asked = KeepPeriodsFor(BANK, GUA, trade.clock.day)
    trade.do("house", asked, keep_periods(asked))

    assert versions == [(False, False), (True, False), (True, False)]
    assert now(trade).debts[FIN].lapsed
    repay(trade, "100.00", "r-1")
    assert used(trade) == "0.00"


def test_who_is_not_in_the_chain_is_not_covered(trade: House) -> None:
    guaranteed(trade)
    refused = trade.refused(BANK, "river", reserving(FIN, "1.00", RIVER))
    assert refused["code"] == "guarantee.borrower_not_covered"


def test_another_lender_and_a_stranger_find_no_such_guarantee(trade: House) -> None:
    guaranteed(trade)
    moved = MoveMargin(
        guarantee=GUA,
        lender=RIVAL,
        amount=yuan("1.00"),
        value_date=trade.clock.day,
        bank_reference="x",
        entry=None,
    )
    stopped = SuspendFor(GUA, RIVAL, "x")
    proposed = ProposeFor(GUA, SPRING, GUARANTEE_TERMS)
    codes = [
        trade.refused(RIVAL, moved, move_margin(moved))["code"],
        trade.refused(RIVAL, stopped, suspend(stopped))["code"],
        trade.refused(SPRING, proposed, propose_change(proposed))["code"],
    ]
    assert codes == ["process.guarantee_unknown"] * 3


def test_a_lender_looks_at_evidence_of_qualification_and_nothing_else(trade: House) -> None:
    admit_all(trade)
    qualify(trade)
    gave = GiveTo(GUA, BANK, ANCHOR, GUARANTEE_TERMS)
    trade.do(ANCHOR, gave, give(gave))
    twice = replace(gave, lender=RIVAL)
    found = []
    for named in (("none-1",), ("ev-1",), ()):
        looked = ReviewFor(guarantee=GUA, lender=BANK, on_evidence=named)
        found.append(trade.refused(BANK, looked, review(looked))["code"])

    assert found == [
        "enterprise.evidence_unknown",
        "process.evidence_not_of_qualification",
        "guarantee.qualification_missing",
    ]
    assert trade.refused(ANCHOR, twice, give(twice))["code"] == "guarantee.already_given"
    no_thanks = RefuseFor(GUA, BANK, "too thin")
    trade.do(BANK, no_thanks, refuse(no_thanks))
    decided = AcceptFor(GUA, BANK, CreditorTerms())
    assert trade.refused(BANK, decided, accept(decided))["code"] == "guarantee.over"


def test_both_sides_change_the_terms(trade: House) -> None:
    guaranteed(trade)
    less = replace(GUARANTEE_TERMS, limit=yuan("700.00"))
    proposed = ProposeFor(GUA, ANCHOR, less)
    trade.do(ANCHOR, proposed, propose_change(proposed))
    agreed = AgreeFor(GUA, BANK, 1, "signed")
    assert trade.do(BANK, agreed, agree_change(agreed))["limit"]["minor"] == 70_000


def test_more_debt_without_consent_does_not_bind(trade: House) -> None:
    guaranteed(trade)
    lend(trade)
    asked = ChangeOfDebt(debt=DEBT, amount=yuan("900.00"), due_on=DUE, consent="")
    trade.do(BANK, asked, change_debt(asked))
    assert used(trade) == "600.00"


def test_a_guarantee_that_does_not_exist_is_unknown(trade: House) -> None:
    admit_all(trade)
    asked = RefuseFor(GuaranteeId("gua-9"), BANK, "x")
    assert trade.refused(BANK, asked, refuse(asked))["code"] == "process.guarantee_unknown"
