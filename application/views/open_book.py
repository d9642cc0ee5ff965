"""The open claims that money on a party's account may be for, as the views know them."""

from __future__ import annotations

from collections.abc import Iterator

from application.collection.open_receivables import Book, OpenReceivable
from application.shared.views import Views
from application.views.keys import key
from application.views.parties import PARTIES
from application.views.pools import POOLS
from application.views.receivables import RECEIVABLES
from domain.enterprise.state import Party
from domain.receivable.state import Receivable
from domain.shared.ids import PartyId


def book_of(views: Views, owner: PartyId) -> Book:
    """A seller is paid for its own claims, a lender for those of its pools' sellers.

    A view may be a moment old; whoever applies money looks at the claim itself again.
    """
    sellers = {owner} | {
        seller for _, row in views.all(POOLS, owner) for seller in row.pool.sellers
    }
    buyers: dict[PartyId, Party | None] = {}
    return Book.of(
        each for seller in sorted(sellers) for each in _open_claims(views, seller, buyers)
    )


def _open_claims(
    views: Views, seller: PartyId, buyers: dict[PartyId, Party | None]
) -> Iterator[OpenReceivable]:
    for _, claim in views.all(RECEIVABLES, seller):
        if claim.seller != seller or not claim.open.is_positive:
            continue
        if claim.buyer not in buyers:
            buyers[claim.buyer] = views.get(PARTIES, key(claim.buyer, claim.buyer))
        yield _open(claim, buyers[claim.buyer])


def _open(claim: Receivable, buyer: Party | None) -> OpenReceivable:
    invoice = claim.invoice
    names = (
        (buyer.profile.name, *(other.name for other in buyer.profile.other_names)) if buyer else ()
    )
    return OpenReceivable(
        receivable_id=claim.receivable,
        number=invoice.number,
        seller=claim.seller,
        buyer=claim.buyer,
        open=claim.open,
        due_on=claim.due_on,
        issued_on=invoice.issued_on,
        payment_reference=invoice.payment_reference or None,
        buyer_names=names,
        buyer_accounts=tuple(account.number for account in buyer.accounts) if buyer else (),
        buyer_identifiers=tuple(each.value for each in buyer.identifiers) if buyer else (),
    )
