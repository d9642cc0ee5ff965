"""What a guarantor pays on a call is claimed no more; what the bank takes back is claimed again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.guarantee import call_refusals as no
from domain.guarantee import commands as ask
from domain.guarantee import events as fact
from domain.guarantee import refusals as unsound
from domain.guarantee import use_refusals as unusable
from domain.guarantee.call_events import HonourReversed
from domain.guarantee.debt import Claimed
from domain.guarantee.margin_commands import WithdrawMargin
from domain.shared.money import Money
from tests.domain.guarantee.scenes import (
    DUE,
    ENDS,
    FIRST,
    LATE,
    NO_MARGIN,
    after,
    call,
    claiming,
    given,
    of_debt,
    on,
    paid_out,
    standing,
    state_after,
    yuan,
)

NOTHING = yuan("0.00")


def honour(amount: str, reference: str = "pay-1") -> ask.Honour:
    return ask.Honour(
        financing=FIRST, amount=yuan(amount), value_date=LATE, bank_reference=reference
    )


def apply(amount: str, reference: str = "mar-1") -> ask.ApplyMargin:
    return ask.ApplyMargin(
        financing=FIRST, amount=yuan(amount), value_date=LATE, bank_reference=reference
    )


CALLED = after(paid_out("600.00"), (call("600.00"), LATE))


def test_a_call_is_honoured_in_parts_and_the_guarantor_may_claim_what_it_paid() -> None:
    """Civil Code 700."""
    given(*CALLED).when(honour("200.00"), on(LATE)).then(
        fact.CallHonoured(
            **of_debt(LATE),
            amount=yuan("200.00"),
            value_date=LATE,
            bank_reference="pay-1",
            still_claimed=yuan("400.00"),
            subrogated=yuan("200.00"),
            freed=yuan("200.00"),
            claimed=claiming("100.00", "300.00"),
        )
    )
    in_part = after(CALLED, (honour("200.00"), LATE))
    given(*in_part).when(apply("100.00"), on(LATE)).then(
        fact.MarginApplied(
            **of_debt(LATE),
            amount=yuan("100.00"),
            value_date=LATE,
            bank_reference="mar-1",
            still_aside=NOTHING,
            balance=NOTHING,
            subrogated=yuan("300.00"),
        )
    )


def test_what_was_paid_no_longer_counts_as_used_and_never_frees_the_limit() -> None:
    history = after(CALLED, (apply("100.00"), LATE), (honour("500.00"), LATE))
    state = state_after(history)

    assert (state.in_use(LATE), state.paid) == (NOTHING, yuan("600.00"))
    assert state.available(LATE) == yuan("400.00")


def test_a_payment_on_a_call_is_refused_in_order() -> None:
    ahead = replace(honour("0.01"), value_date=LATE + timedelta(days=1))
    given(*paid_out()).when(ahead, on(LATE)).then_refused(
        unsound.DayInFuture(ahead.value_date, LATE)
    )
    given(*paid_out()).when(honour("0.01"), on(LATE)).then_refused(no.NothingClaimed(FIRST))
    given(*CALLED).when(honour("900.00", "in-1"), on(LATE)).then_refused(
        unsound.ReferenceTaken("in-1")
    )
    given(*CALLED).when(honour("600.01"), on(LATE)).then_refused(
        no.BeyondClaimed(yuan("600.01"), yuan("600.00"))
    )
    given(*CALLED).when(apply("100.01"), on(LATE)).then_refused(
        no.BeyondClaimed(yuan("100.01"), yuan("100.00"))
    )


def test_a_guarantor_that_pays_all_of_a_call_has_its_margin_back() -> None:
    state = state_after(after(CALLED, (honour("600.00"), LATE)))

    assert state.debts[FIRST].claimed == Claimed(from_margin=NOTHING, of_guarantor=NOTHING)
    assert state.margin_free(LATE) == yuan("100.00")


def test_what_the_debtor_pays_after_the_call_is_no_longer_claimed() -> None:
    state = state_after(after(CALLED, (ask.Release(financing=FIRST, amount=yuan("450.00")), LATE)))

    claimed = state.debts[FIRST].claimed
    assert (claimed.from_margin, claimed.of_guarantor) == (yuan("100.00"), yuan("50.00"))


BACK = ask.ReverseHonour(financing=FIRST, bank_reference="p-1")


def honoured(
    amount: str, *before: tuple[ask.GuaranteeCommand, date]
) -> tuple[fact.GuaranteeEvent, ...]:
    paid = ask.Honour(financing=FIRST, amount=yuan(amount), value_date=LATE, bank_reference="p-1")
    return after(paid_out("600.00"), (call("600.00"), LATE), *before, (paid, LATE))


def test_a_payment_that_the_bank_took_back_is_claimed_again() -> None:
    paid = honoured("550.00")
    (event,) = given(*paid).when(BACK, on(LATE)).events()
    state = state_after((*paid, event))

    assert isinstance(event, HonourReversed)
    assert (event.amount, event.from_margin, event.of_guarantor) == (
        yuan("550.00"),
        yuan("50.00"),
        yuan("500.00"),
    )
    assert (event.still_claimed, event.subrogated) == (yuan("600.00"), NOTHING)
    assert state.utilised(FIRST) == yuan("600.00")
    assert state.debts[FIRST] == state_after(paid[:-1]).debts[FIRST]
    given(*paid, event).when(BACK, on(LATE)).then_refused(no.PaymentUnknown("p-1"))


def test_margin_that_the_bank_gave_back_is_there_and_set_aside_again() -> None:
    applied = ask.ApplyMargin(
        financing=FIRST, amount=yuan("100.00"), value_date=LATE, bank_reference="p-1"
    )
    before = after(paid_out("600.00"), (call("600.00"), LATE))
    paid = after(before, (applied, LATE))

    back = state_after(after(paid, (BACK, LATE)))

    assert state_after(paid).margin == NOTHING
    assert back.margin == yuan("100.00")
    assert back.debts == state_after(before).debts
    assert back.utilised(FIRST) == yuan("600.00")


def test_margin_that_secures_something_else_by_now_is_claimed_of_the_guarantor() -> None:
    paid = honoured("600.00")
    withdrawn = WithdrawMargin(amount=yuan("100.00"), value_date=LATE, bank_reference="w-1")

    (event,) = given(*after(paid, (withdrawn, LATE))).when(BACK, on(LATE)).events()

    assert isinstance(event, HonourReversed)
    assert (event.from_margin, event.of_guarantor) == (NOTHING, yuan("600.00"))


def test_what_was_claimed_in_time_is_claimed_again_after_the_period() -> None:
    over = ENDS + timedelta(days=1)
    paid = after(honoured("600.00"), (ask.KeepPeriods(), over))

    back = state_after(after(paid, (BACK, over)))

    assert back.claimed == yuan("600.00")
    assert not back.debts[FIRST].lapsed


def changed_to(amount: str, consent: str = "") -> tuple[ask.GuaranteeCommand, date]:
    return (
        ask.RecordDebtChange(financing=FIRST, amount=yuan(amount), due_on=DUE, consent=consent),
        LATE,
    )


@pytest.mark.parametrize("consent", ["", "signed"])
def test_what_was_called_before_the_debt_went_down_is_paid_only_as_far_as_it_still_binds(
    consent: str,
) -> None:
    """Civil Code 695: the guarantor answers for the changed debt."""
    less = after(CALLED, (honour("200.00"), LATE), changed_to("300.00", consent))

    given(*less).when(honour("100.01", "pay-2"), on(LATE)).then_refused(
        no.BeyondClaimed(yuan("100.01"), yuan("100.00"))
    )
    paid = after(less, (honour("100.00", "pay-2"), LATE))
    assert state_after(paid).paid == yuan("300.00")
    given(*paid).when(honour("0.01", "pay-3"), on(LATE)).then_refused(no.NothingClaimed(FIRST))


def test_a_payment_taken_back_after_the_debt_went_down_is_claimed_only_as_far_as_that_binds() -> (
    None
):
    less = after(honoured("550.00"), changed_to("300.00"))
    (event,) = given(*less).when(BACK, on(LATE)).events()
    state = state_after((*less, event))

    assert state_after(less).debts[FIRST].bound == yuan("550.00")
    assert isinstance(event, HonourReversed)
    assert (event.amount, event.from_margin, event.of_guarantor) == (
        yuan("550.00"),
        yuan("50.00"),
        yuan("250.00"),
    )
    assert event.still_claimed == state.claimed == state.utilised(FIRST) == yuan("300.00")
    assert state.debts[FIRST].bound == yuan("300.00")


def test_margin_that_came_back_after_the_debt_went_down_is_set_aside_as_far_as_that_binds() -> None:
    applied = after(CALLED, (apply("100.00", "p-1"), LATE), changed_to("60.00"))

    back = state_after(after(applied, (BACK, LATE)))

    assert (back.margin, back.margin_held) == (yuan("100.00"), yuan("40.00"))
    assert back.claimed == yuan("60.00")


def test_more_than_was_agreed_without_consent_does_not_undo_what_was_agreed_before() -> None:
    less = after(honoured("550.00"), changed_to("300.00"), changed_to("900.00"))

    back = state_after(after(less, (BACK, LATE)))

    assert back.debts[FIRST].bound == back.claimed == yuan("300.00")


def test_what_the_debtor_had_paid_is_not_freed_again_by_the_guarantors_earlier_money() -> None:
    by_debtor = after(CALLED, (ask.Release(financing=FIRST, amount=yuan("450.00")), LATE))

    (event,) = given(*by_debtor).when(honour("600.00"), on(LATE)).events()

    assert isinstance(event, fact.CallHonoured)
    assert (event.amount, event.freed) == (yuan("600.00"), yuan("150.00"))
    assert state_after((*by_debtor, event)).utilised(FIRST) == NOTHING


def test_a_payment_nobody_made_is_not_taken_back() -> None:
    given(*paid_out("600.00")).when(BACK, on(LATE)).then_refused(no.PaymentUnknown("p-1"))
    given(*standing()).when(BACK, on(LATE)).then_refused(unusable.NotInUse(FIRST))


def test_without_margin_all_is_claimed_of_the_guarantor() -> None:
    used = paid_out("600.00", standing(NO_MARGIN))
    asked = given(*used).when(call("600.00"), on(LATE)).events()

    assert [it.of_guarantor for it in asked if isinstance(it, fact.GuaranteeCalled)] == [
        Money.of("600.00", NOTHING.currency)
    ]
