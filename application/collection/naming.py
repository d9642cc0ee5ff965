"""Which open receivables a payment names, by reference or by number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from application.collection.open_receivables import Book, Found, OpenReceivable
from application.collection.payments import Payment
from application.collection.references import creditor_reference_content, numbers_in, plain
from domain.collection.events import Why
from domain.collection.state import Waiting
from domain.shared.ids import ReceivableId
from domain.shared.money import Money

CANDIDATES_MAX = 20
"""As many as a person looks through; the list says nothing of the rest."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What a payment names, or why that cannot be said."""

    found: Mapping[ReceivableId, tuple[OpenReceivable, Money | None]]
    waits: Waiting | None = None
    rest: Why = Why.MORE_THAN_OWED
    """Why what is left over would wait."""


def by_reference(payment: Payment, book: Book) -> Naming:
    written = [plain(each) for each in (*payment.references, *payment.creditor_references)]
    contents = [creditor_reference_content(each) for each in payment.creditor_references]
    keys = dict.fromkeys([*written, *(content for content in contents if content)])
    hits = [(book.by_reference[key], None) for key in keys if key in book.by_reference]
    return _single_out(payment, hits)


def by_number(payment: Payment, book: Book) -> Naming:
    """Numbers that the payer states with an amount, then those found in the text.

    Where a stated number is not open here, the others are paid only what is stated for them.
    """
    stated = _stated(payment)
    hits = [(book.by_number[key], sum_) for key, sum_ in stated.items() if key in book.by_number]
    if len(hits) < len(stated):
        if not hits or any(for_it is None for _, for_it in hits):
            return Naming({}, waiting_for(Why.NAMES_UNKNOWN, _ids(hits)))
        return replace(_single_out(payment, hits), rest=Why.NAMES_UNKNOWN)
    read = dict.fromkeys(numbers_in(payment.text, book.by_number))
    hits += [(book.by_number[key], None) for key in read if key not in stated]
    return _single_out(payment, hits)


def _stated(payment: Payment) -> dict[str, Money | None]:
    """What the payer says is for each document; None where he names it without an amount."""
    stated: dict[str, Money | None] = {}
    for document in payment.documents:
        key, remitted = plain(document.number), document.remitted
        if remitted is None or remitted.currency is not payment.amount.currency:
            stated.setdefault(key, None)
        else:
            before = stated.get(key) or Money.zero(remitted.currency)
            stated[key] = before + remitted
    return stated


def _single_out(payment: Payment, hits: Sequence[tuple[Found, Money | None]]) -> Naming:
    """One receivable for each thing named: two sellers may use one number."""
    found: dict[ReceivableId, tuple[OpenReceivable, Money | None]] = {}
    for candidates, stated in hits:
        right = [each for each in candidates if each.open.currency is payment.amount.currency]
        if not right:
            return Naming({}, waiting_for(Why.OTHER_CURRENCY, _ids(hits)))
        chosen = _the_one(payment, right, alone=len(hits) == 1)
        if chosen is None:
            return Naming({}, waiting_for(Why.SEVERAL_FIT, _ids(hits)))
        found.setdefault(chosen.receivable_id, (chosen, stated))
    return Naming(found)


def _the_one(
    payment: Payment, candidates: Sequence[OpenReceivable], *, alone: bool
) -> OpenReceivable | None:
    if len(candidates) == 1:
        return candidates[0]
    of_payer = Book.of(candidates).of_payers(payment.payers)
    narrowed = of_payer or tuple(candidates)
    if len(narrowed) > 1 and alone:
        narrowed = tuple(each for each in narrowed if each.open == payment.amount)
    return narrowed[0] if len(narrowed) == 1 else None


def waiting_for(why: Why, candidates: Iterable[ReceivableId]) -> Waiting:
    return Waiting(why, few(candidates))


def few(candidates: Iterable[ReceivableId]) -> tuple[ReceivableId, ...]:
    return tuple(dict.fromkeys(candidates))[:CANDIDATES_MAX]


def _ids(hits: Sequence[tuple[Found, Money | None]]) -> list[ReceivableId]:
    return [each.receivable_id for found, _ in hits for each in found]
