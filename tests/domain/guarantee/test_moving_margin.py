"""Margin comes in once for each entry of the bank, and leaves as far as nothing in use needs it."""

from __future__ import annotations

from dataclasses import replace

from domain.guarantee import refusals as no
from domain.guarantee import use_refusals as unusable
from domain.guarantee.agreement import MarginEntry
from domain.guarantee.margin_commands import DepositMargin, WithdrawMargin
from domain.guarantee.margin_events import MarginWithdrawn
from tests.domain.guarantee.scenes import (
    CONTEXT,
    DUE,
    NO_MARGIN,
    SAID,
    TODAY,
    after,
    given,
    paid_out,
    standing,
    state_after,
    yuan,
)


def withdraw(amount: str, reference: str = "out-1") -> WithdrawMargin:
    return WithdrawMargin(amount=yuan(amount), value_date=TODAY, bank_reference=reference)


def test_margin_leaves_only_as_far_as_nothing_in_use_needs_it() -> None:
    used = paid_out("600.00")
    given(*used).when(withdraw("40.01"), CONTEXT).then_refused(
        unusable.MarginNotFree(yuan("40.01"), yuan("40.00"), yuan("60.00"))
    )
    given(*used).when(withdraw("40.00"), CONTEXT).then(
        MarginWithdrawn(
            **SAID,
            amount=yuan("40.00"),
            value_date=TODAY,
            bank_reference="out-1",
            balance=yuan("60.00"),
        )
    )


def test_each_entry_of_the_bank_is_booked_once_and_interest_may_float_in() -> None:
    interest = DepositMargin(
        amount=yuan("0.03"), value_date=TODAY, bank_reference="in-1", entry=MarginEntry.INTEREST
    )
    given(*standing()).when(interest, CONTEXT).then_refused(no.ReferenceTaken("in-1"))
    history = after(standing(), (replace(interest, bank_reference="in-2"), TODAY))
    assert state_after(history).margin == yuan("100.03")
    given(*history).when(withdraw("1.00", "in-2"), CONTEXT).then_refused(no.ReferenceTaken("in-2"))


def test_margin_is_refused_in_order() -> None:
    bad = replace(withdraw("1.00"), value_date=DUE, bank_reference="in-1")
    given(*standing()).when(bad, CONTEXT).then_refused(no.DayInFuture(DUE, TODAY))
    given(*standing(NO_MARGIN)).when(withdraw("1.00"), CONTEXT).then_refused(
        unusable.MarginNotNamed()
    )
