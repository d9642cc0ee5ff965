"""Money that came in before the draw it is to repay was paid out: kept until then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from domain.receivable_pool.events import HeldProceedsGiven, ProceedsTaken, ProceedsUndone
from domain.shared.ids import CollectionId, PartyId, ReceivableId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class HeldProceeds:
    """What is left of one buyer's payment for draws that the bank has not paid out yet."""

    seller: PartyId
    payer: PartyId
    receivable: ReceivableId
    collection: CollectionId
    value_date: date
    amount: Money


def held_after(
    held: tuple[HeldProceeds, ...], event: ProceedsTaken | HeldProceedsGiven | ProceedsUndone
) -> tuple[HeldProceeds, ...]:
    match event:
        case ProceedsTaken():
            return (*held, _kept_back(event)) if event.held.is_positive else held
        case HeldProceedsGiven():
            less, of = event.amount, (event.collection, event.receivable)
        case ProceedsUndone():
            less, of = event.held, (event.collection, event.receivable)
        case _:
            assert_never(event)
    changed = (
        replace(each, amount=each.amount - less)
        if (each.collection, each.receivable) == of
        else each
        for each in held
    )
    return tuple(each for each in changed if each.amount.is_positive)


def _kept_back(event: ProceedsTaken) -> HeldProceeds:
    return HeldProceeds(
        seller=event.seller,
        payer=event.payer,
        receivable=event.receivable,
        collection=event.collection,
        value_date=event.value_date,
        amount=event.held,
    )
