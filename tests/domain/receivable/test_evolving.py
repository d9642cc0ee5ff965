"""Every event that can be decided changes the state, or is a broken promise before the first."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import get_args

import pytest

from domain.receivable import events as fact
from domain.receivable.decide import RECEIVABLE
from domain.receivable.events import ReceivableEvent
from domain.receivable.invoice import Basis, CreditReason, Trait
from domain.receivable.state import NoReceivable, Receivable, Withdrawn
from domain.shared.ids import CollectionId
from domain.shared.refusal import BrokenPromise
from tests.domain.receivable.scenes import (
    BANK,
    CII,
    CLAIM,
    DUE,
    ISSUED,
    LATER,
    NOTHING,
    SAID,
    SPRING,
    TODAY,
    accepted_beyond,
    asked,
    billed_beyond,
    claim_after,
    collected,
    confirmed,
    disputed,
    noticed,
    off_file,
    on_file,
    qualified,
    registered,
    rejected,
    settled,
    withdrawn,
    yuan,
)
from tests.domain.receivable.test_refusal_order import credited

WHOLE = yuan("1000.00")
HELD_BACK = fact.ReceivableHeldBack(**SAID, effective_on=TODAY, open=WHOLE, evidence="paper")
LATER_EVENTS: tuple[ReceivableEvent, ...] = (
    fact.EvidenceAdded(**SAID, effective_on=TODAY, open=WHOLE, document=CII),
    asked(),
    confirmed("1000.00"),
    rejected(),
    disputed("180.00"),
    fact.DisputeResolved(
        **SAID,
        effective_on=TODAY,
        open=WHOLE,
        for_seller=yuan("180.00"),
        for_buyer=NOTHING,
        disputed=NOTHING,
        basis=Basis.CONCEDED,
        evidence="",
        settled_by=SPRING,
        originated_on=ISSUED,
    ),
    noticed(),
    fact.NoticeWithdrawn(**SAID, effective_on=TODAY, open=WHOLE, assignee=BANK, reason=""),
    on_file(),
    off_file(),
    qualified(Trait.INSURED),
    credited(),
    collected("400.00", left="600.00"),
    fact.CollectionUndone(
        **SAID,
        effective_on=TODAY,
        open=WHOLE,
        collection=CollectionId("col-1"),
        amount=yuan("400.00"),
        reason="",
    ),
    fact.ShortPaymentAccepted(
        **SAID,
        effective_on=TODAY,
        open=NOTHING,
        amount=WHOLE,
        reason=CreditReason.DISCOUNT,
        consent=False,
        originated_on=ISSUED,
    ),
    fact.DueDateExtended(
        **SAID,
        effective_on=TODAY,
        open=WHOLE,
        earlier=DUE,
        due_on=LATER,
        reason="",
        consent=False,
    ),
    HELD_BACK,
    fact.ReceivableCounts(**SAID, effective_on=TODAY, open=WHOLE, reason="two trades"),
    billed_beyond("600.00", waiting="400.00"),
    accepted_beyond("400.00"),
    settled(),
    withdrawn(),
)


def test_every_event_is_tried_here() -> None:
    assert {type(event) for event in (registered(), *LATER_EVENTS)} == set(
        get_args(ReceivableEvent)
    )


@pytest.mark.parametrize("event", LATER_EVENTS, ids=lambda it: type(it).__name__)
def test_every_event_follows_a_registration(event: ReceivableEvent) -> None:
    assert isinstance(RECEIVABLE.replay((registered(), event)), Receivable | Withdrawn)
    for before in (NoReceivable(), Withdrawn(CLAIM)):
        with pytest.raises(BrokenPromise):
            RECEIVABLE.evolve(before, event)


def test_a_confirmation_changes_the_answer_and_nothing_else() -> None:
    """The state after it is spelt out field by field: none may be forgotten."""
    before = claim_after(
        registered(advances=yuan("50.00")),
        rejected(),
        asked(),
        disputed("180.00"),
        noticed(),
        on_file(),
        qualified(Trait.INSURED),
        credited(),
        collected("400.00", left="500.00"),
        *LATER_EVENTS[-7:-6],
        HELD_BACK,
        *LATER_EVENTS[-4:-2],
    )
    default = {
        field.name for field in fields(before) if getattr(before, field.name) == field.default
    }

    assert default == {"unconfirmed"}
    assert RECEIVABLE.evolve(before, confirmed("300.00", left="500.00")) == replace(
        before, unconfirmed=yuan("200.00"), answer_due_on=None, rejected=False
    )
