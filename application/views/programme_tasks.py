"""What money on orders makes lender and supplier do."""

from __future__ import annotations

from collections.abc import Iterator

from application.views.tasks import Change, begins
from domain.order_programme.events import OrderOverAdvanceCured, OrderOverAdvanced
from domain.shared.event import Event

TASK = "cure_over_advance"


def changes_of_programmes(event: Event) -> Iterator[Change]:
    """Both are told: the lender asks, the supplier repays or brings the order up again."""
    match event:
        case OrderOverAdvanced():
            for party in (event.lender, event.supplier):
                yield begins(event, party, TASK, event.order, amount=event.amount)
        case OrderOverAdvanceCured():
            for party in (event.lender, event.supplier):
                yield Change(party, TASK, event.order)
        case _:
            return
