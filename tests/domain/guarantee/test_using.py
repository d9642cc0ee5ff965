"""Nothing comes under a guarantee beyond its limit, its days, its licence or its parties."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.guarantee import commands as ask
from domain.guarantee import events as fact
from domain.guarantee import refusals as no
from domain.guarantee import use_refusals as unusable
from domain.guarantee.licence import DebtorLiability, Licence, LicenceRule
from domain.shared.currency import Currency
from domain.shared.ids import PartyId
from domain.shared.money import Money
from tests.domain.guarantee.scenes import (
    ANCHOR,
    CONTEXT,
    DUE,
    ENDS,
    FIRST,
    LATE,
    NO_MARGIN,
    REVIEW,
    RIVER,
    SAID,
    SECOND,
    SPRING,
    TERMS,
    TODAY,
    accepted,
    after,
    call,
    gave,
    given,
    of_debt,
    on,
    paid_out,
    reserve,
    reviewed,
    standing,
    state_after,
    yuan,
)


def test_a_use_says_what_is_in_use_what_margin_it_needs_and_when_it_ends() -> None:
    given(*standing()).when(reserve("600.00"), CONTEXT).then(
        fact.GuaranteeReserved(
            **of_debt(),
            group="",
            amount=yuan("600.00"),
            due_on=DUE,
            ends_on=ENDS,
            until=None,
            in_use=yuan("600.00"),
            margin_required=yuan("60.00"),
            margin_free=yuan("40.00"),
        )
    )


def test_an_agreed_end_holds_for_every_debt_that_falls_due_before_it() -> None:
    agreed = standing(replace(TERMS, agreed_end=date(2026, 12, 1)))
    before = given(*agreed).when(reserve(), CONTEXT).events()
    late = given(*agreed).when(replace(reserve(), due_on=date(2026, 12, 1)), CONTEXT).events()

    assert [it.ends_on for it in (*before, *late) if isinstance(it, fact.GuaranteeReserved)] == [
        date(2026, 12, 1),
        date(2027, 6, 1),
    ]


def test_reserving_is_refused_in_order() -> None:
    """Each is wrong in every way that comes after it as well; so in the next test."""
    worst = replace(reserve("-1.00", borrower=ANCHOR), due_on=TODAY, amount=Money(-1, Currency.EUR))
    given(gave()).when(worst, CONTEXT).then_refused(no.AmountNotPositive(worst.amount))
    worst = replace(worst, amount=Money(100, Currency.EUR))
    given(gave()).when(worst, CONTEXT).then_refused(
        no.OtherCurrency(guarantee=Currency.CNY, asked=Currency.EUR)
    )
    worst = replace(worst, amount=yuan("9999.00"))
    given(gave()).when(worst, CONTEXT).then_refused(no.NotAccepted())
    suspended = fact.GuaranteeSuspended(**SAID, reason="rating fell")
    stopped = fact.NewUseStopped(**SAID, from_on=TODAY, notice="letter 9")
    over = replace(TERMS, valid_from=date(2026, 3, 3))
    everything = (gave(over), reviewed(), accepted(), suspended, stopped)
    given(*everything).when(worst, CONTEXT).then_refused(
        unusable.GuaranteeIsSuspended("rating fell")
    )
    resumed = fact.GuaranteeResumed(**SAID)
    given(*everything, resumed).when(worst, CONTEXT).then_refused(unusable.NewUseHasStopped(TODAY))
    given(gave(over), reviewed(), accepted()).when(worst, CONTEXT).then_refused(
        unusable.OutsideValidity(TODAY, over.valid_from, over.valid_until)
    )


def test_what_a_standing_guarantee_cannot_bear_is_refused_in_order() -> None:
    short = standing(margin="0.01")
    worst = replace(reserve("9999.00", borrower=ANCHOR), due_on=TODAY)
    given(*short).when(worst, on(date(2027, 2, 26))).then_refused(
        no.QualificationExpired("qual-1", date(2027, 2, 25))
    )
    given(*short).when(worst, CONTEXT).then_refused(unusable.BorrowerIsGuarantor(ANCHOR))
    worst = replace(worst, borrower=SPRING, in_chain=False)
    given(*short).when(worst, CONTEXT).then_refused(unusable.BorrowerNotCovered(SPRING))
    worst = replace(worst, in_chain=True)
    one = after(short, (reserve("0.01"), TODAY))
    given(*one).when(worst, CONTEXT).then_refused(unusable.AlreadyReserved(FIRST))
    given(*short).when(worst, CONTEXT).then_refused(unusable.DueTooSoon(TODAY, TODAY))
    worst = replace(worst, due_on=DUE)
    given(*short).when(worst, CONTEXT).then_refused(
        unusable.BeyondLimit(
            yuan("9999.00"), yuan("1000.00"), yuan("1000.00"), yuan("0.00"), yuan("0.00")
        )
    )
    given(*short).when(reserve("600.00"), CONTEXT).then_refused(
        unusable.MarginShort(yuan("60.00"), yuan("0.01"))
    )


def test_named_suppliers_are_covered_in_the_chain_or_not_and_others_are_not() -> None:
    named = standing(replace(TERMS, suppliers=(SPRING,)))
    assert given(*named).when(replace(reserve(), in_chain=False), CONTEXT).events()
    given(*named).when(reserve(borrower=RIVER), CONTEXT).then_refused(
        unusable.BorrowerNotCovered(RIVER)
    )


def test_the_limit_is_used_to_the_cent_and_not_beyond() -> None:
    used = after(standing(), (reserve("999.99"), TODAY))
    beyond = unusable.BeyondLimit(
        yuan("0.02"), yuan("0.01"), yuan("1000.00"), yuan("999.99"), yuan("0.00")
    )
    given(*used).when(reserve("0.02", SECOND), CONTEXT).then_refused(beyond)
    assert given(*used).when(reserve("0.01", SECOND), CONTEXT).events()


def test_a_part_of_a_cent_of_margin_counts_whole() -> None:
    third = replace(TERMS, margin_ratio=Decimal("0.333333"))
    given(*standing(third, margin="0.33")).when(reserve("1.00"), CONTEXT).then_refused(
        unusable.MarginShort(yuan("0.34"), yuan("0.33"))
    )
    assert given(*standing(third, margin="0.34")).when(reserve("1.00"), CONTEXT).events()


def test_a_use_is_utilised_released_used_again_and_given_up() -> None:
    history = after(standing(), (reserve("600.00"), TODAY))
    in_use = ["600.00"]
    for command in (
        ask.Utilise(financing=FIRST),
        ask.Release(financing=FIRST, amount=yuan("600.00")),
        ask.Restore(financing=FIRST, amount=yuan("150.00")),
        ask.Drop(financing=FIRST),
    ):
        history = after(history, (command, TODAY))
        in_use.append(str(state_after(history).in_use(TODAY).major))

    assert in_use == ["600.00", "600.00", "0.00", "150.00", "0.00"]
    given(*history).when(ask.Drop(financing=FIRST), CONTEXT).then_refused(unusable.NotInUse(FIRST))


def test_a_reservation_that_ran_out_is_never_utilised_and_the_close_clears_it() -> None:
    held = after(standing(), (replace(reserve("900.00"), until=TODAY), TODAY))
    tomorrow = date(2026, 3, 3)
    given(*held).when(ask.Utilise(financing=FIRST), on(tomorrow)).then_refused(
        unusable.ReservationLapsed(FIRST, TODAY)
    )
    assert given(*held).when(reserve("900.00", SECOND), on(tomorrow)).events()
    given(*held).when(ask.KeepPeriods(), on(tomorrow)).then(
        fact.GuaranteeDropped(**of_debt(tomorrow), amount=yuan("900.00"), utilised=yuan("0.00"))
    )


def test_a_use_is_not_utilised_twice_nor_released_beyond_what_is_used() -> None:
    used = paid_out("600.00")
    given(*used).when(ask.Utilise(financing=FIRST), CONTEXT).then_refused(unusable.NotInUse(FIRST))
    too_much = ask.Release(financing=FIRST, amount=yuan("600.01"))
    given(*used).when(too_much, CONTEXT).then_refused(
        unusable.BeyondUse(yuan("600.01"), yuan("600.00"))
    )
    again = ask.Restore(financing=FIRST, amount=yuan("0.01"))
    given(*used).when(again, CONTEXT).then_refused(
        unusable.BeyondBound(yuan("600.01"), yuan("600.00"))
    )
    given(*standing()).when(ask.Utilise(financing=FIRST), CONTEXT).then_refused(
        unusable.NotInUse(FIRST)
    )


def test_what_is_used_stays_when_new_use_stops() -> None:
    stopped = fact.NewUseStopped(**SAID, from_on=TODAY, notice="letter 9")
    history = after(
        (*after(standing(), (reserve(), TODAY)), stopped), (ask.Utilise(financing=FIRST), TODAY)
    )
    assert state_after(history).in_use(TODAY) == yuan("600.00")


def test_a_called_use_is_not_given_up() -> None:
    called = after(paid_out(), (call("100.00"), LATE))
    given(*called).when(ask.Drop(financing=FIRST), on(LATE)).then_refused(
        unusable.CalledAlready(FIRST, yuan("100.00"))
    )


def licensed(*, mainly_small: bool = False) -> tuple[fact.GuaranteeEvent, ...]:
    licence = Licence(
        number="L-1",
        as_of=TODAY,
        net_assets=yuan("100.00"),
        liability_elsewhere=yuan("990.00"),
        mainly_small=mainly_small,
        by_debtor=(DebtorLiability(SPRING, "group-1", yuan("4.00")),),
    )
    review = replace(REVIEW, licence=licence)
    return (gave(NO_MARGIN), reviewed(review), accepted(review=review))


@pytest.mark.parametrize(
    ("amount", "borrower", "rule", "liability", "limit"),
    [
        ("11.00", RIVER, LicenceRule.TOTAL, "1001.00", "1000.00"),
        ("6.01", SPRING, LicenceRule.ONE_DEBTOR, "10.01", "10.00"),
        ("6.00", RIVER, LicenceRule.DEBTOR_GROUP, "15.01", "15.00"),
    ],
)
def test_a_guarantee_company_stays_within_its_licence(
    amount: str, borrower: PartyId, rule: LicenceRule, liability: str, limit: str
) -> None:
    """融资担保公司条例 15 and 16, with what it answers for elsewhere."""
    held = licensed(mainly_small=rule is LicenceRule.DEBTOR_GROUP)
    if rule is LicenceRule.DEBTOR_GROUP:
        other = replace(reserve("5.01", SECOND, PartyId("lake")), group="group-1")
        held = after(held, (other, TODAY))
    asked = replace(reserve(amount, borrower=borrower), group="group-1")
    given(*held).when(asked, CONTEXT).then_refused(
        unusable.BeyondLicence(rule, yuan(liability), yuan(limit))
    )


def test_old_figures_of_a_guarantee_company_bear_nothing_new() -> None:
    old = date(2027, 3, 4)
    review = replace(
        REVIEW,
        qualifications=(replace(REVIEW.qualifications[0], expires_on=None),),
        licence=Licence(
            number="L-1",
            as_of=TODAY,
            net_assets=yuan("100.00"),
            liability_elsewhere=yuan("0.00"),
        ),
    )
    terms = replace(NO_MARGIN, valid_until=old)
    history = (gave(terms), reviewed(review), accepted(review=review))
    asked = replace(reserve("1.00"), due_on=date(2027, 6, 30))
    assert given(*history).when(asked, on(date(2027, 3, 3))).events()
    given(*history).when(asked, on(old)).then_refused(
        unusable.FiguresTooOld(TODAY, date(2026, 3, 3))
    )
