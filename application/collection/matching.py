"""Which receivables a credit pays: proposed from what the payer wrote, never guessed.

In order: an end-to-end id or structured reference; invoice numbers; amount and
payer where exactly one receivable has both. What none of these settles waits
for a person, with the reason and whatever may be meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from application.collection.allotting import Named, allot
from application.collection.naming import Naming, by_number, by_reference, few, waiting_for
from application.collection.open_receivables import Book, Found
from application.collection.payments import Payment, disagrees, payments_of
from domain.collection.commands import CollectionCommand, MatchEntry, SetAside
from domain.collection.events import Allocation, Rule, Why
from domain.collection.state import Waiting
from domain.shared.bank_entry import BankEntry
from domain.shared.ids import CollectionId, ReceivableId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class Match:
    rule: Rule
    allocations: tuple[Allocation, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What to allocate by which rule, what stays open on what was named, and what waits why."""

    matches: tuple[Match, ...]
    short: tuple[Allocation, ...]
    """What is still owed on receivables that the payment named and did not pay in full."""

    remainder: Money
    waits: Waiting | None
    """There where a remainder is."""

    def commands(self, collection_id: CollectionId) -> tuple[CollectionCommand, ...]:
        matched = (MatchEntry(collection_id, each.allocations, each.rule) for each in self.matches)
        if self.waits is None:
            return tuple(matched)
        return (*matched, SetAside(collection_id, self.waits.why, self.waits.candidates))


@dataclass(frozen=True, slots=True)
class Settled:
    """One payment's part of the proposal."""

    rule: Rule | None
    allocations: tuple[Allocation, ...]
    named: Found
    waits: Waiting | None


def match(entry: BankEntry, book: Book, amount: Money | None = None) -> Proposal:
    """Propose allocations of `amount`, by default the whole entry."""
    left = entry.amount if amount is None else amount
    payments = payments_of(entry, left)
    owed: dict[ReceivableId, Money] = {}
    settled = []
    for payment in payments:
        each = _settle(payment, book, owed)
        settled.append(each)
        for paid in each.allocations:
            owed[paid.receivable_id] -= paid.amount
    if len(payments) == 1 and disagrees(entry, left) and not _fits(settled[0], owed, left):
        named = [each.receivable_id for each in settled[0].named]
        return Proposal((), (), left, waiting_for(Why.DETAILS_DISAGREE, named))
    return _proposal(left, settled, owed)


def _fits(settled: Settled, owed: Mapping[ReceivableId, Money], left: Money) -> bool:
    """To the cent: everything named is paid, and nothing remains."""
    paid = Money.total((each.amount for each in settled.allocations), left.currency)
    return paid == left and all(owed[each.receivable_id].is_zero for each in settled.named)


def _settle(payment: Payment, book: Book, owed: dict[ReceivableId, Money]) -> Settled:
    for rule, naming in (
        (Rule.END_TO_END, by_reference(payment, book)),
        (Rule.INVOICE_NUMBER, by_number(payment, book)),
    ):
        if naming.found or naming.waits:
            return _pay(payment, rule, naming, owed)
    return _by_amount_and_payer(payment, book, owed)


def _pay(payment: Payment, rule: Rule, naming: Naming, owed: dict[ReceivableId, Money]) -> Settled:
    receivables = tuple(receivable for receivable, _ in naming.found.values())
    if naming.waits is not None:
        return Settled(None, (), receivables, naming.waits)
    named = [
        Named(receivable, owed.setdefault(receivable.receivable_id, receivable.open), stated)
        for receivable, stated in naming.found.values()
    ]
    allocations = allot(payment.amount, named)
    paid = Money.total((each.amount for each in allocations), payment.amount.currency)
    more = paid < payment.amount
    waits = waiting_for(naming.rest, naming.found) if more else None
    return Settled(rule, allocations, receivables, waits)


def _by_amount_and_payer(payment: Payment, book: Book, owed: dict[ReceivableId, Money]) -> Settled:
    """A payer who states another reference than the receivable's own means another one."""
    of_payer = [
        each
        for each in book.of_payers(payment.payers)
        if not (payment.creditor_references and each.payment_reference)
    ]
    fitting = [
        each for each in of_payer if owed.get(each.receivable_id, each.open) == payment.amount
    ]
    if len(fitting) == 1:
        only = fitting[0]
        owed.setdefault(only.receivable_id, only.open)
        paid = Allocation(only.receivable_id, payment.amount)
        return Settled(Rule.AMOUNT_AND_PAYER, (paid,), (only,), None)
    why = Why.SEVERAL_FIT if fitting else Why.NOTHING_FITS
    return Settled(None, (), (), waiting_for(why, [x.receivable_id for x in fitting or of_payer]))


def _proposal(
    left: Money, settled: Sequence[Settled], owed: Mapping[ReceivableId, Money]
) -> Proposal:
    by_rule: dict[Rule, dict[ReceivableId, Money]] = defaultdict(dict)
    for each in settled:
        for paid in each.allocations:
            if each.rule is not None:
                _add(by_rule[each.rule], paid)
    matches = tuple(
        Match(rule, tuple(Allocation(*pair) for pair in sums.items()))
        for rule, sums in by_rule.items()
    )
    paid_in_all = Money.total(
        (paid.amount for each in settled for paid in each.allocations), left.currency
    )
    return Proposal(
        matches=matches,
        short=tuple(_short(settled, owed)),
        remainder=left - paid_in_all,
        waits=_all_waiting([each.waits for each in settled if each.waits is not None]),
    )


def _add(sums: dict[ReceivableId, Money], paid: Allocation) -> None:
    before = sums.get(paid.receivable_id, Money.zero(paid.amount.currency))
    sums[paid.receivable_id] = before + paid.amount


def _short(settled: Sequence[Settled], owed: Mapping[ReceivableId, Money]) -> Iterator[Allocation]:
    named = dict.fromkeys(each.receivable_id for part in settled for each in part.named)
    for receivable in named:
        if owed.get(receivable) is not None and owed[receivable].is_positive:
            yield Allocation(receivable, owed[receivable])


def _all_waiting(waits: Sequence[Waiting]) -> Waiting | None:
    """The first reason, and everything that may be meant."""
    if not waits:
        return None
    return replace(
        waits[0],
        candidates=few(candidate for each in waits for candidate in each.candidates),
    )
