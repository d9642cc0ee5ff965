"""Which claims a buyer confirms at once, and how a key's role becomes a capacity on one claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from fastapi.responses import Response

from api.receivable.bodies import Waiting
from api.shared.commanding import AtDesk
from api.shared.identity import CORE_ENTERPRISE, LENDER, SUPPLIER
from api.shared.services import Caller, Services
from application.processes.answering import change
from application.processes.authority import Capacity, Viewer
from application.receivable.confirming_many import CONFIRMED_AT_ONCE_MAX
from application.views.receivables import RECEIVABLES, ClaimSeen, seen
from domain.receivable.commands import ReceivableCommand
from domain.receivable.invoice import Status
from domain.shared.ids import PartyId, ReceivableId

CAPACITY = {
    SUPPLIER: Capacity.SELLER,
    CORE_ENTERPRISE: Capacity.BUYER,
    LENDER: Capacity.LENDER,
}

NOT_KNOWN_YET = PartyId("")
"""Whose stream a claim stands in is looked up when the command is carried out."""

PAGE = 1_000


def changed(desk: AtDesk, command: ReceivableCommand) -> Response:
    """Carry out `command`, made with `NOT_KNOWN_YET` for its seller."""
    use_case = change(
        command.receivable, as_role(desk.caller), lambda seller: replace(command, seller=seller)
    )
    return desk.carry_out(command, use_case)


def as_role(caller: Caller) -> Viewer:
    """A supplier's key acts for the seller, a core enterprise's for the buyer."""
    return Viewer(caller.party, frozenset({CAPACITY[caller.role]}))


def waiting_for(services: Services, buyer: PartyId, asked: Waiting) -> tuple[ReceivableId, ...]:
    """One more than may be confirmed at once, at most: then the command says so."""
    found = []
    for claim in _asked_of(services, buyer):
        if claim.buyer == buyer and _fits(claim, asked):
            found.append(claim.receivable)
        if len(found) > CONFIRMED_AT_ONCE_MAX:
            break
    return tuple(found)


def _asked_of(services: Services, buyer: PartyId) -> Iterator[ClaimSeen]:
    facet, after = Status.CONFIRMATION_ASKED.value, None
    while True:
        page = services.views.page(RECEIVABLES, buyer, facet=facet, after=after, limit=PAGE)
        yield from (seen(row) for _, row in page.rows)
        after = page.after
        if after is None:
            return


def _fits(claim: ClaimSeen, asked: Waiting) -> bool:
    return (
        asked.seller in {None, claim.seller}
        and asked.currency in {None, claim.open.currency}
        and (asked.due_from or date.min) <= claim.due_on <= (asked.due_until or date.max)
    )
