"""Who sells and who buys, as far as the document itself can tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from application.documents.broken import Broken, broken
from application.documents.draft import Draft, DraftParty
from domain.shared.identifiers.countries import COUNTRIES
from domain.shared.identifiers.identifier import Scheme

PREFIXES = COUNTRIES | {"EL", "XI"}
"""Greece and Northern Ireland have a prefix of their own in VAT numbers."""

NAMES_ONE_COMPANY = frozenset({Scheme.USCC, Scheme.LEI, Scheme.VAT})
"""A location number or a mailbox may be shared by two companies; these may not."""


def has_seller(draft: Draft) -> Broken | None:
    return _unnamed(draft.seller)


def has_buyer(draft: Draft) -> Broken | None:
    return _unnamed(draft.buyer)


def seller_is_identified(draft: Draft) -> Broken | None:
    return None if draft.seller.registered else broken(f"{draft.seller.place}: identifier")


def vat_numbers_have_country(draft: Draft) -> Broken | None:
    """EN 16931 BR-CO-09: a VAT number begins with the country that gave it."""
    return _without_country(draft.seller, draft.buyer, draft.tax_representative)


def vat_numbers_have_country_abroad(draft: Draft) -> Broken | None:
    """CEN BII T10-R003, R005: asked only where seller and buyer are in two countries."""
    countries = {draft.seller.reference.country, draft.buyer.reference.country}
    if None in countries or len(countries) == 1:
        return None
    return _without_country(draft.seller, draft.buyer)


def addresses_can_be_written_to(draft: Draft) -> Broken | None:
    """CEN BII T10-R002, R004: city and postal code, or an identifier of the address."""
    for party in (draft.seller, draft.buyer):
        if not (party.address_id or (party.city and party.postal_zone)):
            lacks = "city" if not party.city else "postal_zone"
            return broken(party.place, lacks=lacks)
    return None


def seller_is_not_buyer(draft: Draft) -> Broken | None:
    shared = set(draft.seller.reference.identifiers) & set(draft.buyer.reference.identifiers)
    same = sorted(one.key for one in shared if one.scheme in NAMES_ONE_COMPANY)
    return broken(draft.buyer.place, identifier=same[0]) if same else None


def _unnamed(party: DraftParty) -> Broken | None:
    """A party needs a name, or an identifier by which it can be found."""
    known = party.reference.name or party.reference.identifiers
    return None if known else broken(party.place)


def _without_country(*parties: DraftParty | None) -> Broken | None:
    for place, number in _vat_numbers(*parties):
        if re.sub(r"\s", "", number)[:2].upper() not in PREFIXES:
            return broken(place, vat_number=number[:30])
    return None


def _vat_numbers(*parties: DraftParty | None) -> Iterator[tuple[str, str]]:
    for party in parties:
        if party is not None:
            yield from ((party.place, number) for number in party.vat_numbers)
