"""What orders make whoever lent on them do, and until when."""

from __future__ import annotations

from collections.abc import Iterator

from application.views.tasks import Change, begins
from domain.e_order import events as fact
from domain.lien.events import AssetReleased, Reason
from domain.shared.event import Event


def changes_of_consents(event: Event) -> Iterator[Change]:
    """One task for each order and lender, until it has answered all that it was asked.

    Who is owed nothing more need not answer; where it lends on what came out of the order
    instead, it holds it still.
    """
    match event:
        case fact.ConsentAsked():
            yield begins(
                event, event.holder, "consent_to_order", event.order, until=event.answer_by
            )
        case fact.ConsentGiven() | fact.ConsentRefused() | fact.ConsentNotNeeded():
            if not event.asked_besides:
                yield Change(event.holder, "consent_to_order", event.order)
        case AssetReleased() if event.reason is not Reason.TAKEN_OUT:
            yield Change(event.encumbrance.lender, "consent_to_order", event.asset)
        case _:
            return
