"""What waits for somebody is in the inbox from the moment it waits until it is done."""

from __future__ import annotations

from datetime import date

import pytest

from application.views.inbox import INBOX
from domain.financing import commands as ask
from domain.receivable_pool import over_advance_events as over
from domain.receivable_pool.pay_off_events import PayOffDropped, PayOffFellShort
from domain.shared.event import Event
from tests.application.views.folding import folded
from tests.domain.financing import scenes as loans
from tests.domain.lien import scenes as liens
from tests.domain.order_programme import scenes as programmes
from tests.domain.receivable import scenes as claims
from tests.domain.receivable_pool import scenes as pools

BEYOND = claims.billed_beyond("600.00", waiting="400.00")
RAISED = over.OverAdvanceRaised(**pools.SAID, amount=pools.yuan("40.00"))
CURED = over.OverAdvanceCured(**pools.SAID)
FELL_SHORT = PayOffFellShort(
    **pools.SAID, seller=pools.SPRING, financing=pools.FIRST, missing=pools.yuan("20.00")
)
DROPPED = PayOffDropped(**pools.SAID, seller=pools.SPRING, financing=pools.FIRST)
INSTRUCTED = loans.carried_out(
    (loans.OPENED, loans.open_financing()),
    (loans.OPENED, ask.InstructDisbursement(bank_account=loans.ACCOUNT)),
)
PAID_OUT = loans.paid_out()[len(INSTRUCTED) :]

BEGUN_AND_DONE: list[tuple[str, list[Event], list[Event]]] = [
    ("anchor|confirm|rcv_1", [claims.asked()], [claims.confirmed("1000.00")]),
    ("anchor|confirm|rcv_1", [claims.asked()], [claims.rejected()]),
    ("anchor|confirm|rcv_1", [claims.asked()], [claims.disputed("100.00")]),
    ("anchor|accept_beyond_order|rcv_1", [BEYOND], [claims.accepted_beyond("400.00")]),
    ("anchor|accept_beyond_order|rcv_1", [BEYOND], [claims.settled()]),
    (
        "anchor|accept_beyond_order|rcv_1",
        [BEYOND],
        [claims.billed_beyond("1000.00", waiting="0.00")],
    ),
    ("bank|cure_over_advance|pool-1", [RAISED], [CURED]),
    ("bank|secure_pay_off|fin-1", [FELL_SHORT], [DROPPED]),
    ("bank|cure_over_advance|ord-1", [programmes.over("40.00")], [programmes.cured()]),
    ("spring|cure_over_advance|ord-1", [programmes.over("40.00")], [programmes.cured()]),
    ("bank|confirm_disbursement|fin-1", list(INSTRUCTED), list(PAID_OUT)),
    ("bank|look_at_double_financing|rcv_1", [liens.suspected()], [liens.answered()]),
    ("bank|look_at_double_financing|rcv_1", [liens.suspected()], [liens.settled()]),
    ("*|look_at_double_financing|rcv_1", [liens.suspected(), liens.answered()], [liens.settled()]),
]


@pytest.mark.parametrize(("task", "begun", "done"), BEGUN_AND_DONE)
def test_a_task_is_there_until_it_is_done(task: str, begun: list[Event], done: list[Event]) -> None:
    assert task in folded(INBOX, begun)
    assert task not in folded(INBOX, [*begun, *done])


def test_a_confirmation_says_until_when_it_is_asked_and_for_how_much() -> None:
    (waits,) = folded(INBOX, [claims.asked(date(2026, 4, 1))]).values()

    assert (waits.party, waits.until) == (claims.ANCHOR, date(2026, 4, 1))
    assert waits.amount == claims.yuan("1000.00")


def test_a_dispute_waits_for_the_seller() -> None:
    rows = folded(INBOX, [claims.registered(), claims.disputed("100.00")])

    assert rows["spring|settle_dispute|rcv_1"].amount == claims.yuan("100.00")


def test_the_most_pressing_comes_first_and_what_has_no_date_last() -> None:
    rows = folded(INBOX, [claims.asked(date(2026, 4, 1)), claims.disputed("1.00"), RAISED])
    dated = folded(INBOX, [claims.asked(date(2026, 3, 5))])
    sorts = sorted(INBOX.place(key, row).sort for key, row in [*rows.items(), *dated.items()])

    assert sorts[0].startswith("2026-03-05")
    assert sorts[-1].startswith("9999")


def test_an_over_advance_that_grows_is_one_task_with_the_new_figure() -> None:
    more = over.OverAdvanceRaised(**pools.SAID, amount=pools.yuan("55.00"))

    (waits,) = folded(INBOX, [RAISED, more]).values()

    assert waits.amount == pools.yuan("55.00")
