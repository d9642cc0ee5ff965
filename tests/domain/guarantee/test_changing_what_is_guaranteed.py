"""A debt that is changed or assigned binds the guarantor as far as it eases, or it consented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.guarantee import call_refusals as unchanged
from domain.guarantee import commands as ask
from domain.guarantee import events as fact
from domain.guarantee import use_refusals as unusable
from domain.shared.ids import PartyId
from tests.domain.guarantee.scenes import (
    CONTEXT,
    DUE,
    ENDS,
    FIRST,
    TERMS,
    TODAY,
    after,
    given,
    of_debt,
    paid_out,
    standing,
    state_after,
    yuan,
)


def change(amount: str, due_on: date, consent: str = "") -> ask.RecordDebtChange:
    return ask.RecordDebtChange(
        financing=FIRST, amount=yuan(amount), due_on=due_on, consent=consent
    )


@pytest.mark.parametrize(
    ("asked", "bound", "due_on", "ends_on"),
    [
        (change("700.00", date(2026, 9, 30)), "600.00", DUE, ENDS),
        (change("400.00", DUE), "400.00", DUE, ENDS),
        (
            change("700.00", date(2026, 9, 30), "signed"),
            "700.00",
            date(2026, 9, 30),
            date(2027, 3, 30),
        ),
    ],
)
def test_a_change_without_consent_binds_only_where_it_eases(
    asked: ask.RecordDebtChange, bound: str, due_on: date, ends_on: date
) -> None:
    """Civil Code 695."""
    history = after(paid_out("600.00"), (asked, TODAY))
    state = state_after(history)
    debt = state.debts[FIRST]

    assert (debt.bound, debt.due_on, debt.ends_on) == (yuan(bound), due_on, ends_on)
    assert state.in_use(TODAY) == yuan(bound)


def test_an_increase_with_consent_needs_limit_and_margin_like_a_new_use() -> None:
    used = paid_out("600.00")
    given(*used).when(change("1000.01", DUE, "signed"), CONTEXT).then_refused(
        unusable.BeyondLimit(
            yuan("400.01"), yuan("400.00"), yuan("1000.00"), yuan("600.00"), yuan("0.00")
        )
    )
    thin = paid_out("600.00", standing(margin="60.00"))
    given(*thin).when(change("700.00", DUE, "signed"), CONTEXT).then_refused(
        unusable.MarginShort(yuan("70.00"), yuan("60.00"))
    )


def test_an_assignment_is_notified_and_needs_consent_where_it_is_barred() -> None:
    """Civil Code 696."""
    asked = ask.NotifyAssignment(
        financing=FIRST, assignee=PartyId("rival"), notified_on=TODAY, notice="letter 4"
    )
    barred = paid_out(history=standing(replace(TERMS, assignable=False)))
    given(*barred).when(asked, CONTEXT).then_refused(unchanged.AssignmentBarred())
    given(*paid_out()).when(asked, CONTEXT).then(
        fact.AssignmentNotified(
            **of_debt(),
            assignee=PartyId("rival"),
            notified_on=TODAY,
            notice="letter 4",
            consent="",
        )
    )
    assert given(*barred).when(replace(asked, consent="signed"), CONTEXT).events()
