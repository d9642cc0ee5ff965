"""Parties in CII: names, identifiers of four kinds, and an address."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.xml.node import Node
from adapters.xml.written import text
from application.documents.draft import DraftParty
from application.documents.parties import party_reference

VAT = "VA"
IDENTIFIERS = ("ram:ID", "ram:GlobalID", "ram:SpecifiedLegalOrganization/ram:ID")
TAX = "ram:SpecifiedTaxRegistration/ram:ID"


def party(node: Node | None, place: str) -> DraftParty:
    """The party at a `ram:...TradeParty`; one without a name where there is none."""
    found = node or Node(place)
    country = text(found, "ram:PostalTradeAddress/ram:CountryID")
    vat_numbers = tuple(tax.text for tax in found.all(TAX) if _is_vat(tax) and tax.text)
    return DraftParty(
        reference=party_reference(text(found, "ram:Name"), _stated(found), country),
        place=place,
        vat_numbers=vat_numbers,
        registered=bool(vat_numbers or text(found, *IDENTIFIERS)),
        city=text(found, "ram:PostalTradeAddress/ram:CityName"),
        postal_zone=text(found, "ram:PostalTradeAddress/ram:PostcodeCode"),
    )


def _stated(node: Node) -> Iterator[tuple[str | None, str]]:
    for path in (*IDENTIFIERS, TAX, "ram:URIUniversalCommunication/ram:URIID"):
        for identifier in node.all(path):
            yield identifier.attributes.get("schemeID"), identifier.text


def _is_vat(tax: Node) -> bool:
    return tax.attributes.get("schemeID") == VAT
