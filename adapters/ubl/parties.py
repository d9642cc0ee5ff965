"""Parties in UBL: names, identifiers of four kinds, and an address."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.xml.node import Node
from adapters.xml.written import text
from application.documents.draft import DraftParty
from application.documents.parties import party_reference

VAT = "VAT"
COUNTRY = "cac:PostalAddress/cac:Country/cbc:IdentificationCode"
NAMES = (
    "cac:PartyLegalEntity/cbc:RegistrationName",
    "cac:PartyName/cbc:Name",
    "cac:PartyTaxScheme/cbc:RegistrationName",
)
REGISTERED = ("cac:PartyIdentification/cbc:ID", "cac:PartyLegalEntity/cbc:CompanyID")


def party(node: Node | None, place: str) -> DraftParty:
    """The party at a `cac:Party`; one without a name where there is none."""
    found = node or Node(place)
    country = text(found, COUNTRY)
    vat_numbers = tuple(_vat_numbers(found))
    stated = [*_stated(found), *((VAT, number) for number in vat_numbers)]
    return DraftParty(
        reference=party_reference(text(found, *NAMES), stated, country),
        place=place,
        vat_numbers=vat_numbers,
        registered=bool(vat_numbers or text(found, *REGISTERED)),
        city=text(found, "cac:PostalAddress/cbc:CityName"),
        postal_zone=text(found, "cac:PostalAddress/cbc:PostalZone"),
        address_id=text(found, "cac:PostalAddress/cbc:ID"),
    )


def _stated(node: Node) -> Iterator[tuple[str | None, str]]:
    for path in ("cbc:EndpointID", *REGISTERED):
        for identifier in node.all(path):
            yield identifier.attributes.get("schemeID"), identifier.text
    for tax in node.all("cac:PartyTaxScheme"):
        number = text(tax, "cbc:CompanyID")
        if number and not _is_vat(tax):
            yield "TAX", number


def _vat_numbers(node: Node) -> Iterator[str]:
    for tax in node.all("cac:PartyTaxScheme"):
        number = text(tax, "cbc:CompanyID")
        if number and _is_vat(tax):
            yield number


def _is_vat(tax: Node) -> bool:
    return text(tax, "cac:TaxScheme/cbc:ID") == VAT
