"""The platform instructs; only what the bank confirms is lent."""

from __future__ import annotations

from decimal import Decimal

from domain.financing import events as fact
from domain.financing import refusals as no
from domain.financing.commands import (
    AccrueInterest,
    CountAsPaidOut,
    InstructDisbursement,
    ReturnDisbursement,
)
from domain.financing.state import Stage
from domain.shared.pricing import Fee
from tests.domain.financing.scenes import (
    ACCOUNT,
    DUE,
    HALF_AND_HALF,
    OPENED,
    after,
    carried_out,
    confirm,
    financing,
    given,
    on,
    open_financing,
    opened,
    owed,
    paid_out,
    repay,
    said,
    terms,
    then,
    yuan,
)

INSTRUCT = InstructDisbursement(bank_account=ACCOUNT)
INSTRUCTED = carried_out((OPENED, open_financing()), (OPENED, INSTRUCT))


def returned(days: int) -> ReturnDisbursement:
    return ReturnDisbursement(value_date=after(days), reason="AC04 closed account")


def test_the_bank_is_told_to_pay_the_net_proceeds() -> None:
    given(*opened()).when(INSTRUCT, on(OPENED)).then(
        fact.DisbursementInstructed(**said(OPENED), bank_account=ACCOUNT, amount=yuan("1000000.00"))
    )


def test_the_bank_is_told_once() -> None:
    given(*INSTRUCTED).when(INSTRUCT, on(OPENED)).then_refused(
        no.DisbursementAlreadyInstructed(ACCOUNT)
    )


def test_money_is_lent_from_the_banks_value_date() -> None:
    given(*INSTRUCTED).when(confirm(yuan("1000000.00"), after(1)), on(after(3))).then(
        fact.DisbursementConfirmed(
            **said(after(3), effective_on=after(1)),
            amount=yuan("1000000.00"),
            principal=yuan("1000000.00"),
            fee_owed=yuan("0"),
            value_date=after(1),
            bank_reference="B-1",
            due_on=DUE,
            by_obligor=HALF_AND_HALF,
        )
    )


def test_nothing_is_owed_before_the_value_date() -> None:
    history = then(INSTRUCTED, (after(3), confirm(yuan("1000000.00"), after(1))))

    assert financing(INSTRUCTED).owed(after(2)) == owed()
    assert financing(history).owed(OPENED) == owed()
    assert financing(history).owed(after(1)) == owed(principal="1000000.00")


def test_a_fee_of_a_loan_is_owed_from_the_start() -> None:
    history = paid_out(terms(fee=Fee(Decimal("0.01"))))

    assert financing(history).owed(OPENED) == owed(principal="1000000.00", fee="10000.00")


def test_what_was_never_instructed_is_not_confirmed_or_returned() -> None:
    given(*opened()).when(confirm(yuan("1000000.00"), OPENED), on(OPENED)).then_refused(
        no.DisbursementNotInstructed()
    )
    given(*opened()).when(returned(0), on(OPENED)).then_refused(no.DisbursementNotInstructed())


def test_another_amount_than_instructed_is_not_ours() -> None:
    given(*INSTRUCTED).when(confirm(yuan("999999.00"), OPENED), on(OPENED)).then_refused(
        no.OtherAmountDisbursed(yuan("1000000.00"), yuan("999999.00"))
    )


def test_a_value_date_is_neither_to_come_nor_before_the_opening() -> None:
    amount = yuan("1000000.00")

    given(*INSTRUCTED).when(confirm(amount, after(1)), on(OPENED)).then_refused(
        no.DateAhead(after(1), OPENED)
    )
    given(*INSTRUCTED).when(confirm(amount, after(-1)), on(OPENED)).then_refused(
        no.DisbursedBeforeOpening(after(-1), OPENED)
    )


def test_it_is_paid_out_once() -> None:
    given(*paid_out()).when(confirm(yuan("1000000.00"), OPENED), on(OPENED)).then_refused(
        no.AlreadyDisbursed(OPENED)
    )


def test_money_the_bank_could_not_pay_is_not_lent() -> None:
    events = given(*INSTRUCTED).when(returned(2), on(after(2))).events()

    assert events == (
        fact.DisbursementReturned(
            **said(after(2)),
            value_date=after(2),
            reason="AC04 closed account",
            principal=yuan("1000000.00"),
            was_confirmed=False,
            due_on=DUE,
            by_obligor=HALF_AND_HALF,
        ),
    )


def test_money_does_not_come_back_before_it_went_out() -> None:
    given(*INSTRUCTED).when(returned(-1), on(after(2))).then_refused(
        no.ReturnedBeforePaidOut(after(-1), OPENED)
    )
    late = then(INSTRUCTED, (after(3), confirm(yuan("1000000.00"), after(3))))
    given(*late).when(returned(2), on(after(3))).then_refused(
        no.ReturnedBeforePaidOut(after(2), after(3))
    )


def test_money_that_came_back_bears_no_interest() -> None:
    accrued = then(paid_out(), (after(2), AccrueInterest(through=after(2))))

    events = given(*accrued).when(returned(2), on(after(3))).events()

    corrected, came_back = events
    assert isinstance(corrected, fact.InterestCorrected)
    assert corrected.difference == yuan("-333.33")
    assert isinstance(came_back, fact.DisbursementReturned)
    assert came_back.was_confirmed
    over = financing((*accrued, *events))
    assert over.stage is Stage.RELEASED
    assert over.owed(after(30)) == owed()
    assert over.posted.is_zero


def test_a_released_financing_is_over() -> None:
    released = then(INSTRUCTED, (after(2), returned(2)))

    given(*released).when(INSTRUCT, on(after(3))).then_refused(no.FinancingReleased())
    given(*released).when(repay("1.00", after(3)), on(after(3))).then_refused(
        no.FinancingReleased()
    )
    given(*released).when(AccrueInterest(through=after(3)), on(after(3))).then()


def test_money_that_was_partly_repaid_did_not_come_back() -> None:
    history = then(paid_out(), (after(1), repay("100.00", after(1))))

    given(*history).when(returned(2), on(after(2))).then_refused(no.RepaymentsStand(yuan("100.00")))


def test_what_takes_other_money_out_counts_as_paid_out_today_and_no_bank_is_asked() -> None:
    count = CountAsPaidOut(reference="takes out fin-0")
    out = given(*opened()).when(count, on(OPENED)).events()

    (confirmed,) = out
    assert isinstance(confirmed, fact.DisbursementConfirmed)
    assert (confirmed.value_date, confirmed.bank_reference) == (OPENED, "takes out fin-0")
    assert confirmed.amount == yuan("1000000.00")
    state = financing((*opened(), *out))
    assert (state.stage, state.bank_account) == (Stage.DISBURSED, None)
    given(*opened(), *out).when(returned(1), on(after(1))).then_refused(
        no.DisbursementNotInstructed()
    )
    given(*opened(), *out).when(count, on(after(1))).then_refused(no.AlreadyDisbursed(OPENED))
    given(*INSTRUCTED).when(count, on(OPENED)).then_refused(
        no.DisbursementAlreadyInstructed(ACCOUNT)
    )
