"""An identifier is a scheme and a value that keeps the scheme's rules.

Shape and check digit only: that the party exists is for a register to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from domain.shared.identifiers.check_digits import (
    USCC_ALPHABET,
    gs1_check_digit,
    mod_97_check_digits,
    uscc_check_character,
)
from domain.shared.identifiers.countries import COUNTRIES, IBAN_LENGTHS
from domain.shared.refusal import Kind, Refusal, Refused


class Scheme(Enum):
    """By whose rules the value is made."""

    USCC = "uscc"
    """统一社会信用代码, unified social credit code: GB 32100-2015."""

    LEI = "lei"
    """Legal entity identifier: ISO 17442."""

    IBAN = "iban"
    """International bank account number: ISO 13616."""

    BIC = "bic"
    """Business identifier code: ISO 9362."""

    GLN = "gln"
    """Global location number: GS1."""

    VAT = "vat"
    """VAT number with its country prefix; its shape alone is looked at."""

    REGISTER = "register"
    """A number in some other register, as `register:number`, such as `0002:732829320`."""


class Rule(Enum):
    """What a value can break."""

    LENGTH = "length"
    CHARACTERS = "characters"
    COUNTRY = "country"
    CHECK_DIGIT = "check_digit"


@dataclass(frozen=True, slots=True)
class IdentifierUnsound(Refusal):
    """The value breaks a rule of its scheme."""

    code: ClassVar[str] = "identifier.unsound"
    kind: ClassVar[Kind] = Kind.UNSOUND
    scheme: Scheme
    value: str
    rule: Rule
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Identifier:
    """A value that was checked when it came in; make one with `Identifier.of`."""

    scheme: Scheme
    value: str

    @classmethod
    def of(cls, scheme: Scheme, written: str) -> Identifier:
        """Normalise (spaces, hyphens, case) and check; raise `Refused(IdentifierUnsound)`."""
        value = normalised(scheme, written)
        CHECKS[scheme](value)
        return cls(scheme, value)

    @property
    def key(self) -> str:
        """Unique over all schemes: `lei/5493001KJTIIGC8Y1R12`."""
        return f"{self.scheme.value}/{self.value}"


SEPARATORS = re.compile(r"[\s\-]")


def normalised(scheme: Scheme, written: str) -> str:
    """How the scheme's register would print it, without spaces."""
    if scheme is Scheme.REGISTER:
        register, colon, number = written.upper().partition(":")
        return register.strip() + colon + " ".join(number.split())
    return SEPARATORS.sub("", written).upper()


def _check_uscc(value: str) -> None:
    scheme = Scheme.USCC
    _length(scheme, value, 18)
    _characters(scheme, value, rf"[{USCC_ALPHABET}]{{2}}[0-9]{{6}}[{USCC_ALPHABET}]{{10}}")
    _check_digit(scheme, value, expected=uscc_check_character(value[:17]), found=value[17:])


def _check_lei(value: str) -> None:
    _length(Scheme.LEI, value, 20)
    _characters(Scheme.LEI, value, r"[A-Z0-9]{18}[0-9]{2}")
    _check_digit(Scheme.LEI, value, expected=mod_97_check_digits(value[:18]), found=value[18:])


def _check_iban(value: str) -> None:
    _characters(Scheme.IBAN, value, r"[A-Z]{2}[0-9]{2}[A-Z0-9]{1,30}")
    country, digits, account = value[:2], value[2:4], value[4:]
    if country not in IBAN_LENGTHS:
        _refuse(Scheme.IBAN, value, Rule.COUNTRY, "a country with IBANs", country)
    _length(Scheme.IBAN, value, IBAN_LENGTHS[country])
    _check_digit(Scheme.IBAN, value, expected=mod_97_check_digits(account + country), found=digits)


def _check_bic(value: str) -> None:
    _characters(Scheme.BIC, value, r"[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?")
    if value[4:6] not in COUNTRIES:
        _refuse(Scheme.BIC, value, Rule.COUNTRY, "ISO 3166", value[4:6])


def _check_gln(value: str) -> None:
    _length(Scheme.GLN, value, 13)
    _characters(Scheme.GLN, value, r"[0-9]{13}")
    _check_digit(Scheme.GLN, value, expected=gs1_check_digit(value[:12]), found=value[12:])


def _check_vat(value: str) -> None:
    _characters(Scheme.VAT, value, r"[A-Z]{2}[A-Z0-9+*]{2,15}")


def _check_register(value: str) -> None:
    _characters(Scheme.REGISTER, value, r"[^\s:/]{1,20}:[^\x00-\x1f/]{1,60}")


CHECKS: dict[Scheme, Callable[[str], None]] = {
    Scheme.USCC: _check_uscc,
    Scheme.LEI: _check_lei,
    Scheme.IBAN: _check_iban,
    Scheme.BIC: _check_bic,
    Scheme.GLN: _check_gln,
    Scheme.VAT: _check_vat,
    Scheme.REGISTER: _check_register,
}


def _length(scheme: Scheme, value: str, length: int) -> None:
    if len(value) != length:
        _refuse(scheme, value, Rule.LENGTH, str(length), str(len(value)))


def _characters(scheme: Scheme, value: str, pattern: str) -> None:
    if re.fullmatch(pattern, value, re.ASCII) is None:
        _refuse(scheme, value, Rule.CHARACTERS, pattern, value)


def _check_digit(scheme: Scheme, value: str, *, expected: str, found: str) -> None:
    if found != expected:
        _refuse(scheme, value, Rule.CHECK_DIGIT, expected, found)


def _refuse(scheme: Scheme, value: str, rule: Rule, expected: str, found: str) -> None:
    raise Refused(IdentifierUnsound(scheme, value, rule, expected, found))
