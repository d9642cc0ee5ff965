"""The bank takes margin back: whatever stood on it is said, and nothing new comes under it."""

from __future__ import annotations

from domain.guarantee import commands as ask
from domain.guarantee import use_refusals as unusable
from domain.guarantee.margin_commands import DepositMargin, TakeBackMargin
from domain.guarantee.margin_events import (
    ClaimLeftMargin,
    MarginFellShort,
    MarginSuffices,
    MarginTakenBack,
)
from tests.domain.guarantee.scenes import (
    CONTEXT,
    FIRST,
    LATE,
    RIVER,
    SAID,
    SECOND,
    TODAY,
    after,
    call,
    given,
    of_debt,
    on,
    paid_out,
    reserve,
    standing,
    state_after,
    yuan,
)

BACK = TakeBackMargin(bank_reference="in-1")
NOTHING = yuan("0.00")
BOUNCED = MarginTakenBack(**SAID, amount=yuan("100.00"), bank_reference="in-1", balance=NOTHING)


def deposit(amount: str, reference: str = "in-2") -> DepositMargin:
    return DepositMargin(amount=yuan(amount), value_date=TODAY, bank_reference=reference)


def test_where_nothing_is_in_use_it_is_only_gone() -> None:
    given(*standing()).when(BACK, CONTEXT).then(BOUNCED)


def test_where_it_is_needed_it_is_said_how_much_is_missing() -> None:
    short = MarginFellShort(**SAID, required=yuan("60.00"), held=NOTHING, missing=yuan("60.00"))
    given(*paid_out("600.00")).when(BACK, CONTEXT).then(BOUNCED, short)


def test_then_nothing_new_comes_under_it() -> None:
    short = after(paid_out("600.00"), (BACK, TODAY))

    given(*short).when(reserve("1.00", SECOND, RIVER), CONTEXT).then_refused(
        unusable.MarginShort(yuan("60.10"), NOTHING)
    )


def test_what_is_paid_in_is_still_missing_or_suffices() -> None:
    short = after(paid_out("600.00"), (BACK, TODAY))
    *_, said = after(short, (deposit("20.00"), TODAY))
    *_, made_good = after(short, (deposit("60.00"), TODAY))

    assert said == MarginFellShort(
        **SAID, required=yuan("60.00"), held=yuan("20.00"), missing=yuan("40.00")
    )
    assert made_good == MarginSuffices(**SAID, required=yuan("60.00"), held=yuan("60.00"))


def test_less_in_use_needs_less() -> None:
    short = after(paid_out("600.00"), (deposit("20.00"), TODAY), (BACK, TODAY))
    *_, last = after(short, (ask.Release(financing=FIRST, amount=yuan("400.00")), TODAY))

    assert last == MarginSuffices(**SAID, required=yuan("20.00"), held=yuan("20.00"))


def test_what_was_set_aside_for_a_claim_is_claimed_of_the_guarantor() -> None:
    called = after(paid_out("600.00"), (deposit("5.00"), TODAY), (call("600.00"), LATE))
    _, left, *rest = given(*called).when(BACK, on(LATE)).events()

    assert left == ClaimLeftMargin(
        **of_debt(LATE),
        amount=yuan("100.00"),
        still_aside=yuan("5.00"),
        still_claimed=yuan("595.00"),
    )
    assert rest == []
    claimed = state_after(after(called, (BACK, LATE))).debts[FIRST].claimed
    assert (claimed.from_margin, claimed.of_guarantor) == (yuan("5.00"), yuan("595.00"))


def test_what_the_bank_had_paid_out_of_it_is_missing_too() -> None:
    """The account is overdrawn: the creditor had money that was never there."""
    applied = ask.ApplyMargin(
        financing=FIRST, amount=yuan("100.00"), value_date=LATE, bank_reference="p-1"
    )
    paid = after(paid_out("600.00"), (call("600.00"), LATE), (applied, LATE))

    *_, short = after(paid, (BACK, LATE))

    assert isinstance(short, MarginFellShort)
    assert (short.held, short.missing) == (-yuan("100.00"), yuan("100.00"))


def test_and_that_payment_taken_back_as_well_is_claimed_of_the_guarantor() -> None:
    applied = ask.ApplyMargin(
        financing=FIRST, amount=yuan("100.00"), value_date=LATE, bank_reference="p-1"
    )
    both = after(
        paid_out("600.00"),
        (call("600.00"), LATE),
        (applied, LATE),
        (BACK, LATE),
        (ask.ReverseHonour(financing=FIRST, bank_reference="p-1"), LATE),
    )

    state = state_after(both)

    assert state.margin == NOTHING
    assert state.debts[FIRST].claimed.of_guarantor == yuan("600.00")
    assert state.short is None


def test_one_that_never_came_or_was_taken_back_is_not_taken_back() -> None:
    unknown = unusable.DepositUnknown("in-1")
    given(*after(standing(), (BACK, TODAY))).when(BACK, CONTEXT).then_refused(unknown)


def test_taken_back_its_reference_may_come_again() -> None:
    again = after(standing(), (BACK, TODAY), (deposit("70.00", "in-1"), TODAY))

    assert state_after(again).margin == yuan("70.00")
