"""One transfer may pay several loans; together they never take more than it brought.

A bank names each transfer once on a day. Where the bank told of it itself, its entry says how
much came in; else the first booking says so, and where it does not, all of it was for that one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from application.collection import streams as collections_
from application.collection.identity import named_by, names_in
from application.enterprise import streams as enterprises
from application.financing import streams as financings
from application.processes.refusals import TransferDiffers, TransferUsedUp
from application.shared.owners import owner_of
from application.shared.ports import Reading, UnitOfWork
from domain.collection.state import Entry
from domain.enterprise.state import Party
from domain.shared.bank_entry import BankEntry
from domain.shared.currency import Currency
from domain.shared.fingerprint import normalised_number
from domain.shared.ids import CollectionId, FinancingId, PartyId
from domain.shared.money import Money
from domain.shared.refusal import Refused


@dataclass(frozen=True, slots=True)
class Transfer:
    """As the bank names it, on the account of `owner`."""

    owner: PartyId
    reference: str
    value_date: date
    stated: Money | None = None
    """How much came in altogether; None where whoever books it says nothing more."""

    @property
    def key(self) -> str:
        """Held by what was booked of it; and the name under which bookings wait for each other."""
        read_as = normalised_number(self.reference)
        return f"transfer/{self.owner}/{self.value_date}/{read_as}"

    def rests_on(self, reading: Reading) -> list[str]:
        """Whose accounts, and the entry, so that no claim is matched to it meanwhile."""
        entry, owner = self.entry(reading), enterprises.stream_of(self.owner)
        known = [] if entry is None else [entry.collection_id]
        return [owner, *(collections_.stream_of(self.owner, it) for it in known)]

    def entry(self, reading: Reading) -> Entry | None:
        """The one credit by which the bank told of it; None where it has not, or of several."""
        before = _before(reading, self)
        if before is not None and before.entry is not None:
            return _entry(reading, self.owner, before.entry)
        party = reading.load(enterprises.ROOM, enterprises.stream_of(self.owner)).state
        accounts = [it.number for it in party.accounts] if isinstance(party, Party) else []
        traces = [trace for account in accounts for trace in named_by(account, self.reference)]
        held = reading.holders([f"entry-trace/{trace}" for trace in traces])
        found = [_entry(reading, self.owner, CollectionId(it)) for it in sorted({*held.values()})]
        same = [it for it in found if it is not None and it.value_on == self.value_date]
        return same[0] if len(same) == 1 else None


@dataclass(frozen=True, slots=True)
class Booked:
    """What a transfer brought, and who took how much of it."""

    amount: Money
    taken: Mapping[str, int]
    """Minor units, by financing or pool."""

    entry: CollectionId | None = None
    """Under which the bank told of it."""

    @property
    def sum(self) -> Money:
        return Money(sum(self.taken.values()), self.amount.currency)

    def joined(self, other: Booked) -> Booked:
        names = {*self.taken, *other.taken}
        both = {it: self.taken.get(it, 0) + other.taken.get(it, 0) for it in sorted(names)}
        return replace(self, taken=both)

    def without(self, by: str, minor: int) -> Booked:
        left = self.taken.get(by, 0) - minor
        others = {name: other for name, other in self.taken.items() if name != by}
        return replace(self, taken={**others, by: left} if left else others)

    def written(self) -> str:
        facts = [self.amount.minor, self.amount.currency.value, dict(self.taken), self.entry]
        return json.dumps(facts, separators=(",", ":"))

    @classmethod
    def read(cls, written: str) -> Booked:
        """Older ones do not say under which entry."""
        minor, currency, taken, *entry = json.loads(written)
        return cls(Money(minor, Currency(currency)), taken, *entry)


def entry_key(collection: CollectionId) -> str:
    """What was booked by hand of an entry, under whichever of its references."""
    return f"transfer-entry/{collection}"


def brought(reading: Reading, transfer: Transfer, amount: Money) -> Money:
    """All that it brought, of which `amount` is to be booked.

    Raise `Refused` where the bank, or without its word an earlier booking, said another amount
    than is stated now; or where something of it was booked in another currency.
    """
    before, entry = _before(reading, transfer), transfer.entry(reading)
    stated = amount if transfer.stated is None else transfer.stated
    booked = None if before is None else before.amount
    known = booked if entry is None else entry.standing
    for other in (booked, known):
        if other is not None and other.currency is not stated.currency:
            raise Refused(TransferDiffers(transfer.reference, other, stated))
    brought_in = known or stated
    if transfer.stated not in {None, brought_in}:
        raise Refused(TransferDiffers(transfer.reference, brought_in, stated))
    if amount.currency is not brought_in.currency:
        raise Refused(TransferDiffers(transfer.reference, brought_in, amount))
    return brought_in


def expected(
    reading: Reading, transfer: Transfer, stated: Money | None, amount: Money
) -> Money | None:
    """What whoever keys it in says will go back; None where the bank said the amount itself."""
    entry = transfer.entry(reading)
    if entry is not None and entry.standing == amount and stated is None:
        return None
    return stated or Money.zero(amount.currency)


def book(work: UnitOfWork, transfer: Transfer, by: str, amount: Money) -> None:
    """Behind a lock on `transfer.key`; raise `Refused` where less is left of it."""
    before, entry = _before(work, transfer), transfer.entry(work)
    whole = brought(work, transfer, amount)
    booked = before or Booked(whole, {})
    on = replace(booked, amount=whole, entry=None if entry is None else entry.collection_id)
    _keep(work, transfer, transfer.key, on, (by, amount))
    if entry is not None:
        _book_on_entry(work, transfer, entry, (by, amount))


def unbook(work: UnitOfWork, transfer: Transfer, by: str) -> None:
    """The bank took it back from `by`; what was booked before transfers were kept is not here."""
    before, entry = _before(work, transfer), transfer.entry(work)
    minor = 0 if before is None else before.taken.get(by, 0)
    keys = [transfer.key, *([] if entry is None else [entry_key(entry.collection_id)])]
    for key, written in work.holders(keys).items():
        _put(work, key, Booked.read(written).without(by, minor))


def by_hand(owner: PartyId, told: BankEntry) -> tuple[str, ...]:
    """The keys under which it may have been booked before the bank told of it."""
    day = told.counts_on
    return () if day is None else tuple(Transfer(owner, it, day).key for it in names_in(told))


def told_at_last(work: UnitOfWork, entry: Entry) -> None:
    """What was booked by hand before is booked on the entry, whose word on the amount counts.

    Behind a lock on `by_hand`.
    """
    of_entry = Booked(entry.standing, {})
    for key, written in sorted(work.holders(by_hand(entry.owner, entry.facts)).items()):
        booked = Booked.read(written)
        if booked.entry is None and booked.amount.currency is entry.standing.currency:
            _put(work, key, Booked(entry.standing, booked.taken, entry.collection_id))
            of_entry = of_entry.joined(booked)
    _put(work, entry_key(entry.collection_id), of_entry)


def repaid_by_hand(reading: Reading, collection: CollectionId) -> tuple[FinancingId, ...]:
    """Loans that were repaid out of the bank's entry by hand, and not through a claim."""
    key = entry_key(collection)
    written = reading.holders([key]).get(key)
    names = [] if written is None else sorted(Booked.read(written).taken)
    loans = (FinancingId(it) for it in names)
    return tuple(it for it in loans if owner_of(reading, financings.ROOM.name, it) is not None)


