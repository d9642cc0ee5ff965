"""A lender sets limits by two people; what is used beyond one is said, never undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.lender_limit import commands as ask
from domain.lender_limit import events as fact
from domain.lender_limit import refusals as no
from domain.lender_limit.events import LimitEvent
from domain.lender_limit.terms import Capacity, Excess, InUse, LimitTerms
from domain.shared.currency import Currency
from domain.shared.ids import FinancingId
from domain.shared.money import Money
from tests.domain.lender_limit.scenes import (
    ANCHOR,
    ANNA,
    CONTEXT,
    DECLARE,
    DECLARED,
    FIRST,
    GROUP,
    SAID,
    SECOND,
    SPRING,
    TODAY,
    UNTIL,
    account,
    agreed,
    block,
    blocked,
    given,
    group,
    on,
    propose,
    proposed,
    released,
    terms,
    utilised,
    yuan,
)

APPROVE = ask.ApproveLimit(proposal=1)
RELEASE = ask.Release(financing=FIRST, obligor=yuan("100.00"), guarantor=yuan("0.00"))
DOLLARS = replace(block(), obligor=Money(1, Currency.USD), guarantor=Money(0, Currency.USD))


def test_a_limit_waits_for_a_second_person() -> None:
    given().when(propose(), on(TODAY, ANNA)).then(proposed())
    waiting = given(proposed())

    waiting.when(APPROVE, on(TODAY, ANNA)).then_refused(no.SamePerson(ANNA))
    waiting.when(APPROVE, CONTEXT).then(agreed())
    waiting.when(ask.ApproveLimit(proposal=2), CONTEXT).then_refused(no.NothingProposed(2))
    given(proposed(), agreed()).when(APPROVE, CONTEXT).then_refused(no.NothingProposed(1))
    given().when(APPROVE, CONTEXT).then_refused(no.LimitNotFound())


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        (
            replace(terms(), obligor=Money(1, Currency.USD)),
            no.TermsUnsound("obligor", "must be in CNY", "USD"),
        ),
        (replace(terms(), source=""), no.TermsUnsound("source", "is named", "nothing")),
        (
            replace(terms(), together=-yuan("1.00")),
            no.TermsUnsound("together", "not negative", "CNY -1.00"),
        ),
    ],
)
def test_terms_that_are_unsound_are_refused(wanted: LimitTerms, refusal: no.TermsUnsound) -> None:
    given().when(propose(wanted), CONTEXT).then_refused(refusal)


def test_a_limit_counts_from_today_at_the_earliest() -> None:
    past = date(2026, 3, 1)

    given().when(propose(day=past), CONTEXT).then_refused(no.EffectiveTooEarly(past, TODAY))


def test_what_was_there_before_a_limit_is_counted_by_it() -> None:
    """No limit was set when it was blocked; the account knew of it all the same."""
    before: list[LimitEvent] = [blocked("700.00"), proposed(), agreed()]

    given(*before).when(block("300.01", financing=SECOND), CONTEXT).then_refused(
        no.BeyondLimit(ANCHOR, Capacity.TOGETHER, yuan("300.01"), yuan("300.00"), yuan("1000.00"))
    )
    given(*before).when(block("300.00", financing=SECOND), CONTEXT).then(
        blocked("300.00", financing=SECOND)
    )


def test_each_capacity_has_a_limit_of_its_own() -> None:
    narrow = terms("1000.00", obligor="600.00", guarantor="500.00")
    limited = given(proposed(narrow), agreed(narrow))

    limited.when(block("600.01"), CONTEXT).then_refused(
        no.BeyondLimit(ANCHOR, Capacity.OBLIGOR, yuan("600.01"), yuan("600.00"), yuan("600.00"))
    )
    limited.when(block("0.00", "500.01"), CONTEXT).then_refused(
        no.BeyondLimit(ANCHOR, Capacity.GUARANTOR, yuan("500.01"), yuan("500.00"), yuan("500.00"))
    )
    used = given(proposed(narrow), agreed(narrow), blocked("600.00"))
    used.when(block("0.00", "400.01", SECOND), CONTEXT).then_refused(
        no.BeyondLimit(ANCHOR, Capacity.TOGETHER, yuan("400.01"), yuan("400.00"), yuan("1000.00"))
    )


def test_what_a_party_owes_and_guarantees_is_counted_once() -> None:
    both = account(blocked("600.00", "500.00"), blocked("0.00", "100.00", SECOND))

    assert both.in_use(TODAY, Currency.CNY) == InUse(
        obligor=yuan("600.00"), guarantor=yuan("600.00"), together=yuan("700.00")
    )


def test_another_currency_is_refused_once_a_limit_is_set() -> None:
    given(proposed(), agreed()).when(DOLLARS, CONTEXT).then_refused(
        no.OtherCurrency(Currency.CNY, Currency.USD)
    )
    assert given().when(DOLLARS, CONTEXT).events()


def test_a_limit_lowered_below_what_is_used_is_said() -> None:
    lower = terms("400.00")
    used: list[LimitEvent] = [proposed(), agreed(), blocked("700.00"), proposed(lower, 2)]
    over = Excess(capacity=Capacity.TOGETHER, limit=yuan("400.00"), in_use=yuan("700.00"))
    exceeded = fact.LimitExceeded(**SAID, over=(over,))

    given(*used).when(ask.ApproveLimit(proposal=2), CONTEXT).then(agreed(lower, 2), exceeded)

    after: list[LimitEvent] = [*used, agreed(lower, 2), exceeded]
    given(*after).when(ask.CheckLimit(), CONTEXT).then()
    given(*after).when(block("10.00", financing=SECOND), CONTEXT).then_refused(
        no.BeyondLimit(ANCHOR, Capacity.TOGETHER, yuan("10.00"), yuan("-300.00"), yuan("400.00"))
    )


def test_what_stands_within_the_limit_again_is_said() -> None:
    lower = terms("400.00")
    over = Excess(capacity=Capacity.TOGETHER, limit=yuan("400.00"), in_use=yuan("450.00"))
    used: list[LimitEvent] = [blocked("450.00"), utilised("450.00"), proposed(lower), agreed(lower)]
    exceeded = fact.LimitExceeded(**SAID, over=(over,))

    given(*used, exceeded).when(RELEASE, CONTEXT).then(released("100.00"), fact.LimitKept(**SAID))


def test_a_limit_of_a_later_day_is_checked_on_that_day() -> None:
    lower, later = terms("400.00"), date(2026, 4, 1)
    waits = replace(proposed(lower), counts_from=later)
    (limit,) = given(blocked("700.00"), waits).when(APPROVE, CONTEXT).events()
    used = given(replace(blocked("700.00"), until=None), waits, limit)

    used.when(ask.CheckLimit(), CONTEXT).then()
    (said,) = used.when(ask.CheckLimit(), on(later)).events()
    assert isinstance(said, fact.LimitExceeded)


def test_a_block_that_lapsed_or_was_dropped_is_never_utilised() -> None:
    utilise, late = ask.Utilise(financing=FIRST), date(2026, 3, 10)
    given(blocked("700.00")).when(utilise, on(late)).then_refused(no.BlockLapsed(FIRST, UNTIL))
    (dropped,) = given(blocked("700.00")).when(ask.Drop(financing=FIRST), CONTEXT).events()
    given(blocked("700.00"), dropped).when(utilise, CONTEXT).then_refused(no.NotBlocked(FIRST))
    given().when(utilise, CONTEXT).then_refused(no.LimitNotFound())

    full = given(proposed(), agreed(), blocked("1000.00"))
    assert full.when(block("1000.00", financing=SECOND), on(late)).events()
    assert account(blocked("1000.00"), dropped).in_use(TODAY, Currency.CNY).together.is_zero


def test_the_close_says_of_a_block_whose_day_is_over_that_it_is_free() -> None:
    late = on(date(2026, 3, 10))
    lower = replace(terms(), together=yuan("500.00"))
    exceeded = given(blocked("700.00"), proposed(lower)).when(APPROVE, CONTEXT).events()
    history = (blocked("700.00"), proposed(lower), *exceeded)

    dropped, kept = given(*history).when(ask.EndBlocks(), late).events()

    assert isinstance(dropped, fact.BlockDropped)
    assert dropped.obligor == yuan("700.00")
    assert isinstance(kept, fact.LimitKept)
    given(*history, dropped, kept).when(ask.EndBlocks(), late).then()
    given(*history).when(ask.EndBlocks(), on(UNTIL)).then()
    given(blocked("700.00"), utilised("700.00")).when(ask.EndBlocks(), late).then()


def test_no_more_is_released_than_was_utilised() -> None:
    given(blocked("700.00")).when(RELEASE, CONTEXT).then_refused(
        no.ReleasedTooMuch(FIRST, Capacity.OBLIGOR, yuan("100.00"), yuan("0.00"))
    )


def test_a_financing_is_blocked_once_and_for_something() -> None:
    given(blocked("700.00")).when(block("1.00"), CONTEXT).then_refused(no.AlreadyBlocked(FIRST))
    given().when(block("0.00"), CONTEXT).then_refused(no.AmountUnsound(yuan("0.00"), yuan("0.00")))


def test_a_repayment_taken_back_goes_beyond_the_limit_and_is_said() -> None:
    history: list[LimitEvent] = [
        proposed(),
        agreed(),
        blocked("1000.00"),
        utilised("1000.00"),
        released("1000.00"),
    ]
    other = blocked("600.00", financing=FinancingId("fin-9"))
    restore = ask.Restore(financing=FIRST, obligor=yuan("500.00"), guarantor=yuan("0.00"))

    restored, said = given(*history, other).when(restore, CONTEXT).events()

    assert isinstance(restored, fact.LimitRestored)
    assert isinstance(said, fact.LimitExceeded)
    assert said.over[0].in_use == yuan("1100.00")


def test_a_group_is_declared_with_evidence_and_changed() -> None:
    given().when(DECLARE, CONTEXT).then(DECLARED)
    given(DECLARED).when(DECLARE, CONTEXT).then_refused(no.GroupAlreadyDeclared(GROUP))
    given().when(replace(DECLARE, evidence=""), CONTEXT).then_refused(no.EvidenceMissing(GROUP))
    change = ask.ChangeMembers(added=(SPRING,), removed=(ANCHOR,), evidence="sold")
    (changed,) = given(DECLARED).when(change, CONTEXT).events()

    assert group(DECLARED, changed).members == (SPRING,)
    given(DECLARED, changed).when(change, CONTEXT).then_refused(no.AlreadyMember(SPRING, GROUP))
    given().when(change, CONTEXT).then_refused(no.LimitNotFound())


def test_a_member_found_by_its_own_file_is_recorded_once() -> None:
    (found,) = given(DECLARED).when(ask.RecordMember(party=SPRING), CONTEXT).events()

    assert group(DECLARED, found).members == (ANCHOR, SPRING)
    given(DECLARED, found).when(ask.RecordMember(party=SPRING), CONTEXT).then()


def test_a_limit_of_a_group_counts_what_its_members_use() -> None:
    wanted = ask.ProposeGroupLimit(terms=terms("400.00"), effective_on=TODAY)
    (waits,) = given(DECLARED).when(wanted, on(TODAY, ANNA)).events()
    used = InUse(obligor=yuan("500.00"), guarantor=yuan("0.00"), together=yuan("500.00"))
    approve = ask.ApproveLimit(proposal=1, in_use=used)

    limit, said = given(DECLARED, waits).when(approve, CONTEXT).events()

    assert isinstance(said, fact.LimitExceeded)
    assert (said.party, said.group) == (None, GROUP)
    again = given(DECLARED, waits, limit, said)
    within = InUse(obligor=yuan("400.00"), guarantor=yuan("0.00"), together=yuan("400.00"))
    (kept,) = again.when(ask.CheckLimit(in_use=within), CONTEXT).events()
    assert isinstance(kept, fact.LimitKept)


def test_what_was_never_blocked_is_not_counted_when_a_repayment_comes_back() -> None:
    """Lent before accounts were kept: a part made here would refuse its own release later."""
    restore = ask.Restore(financing=SECOND, obligor=yuan("5.00"), guarantor=yuan("0.00"))

    given(blocked("500.00"), utilised("500.00")).when(restore, CONTEXT).then()


def test_what_was_paid_back_as_a_whole_is_counted_again() -> None:
    history = blocked("500.00"), utilised("500.00"), released("500.00")
    restore = ask.Restore(financing=FIRST, obligor=yuan("500.00"), guarantor=yuan("0.00"))

    (restored,) = given(*history).when(restore, CONTEXT).events()

    assert isinstance(restored, fact.LimitRestored)
