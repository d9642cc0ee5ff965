"""Guarantee, lender's limit and exposure say the same of a guarantor, whatever becomes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from adapters.postgres.codec import Codec
from adapters.postgres.names.house import HOUSE
from application.lender_limit import streams as limit_streams
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
from application.processes.pursuing import (
    ByBorrower,
    ForLoan,
    InDefault,
    NewSchedule,
    accelerate,
    accept_schedule,
    agree,
    declare_default,
    propose_schedule,
)
from application.processes.servicing import (
    TakeBackRepayment,
    TakeRepayment,
    take_back_repayment,
    take_repayment,
)
from application.views.exposure import EXPOSURE
from domain.financing.terms import Cause
from domain.guarantee.agreement import Ground
from domain.guarantee.debt import Debt
from domain.lender_limit.state import Account
from domain.shared.ids import PartyId
from domain.shared.money import Money
from tests.application.views.folding import folded
from tests.scenarios.cast import ANCHOR, BANK, SPRING, yuan
from tests.scenarios.credit import account
from tests.scenarios.guaranteeing import (
    DUE,
    FIN,
    GUA,
    guaranteed,
    lend,
    loan,
    now,
    supports_of,
)
from tests.scenarios.lending import Person
from tests.support.house import House, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

DEBT = OnDebt(GUA, BANK, FIN)
LATER = DUE + timedelta(days=90)


@pytest.fixture
def trade(database: Database) -> Iterator[House]:
    """600.00 lent, all of it guaranteed; ten days late."""
    with house(database) as opened:
        guaranteed(opened)
        lend(opened)
        yield opened


def answers(trade: House) -> Money:
    """As all three say."""
    said = now(trade).utilised(FIN)
    use = account(trade, ANCHOR).as_guarantor.of(FIN)
    assert (yuan("0.00") if use is None else use.utilised) == said
    assert in_view(trade) == said
    return said


def in_view(trade: House) -> Money:
    codec = Codec(HOUSE)
    with trade.engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT topic, body FROM anchorline.event ORDER BY position"
        )
        events = [codec.decode(topic, bytes(body)) for topic, body in rows]
    row = folded(EXPOSURE, events).get(f"{BANK}|guarantor|CNY|{ANCHOR}")
    return Money(0 if row is None else row.drawn, yuan("0.00").currency)


def debt(trade: House) -> Debt:
    return now(trade).debts[FIN]


def call_for(trade: House, amount: str) -> None:
    trade.clock.day = DUE + timedelta(days=10)
    asked = CallFor(
        debt=DEBT,
        amount=yuan(amount),
        pay_by=DUE + timedelta(days=40),
        ground=Ground.DUE_AND_UNPAID,
        evidence="notice",
    )
    trade.do(BANK, asked, call(asked))


def guarantor_paid(trade: House, amount: str, reference: str = "p-1") -> None:
    asked = TakeRepayment(FIN, BANK, yuan(amount), trade.clock.day, reference, ANCHOR)
    trade.do(BANK, asked, take_repayment(asked))


def take_back(trade: House, reference: str = "p-1") -> None:
    asked = TakeBackRepayment(FIN, BANK, reference)
    trade.do(BANK, asked, take_back_repayment(asked))


def test_what_a_guarantor_paid_and_the_bank_took_back_is_claimed_and_answered_for_again(
    trade: House,
) -> None:
    call_for(trade, "600.00")
    guarantor_paid(trade, "500.00")
    paid = answers(trade)

    take_back(trade)

    assert paid == yuan("100.00")
    assert answers(trade) == yuan("600.00")
    assert (debt(trade).paid, now(trade).claimed) == (yuan("0.00"), yuan("600.00"))
    assert loan(trade).repayments == ()
    guarantor_paid(trade, "600.00", "p-2")
    assert answers(trade).is_zero


def test_margin_that_came_back_from_the_lender_is_margin_again(trade: House) -> None:
    call_for(trade, "600.00")
    asked = PaidOnCall(
        debt=DEBT,
        amount=yuan("100.00"),
        value_date=trade.clock.day,
        bank_reference="m-1",
        from_margin=True,
    )
    trade.do(BANK, asked, paid_on_call(asked))

    take_back(trade, "m-1")

    assert now(trade).margin == yuan("100.00")
    assert answers(trade) == yuan("600.00")


def test_a_repayment_of_the_borrower_taken_back_touches_no_payment_on_a_call(trade: House) -> None:
    call_for(trade, "300.00")
    guarantor_paid(trade, "300.00")
    own = TakeRepayment(FIN, BANK, yuan("100.00"), trade.clock.day, "b-1")
    trade.do(BANK, own, take_repayment(own))

    take_back(trade, "b-1")

    assert debt(trade).paid == yuan("300.00")
    assert answers(trade) == yuan("300.00")


def test_a_period_that_ended_ends_it_for_all_three(trade: House) -> None:
    trade.clock.day = debt(trade).ends_on + timedelta(days=1)
    asked = KeepPeriodsFor(BANK, GUA, trade.clock.day)

    trade.do("house", asked, keep_periods(asked))

    assert answers(trade).is_zero


def test_less_agreed_binds_for_less(trade: House) -> None:
    asked = ChangeOfDebt(debt=DEBT, amount=yuan("250.00"), due_on=DUE, consent="")
    trade.do(BANK, asked, change_debt(asked))

    assert answers(trade) == yuan("250.00")


def test_more_that_it_consented_to_goes_down_in_proportion_and_may_be_called(
    database: Database,
) -> None:
    """300.00 of 600.00, then 500.00; a tenth of the loan is repaid."""
    with house(database) as trade:
        guaranteed(trade)
        lend(trade, supports=supports_of("300.00"))
        asked = ChangeOfDebt(debt=DEBT, amount=yuan("500.00"), due_on=DUE, consent="letter 9")
        trade.do(BANK, asked, change_debt(asked))
        own = TakeRepayment(FIN, BANK, yuan("60.00"), trade.clock.day, "b-1")
        trade.do(BANK, own, take_repayment(own))

        assert answers(trade) == yuan("450.00")
        call_for(trade, "450.00")
        assert debt(trade).claimed.total == yuan("450.00")
        assert answers(trade) == yuan("450.00")


def test_it_is_never_called_for_more_than_is_owed_in_however_many_calls(
    database: Database,
) -> None:
    """900.00 answers for 600.00 with all that is owed besides."""
    with house(database) as trade:
        guaranteed(trade)
        lend(trade, supports=supports_of("900.00"))
        call_for(trade, "500.00")
        owed = loan(trade).owed(trade.clock.day).total
        more = owed - yuan("499.99")
        asked = CallFor(
            debt=DEBT,
            amount=more,
            pay_by=LATER,
            ground=Ground.DUE_AND_UNPAID,
            evidence="notice",
        )

        refused = trade.refused(BANK, asked, call(asked))
        rest = replace(asked, amount=owed - yuan("500.00"))
        trade.do(BANK, rest, call(rest))

        assert refused["code"] == "financing.beyond_guaranteed"
        assert refused["facts"]["most"]["minor"] == owed.minor - 50_000
        assert debt(trade).claimed.total == owed


def put_off(trade: House, *consented: PartyId) -> None:
    anna, ben = Person(trade, BANK, "anna"), Person(trade, BANK, "ben")
    asked = NewSchedule(
        financing=FIN,
        lender=BANK,
        dates=(LATER,),
        parts=(yuan("600.00"),),
        annual_rate=None,
        consented=consented,
        reason="a late harvest",
    )
    anna.do(asked, propose_schedule(asked))
    agreed = ForLoan(FIN, BANK)
    ben.do(agreed, agree(agreed))
    accepted = ByBorrower(FIN, SPRING)
    trade.do(SPRING, accepted, accept_schedule(accepted))


def test_a_guarantor_that_consented_is_bound_by_the_new_day(trade: House) -> None:
    before = debt(trade).ends_on
    put_off(trade, ANCHOR)

    assert debt(trade).due_on == LATER
    assert debt(trade).ends_on > before
    assert answers(trade) == yuan("600.00")


def test_a_guarantor_that_did_not_consent_stays_bound_as_it_was(trade: House) -> None:
    """Civil Code 695: its period does not grow with the debt's."""
    before, version = debt(trade), changes(trade)
    put_off(trade)

    assert loan(trade).due_on == LATER
    assert debt(trade) == before
    assert changes(trade) == version + 1
    assert answers(trade) == yuan("600.00")


