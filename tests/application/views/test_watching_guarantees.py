"""A guarantee is seen by both sides, waits in the right inbox, and adds up for its guarantor."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given as for_any

from application.views.guarantees import GUARANTEES, GuaranteeRow, seen
from application.views.inbox import INBOX
from application.views.liability import Liability, liability_of
from domain.guarantee import commands as ask
from domain.guarantee import events as fact
from domain.guarantee.commands import GuaranteeCommand
from domain.guarantee.margin_account import PriorityReason
from domain.shared.currency import Currency
from domain.shared.event import Event
from domain.shared.ids import GuaranteeId
from domain.shared.money import Money
from tests.application.views.folding import folded
from tests.domain.guarantee.scenes import (
    ANCHOR,
    DUE,
    ENDS,
    FIRST,
    LATE,
    PAY_BY,
    SAID,
    TERMS,
    TODAY,
    accepted,
    after,
    call,
    gave,
    paid_out,
    reviewed,
    standing,
    yuan,
)
from tests.domain.guarantee.test_properties import stories, told

ALARM = ENDS - timedelta(days=30)
USED = paid_out("600.00")
SOON = after(USED, (ask.KeepPeriods(), ALARM))
CALLED = after(USED, (call("600.00"), LATE))
PROPOSED = fact.ChangeProposed(**SAID, party=ANCHOR, number=1, terms=TERMS)
CHANGED = fact.TermsChanged(**SAID, proposed_by=ANCHOR, terms=TERMS, consent="signed")


ASKED_OF = {"honour_guarantee", "apply_margin"}


def more(
    history: tuple[fact.GuaranteeEvent, ...], *asked: ask.GuaranteeCommand
) -> tuple[fact.GuaranteeEvent, ...]:
    """Only what comes of these on the day of the alarm."""
    return after(history, *((command, ALARM) for command in asked))[len(history) :]


RELEASED = ask.Release(financing=FIRST, amount=yuan("600.00"))
HONOURED = ask.Honour(
    financing=FIRST, amount=yuan("600.00"), value_date=ALARM, bank_reference="p-1"
)
APPLIED = ask.ApplyMargin(
    financing=FIRST, amount=yuan("100.00"), value_date=ALARM, bank_reference="m-1"
)

REVERSED = (
    *CALLED,
    *more(CALLED, HONOURED, ask.ReverseHonour(financing=FIRST, bank_reference="p-1")),
)

BEGUN_AND_DONE: list[tuple[str, tuple[Event, ...], tuple[Event, ...]]] = [
    ("bank|review_guarantee|gua-1", (gave(),), (reviewed(),)),
    ("bank|decide_guarantee|gua-1", (gave(), reviewed()), (accepted(),)),
    ("bank|answer_change|gua-1", (*standing(), PROPOSED), (CHANGED,)),
    ("bank|call_guarantee|gua-1/fin-1", SOON, more(SOON, call("600.00"))),
    ("bank|call_guarantee|gua-1/fin-1", SOON, more(SOON, RELEASED)),
    ("anchor|honour_guarantee|gua-1/fin-1", CALLED, more(CALLED, HONOURED)),
    ("anchor|honour_guarantee|gua-1/fin-1", CALLED, more(CALLED, RELEASED)),
    ("anchor|honour_guarantee|gua-1/fin-1", REVERSED, more(REVERSED, RELEASED)),
    ("bank|apply_margin|gua-1/fin-1", CALLED, more(CALLED, APPLIED)),
    ("bank|apply_margin|gua-1/fin-1", CALLED, more(CALLED, RELEASED)),
]


@pytest.mark.parametrize(("task", "begun", "done"), BEGUN_AND_DONE)
def test_a_task_is_there_until_it_is_done(
    task: str, begun: tuple[Event, ...], done: tuple[Event, ...]
) -> None:
    assert task in folded(INBOX, list(begun))
    assert task not in folded(INBOX, [*begun, *done])


def test_the_alarm_says_until_when_and_for_how_much() -> None:
    waits = folded(INBOX, list(SOON))["bank|call_guarantee|gua-1/fin-1"]

    assert (waits.since, waits.until, waits.amount) == (ALARM, ENDS, yuan("600.00"))


def claims(history: tuple[Event, ...]) -> dict[str, tuple[date, date | None, Money | None]]:
    """What guarantor and lender are to do: since when, until when, for how much."""
    rows = folded(INBOX, list(history)).values()
    return {it.task: (it.since, it.until, it.amount) for it in rows if it.task in ASKED_OF}


def test_a_task_shows_what_is_still_claimed_and_since_when_it_was() -> None:
    """600.00 are called, 100.00 of it out of margin; part is paid, and the debt goes down."""
    own, out_of_margin = (LATE, PAY_BY), (LATE, None)
    paid = (*CALLED, *more(CALLED, replace(HONOURED, amount=yuan("200.00"))))
    lower = (*paid, *more(paid, replace(RELEASED, amount=yuan("150.00"))))
    lowest = (*lower, *more(lower, replace(RELEASED, amount=yuan("200.00"))))

    assert claims(CALLED) == {
        "honour_guarantee": (*own, yuan("500.00")),
        "apply_margin": (*out_of_margin, yuan("100.00")),
    }
    assert claims(paid)["honour_guarantee"] == (*own, yuan("300.00"))
    assert claims(lower)["honour_guarantee"] == (*own, yuan("150.00"))
    assert claims(lowest) == {"apply_margin": (*out_of_margin, yuan("50.00"))}


def test_margin_that_is_applied_in_parts_waits_for_the_rest() -> None:
    part = replace(APPLIED, amount=yuan("30.00"))

    assert claims((*CALLED, *more(CALLED, part)))["apply_margin"] == (LATE, None, yuan("70.00"))


def test_a_debt_that_is_agreed_lower_claims_less() -> None:
    agreed = ask.RecordDebtChange(
        financing=FIRST, amount=yuan("450.00"), due_on=DUE, consent="signed"
    )

    assert claims((*CALLED, *more(CALLED, agreed)))["honour_guarantee"] == (
        *(LATE, PAY_BY),
        yuan("350.00"),
    )


def test_what_was_recorded_before_it_said_what_is_claimed_only_ends_a_task() -> None:
    """As version 1 told it."""
    released = more(CALLED, replace(RELEASED, amount=yuan("150.00")))
    old = tuple(
        replace(it, claimed=None) for it in released if isinstance(it, fact.GuaranteeReleased)
    )
    whole = tuple(
        replace(it, claimed=None)
        for it in more(CALLED, RELEASED)
        if isinstance(it, fact.GuaranteeReleased)
    )

    assert claims((*CALLED, *old)) == claims(CALLED)
    assert claims((*CALLED, *whole)) == {}


@for_any(stories)
def test_a_task_is_for_what_the_guarantee_holds_claimed_whatever_happened(
    story: list[tuple[int, GuaranteeCommand]],
) -> None:
    steps = told(story)
    rows = folded(INBOX, [event for _, event, _, _ in steps])
    shown = {name: row.amount for name, row in rows.items() if row.task in ASKED_OF}
    debts = steps[-1][2].debts.items() if steps else ()
    claimed = [
        (f"{party}|{task}|gua-1/{name}", amount)
        for name, debt in debts
        for party, task, amount in (
            ("anchor", "honour_guarantee", debt.claimed.of_guarantor),
            ("bank", "apply_margin", debt.claimed.from_margin),
        )
    ]

    assert shown == {name: amount for name, amount in claimed if amount.is_positive}


def test_both_sides_see_what_is_used_and_what_margin_it_needs() -> None:
    rows = folded(GUARANTEES, list(USED))

    assert set(rows) == {
        *("bank|gua-1", "anchor|gua-1"),
        *("bank|gua-1|fin-1", "anchor|gua-1|fin-1"),
    }
    assert rows["bank|gua-1"] == rows["anchor|gua-1"]
    shown = seen(rows["bank|gua-1"], TODAY, None)
    assert (shown.in_use, shown.available) == (yuan("600.00"), yuan("400.00"))
    assert (shown.margin, shown.margin_required) == (yuan("100.00"), yuan("60.00"))
    assert shown.margin_priority.reason is PriorityReason.DEDICATED_AND_CONTROLLED
    assert shown.next_end == ENDS
    part = rows["bank|gua-1|fin-1"].part
    assert part is not None
    assert part.debt is not None
    assert part.use is not None
    assert (part.use.in_use(TODAY), part.debt.due_on, part.debt.ends_on) == (
        yuan("600.00"),
        DUE,
        ENDS,
    )


def test_the_status_follows_notice_and_suspension() -> None:
    stopped = fact.NewUseStopped(**SAID, from_on=LATE, notice="letter 9")
    row = folded(GUARANTEES, [*standing(), stopped])["bank|gua-1"]
    suspended = fact.GuaranteeSuspended(**SAID, reason="rating fell")
    held = folded(GUARANTEES, [*standing(), suspended])["bank|gua-1"]

    assert [seen(row, day, None).status for day in (TODAY, LATE)] == ["accepted", "stopped"]
    assert seen(held, TODAY, None).status == "suspended"
    assert seen(folded(GUARANTEES, [gave()])["bank|gua-1"], TODAY, None).status == "given"


def test_a_guarantor_answers_for_the_sum_of_what_binds_it() -> None:
    one = folded(GUARANTEES, list(CALLED))["bank|gua-1"]
    other = GuaranteeRow(replace(one.guarantee, guarantee=GuaranteeId("gua-2")))
    unaccepted = folded(GUARANTEES, [gave()])["bank|gua-1"]

    (owed,) = liability_of([one, other, unaccepted], LATE).by_guarantor

    assert (owed.guarantor, owed.currency, owed.guarantees) == (ANCHOR, Currency.CNY, 2)
    assert (owed.limit, owed.in_use, owed.claimed) == (
        yuan("2000.00"),
        yuan("1200.00"),
        yuan("1200.00"),
    )
    assert liability_of([unaccepted], LATE) == Liability(())
