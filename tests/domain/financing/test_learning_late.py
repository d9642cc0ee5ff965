"""A payment that becomes known late counts from its own day; the differences are posted today."""

from __future__ import annotations

from domain.financing import events as fact
from domain.financing import refusals as no
from domain.financing.commands import AccrueInterest, ReverseRepayment
from domain.financing.state import Stage
from tests.domain.financing.scenes import (
    ANCHOR,
    MILL,
    after,
    financing,
    given,
    kinds,
    on,
    owed,
    paid_out,
    repay,
    terms,
    the_allocation,
    then,
    yuan,
)


def test_interest_posted_on_money_that_was_back_already_is_corrected() -> None:
    history = then(paid_out(), (after(30), AccrueInterest(through=after(30))))

    events = given(*history).when(repay("501666.67", after(10)), on(after(30))).events()

    allocated, corrected = events
    assert isinstance(allocated, fact.RepaymentAllocated)
    assert allocated.effective_on == after(10)
    assert allocated.split == owed(principal="500000.00", interest="1666.67")
    assert isinstance(corrected, fact.InterestCorrected)
    assert corrected.effective_on == after(30)
    assert corrected.difference == yuan("-1666.67")
    assert financing((*history, *events)).owed(after(30)) == owed(
        principal="500000.00", interest="1666.66"
    )


def test_what_was_paid_after_it_is_used_up_otherwise() -> None:
    history = then(paid_out(), (after(30), repay("505000.00", after(30))))

    events = given(*history).when(repay("501666.67", after(10), "late"), on(after(40))).events()

    assert kinds(events) == [
        "RepaymentAllocated",
        "RepaymentReallocated",
        "InterestCorrected",
        "FinancingRepaid",
    ]
    changed = events[1]
    assert isinstance(changed, fact.RepaymentReallocated)
    assert changed.before == owed(principal="500000.00", interest="5000.00")
    assert changed.after == owed(principal="500000.00", interest="1666.66")
    assert changed.released == yuan("3333.34")
    assert changed.because_of == "late"
    settled = events[-1]
    assert isinstance(settled, fact.FinancingRepaid)
    assert settled.effective_on == after(30)


def test_a_late_payment_may_be_more_than_was_left_to_pay() -> None:
    repaid = then(paid_out(), (after(30), repay("1005000.00", after(30))))

    events = given(*repaid).when(repay("1000000.00", after(0), "late"), on(after(40))).events()

    assert kinds(events) == ["RepaymentReallocated", "RepaymentAllocated", "InterestCorrected"]
    changed = events[0]
    assert isinstance(changed, fact.RepaymentReallocated)
    assert changed.released == yuan("1005000.00")
    assert the_allocation(events).split == owed(principal="1000000.00")
    over = financing((*repaid, *events))
    assert over.posted.is_zero
    assert over.left_by_obligor == ((ANCHOR, yuan("0.00")), (MILL, yuan("0.00")))


def test_a_penalty_falls_away_where_the_money_was_there_in_time() -> None:
    history = then(
        paid_out(terms(penalty_rate="0.03")), (after(100), AccrueInterest(through=after(100)))
    )

    events = given(*history).when(repay("1015000.00", after(90)), on(after(100))).events()

    corrected = events[1]
    assert isinstance(corrected, fact.InterestCorrected)
    assert corrected.difference == yuan("-1666.67")
    assert corrected.penalty_difference == yuan("-833.33")
    assert financing((*history, *events)).stage is Stage.REPAID


def test_the_order_in_which_payments_become_known_changes_nothing() -> None:
    early, late = repay("100000.00", after(10), "a"), repay("200000.00", after(20), "b")
    close = AccrueInterest(through=after(40))

    in_order = then(paid_out(), (after(10), early), (after(20), late), (after(40), close))
    turned = then(paid_out(), (after(20), late), (after(30), early), (after(40), close))

    assert financing(turned).owed(after(40)) == financing(in_order).owed(after(40))
    assert financing(turned).posted == financing(in_order).posted


def test_a_repayment_the_bank_takes_back_was_never_made() -> None:
    repaid = then(paid_out(), (after(30), repay("1006000.00", after(30), payer=MILL)))

    events = given(*repaid).when(ReverseRepayment(reference="col-1"), on(after(32))).events()

    (reversed_,) = events
    assert isinstance(reversed_, fact.RepaymentReversed)
    assert reversed_.reopened
    assert reversed_.surplus == yuan("1000.00")
    assert reversed_.by_obligor == ((ANCHOR, yuan("-500000.00")), (MILL, yuan("-500000.00")))
    again = financing((*repaid, *events))
    assert again.stage is Stage.DISBURSED
    assert again.owed(after(90)) == owed(principal="1000000.00", interest="15000.00")


def test_a_reversal_between_other_repayments_brings_its_interest_back() -> None:
    history = then(
        paid_out(),
        (after(10), repay("501666.67", after(10), "a")),
        (after(20), repay("100000.00", after(20), "b")),
    )

    events = given(*history).when(ReverseRepayment(reference="a"), on(after(25))).events()

    assert kinds(events) == ["RepaymentReversed", "RepaymentReallocated", "InterestCorrected"]
    state = financing((*history, *events))
    assert state.owed(after(20)) == owed(principal="903333.33")


def test_a_reversed_surplus_opens_nothing() -> None:
    repaid = then(
        paid_out(),
        (after(3), repay("1000500.00", after(3))),
        (after(5), repay("70.00", after(5), "extra")),
    )

    (event,) = given(*repaid).when(ReverseRepayment(reference="extra"), on(after(6))).events()

    assert isinstance(event, fact.RepaymentReversed)
    assert not event.reopened
    assert financing((*repaid, event)).stage is Stage.REPAID


def test_only_what_was_allocated_is_reversed() -> None:
    given(*paid_out()).when(ReverseRepayment(reference="never"), on(after(1))).then_refused(
        no.RepaymentUnknown("never")
    )
