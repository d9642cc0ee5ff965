"""An entry is one, whichever of the three messages tells of it and however often.

With a servicer reference it is (account, reference, amount, side, value date).
Where the bank gave none it is (account, entry reference, amount, side, day,
references of its transactions), and equal ones of one statement are told apart
by counting; so two equal movements of a day, without any reference, in two
messages of one kind, are taken for one. What is less than that makes no identity
but a likeness, and a likeness is looked at by a person.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from domain.shared.bank_entry import BankEntry
from domain.shared.fingerprint import normalised_number
from domain.shared.ids import CollectionId

_ID_BYTES = 15
"""120 bits: 24 letters of base32 without padding."""

NOT_PROVIDED = frozenset({"NOTPROVIDED", "NOTAVAILABLE", "NONREF", "NONE"})
"""What banks write where the standard wants an id and there is none."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Digests under which an entry is looked up and reserved; 64 hexadecimal digits each."""

    key: str
    """The entry itself: unique key `entry/<key>`."""

    likes: tuple[str, ...]
    """What an entry like it would share: all but the value date, or account, amount, side and
    day; kept for whoever comes next."""

    doubts: tuple[str, ...]
    """Likenesses that would make it perhaps a known one, told another way."""

    traces: tuple[str, ...]
    """Its references, by which a reversal finds it."""

    @property
    def collection_id(self) -> CollectionId:
        short = hashlib.sha256(self.key.encode()).digest()[:_ID_BYTES]
        return CollectionId("col_" + base64.b32encode(short).decode().lower())


@dataclass(frozen=True, slots=True)
class Identified:
    entry: BankEntry
    identity: Identity

    def stands_alone(self, collection: str) -> bool:
        """Whether it is kept for itself, and not with the entry that it takes back."""
        return collection == self.identity.collection_id


def identified(entries: Iterable[BankEntry]) -> tuple[Identified, ...]:
    """Give every entry of a message its identity; equal ones are counted per statement."""
    seen: Counter[tuple[str, str]] = Counter()
    told = []
    for entry in entries:
        alike = (entry.source.statement_id, _digest(*_facts(entry), 0))
        told.append(Identified(entry, identity_of(entry, seen[alike])))
        seen[alike] += 1
    return tuple(told)


def identity_of(entry: BankEntry, nth: int = 0) -> Identity:
    """`nth` counts equal entries before this one in its statement.

    It counts only where the bank gave no reference of its own: two movements with
    one reference, amount and value date on one account are one movement told twice.
    """
    by_day, other_by_day = _by_day(entry)
    named = _own_reference(entry)
    if named is None:
        key = _digest(*_facts(entry), nth)
        return Identity(key, (by_day,), (by_day, other_by_day), traces_of(entry))

    like = _digest("like", *_amount(entry), named)
    key = _digest(*_facts(entry))
    return Identity(key, (like, by_day), (like, other_by_day), traces_of(entry))


def traces_of(entry: BankEntry) -> tuple[str, ...]:
    """Digests of each reference of the entry and its transactions, on this account."""
    exact = {_digest("trace", entry.account, *named) for named in _named_in(entry)}
    return tuple(sorted(exact | {_as_read(entry.account, name) for _, name in _named_in(entry)}))


def _as_read(account: str, reference: str) -> str:
    """People key references in, with blanks, dashes and cases of their own."""
    return _digest("read", account, normalised_number(reference))


def names_in(entry: BankEntry) -> tuple[str, ...]:
    """Each reference that a person may know the entry by."""
    return tuple(sorted({name for _, name in _named_in(entry)}))


def _named_in(entry: BankEntry) -> set[tuple[str, str]]:
    """(kind, reference) of all that it and its transactions bear."""
    named = {("servicer", entry.servicer_reference)}
    for each in entry.details:
        named |= {
            ("servicer", each.servicer_reference),
            ("end_to_end", each.end_to_end_id),
            ("transaction", each.transaction_id),
            ("instruction", each.instruction_id),
            ("uetr", each.uetr),
        }
    return {(kind, name) for kind, name in named if name is not None and given(name)}


def named_by(account: str, reference: str) -> tuple[str, ...]:
    """Digests under which an entry of the account is found that bears the reference."""
    kinds = ("servicer", "end_to_end", "transaction", "instruction", "uetr")
    exact = (_digest("trace", account, kind, reference) for kind in kinds)
    return (*exact, _as_read(account, reference))


def references_of(entry: BankEntry) -> frozenset[str]:
    """What its transactions are called from end to end, in whatever message."""
    named = (
        reference
        for each in entry.details
        for reference in (each.end_to_end_id, each.transaction_id, each.uetr)
    )
    return frozenset(reference for reference in named if reference and given(reference))


def given(reference: str | None) -> bool:
    """Whether a bank or payer wrote a reference, or only that there is none."""
    return reference is not None and reference.strip().upper() not in NOT_PROVIDED


def _facts(entry: BankEntry) -> tuple[str | int | None, ...]:
    named = _own_reference(entry)
    if named is not None:
        value_on = entry.value_on.isoformat() if entry.value_on else None
        return ("entry", *_amount(entry), named, value_on)
    return (
        "entry-without-reference",
        *_amount(entry),
        entry.entry_reference,
        _day(entry),
        entry.source.page,
        *sorted(references_of(entry)),
    )


def _by_day(entry: BankEntry) -> tuple[str, str]:
    """The likeness by day of entries told as this one is, and of those told the other way."""
    named = _own_reference(entry) is not None
    day = (*_amount(entry), _day(entry))
    return _digest("day", named, *day), _digest("day", not named, *day)


def _own_reference(entry: BankEntry) -> str | None:
    return entry.servicer_reference if given(entry.servicer_reference) else None


def _amount(entry: BankEntry) -> tuple[str | int, ...]:
    return entry.account, entry.amount.minor, entry.amount.currency, entry.side.value


def _day(entry: BankEntry) -> str | None:
    day = entry.booked_on or entry.value_on
    return day.isoformat() if day else None


def _digest(*facts: str | int | None) -> str:
    written = json.dumps(facts, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
