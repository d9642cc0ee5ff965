"""One invoice has one fingerprint; two invoices never share one."""

from __future__ import annotations

import string
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.shared.currency import Currency
from domain.shared.fingerprint import (
    Contents,
    contents_digest,
    contradictions,
    fingerprint,
    likeness,
    normalised_number,
    receivable_id,
)
from domain.shared.ids import PartyId
from domain.shared.money import Money

SELLER = PartyId("supplier")
BUYER = PartyId("anchor")
DAY = date(2026, 3, 2)
AMOUNT = Money(1_000_000, Currency.CNY)

SAME = [
    ("INV-0001", "inv-0001"),
    ("INV-0001", "INV 0001"),
    ("INV-0001", "INV0001"),
    ("INV-0001", "ＩＮＶ－０００１"),
    ("INV-0001", "INV\u20130001"),
    ("INV-0001", " INV-\u200b0001\u00a0"),
    ("2026/001", "2026-001"),
    ("2026/001", "2026 / 001"),
    ("5928070131", "5928 070 131"),
    ("00012345", "12345"),
    ("#4711.", "4711"),
    ("Straße 7", "STRASSE 7"),
]

DIFFERENT = [
    ("1-23", "12-3"),
    ("1-23", "123"),
    ("INV-1.1", "INV-11"),
    ("A001", "A01"),
    ("10", "100"),
    ("INV-O1", "INV-01"),
    ("INV-1", "INV-1A"),
    ("INV-1", "INV-2"),
    ("A*1", "A1"),
    ("2026-001", "2025-001"),
    ("甲1", "乙1"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_number_is_the_same_however_it_is_keyed(one: str, other: str) -> None:
    assert fingerprint(SELLER, BUYER, one, DAY) == fingerprint(SELLER, BUYER, other, DAY)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_numbers_stay_different(one: str, other: str) -> None:
    assert fingerprint(SELLER, BUYER, one, DAY) != fingerprint(SELLER, BUYER, other, DAY)


def test_the_day_may_be_keyed_wrongly_within_the_year() -> None:
    assert fingerprint(SELLER, BUYER, "7", DAY) == fingerprint(SELLER, BUYER, "7", date(2026, 2, 3))


def test_a_number_may_return_with_a_new_year() -> None:
    assert fingerprint(SELLER, BUYER, "7", DAY) != fingerprint(SELLER, BUYER, "7", date(2027, 3, 2))


def test_seller_and_buyer_are_not_interchangeable() -> None:
    assert fingerprint(SELLER, BUYER, "7", DAY) != fingerprint(BUYER, SELLER, "7", DAY)


def test_a_credit_note_is_not_the_invoice_of_the_same_number() -> None:
    credit = fingerprint(SELLER, BUYER, "7", DAY, kind="credit note")
    assert credit != fingerprint(SELLER, BUYER, "7", DAY)


def test_a_fingerprint_never_changes_once_it_is_stored() -> None:
    print_ = fingerprint(SELLER, BUYER, "INV-0001", DAY)
    assert print_ == "bd595ecec87a02ee0cf3f577f2995580ced49fef68b3df566bc972e4b552dbc1"
    assert receivable_id(print_) == "rcv_qbn3prns4mizjdpms33twk2k"


@given(number=st.text(max_size=40))
def test_folding_twice_changes_nothing(number: str) -> None:
    once = normalised_number(number)
    assert normalised_number(once) == once


@given(number=st.text(st.characters(), max_size=40))
def test_any_text_has_a_fingerprint(number: str) -> None:
    assert len(fingerprint(SELLER, BUYER, number, DAY)) == 64


@given(
    numbers=st.lists(
        st.text(string.ascii_uppercase + string.digits, min_size=1, max_size=12).filter(
            lambda number: not number.isdigit()
        ),
        min_size=2,
        max_size=2,
        unique=True,
    )
)
def test_letters_and_digits_are_never_folded_together(numbers: list[str]) -> None:
    assert normalised_number(numbers[0]) != normalised_number(numbers[1])


def test_another_number_for_the_same_trade_is_alike() -> None:
    named = likeness(SELLER, BUYER, AMOUNT, "PO-77", DAY)
    assert named == likeness(SELLER, BUYER, AMOUNT, "po 77", DAY + timedelta(days=9))


def test_without_an_order_only_the_same_day_is_alike() -> None:
    unnamed = likeness(SELLER, BUYER, AMOUNT, None, DAY)
    assert unnamed == likeness(SELLER, BUYER, AMOUNT, "", DAY)
    assert unnamed != likeness(SELLER, BUYER, AMOUNT, None, DAY + timedelta(days=30))


def test_another_amount_or_currency_is_not_alike() -> None:
    named = likeness(SELLER, BUYER, AMOUNT, "PO-77", DAY)
    assert named != likeness(SELLER, BUYER, Money(1_000_001, Currency.CNY), "PO-77", DAY)
    assert named != likeness(SELLER, BUYER, Money(1_000_000, Currency.EUR), "PO-77", DAY)


def test_an_amount_or_a_date_that_differs_is_named() -> None:
    known = Contents(AMOUNT, DAY, date(2026, 4, 1))
    claimed = Contents(Money(999, Currency.CNY), date(2026, 3, 3), date(2026, 4, 2))
    assert contradictions(known, claimed) == ("amount", "issued_on", "due_on")
    assert contents_digest(known) != contents_digest(claimed)


def test_a_due_date_left_out_contradicts_nothing() -> None:
    known = Contents(AMOUNT, DAY, date(2026, 4, 1))
    assert contradictions(known, Contents(AMOUNT, DAY, None)) == ()
