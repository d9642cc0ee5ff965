"""A paper of an order is taken once, or waits: for a person, or for its order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.intake import refusals as no
from domain.intake.commands import Dismiss, SetPaperAside, TakePaper
from domain.intake.decide import INTAKE
from domain.intake.events import (
    DocumentDismissed,
    IntakeEvent,
    OrderPaperSetAside,
    OrderPaperTaken,
    Why,
)
from domain.intake.state import Done, PaperWaiting
from domain.shared.event import Context
from domain.shared.ids import ActorId, DocumentId, OrderId, PartyId
from domain.shared.moment import Moment
from domain.shared.order_paper import OrderPaper, PaperKind
from domain.shared.refusal import Refused
from domain.shared.trade_document import Encoding, PartyReference, Source

DOC, SPRING, PO = DocumentId("doc_1"), PartyId("spring"), OrderId("ord_1")
TODAY = date(2026, 3, 2)
CONTEXT = Context(
    now=Moment(at=datetime(2026, 3, 2, 4, tzinfo=UTC), day=TODAY), by=ActorId("spring/li")
)
PAPER = OrderPaper(
    kind=PaperKind.DESPATCH,
    number="D-1",
    issued_on=TODAY,
    order="PO-7",
    ordered_on=None,
    buyer=PartyReference("anchor"),
    supplier=PartyReference("spring"),
    lines=(),
    source=Source(Encoding.UBL, "d.xml", "DespatchAdvice"),
)
ASIDE = SetPaperAside(
    document=DOC, submitter=SPRING, digest="d" * 64, stated=PAPER, why=Why.ORDER_UNKNOWN
)
TAKE = TakePaper(document=DOC, submitter=SPRING, digest="d" * 64, stated=PAPER, order=PO, new=False)
SAID: dict[str, Any] = {
    "at": CONTEXT.now.at,
    "effective_on": TODAY,
    "by": CONTEXT.by,
    "document": DOC,
    "submitter": SPRING,
}
WAITS = OrderPaperSetAside(**SAID, digest="d" * 64, stated=PAPER, why=Why.ORDER_UNKNOWN)
TAKEN = OrderPaperTaken(
    **SAID,
    digest="d" * 64,
    file="d.xml",
    place="DespatchAdvice",
    number="D-1",
    paper=PaperKind.DESPATCH,
    order=PO,
    new=False,
)


def decided(command: SetPaperAside | TakePaper | Dismiss, *history: IntakeEvent) -> Any:  # noqa: ANN401 - events
    return INTAKE.decide(INTAKE.replay(history), command, CONTEXT)


def test_it_waits_once_for_one_reason_and_again_for_another() -> None:
    several = replace(ASIDE, why=Why.SEVERAL_ORDERS)

    assert decided(ASIDE) == (WAITS,)
    assert decided(ASIDE, WAITS) == ()
    assert decided(several, WAITS) == (replace(WAITS, why=Why.SEVERAL_ORDERS),)
    state = INTAKE.replay((WAITS,))
    assert isinstance(state, PaperWaiting)
    assert (state.stated, state.why) == (PAPER, Why.ORDER_UNKNOWN)


def test_it_is_taken_once_and_then_waits_no_more() -> None:
    assert decided(TAKE, WAITS) == (TAKEN,)
    assert decided(TAKE, WAITS, TAKEN) == ()
    assert INTAKE.replay((WAITS, TAKEN)) == Done(DOC, None, PO)
    with pytest.raises(Refused) as refused:
        decided(ASIDE, TAKEN)
    assert refused.value.refusal == no.DocumentNotWaiting()


def test_a_person_may_dismiss_it() -> None:
    dismissed = DocumentDismissed(**SAID, reason="a test")

    assert decided(Dismiss(reason="a test"), WAITS) == (dismissed,)
    assert INTAKE.replay((WAITS, dismissed)) == Done(DOC, None)


def test_it_waits_anew_when_there_is_more_to_choose_from() -> None:
    first = replace(ASIDE, why=Why.SEVERAL_ORDERS, choices=(PO,))
    more = replace(first, choices=(PO, OrderId("ord_2")))
    waits = replace(WAITS, why=Why.SEVERAL_ORDERS, choices=(PO,))

    assert decided(first, WAITS) == (waits,)
    assert decided(first, WAITS, waits) == ()
    assert decided(more, waits) == (replace(waits, choices=(PO, OrderId("ord_2"))),)
