"""Dates move only later, and after notice only with the financier; traits come and go."""

from __future__ import annotations

from datetime import date

from domain.receivable import commands as ask
from domain.receivable import events as fact
from domain.receivable import refusals as no
from domain.receivable.invoice import Trait
from tests.domain.receivable.scenes import (
    CLAIM,
    CONTEXT,
    DUE,
    LATER,
    SAID,
    SPRING,
    TODAY,
    claim_after,
    collected,
    given,
    noticed,
    qualified,
    registered,
    settled,
    yuan,
)


def extend(to: date, *, consent: bool = False) -> ask.ExtendDueDate:
    return ask.ExtendDueDate(
        seller=SPRING, receivable=CLAIM, due_on=to, reason="late harvest", consent=consent
    )


def extended() -> fact.DueDateExtended:
    return fact.DueDateExtended(
        **SAID,
        effective_on=TODAY,
        open=yuan("1000.00"),
        earlier=DUE,
        due_on=LATER,
        reason="late harvest",
        consent=False,
    )


def qualify(*, holds: bool) -> ask.Qualify:
    return ask.Qualify(
        seller=SPRING, receivable=CLAIM, trait=Trait.INSURED, holds=holds, evidence="policy 3"
    )


def test_the_buyer_is_given_more_time() -> None:
    given(registered()).when(extend(LATER), CONTEXT).then(extended())

    claim = claim_after(registered(), extended())
    assert claim.due_on == LATER
    assert claim.terms_extended


def test_a_due_date_is_never_brought_forward() -> None:
    for day in (DUE, date(2026, 5, 28)):
        given(registered()).when(extend(day), CONTEXT).then_refused(
            no.DueDateNotLater(due_on=DUE, asked=day)
        )


def test_after_notice_the_financier_agrees_to_more_time() -> None:
    claim = given(registered(), noticed())

    claim.when(extend(LATER), CONTEXT).then_refused(no.ConsentMissing(CLAIM))
    assert claim.when(extend(LATER, consent=True), CONTEXT).events()


def test_what_is_paid_has_no_due_date_to_move() -> None:
    paid = given(registered(), collected("1000.00", left="0.00"), settled())

    paid.when(extend(LATER), CONTEXT).then_refused(no.ReceivableIsSettled(CLAIM))


def test_a_trait_comes_and_goes_and_is_said_once() -> None:
    insured = qualified(Trait.INSURED)
    lapsed = qualified(Trait.INSURED, holds=False)

    given(registered()).when(qualify(holds=True), CONTEXT).then(insured)
    given(registered(), insured).when(qualify(holds=True), CONTEXT).then()
    given(registered(), insured).when(qualify(holds=False), CONTEXT).then(lapsed)
    given(registered()).when(qualify(holds=False), CONTEXT).then()
    assert claim_after(registered(), insured, lapsed).traits == frozenset()


def test_what_was_perhaps_lent_on_twice_is_held_back_until_it_is_settled() -> None:
    hold = ask.HoldBack(seller=SPRING, receivable=CLAIM, evidence="paper 9")
    let = ask.LetCount(seller=SPRING, receivable=CLAIM, reason="two trades")
    whole = {"effective_on": CONTEXT.now.day, "open": yuan("1000.00")}
    held = fact.ReceivableHeldBack(**SAID, **whole, evidence="paper 9")  # type: ignore[arg-type] # each of its own kind
    counts = fact.ReceivableCounts(**SAID, **whole, reason="two trades")  # type: ignore[arg-type] # as above

    given(registered()).when(hold, CONTEXT).then(held)
    given(registered(), held).when(hold, CONTEXT).then()
    given(registered(), held).when(let, CONTEXT).then(counts)
    given(registered(), held, counts).when(let, CONTEXT).then()
