"""What a proposal to change a loan, or to write it off, makes lender and borrower do."""

from __future__ import annotations

from collections.abc import Iterator

from application.views.tasks import Change, begins
from domain.financing.events import FinancingRepaid
from domain.financing.trouble_events import (
    FinancingAccelerated,
    FinancingRestructured,
    FinancingWrittenOff,
    ProposalDropped,
    RestructuringDeclined,
    RestructuringExpired,
    RestructuringOffered,
    RestructuringProposed,
    WriteOffProposed,
)
from domain.shared.event import Event

Over = (
    FinancingRestructured
    | FinancingAccelerated
    | FinancingWrittenOff
    | FinancingRepaid
    | ProposalDropped
    | RestructuringDeclined
    | RestructuringExpired
)


def changes_of_proposals(event: Event) -> Iterator[Change]:
    match event:
        case RestructuringProposed() | WriteOffProposed():
            yield begins(event, event.lender, "agree_to_proposal", event.financing)
        case RestructuringOffered():
            until, left = event.expires_on, event.principal
            yield Change(event.lender, "agree_to_proposal", event.financing)
            yield begins(
                event,
                event.borrower,
                "accept_restructuring",
                event.financing,
                until=until,
                amount=left,
            )
        case _ if isinstance(event, Over):
            yield Change(event.lender, "agree_to_proposal", event.financing)
            yield Change(event.borrower, "accept_restructuring", event.financing)
        case _:
            return
