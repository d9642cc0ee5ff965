"""What eligibility is told of a claim, for the lender that asks."""

from __future__ import annotations

import pytest

from domain.eligibility.claim import Claim, Mark
from domain.receivable import events as fact
from domain.receivable.invoice import Trait
from domain.receivable.state import MARKS, claim_of, marks_of
from domain.shared.currency import Currency
from tests.domain.receivable.scenes import (
    ANCHOR,
    BANK,
    CLAIM,
    DUE,
    ISSUED,
    LATER,
    RIVAL,
    SAID,
    SPRING,
    TODAY,
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
    yuan,
)


def test_every_figure_is_told_in_minor_units() -> None:
    claim = claim_after(
        registered(prepaid=yuan("50.00"), advances=yuan("60.00"), retention=yuan("70.00")),
        confirmed("900.00", left="950.00"),
        disputed("30.00", left="950.00"),
        collected("100.00", left="850.00"),
    )

    assert claim_of(claim, BANK) == Claim(
        receivable=CLAIM,
        seller=SPRING,
        obligor=ANCHOR,
        currency=Currency.CNY,
        face=100_000,
        vat=13_000,
        open=85_000,
        confirmed=80_000,
        disputed=3_000,
        retention=7_000,
        prepaid=6_000,
        issued_on=ISSUED,
        due_on=DUE,
        original_due_on=DUE,
        marks=Mark.CONFIRMED,
    )


def test_what_is_held_back_is_never_more_than_what_is_open() -> None:
    claim = claim_after(
        registered(advances=yuan("600.00"), retention=yuan("70.00")),
        collected("950.00", left="50.00"),
    )
    told = claim_of(claim, BANK)

    assert (told.retention, told.prepaid) == (5_000, 5_000)


def test_a_rejected_claim_is_disputed_in_full() -> None:
    told = claim_of(claim_after(registered(), rejected()), BANK)

    assert (told.open, told.disputed, told.confirmed) == (100_000, 100_000, 0)


def test_notice_and_registration_count_for_their_own_lender_only() -> None:
    claim = claim_after(registered(), noticed(), on_file())

    assert marks_of(claim, BANK) == Mark.NOTICED | Mark.REGISTERED
    assert marks_of(claim, RIVAL) == Mark.NOTHING


def test_a_registration_that_ended_counts_no_more() -> None:
    claim = claim_after(registered(), on_file(), off_file())

    assert marks_of(claim, BANK) == Mark.NOTHING


def test_a_date_that_moved_is_marked_and_the_first_is_kept() -> None:
    moved = fact.DueDateExtended(
        **SAID,
        effective_on=TODAY,
        open=yuan("1000.00"),
        earlier=DUE,
        due_on=LATER,
        reason="late harvest",
        consent=False,
    )
    told = claim_of(claim_after(registered(), moved), BANK)

    assert told.marks == Mark.TERMS_EXTENDED
    assert (told.due_on, told.original_due_on) == (LATER, DUE)


@pytest.mark.parametrize("trait", Trait)
def test_every_trait_has_its_mark(trait: Trait) -> None:
    for claim in (
        claim_after(registered(traits=(trait,))),
        claim_after(registered(), qualified(trait)),
    ):
        assert marks_of(claim, BANK) == MARKS[trait]


def test_every_mark_is_made_by_a_trait_or_a_fact() -> None:
    made = set(MARKS.values())
    made |= {Mark.CONFIRMED, Mark.NOTICED, Mark.REGISTERED, Mark.TERMS_EXTENDED, Mark.LENT_ON_TWICE}

    assert made == {mark for mark in Mark if mark}
    assert len(set(MARKS.values())) == len(MARKS)
