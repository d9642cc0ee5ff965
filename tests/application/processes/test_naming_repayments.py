"""Every name of a repayment is read back as it was written, and as nothing else."""

from __future__ import annotations

import pytest

from application.processes.repayment_names import (
    claim_in,
    is_paid_off,
    is_passed_on,
    is_payment,
    name_of_paid_off,
    name_of_passed_on,
    name_of_payment,
    numbered,
    unnumbered,
)
from domain.shared.ids import CollectionId, FinancingId, ReceivableId

CAME, CLAIM = CollectionId("col_a2b3"), ReceivableId("rcv_c4d5")
LOAN, LONGER = FinancingId("spring:fin-1"), FinancingId("spring:fin-10")
NAMES = (name_of_payment(CAME, CLAIM), name_of_passed_on(LOAN), name_of_paid_off(LOAN))


def readings(reference: str) -> tuple[bool, bool, bool]:
    return (
        is_payment(reference, CAME, CLAIM),
        is_passed_on(reference, LOAN),
        is_paid_off(reference, LOAN),
    )


@pytest.mark.parametrize("number", [None, 1, 27])
@pytest.mark.parametrize("which", range(len(NAMES)))
def test_each_is_read_as_itself_however_it_is_numbered(which: int, number: int | None) -> None:
    name = NAMES[which]
    reference = name if number is None else numbered(name, number)

    assert unnumbered(reference) == name
    assert readings(reference) == tuple(it == which for it in range(len(NAMES)))
    assert claim_in(reference) == (CLAIM if which == 0 else None)


def test_a_loan_whose_name_begins_alike_is_another() -> None:
    for name in (name_of_passed_on(LONGER), name_of_paid_off(LONGER)):
        assert readings(numbered(name, 1)) == (False, False, False)


def test_a_bank_reference_with_the_same_sign_is_no_number() -> None:
    bought = CollectionId("buy-back R#7")
    name = name_of_payment(bought, CLAIM)

    assert is_payment(name, bought, CLAIM)
    assert is_payment(numbered(name, 2), bought, CLAIM)
    assert claim_in(numbered(name, 2)) == CLAIM


def test_the_names_that_loans_hold_already_are_read() -> None:
    assert claim_in("col_a2b3/rcv_c4d5#2") == CLAIM
    assert is_passed_on("passed on by spring:fin-1#9", LOAN)
    assert is_paid_off("paid off by spring:fin-1", LOAN)
