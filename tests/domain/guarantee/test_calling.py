"""A guarantor is called in time and on good ground, margin first; it pays, or it is free."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.guarantee import call_refusals as no
from domain.guarantee import commands as ask
from domain.guarantee import events as fact
from domain.guarantee import refusals as unsound
from domain.guarantee import use_refusals as unusable
from domain.guarantee.agreement import Ground
from domain.guarantee.call_events import HonourReversed
from domain.guarantee.debt import Claimed
from domain.guarantee.margin_commands import WithdrawMargin
from domain.guarantee.state import Guarantee
from domain.shared.ids import FinancingId
from domain.shared.money import Money
from tests.domain.guarantee.scenes import (
    DUE,
    ENDS,
    FIRST,
    LATE,
    NO_MARGIN,
    ORDINARY,
    PAY_BY,
    SECOND,
    TAKES_ORDINARY,
    TODAY,
    after,
    call,
    given,
    of_debt,
    on,
    paid_out,
    reserve,
    standing,
    yuan,
)

NOTHING = yuan("0.00")


def state_after(history: tuple[fact.GuaranteeEvent, ...]) -> Guarantee:
    state = given(*history).state
    assert isinstance(state, Guarantee)
    return state


def called(amount: str, margin: str, guarantor: str, day: date = LATE) -> fact.GuaranteeCalled:
    return fact.GuaranteeCalled(
        **of_debt(day),
        amount=yuan(amount),
        from_margin=yuan(margin),
        of_guarantor=yuan(guarantor),
        pay_by=PAY_BY,
        ground=Ground.DUE_AND_UNPAID,
        evidence="notice",
        ends_on=ENDS,
        claimed=claiming(margin, guarantor),
    )


def claiming(margin: str, guarantor: str) -> Claimed:
    return Claimed(from_margin=yuan(margin), of_guarantor=yuan(guarantor))


def test_margin_is_applied_first_as_far_as_no_other_use_needs_it() -> None:
    alone = paid_out("600.00")
    given(*alone).when(call("600.00"), on(LATE)).then(called("600.00", "100.00", "500.00"))
    beside = after(
        alone, (reserve("300.00", SECOND), TODAY), (ask.Utilise(financing=SECOND), TODAY)
    )
    given(*beside).when(call("600.00"), on(LATE)).then(called("600.00", "70.00", "530.00"))
    given(*beside).when(call("50.00"), on(LATE)).then(called("50.00", "15.00", "35.00"))


def test_a_call_comes_after_the_due_day_and_within_the_period() -> None:
    used = paid_out("600.00")
    given(*used).when(call(), on(DUE)).then_refused(no.NotDueYet(DUE, DUE))
    given(*used).when(call(), on(ENDS)).then(
        replace(called("600.00", "100.00", "500.00", ENDS), ends_on=ENDS)
    )
    day_after = ENDS + timedelta(days=1)
    given(*used).when(call(), on(day_after)).then_refused(no.PeriodOver(ENDS, day_after))


def test_a_line_that_is_unpaid_is_called_before_the_last_day() -> None:
    assert given(*paid_out()).when(replace(call(), overdue=True), on(DUE)).events()


def test_a_call_is_refused_in_order() -> None:
    used = paid_out("600.00")
    unknown = replace(call("-1.00"), financing=SECOND)
    given(*used).when(unknown, on(LATE)).then_refused(unusable.NotInUse(SECOND))
    given(*used).when(call("-1.00"), on(TODAY)).then_refused(
        unsound.AmountNotPositive(yuan("-1.00"))
    )
    given(*used).when(call("600.01"), on(TODAY)).then_refused(no.NotDueYet(DUE, TODAY))
    given(*used).when(call("600.01"), on(LATE)).then_refused(
        no.BeyondGuaranteed(yuan("600.01"), yuan("600.00"))
    )


def test_no_more_is_called_than_what_is_used_and_not_called() -> None:
    part = after(paid_out("600.00"), (call("400.00"), LATE))
    given(*part).when(call("200.01"), on(LATE)).then_refused(
        no.BeyondGuaranteed(yuan("200.01"), yuan("200.00"))
    )
    assert given(*part).when(call("200.00"), on(LATE)).events()


ORDINARY_USE = paid_out("600.00", standing(ORDINARY, creditor=TAKES_ORDINARY))
SUE = ask.RecordSuit(financing=FIRST, sued_on=date(2026, 8, 1), reference="(2026) 1 No. 77")


def test_an_ordinary_guarantor_is_not_called_before_the_debtor() -> None:
    """Civil Code 687; unstated, the type is ordinary (686)."""
    unstated = paid_out(
        history=standing(replace(ORDINARY, liability=None), creditor=TAKES_ORDINARY)
    )
    in_vain = call(ground=Ground.ENFORCED_IN_VAIN)
    for history in (ORDINARY_USE, unstated):
        given(*history).when(call(), on(LATE)).then_refused(no.GroundTooWeak(Ground.DUE_AND_UNPAID))
        given(*history).when(in_vain, on(LATE)).then_refused(no.DebtorNotSued(ENDS))


@pytest.mark.parametrize(
    "ground",
    [
        Ground.UNTRACEABLE,
        Ground.BANKRUPTCY_OPENED,
        Ground.ASSETS_INSUFFICIENT,
        Ground.RIGHT_WAIVED,
    ],
)
def test_an_exception_stands_for_the_suit(ground: Ground) -> None:
    assert given(*ORDINARY_USE).when(call(ground=ground), on(LATE)).events()


def test_a_suit_within_the_period_keeps_an_ordinary_guarantee_beyond_it() -> None:
    """Civil Code 693."""
    years_later = date(2028, 5, 1)
    sued = after(ORDINARY_USE, (SUE, date(2026, 8, 2)))
    in_vain = call(ground=Ground.ENFORCED_IN_VAIN)

    assert given(*sued).when(in_vain, on(years_later)).events()
    given(*sued).when(ask.KeepPeriods(), on(years_later)).then()
    late = replace(SUE, sued_on=ENDS + timedelta(days=1))
    given(*ORDINARY_USE).when(late, on(years_later)).then_refused(
        no.SuedTooLate(late.sued_on, ENDS)
    )
    tomorrow = replace(SUE, sued_on=date(2026, 8, 2))
    given(*ORDINARY_USE).when(tomorrow, on(date(2026, 8, 1))).then_refused(
        unsound.DayInFuture(date(2026, 8, 2), date(2026, 8, 1))
    )


def test_a_suit_does_not_keep_a_joint_guarantee() -> None:
    used = after(paid_out(), (SUE, date(2026, 8, 2)))
    day_after = ENDS + timedelta(days=1)
    given(*used).when(call(), on(day_after)).then_refused(no.PeriodOver(ENDS, day_after))


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


def test_the_lender_is_told_before_a_guarantee_ends_and_once() -> None:
    used = paid_out("600.00")
    alarm = ENDS - timedelta(days=30)
    given(*used).when(ask.KeepPeriods(), on(alarm - timedelta(days=1))).then()
    soon = fact.GuaranteeEndsSoon(**of_debt(alarm), ends_on=ENDS, amount=yuan("600.00"))
    given(*used).when(ask.KeepPeriods(), on(alarm)).then(soon)
    given(*used, soon).when(ask.KeepPeriods(), on(ENDS)).then()


def test_a_guarantee_nobody_called_in_time_is_over() -> None:
    """Civil Code 693: what was claimed stays, what was not is free."""
    day_after = ENDS + timedelta(days=1)
    part = after(paid_out("600.00"), (call("400.00"), LATE))
    lapsed = fact.GuaranteeLapsed(**of_debt(day_after), ended_on=ENDS, amount=yuan("200.00"))
    given(*part).when(ask.KeepPeriods(), on(day_after)).then(lapsed)

    state = state_after((*part, lapsed))
    assert (state.in_use(day_after), state.claimed) == (yuan("400.00"), yuan("400.00"))
    given(*part, lapsed).when(ask.KeepPeriods(), on(day_after)).then()
    given(*part, lapsed).when(call("0.01"), on(day_after)).then_refused(
        unusable.GuaranteeHasLapsed(FIRST, ENDS)
    )
    again = ask.Restore(financing=FIRST, amount=yuan("1.00"))
    given(*part, lapsed).when(again, on(day_after)).then_refused(
        unusable.GuaranteeHasLapsed(FIRST, ENDS)
    )


def test_several_that_end_on_a_day_are_told_in_order() -> None:
    history = after(
        standing(NO_MARGIN),
        *(
            (command, TODAY)
            for name in ("fin-2", "fin-1")
            for command in (
                reserve("10.00", FinancingId(name)),
                ask.Utilise(financing=FinancingId(name)),
            )
        ),
    )
    events = given(*history).when(ask.KeepPeriods(), on(ENDS)).events()

    told = [it.financing for it in events if isinstance(it, fact.GuaranteeEndsSoon)]
    assert told == [FIRST, SECOND]


def test_without_margin_all_is_claimed_of_the_guarantor() -> None:
    used = paid_out("600.00", standing(NO_MARGIN))
    asked = given(*used).when(call("600.00"), on(LATE)).events()

    assert [it.of_guarantor for it in asked if isinstance(it, fact.GuaranteeCalled)] == [
        Money.of("600.00", NOTHING.currency)
    ]
