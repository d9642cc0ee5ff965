"""A seller that buys claims back pays the lender by a transfer of its own."""

from __future__ import annotations

from dataclasses import dataclass

from domain.shared.ids import CollectionId, ReceivableId
from domain.shared.money import Money

_BOUGHT_BACK = "buy-back "


@dataclass(frozen=True, slots=True)
class ByTransfer:
    reference: str
    """As the bank names it on the lender's account."""

    brought: Money
    """Altogether: more than the price where it paid other loans too."""

    claims: tuple[ReceivableId, ...] = ()
    """All that were bought back; not said by versions 1 and 2 of what was taken."""


def name_of_buy_back(reference: str) -> CollectionId:
    """What the price is called where money that came in is named by the bank's entry."""
    return CollectionId(f"{_BOUGHT_BACK}{reference}")


def reference_of_buy_back(collection: CollectionId) -> str | None:
    """None where a bank's entry brought it."""
    _, bought_back, reference = collection.partition(_BOUGHT_BACK)
    return reference if bought_back and collection.startswith(_BOUGHT_BACK) else None
