"""What is keyed in by hand and more than what is owed is said; a large surplus waits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.financing import commands as ask
from domain.financing import events as fact
from domain.financing import refusals as no
from domain.financing.commands import FinancingCommand
from domain.financing.posting import Said
from domain.financing.state import HeldSurplus
from domain.financing.terms import Source
from domain.shared.event import Context
from domain.shared.ids import ActorId
from domain.shared.money import Money
from domain.shared.refusal import Refused
from tests.domain.financing.scenes import (
    ANCHOR,
    ANNA,
    CNY,
    DUE,
    SPRING,
    after,
    financing,
    given,
    kinds,
    on,
    paid_out,
    repay,
    said,
    yuan,
)

BEN = ActorId("bank/ben")
HOLD = ask.HoldSurplus(reference="T-1", to=SPRING, amount=yuan("500.00"))
RELEASE = ask.ReleaseSurplus(reference="T-1")


def by_ben() -> Context:
    return replace(on(DUE), by=BEN)


def said_by_ben() -> Said:
    told = said(DUE)
    told["by"] = BEN
    return told


def keyed(amount: str, surplus: str | None = "0") -> ask.AllocateRepayment:
    stated = None if surplus is None else yuan(surplus)
    paid = replace(repay(amount, DUE), source=Source.BORROWER, reference="T-1")
    return replace(paid, surplus=stated)


def held(left: str = "500.00") -> fact.SurplusHeld:
    return fact.SurplusHeld(
        **said(DUE), reference="T-1", to=SPRING, amount=yuan("500.00"), left=yuan(left)
    )


def test_a_slip_of_the_hand_is_refused_with_the_figures() -> None:
    """1,015,000.00 settles it; a nought too many was keyed in."""
    given(*paid_out()).when(keyed("10150000.00"), on(DUE)).then_refused(
        no.SurplusNotStated(
            value_date=DUE,
            owed=yuan("1015000.00"),
            amount=yuan("10150000.00"),
            surplus=yuan("9135000.00"),
            stated=yuan("0"),
        )
    )


@pytest.mark.parametrize(
    ("amount", "surplus"),
    [("1015000.00", "0"), ("1015000.01", "0.01"), ("1000.00", "0"), ("1015500.00", None)],
)
def test_what_is_as_expected_or_said_by_the_bank_is_taken(amount: str, surplus: str | None) -> None:
    events = given(*paid_out()).when(keyed(amount, surplus), on(DUE)).events()

    assert "RepaymentAllocated" in kinds(events)


@pytest.mark.parametrize(
    ("amount", "surplus"), [("1015000.01", "0.02"), ("1000.00", "1.00"), ("1015500.00", "0")]
)
def test_another_surplus_than_there_is_is_refused(amount: str, surplus: str) -> None:
    when = given(*paid_out()).when(keyed(amount, surplus), on(DUE))

    with pytest.raises(Refused) as refused:
        when.events()
    assert isinstance(refused.value.refusal, no.SurplusNotStated)


def test_what_a_late_payment_displaces_goes_back_too() -> None:
    """Back-dated, it settles what a later transfer had settled: that one is surplus now."""
    first = replace(keyed("1015000.00"), reference="T-0")
    settled = (*paid_out(), *given(*paid_out()).when(first, on(DUE)).events())
    late = replace(keyed("1000000.00", None), value_date=after(60))

    events = given(*settled).when(late, on(DUE)).events()
    released = [it.released for it in events if isinstance(it, fact.RepaymentReallocated)]
    gone = Money.total(released, CNY)

    assert gone.is_positive
    given(*settled).when(replace(late, surplus=gone), on(DUE)).then(*events)
    with pytest.raises(Refused):
        given(*settled).when(replace(late, surplus=yuan("0")), on(DUE)).events()


def test_it_waits_for_another_person_and_then_goes_back() -> None:
    given(*paid_out()).when(HOLD, on(DUE)).then(held())
    released = fact.SurplusReleased(
        **said_by_ben(),
        reference="T-1",
        to=SPRING,
        amount=yuan("500.00"),
        left=yuan("0"),
    )
    given(*paid_out(), held()).when(RELEASE, by_ben()).then(released)
    assert financing((*paid_out(), held())).held == (
        HeldSurplus("T-1", SPRING, yuan("500.00"), ANNA),
    )
    assert financing((*paid_out(), held(), released)).held == ()


@pytest.mark.parametrize("command", [RELEASE])
def test_not_by_whoever_keyed_it_in_and_not_twice(command: FinancingCommand) -> None:
    given(*paid_out(), held()).when(command, on(DUE)).then_refused(no.ReleasesOwnSurplus(ANNA))
    given(*paid_out()).when(command, by_ben()).then_refused(no.NoSurplusHeld("T-1"))


def test_what_is_needed_again_is_had_from_what_waits() -> None:
    drop = ask.DropSurplus(to=SPRING, amount=yuan("200.00"))
    dropped = fact.SurplusDropped(
        **said(DUE), reference="T-1", to=SPRING, amount=yuan("200.00"), left=yuan("300.00")
    )
    given(*paid_out(), held()).when(drop, on(DUE)).then(dropped)
    (left,) = financing((*paid_out(), held(), dropped)).held
    assert left.amount == yuan("300.00")


def test_nothing_is_dropped_that_is_another_s() -> None:
    drop = ask.DropSurplus(to=ANCHOR, amount=yuan("200.00"))
    given(*paid_out(), held()).when(drop, on(DUE)).then()
    given(*paid_out()).when(replace(drop, to=SPRING), on(after(3))).then()


def test_nothing_is_held_of_nothing() -> None:
    asked = replace(HOLD, amount=yuan("0"))
    given(*paid_out()).when(asked, on(DUE)).then_refused(no.AmountNotPositive(yuan("0")))
