"""What one side says binds the other only when the other agreed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.e_order import answer_refusals as wrong
from domain.e_order import commands as ask
from domain.e_order import events as fact
from domain.e_order import refusals as no
from domain.e_order.order import Status
from domain.e_order.state import status_of
from domain.shared.refusal import Refusal
from tests.domain.e_order.scenes import (
    ANCHOR,
    CLAIM,
    CONTEXT,
    JARS,
    LAST_DAY,
    LATER,
    LESS_WAX,
    PO,
    SAID,
    SPRING,
    WAX,
    accept,
    accepted,
    agree,
    bill,
    cancel,
    cancelled,
    change,
    given,
    goods,
    invoiced,
    order_after,
    placed,
    propose,
    proposed,
    record,
    shipped,
    yuan,
)

MORE_WAX = replace(WAX, quantity=Decimal(150), amount=yuan("150.00"))
FIRM = placed(cancellable=False)
ALLOW = ask.AllowCancellation(buyer=ANCHOR, order=PO, party=SPRING)


def test_the_supplier_accepts_the_whole_once() -> None:
    given(placed()).when(accept(), CONTEXT).then(accepted())
    given(placed(), accepted()).when(accept(), CONTEXT).then()


def test_of_what_is_accepted_in_part_only_the_part_is_ordered() -> None:
    part = accepted(("1", Decimal(60)), ("2", Decimal(0)))

    given(placed()).when(accept(("1", Decimal(60))), CONTEXT).then(part)
    order = order_after(placed(), part)
    assert status_of(order) is Status.PARTLY_ACCEPTED
    assert order.ordered == yuan("60.00")


@pytest.mark.parametrize(
    ("quantities", "refusal"),
    [
        ([("9", Decimal(1))], no.LineUnknown(PO, "9")),
        ([("1", Decimal(1)), ("1", Decimal(2))], no.LineNamedTwice("1")),
        ([("1", Decimal(-1))], no.QuantityNotPositive("1", Decimal(-1))),
        ([("1", Decimal(101))], wrong.BeyondOrdered("1", Decimal(101), Decimal(100))),
        ([("1", Decimal(0))], wrong.NothingAccepted(PO)),
    ],
)
def test_more_than_was_ordered_is_no_acceptance(
    quantities: list[tuple[str, Decimal]], refusal: Refusal
) -> None:
    given(placed()).when(accept(*quantities), CONTEXT).then_refused(refusal)


def test_another_answer_after_the_first_is_refused() -> None:
    reject = ask.Reject(buyer=ANCHOR, order=PO, party=SPRING, reason="no stock")
    already = wrong.AlreadyAccepted(PO)

    given(placed(), accepted()).when(accept(("1", Decimal(1))), CONTEXT).then_refused(already)
    given(placed(), accepted()).when(reject, CONTEXT).then_refused(already)


def test_a_rejected_order_is_answered_no_more() -> None:
    reject = ask.Reject(buyer=ANCHOR, order=PO, party=SPRING, reason="no stock")
    said = fact.OrderRejected(**SAID, reason="no stock")

    given(placed()).when(reject, CONTEXT).then(said)
    given(placed(), said).when(accept(), CONTEXT).then_refused(no.OrderIsRejected(PO))


def test_a_change_binds_when_the_supplier_accepts_it() -> None:
    said = change("C-1", MORE_WAX, deliver_by=LATER)
    history = (placed(), accepted())

    given(*history).when(propose(said), CONTEXT).then(proposed(said))
    assert order_after(*history, proposed(said)).ordered == yuan("300.00")
    changed = fact.OrderChanged(
        **SAID, number="C-1", lines=(MORE_WAX, JARS), deliver_by=LATER, consent=False
    )
    given(*history, proposed(said)).when(agree(), CONTEXT).then(changed)
    order = order_after(*history, proposed(said), changed)
    assert (order.ordered, order.deliver_by) == (yuan("350.00"), LATER)


def test_a_change_is_proposed_and_answered_once() -> None:
    said = change("C-1", MORE_WAX)
    changed = fact.OrderChanged(
        **SAID, number="C-1", lines=(MORE_WAX, JARS), deliver_by=LAST_DAY, consent=False
    )
    history = (placed(), proposed(said), changed)

    given(*history).when(propose(said), CONTEXT).then()
    given(*history).when(agree(), CONTEXT).then()
    given(*history).when(propose(change("C-1", LESS_WAX)), CONTEXT).then_refused(
        wrong.ChangeContradiction(PO, "C-1")
    )
    given(*history).when(agree("C-2"), CONTEXT).then_refused(wrong.ChangeUnknown(PO, "C-2"))
    given(*history).when(propose(change("C-2", MORE_WAX)), CONTEXT).then_refused(
        wrong.ChangesNothing(PO, "C-2")
    )


def test_a_claim_that_was_withdrawn_is_off_the_order_and_may_come_anew() -> None:
    said = invoiced(bill("INV-1", ("1", "10", "20.00")))
    asked = ask.AnnulBill(buyer=ANCHOR, order=PO, receivable=CLAIM, reason="wrong amount")
    annulled = fact.OrderBillAnnulled(**SAID, receivable=CLAIM, reason="wrong amount")

    given(placed(), said).when(asked, CONTEXT).then(annulled)
    given(placed()).when(asked, CONTEXT).then()
    assert order_after(placed(), said, annulled) == order_after(placed())
    given(placed(), said, annulled).when(record(said.bill), CONTEXT).then(said)


def test_a_change_never_goes_below_what_was_shipped() -> None:
    history = (placed(), accepted(), shipped(goods("D-1", ("1", "60"))))
    below = wrong.BelowShipped("1", Decimal(50), Decimal(60))

    given(*history).when(propose(change("C-1", LESS_WAX)), CONTEXT).then_refused(below)
    late = (placed(), proposed(change("C-1", LESS_WAX)), shipped(goods("D-1", ("1", "60"))))
    given(*late).when(agree(), CONTEXT).then_refused(below)


def test_the_supplier_may_refuse_a_change() -> None:
    refuse = ask.RejectChange(buyer=ANCHOR, order=PO, party=SPRING, number="C-1", reason="dear")
    said = fact.OrderChangeRejected(**SAID, number="C-1", reason="dear")
    history = (placed(), proposed(change("C-1", LESS_WAX)))

    given(*history).when(refuse, CONTEXT).then(said)
    assert not order_after(*history, said).changes


def test_an_order_is_cancelled_in_lines_or_whole() -> None:
    given(placed(), accepted()).when(cancel("1"), CONTEXT).then(cancelled("1"))
    assert order_after(placed(), cancelled("1")).ordered == yuan("200.00")
    given(placed(), cancelled("1")).when(cancel(), CONTEXT).then(cancelled("2", whole=True))
    order = order_after(placed(), cancelled("1"), cancelled("2", whole=True))
    assert (status_of(order), order.ordered) == (Status.CANCELLED, yuan("0.00"))


def test_a_firm_order_is_cancelled_only_before_it_is_accepted_or_with_the_supplier() -> None:
    allowed = fact.CancellationAllowed(**SAID, lines=("1", "2"))

    given(FIRM).when(cancel("1"), CONTEXT).then(cancelled("1"))
    given(FIRM, accepted()).when(cancel("1"), CONTEXT).then_refused(wrong.NotCancellable(PO))
    given(FIRM, accepted()).when(ALLOW, CONTEXT).then(allowed)
    given(FIRM, accepted(), allowed).when(ALLOW, CONTEXT).then()
    given(FIRM, accepted(), allowed).when(cancel("1"), CONTEXT).then(cancelled("1"))


def test_what_was_shipped_is_cancelled_only_with_the_supplier() -> None:
    history = (placed(), accepted(), shipped(goods("D-1", ("1", "60"))))

    given(*history).when(cancel("1"), CONTEXT).then_refused(wrong.AlreadyShipped("1", Decimal(60)))
    given(*history).when(cancel("2"), CONTEXT).then(cancelled("2"))
    allowed = fact.CancellationAllowed(**SAID, lines=("1",))
    given(*history, allowed).when(cancel("1"), CONTEXT).then(cancelled("1"))
