"""The receivables that a payment may be for, found by reference, number or payer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from application.collection.references import plain
from domain.shared.bank_entry import Counterparty
from domain.shared.ids import PartyId, ReceivableId
from domain.shared.money import Money

NAME_MIN = 3
"""Letters of a name below which it names nobody."""


@dataclass(frozen=True, slots=True)
class OpenReceivable:
    """What is still to be paid on one invoice, and how its buyer can be recognised."""

    receivable_id: ReceivableId
    number: str
    seller: PartyId
    buyer: PartyId
    open: Money
    due_on: date
    issued_on: date
    payment_reference: str | None = None
    buyer_names: tuple[str, ...] = ()
    buyer_accounts: tuple[str, ...] = ()
    buyer_identifiers: tuple[str, ...] = ()
    """Values of any scheme: a register number, an LEI, a tax number."""


Found = tuple[OpenReceivable, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """Open receivables by everything a payer may write; make one with `Book.of`."""

    by_reference: Mapping[str, Found]
    """By payment reference and by number: what an end-to-end id may repeat."""

    by_number: Mapping[str, Found]
    by_payer: Mapping[str, Found]

    @classmethod
    def of(cls, receivables: Iterable[OpenReceivable]) -> Book:
        """Index what is open; what is paid already cannot be paid again."""
        still = sorted(
            (each for each in receivables if each.open.is_positive),
            key=lambda each: (each.due_on, each.issued_on, each.receivable_id),
        )
        return cls(
            by_reference=_index((key, each) for each in still for key in _references(each)),
            by_number=_index((plain(each.number), each) for each in still),
            by_payer=_index((key, each) for each in still for key in _buyer_keys(each)),
        )

    def of_payers(self, payers: Iterable[Counterparty]) -> Found:
        """Everything open of buyers whom an account, an identifier or the whole name names."""
        keys = {key for payer in payers for key in _payer_keys(payer)}
        found = {each.receivable_id: each for key in keys for each in self.by_payer.get(key, ())}
        return tuple(sorted(found.values(), key=lambda each: (each.due_on, each.receivable_id)))


def _references(receivable: OpenReceivable) -> set[str]:
    named = {plain(receivable.number), plain(receivable.payment_reference or "")}
    return named - {""}


def _buyer_keys(receivable: OpenReceivable) -> set[str]:
    return _keys(receivable.buyer_names, receivable.buyer_accounts, receivable.buyer_identifiers)


def _payer_keys(payer: Counterparty) -> set[str]:
    return _keys(
        [payer.name] if payer.name else [],
        [payer.account] if payer.account else [],
        [identifier.value for identifier in payer.identifiers],
    )


def _keys(names: Iterable[str], accounts: Iterable[str], identifiers: Iterable[str]) -> set[str]:
    return {
        *(f"name/{plain(name)}" for name in names if len(plain(name)) >= NAME_MIN),
        *(f"account/{plain(account)}" for account in accounts if plain(account)),
        *(f"identifier/{plain(value)}" for value in identifiers if plain(value)),
    }


def _index(pairs: Iterable[tuple[str, OpenReceivable]]) -> dict[str, Found]:
    found: dict[str, list[OpenReceivable]] = defaultdict(list)
    for key, receivable in pairs:
        found[key].append(receivable)
    return {key: tuple(listed) for key, listed in found.items()}