def check_left_for_claims(reading: Reading, entry: Entry, asked: Money) -> None:
    """Raise `Refused` where loans have had by hand what claims are to have now."""
    key = entry_key(entry.collection_id)
    written = reading.holders([key]).get(key)
    by_hand = asked - asked if written is None else Booked.read(written).sum
    allocated = entry.standing - entry.remainder
    if by_hand.is_positive and by_hand + asked > entry.remainder:
        raise Refused(
            TransferUsedUp(
                reference=entry.facts.servicer_reference or entry.collection_id,
                value_date=entry.value_on,
                transfer=entry.standing,
                booked=allocated + by_hand,
                asked=asked,
            )
        )


def _before(reading: Reading, transfer: Transfer) -> Booked | None:
    known = reading.holders([transfer.key]).get(transfer.key)
    return None if known is None else Booked.read(known)


def _book_on_entry(
    work: UnitOfWork, transfer: Transfer, entry: Entry, part: tuple[str, Money]
) -> None:
    """Claims that the entry paid have had their share of it."""
    key = entry_key(entry.collection_id)
    known = work.holders([key]).get(key)
    free = entry.standing - Money.total(entry.allocated.values(), entry.standing.currency)
    taken = {} if known is None else Booked.read(known).taken
    _keep(work, transfer, key, Booked(free, taken), part)


def _keep(
    work: UnitOfWork, transfer: Transfer, key: str, before: Booked, part: tuple[str, Money]
) -> None:
    by, amount = part
    if before.sum + amount > before.amount:
        raise Refused(
            TransferUsedUp(
                reference=transfer.reference,
                value_date=transfer.value_date,
                transfer=before.amount,
                booked=before.sum,
                asked=amount,
            )
        )
    _put(work, key, before.joined(Booked(before.amount, {by: amount.minor})))


def _put(work: UnitOfWork, key: str, booked: Booked) -> None:
    """Nothing is kept of a transfer of which nothing is booked."""
    if key in work.holders([key]):
        work.free(key)
    if booked.taken:
        work.reserve(key, booked.written())


def _entry(reading: Reading, owner: PartyId, collection: CollectionId) -> Entry | None:
    state = reading.load(collections_.ROOM, collections_.stream_of(owner, collection)).state
    return state if isinstance(state, Entry) else None
