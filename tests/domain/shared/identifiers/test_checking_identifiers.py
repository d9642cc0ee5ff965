"""A real identifier is taken, a mistyped one is refused with the digit it should have had."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.shared.identifiers.check_digits import (
    USCC_ALPHABET,
    mod_97_check_digits,
    uscc_check_character,
)
from domain.shared.identifiers.countries import IBAN_LENGTHS
from domain.shared.identifiers.identifier import Identifier, IdentifierUnsound, Rule, Scheme
from domain.shared.refusal import Refused
from tests.support.shared import shared

WHERE = "data/company_reference"


def refusal_of(scheme: Scheme, written: str) -> IdentifierUnsound:
    with pytest.raises(Refused) as refused:
        Identifier.of(scheme, written)
    assert isinstance(refused.value.refusal, IdentifierUnsound)
    return refused.value.refusal


def values_in(name: str) -> list[str]:
    with shared(f"{WHERE}/identifiers/{name}").open(encoding="utf-8", newline="") as file:
        return [row[0] for row in csv.reader(file)][1:]


@pytest.mark.parametrize(
    ("name", "scheme", "count"),
    [
        ("cn_uscc_valid.csv", Scheme.USCC, 200),
        ("lei_valid.csv", Scheme.LEI, 100),
        ("bic_valid.csv", Scheme.BIC, 400),
    ],
)
def test_every_real_identifier_is_taken_as_it_stands(name: str, scheme: Scheme, count: int) -> None:
    values = values_in(name)

    assert len(values) == count
    assert [Identifier.of(scheme, value).value for value in values] == values


@pytest.mark.parametrize(
    ("name", "scheme"), [("cn_uscc_valid.csv", Scheme.USCC), ("lei_valid.csv", Scheme.LEI)]
)
def test_a_wrong_last_character_is_refused_with_the_right_one(name: str, scheme: Scheme) -> None:
    for value in values_in(name):
        last = "0" if value[-1] != "0" else "1"

        refusal = refusal_of(scheme, value[:-1] + last)

        assert refusal.rule is Rule.CHECK_DIGIT
        assert value.endswith(refusal.expected)


def test_every_lei_of_the_public_register_is_taken() -> None:
    register: Path = shared(f"{WHERE}/gleif")
    found = {
        record["attributes"]["lei"]
        for path in register.glob("lei_records__*.json")
        for record in _records(json.loads(path.read_text(encoding="utf-8")))
    }

    assert len(found) > 50
    assert {Identifier.of(Scheme.LEI, lei).value for lei in found} == found


def test_iban_lengths_are_those_of_the_registry() -> None:
    registry = json.loads(shared(f"{WHERE}/banks/iban_registry_spec.json").read_text("utf-8"))
    ours = {country: IBAN_LENGTHS[country] for country in registry if country in IBAN_LENGTHS}

    assert len(ours) > 80
    assert ours == {country: registry[country]["iban_length"] for country in ours}


@pytest.mark.parametrize(
    "written",
    ["GB82 WEST 1234 5698 7654 32", "de89370400440532013000", "NL91 ABNA 0417 1643 00"],
)
def test_an_iban_may_be_written_in_groups_and_small_letters(written: str) -> None:
    assert Identifier.of(Scheme.IBAN, written).value == written.replace(" ", "").upper()


@pytest.mark.parametrize(
    ("scheme", "written", "rule", "expected", "found"),
    [
        (Scheme.IBAN, "GB83WEST12345698765432", Rule.CHECK_DIGIT, "82", "83"),
        (Scheme.IBAN, "GB82WEST1234569876543", Rule.LENGTH, "22", "21"),
        (Scheme.IBAN, "CN82WEST12345698765432", Rule.COUNTRY, "a country with IBANs", "CN"),
        (Scheme.LEI, "5493001KJTIIGC8Y1R1", Rule.LENGTH, "20", "19"),
        (Scheme.LEI, "5493001KJTIIGC8Y1R13", Rule.CHECK_DIGIT, "12", "13"),
        (Scheme.USCC, "91152201078376286", Rule.LENGTH, "18", "17"),
        (Scheme.BIC, "ABNCZZ2A", Rule.COUNTRY, "ISO 3166", "ZZ"),
        (Scheme.GLN, "5790000436058", Rule.CHECK_DIGIT, "7", "8"),
    ],
)
def test_a_bad_identifier_is_refused_by_its_rule(
    scheme: Scheme, written: str, rule: Rule, expected: str, found: str
) -> None:
    assert refusal_of(scheme, written) == IdentifierUnsound(scheme, written, rule, expected, found)


@pytest.mark.parametrize(
    ("scheme", "written"),
    [
        (Scheme.USCC, "91152201O78376286O"),
        (Scheme.LEI, "5493001KJTIIGC8Y1RXX"),
        (Scheme.BIC, "ABN"),
        (Scheme.BIC, "ABNANL2AX"),
        (Scheme.GLN, "57900004360５7"),
        (Scheme.VAT, "123456789"),
        (Scheme.REGISTER, "no register"),
        (Scheme.IBAN, ""),
    ],
)
def test_characters_of_no_such_identifier_are_refused(scheme: Scheme, written: str) -> None:
    assert refusal_of(scheme, written).rule is Rule.CHARACTERS


@pytest.mark.parametrize(
    ("scheme", "written", "value"),
    [
        (Scheme.GLN, "5790000 436057", "5790000436057"),
        (Scheme.VAT, "nl 8200.98395.b01".replace(".", ""), "NL820098395B01"),
        (Scheme.REGISTER, "de : hrb  12345 ", "DE:HRB 12345"),
    ],
)
def test_others_are_normalised(scheme: Scheme, written: str, value: str) -> None:
    identifier = Identifier.of(scheme, written)

    assert identifier.value == value
    assert identifier.key == f"{scheme.value}/{value}"


@given(
    st.text(USCC_ALPHABET, min_size=17, max_size=17),
    st.integers(min_value=0, max_value=17),
    st.sampled_from(USCC_ALPHABET),
)
def test_one_mistyped_character_of_a_credit_code_is_always_caught(
    body: str, place: int, other: str
) -> None:
    start = f"91110000{body[8:]}"
    sound = start + uscc_check_character(start)
    mistyped = sound[:place] + other + sound[place + 1 :]

    if mistyped == sound:
        assert Identifier.of(Scheme.USCC, mistyped).value == sound
    else:
        refusal_of(Scheme.USCC, mistyped)


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=18, max_size=18))
def test_a_made_lei_is_sound_and_swapping_its_check_digits_is_not(body: str) -> None:
    digits = mod_97_check_digits(body)

    assert Identifier.of(Scheme.LEI, body + digits).value == body + digits
    if digits[0] != digits[1]:
        refusal_of(Scheme.LEI, body + digits[::-1])


def _records(document: dict[str, Any]) -> list[dict[str, Any]]:
    data = document["data"]
    listed: list[dict[str, Any]] = data if isinstance(data, list) else [data]
    return [record for record in listed if record["type"] == "lei-records"]
