"""What was booked by hand of transfers, and how much of what the bank told of is left beside it.

A transfer is what people call by one reference on one day. The bank may tell of it by several
entries, and one entry may bear several references: what was booked by hand fits as long as it can
be had from the entries in some way, each entry less what claims have of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from application.collection import streams as collections_
from application.collection.identity import names_in
from application.shared.ports import Reading, UnitOfWork
from domain.collection.carrying import Ask, carried
from domain.collection.state import Entry
from domain.shared.bank_entry import BankEntry
from domain.shared.currency import Currency
from domain.shared.fingerprint import normalised_number
from domain.shared.ids import CollectionId, PartyId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class Booked:
    """What a transfer brought, and who took how much of it."""

    amount: Money
    taken: Mapping[str, int]
    """Minor units, by whoever has it: a loan, a deposit of margin, claims bought back."""

    entries: tuple[CollectionId, ...] = ()
    """Under which the bank told of it."""

    @property
    def sum(self) -> int:
        return sum(self.taken.values())

    def plus(self, by: str, amount: Money) -> Booked:
        return replace(self, taken={**self.taken, by: self.taken.get(by, 0) + amount.minor})

    def without(self, by: str) -> Booked:
        others = {name: other for name, other in self.taken.items() if name != by}
        return replace(self, taken=others)

    def told_by(self, entry: Entry) -> Booked:
        """The bank's word on the amount counts, and not that of whoever booked it."""
        if entry.collection_id in self.entries:
            return self
        before = self.amount if self.entries else Money.zero(entry.standing.currency)
        entries = (*self.entries, entry.collection_id)
        return replace(self, amount=before + entry.standing, entries=entries)

    def written(self) -> str:
        taken = dict(sorted(self.taken.items()))
        facts = [self.amount.minor, self.amount.currency.value, taken, list(self.entries)]
        return json.dumps(facts, separators=(",", ":"))

    @classmethod
    def read(cls, written: str) -> Booked:
        """Older ones do not say under which entry, or name one."""
        minor, currency, taken, *entries = json.loads(written)
        named = entries[0] if entries and entries[0] else []
        several = [named] if isinstance(named, str) else named
        return cls(Money(minor, Currency(currency)), taken, tuple(map(CollectionId, several)))


@dataclass(frozen=True, slots=True)
class Together:
    """Entries, and transfers of which something is booked, that have to do with one another."""

    entries: Mapping[CollectionId, Entry]
    booked: Mapping[str, Booked]
    """By the key of the transfer."""

    def carried(self, more: Ask | None = None, less: tuple[CollectionId, int] | None = None) -> int:
        """How much of what is booked, and of `more`, can be had; with `less` of one entry."""
        room = {name: entry.remainder.minor for name, entry in self.entries.items()}
        if less is not None:
            name, minor = less
            room[name] = max(0, room[name] - minor)
        asks = [Ask(it.sum, it.entries) for it in self.booked.values()]
        return carried([*asks, *([] if more is None else [more])], room)


def transfer_key(owner: PartyId, told: tuple[object, str]) -> str:
    """Held by what was booked of it; and the name under which bookings wait for each other."""
    day, reference = told
    return f"transfer/{owner}/{day}/{normalised_number(reference)}"


def entry_key(collection: CollectionId) -> str:
    """Held by the transfers of which something was booked that the entry is of."""
    return f"transfer-entry/{collection}"


def keys_of(owner: PartyId, told: BankEntry) -> tuple[str, ...]:
    """Under which it may have been booked before the bank told of it."""
    day = told.counts_on
    return () if day is None else tuple(transfer_key(owner, (day, it)) for it in names_in(told))


def booked_under(reading: Reading, keys: Iterable[str]) -> dict[str, Booked]:
    found = reading.holders(sorted(set(keys)))
    return {key: Booked.read(written) for key, written in sorted(found.items())}


def together(reading: Reading, owner: PartyId, entries: Iterable[Entry]) -> Together:
    """With these entries: whatever was booked on them, the other entries of that, and so on."""
    known: dict[CollectionId, Entry] = {}
    booked: dict[str, Booked] = {}
    new = list(entries)
    while new:
        known |= {it.collection_id: it for it in new}
        keys = {key for it in new for key in _keys_on(reading, it)} - booked.keys()
        found = booked_under(reading, keys)
        booked |= found
        others = {name for it in found.values() for name in it.entries} - known.keys()
        new = entries_named(reading, owner, others)
    return Together(dict(sorted(known.items())), dict(sorted(booked.items())))


def entries_named(reading: Reading, owner: PartyId, named: Iterable[CollectionId]) -> list[Entry]:
    streams = [collections_.stream_of(owner, it) for it in sorted(set(named))]
    loaded = reading.load_many(collections_.ROOM, streams)
    states = (loaded[stream].state for stream in streams)
    return [state for state in states if isinstance(state, Entry)]


def put(work: UnitOfWork, key: str, booked: Booked) -> None:
    """Nothing is kept of a transfer of which nothing is booked."""
    _hold(work, key, booked.written() if booked.taken else None)
    for name in booked.entries:
        _index(work, name, key, held=bool(booked.taken))


def _index(work: UnitOfWork, name: CollectionId, key: str, *, held: bool) -> None:
    written = work.holders([entry_key(name)]).get(entry_key(name))
    before = set() if written is None else {it for it in json.loads(written) if _is_key(it)}
    now = before | {key} if held else before - {key}
    if written is None or now != before:
        facts = json.dumps(sorted(now), separators=(",", ":")) if now else None
        _hold(work, entry_key(name), facts)


def _hold(work: UnitOfWork, key: str, holder: str | None) -> None:
    if key in work.holders([key]):
        work.free(key)
    if holder is not None:
        work.reserve(key, holder)


def _keys_on(reading: Reading, entry: Entry) -> Sequence[str]:
    """Older ones say how much was booked, and not under which reference."""
    written = reading.holders([entry_key(entry.collection_id)]).values()
    named = [it for each in written for it in json.loads(each)]
    if all(_is_key(it) for it in named):
        return named
    return keys_of(entry.owner, entry.facts)


def _is_key(named: object) -> bool:
    return isinstance(named, str) and named.startswith("transfer/")