def changes(trade: House) -> int:
    """How often the guarantee was told of another debt."""
    with trade.engine.connect() as connection:
        found = connection.exec_driver_sql(
            "SELECT count(*) FROM anchorline.event WHERE topic LIKE 'guarantee.debt_changed@%%'"
        )
        return int(found.scalar_one())


def test_a_loan_called_in_is_told_to_its_guarantee_which_stays_as_it_was(trade: House) -> None:
    trade.clock.day = date(2026, 4, 2)
    failed = InDefault(FIN, BANK, Cause.BREACH, "used for something else")
    trade.do(BANK, failed, declare_default(failed))
    before = debt(trade)
    asked = ForLoan(FIN, BANK, "used for something else")
    trade.do(BANK, asked, accelerate(asked))

    assert loan(trade).due_on == trade.clock.day
    assert changes(trade) == 1
    assert debt(trade) == before


def test_a_guarantee_that_is_over_stands_in_nobodys_way(trade: House) -> None:
    call_for(trade, "600.00")
    guarantor_paid(trade, "600.00")
    owed = loan(trade).principal_left
    anna, ben = Person(trade, BANK, "anna"), Person(trade, BANK, "ben")
    asked = NewSchedule(
        financing=FIN,
        lender=BANK,
        dates=(LATER,),
        parts=(owed,),
        annual_rate=None,
        consented=(ANCHOR,),
        reason="the rest",
    )
    anna.do(asked, propose_schedule(asked))
    agreed = ForLoan(FIN, BANK)
    ben.do(agreed, agree(agreed))
    accepted = ByBorrower(FIN, SPRING)
    trade.do(SPRING, accepted, accept_schedule(accepted))

    assert changes(trade) == 0
    assert answers(trade).is_zero


def test_what_was_lent_before_accounts_were_kept_is_repaid_and_taken_back(
    database: Database,
) -> None:
    """It never was on the lender's account of who owes it, and does not come on it now."""
    with house(database) as trade:
        guaranteed(trade)
        lend(trade, known_to_limits=False)
        own = TakeRepayment(FIN, BANK, yuan("100.00"), trade.clock.day, "b-1")
        trade.do(BANK, own, take_repayment(own))
        take_back(trade, "b-1")
        again = replace(own, bank_reference="b-2")
        trade.do(BANK, again, take_repayment(again))

        assert loan(trade).principal_left == yuan("500.00")
        assert account_state(trade) is None


def account_state(trade: House) -> Account | None:
    with trade.store.reading() as reading:
        stream = limit_streams.account_of(BANK, ANCHOR)
        state = reading.load(limit_streams.ROOM, stream).state
    return state if isinstance(state, Account) else None
