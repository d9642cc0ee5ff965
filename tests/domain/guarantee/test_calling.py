"""A guarantor is called in time and on good ground, margin first, or it is free."""

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
from domain.shared.ids import FinancingId
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
    claiming,
    given,
    of_debt,
    on,
    paid_out,
    reserve,
    standing,
    state_after,
    yuan,
)


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
