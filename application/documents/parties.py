"""From the identifiers that a document writes to those by which a party can be found.

Documents name schemes by ISO 6523 codes (0088 is GS1's location number), by the codes of
the European electronic address list (99.. are VAT numbers by country, EM a mailbox), by
plain names, or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from application.documents.draft import clean
from domain.shared.identifiers.identifier import Identifier, Scheme
from domain.shared.refusal import Refused
from domain.shared.trade_document import PartyReference

VAT_OF = {
    "9910": "HU",
    "9914": "AT",
    "9922": "AD",
    "9923": "AL",
    "9924": "BA",
    "9925": "BE",
    "9926": "BG",
    "9927": "CH",
    "9928": "CY",
    "9929": "CZ",
    "9930": "DE",
    "9931": "EE",
    "9932": "GB",
    "9933": "EL",
    "9934": "HR",
    "9935": "IE",
    "9936": "LI",
    "9937": "LT",
    "9938": "LU",
    "9939": "LV",
    "9940": "MC",
    "9941": "ME",
    "9942": "MK",
    "9943": "MT",
    "9944": "NL",
    "9945": "PL",
    "9946": "PT",
    "9947": "RO",
    "9948": "RS",
    "9949": "SI",
    "9950": "SK",
    "9951": "SM",
    "9952": "TR",
    "9953": "VA",
    "9957": "FR",
}
"""VAT numbers in the list of electronic addresses, and the prefix each has."""

NAMED = {
    "0088": Scheme.GLN,
    "GLN": Scheme.GLN,
    "EAN": Scheme.GLN,
    "0199": Scheme.LEI,
    "LEI": Scheme.LEI,
    "USCC": Scheme.USCC,
    "USCI": Scheme.USCC,
    "REGISTER": Scheme.REGISTER,
}

REGISTERS = {"DUNS": "0060", "EM": "EM"}
CODE = re.compile(r"[0-9]{4}", re.ASCII)
VAT_NOISE = re.compile(r"[\s./\-]")
CHINA = "CN"


def party_reference(
    name: str | None, stated: Iterable[tuple[str | None, str]], country: str | None
) -> PartyReference:
    """A party as written; `stated` are (scheme or None, value)."""
    known: set[Identifier] = set()
    unverified: set[tuple[str, str]] = set()
    for scheme, value in stated:
        plain = clean(value)
        identifier = identified((scheme or "").strip().upper(), plain, country)
        if identifier is not None:
            known.add(identifier)
        elif plain:
            unverified.add((clean(scheme or ""), plain))
    return PartyReference(
        name=clean(name or ""),
        identifiers=tuple(sorted(known, key=lambda one: one.key)),
        unverified=tuple(sorted(unverified)),
        country=country.strip().upper() if country else None,
    )


def identified(scheme: str, value: str, country: str | None) -> Identifier | None:
    """The identifier where scheme and check digits are known and right, else None."""
    if scheme in NAMED:
        return _checked(NAMED[scheme], value)
    if scheme in {"VAT", "VA"}:
        return _checked(Scheme.VAT, VAT_NOISE.sub("", value))
    if scheme in VAT_OF:
        return _vat_address(VAT_OF[scheme], value)
    if scheme in REGISTERS or CODE.fullmatch(scheme):
        return _checked(Scheme.REGISTER, f"{REGISTERS.get(scheme, scheme)}:{value}")
    if (country or "").strip().upper() == CHINA:
        return _checked(Scheme.USCC, value)
    return None


def _vat_address(prefix: str, value: str) -> Identifier | None:
    plain = VAT_NOISE.sub("", value).upper()
    return _checked(Scheme.VAT, plain if plain.startswith(prefix) else prefix + plain)


def _checked(scheme: Scheme, value: str) -> Identifier | None:
    try:
        return Identifier.of(scheme, value)
    except Refused:
        return None
