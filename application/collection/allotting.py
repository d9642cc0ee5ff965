"""How one payment is spread over the invoices it names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from application.collection.open_receivables import OpenReceivable
from domain.collection.events import Allocation
from domain.shared.ids import ReceivableId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class Named:
    """An invoice that a payment names, what is owed on it, and what the payer says is for it."""

    receivable: OpenReceivable
    owed: Money
    stated: Money | None = None


def allot(payment: Money, named: Sequence[Named]) -> tuple[Allocation, ...]:
    """Pay what the payer states, then the earliest due first, and those due on one day alike.

    Never more than is owed on each, never more than was paid. The order is that of
    Civil Code art. 560: the debtor's own designation, then due dates, then shares.
    """
    left, paid = payment, dict[ReceivableId, Money]()
    for each in (each for each in named if each.stated is not None):
        paid[each.receivable.receivable_id] = min(each.stated or left, each.owed, left)
        left -= paid[each.receivable.receivable_id]
    silent = sorted((each for each in named if each.stated is None), key=_due)
    for _, alike in groupby(silent, key=_due):
        shares = _shares(left, list(alike))
        paid |= shares
        left -= Money.total(shares.values(), left.currency)
    return tuple(Allocation(*pair) for pair in paid.items() if pair[1].is_positive)


def _shares(left: Money, alike: Sequence[Named]) -> Mapping[ReceivableId, Money]:
    owed = Money.total((each.owed for each in alike), left.currency)
    if owed <= left:
        return {each.receivable.receivable_id: each.owed for each in alike}
    parts = left.split([each.owed.minor for each in alike])
    return {each.receivable.receivable_id: part for each, part in zip(alike, parts, strict=True)}


def _due(named: Named) -> str:
    return named.receivable.due_on.isoformat()
