"""A draft is judged by the rules of the book it claims to keep, in a fixed order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from application.documents.draft import Draft, DraftParty, DraftTotals, Profile, Written, clean
from application.documents.examine import examine
from application.documents.parties import party_reference
from application.documents.refused import Code, DocumentRefused
from application.documents.rules import RULES, broken_rules
from domain.shared.currency import Currency
from domain.shared.identifiers.identifier import Identifier, Scheme
from domain.shared.money import Money
from domain.shared.trade_document import (
    DocumentKind,
    Encoding,
    PartyReference,
    Source,
    TradeDocument,
)


def said(text: str | None) -> Written:
    return Written(text, "place")


SOUND = Draft(
    source=Source(Encoding.UBL, "file", "Invoice"),
    profile=Profile.FREE,
    type_code=said(None),
    number=said("W-1"),
    issued_on=said("2026-03-02"),
    currency=said("JPY"),
    totals=DraftTotals(payable=said("119"), prepaid=said("30"), net=said("140")),
    seller=DraftParty(reference=PartyReference("Weaver"), place="seller"),
    buyer=DraftParty(reference=PartyReference("Anchor"), place="buyer"),
)


def test_sums_that_are_left_out_are_derived() -> None:
    document = examine(replace(SOUND, totals=replace(SOUND.totals, net=said(None))))

    assert isinstance(document, TradeDocument)
    assert document.gross == Money(149, Currency.JPY)
    assert (document.net, document.tax) == (document.gross, Money.zero(Currency.JPY))
    assert (document.kind, document.type_code) == (DocumentKind.INVOICE, "380")
    assert (document.issued_on, document.due_on) == (date(2026, 3, 2), None)


def test_what_is_payable_must_follow_even_where_no_gross_is_stated() -> None:
    refused = examine(SOUND)

    assert isinstance(refused, DocumentRefused)
    assert (refused.code, refused.rule) == (Code.TOTALS_DISAGREE, "BR-CO-16")
    assert refused.facts == (("stated", "119"), ("computed", "110.00"))


def test_a_book_is_asked_only_of_those_who_claim_to_keep_it() -> None:
    free = replace(SOUND, totals=DraftTotals(payable=said("119")))
    claimed = examine(replace(free, profile=Profile.EN16931))

    assert isinstance(examine(free), TradeDocument)
    assert isinstance(claimed, DocumentRefused)
    assert claimed.rule == "BR-04"


def test_what_it_is_comes_before_who_and_who_before_how_much() -> None:
    nobody = DraftParty(reference=PartyReference(""), place="buyer")
    worst = replace(SOUND, is_test=True, type_code=said("325"), buyer=nobody, totals=DraftTotals())
    order = [rule.code for rule, _ in broken_rules(worst)]

    assert order[:3] == [Code.MARKED_AS_TEST, Code.NOT_AN_INVOICE, Code.PARTY_MISSING]
    refused = examine(worst)
    assert isinstance(refused, DocumentRefused)
    assert refused.code is order[0]


def test_an_amount_of_a_currency_without_decimals_has_none() -> None:
    refused = examine(replace(SOUND, totals=DraftTotals(payable=said("1.5"))))
    assert isinstance(refused, DocumentRefused)
    assert refused.rule == "minor-unit"


def test_an_account_with_a_wrong_digit_is_left_out() -> None:
    free = replace(SOUND, totals=DraftTotals(payable=said("119")))
    wrong = examine(replace(free, iban="DE89370400440532013001"))
    right = examine(replace(free, iban="DE89 3704 0044 0532 0130 00"))

    assert isinstance(wrong, TradeDocument)
    assert wrong.iban is None
    assert isinstance(right, TradeDocument)
    assert right.iban == Identifier(Scheme.IBAN, "DE89370400440532013000")


def test_every_code_belongs_to_documents_and_to_one_reason() -> None:
    values = [code.value for code in Code]
    assert len(set(values)) == len(values)
    assert all(value.startswith("document.") for value in values)
    assert {rule.code for rule in RULES} <= set(Code)


@pytest.mark.parametrize(
    ("scheme", "value", "country", "expected"),
    [
        ("0088", "4006381333931", None, "gln/4006381333931"),
        ("0060", "123456789", None, "register/0060:123456789"),
        ("DUNS", "123456789", None, "register/0060:123456789"),
        ("EM", "pay@anchor.example", None, "register/EM:PAY@ANCHOR.EXAMPLE"),
        ("VAT", "NL8200.98.395.B.01", None, "vat/NL820098395B01"),
        ("9933", "801399030", None, "vat/EL801399030"),
        ("9930", "DE123456789", None, "vat/DE123456789"),
        (None, "91110108690017781B", "CN", "uscc/91110108690017781B"),
        (None, "91110108690017781B", "FR", None),
        ("0088", "4006381333932", None, None),
        ("VAT", "57151520", None, None),
        ("", "10202", None, None),
    ],
)
def test_an_identifier_is_known_by_its_scheme_and_its_digits(
    scheme: str | None, value: str, country: str | None, expected: str | None
) -> None:
    party = party_reference("x", [(scheme, value)], country)

    assert [one.key for one in party.identifiers] == ([expected] if expected else [])
    assert party.unverified == (() if expected else ((scheme or "", value),))


def test_text_keeps_what_is_read_and_loses_what_is_not() -> None:
    assert clean(" a\u0301\n b\u202e\u200b\ufeff ") == "\u00e1 b"
    assert clean("می\u200cخواهم") == "می\u200cخواهم"
