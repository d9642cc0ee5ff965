"""Which credit a bank took back, and whose payment that was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from application.collection.identity import Identified, given
from domain.collection.commands import ReverseEntry
from domain.collection.events import Allocation, Why
from domain.collection.state import Entry
from domain.shared.bank_entry import BankEntry
from domain.shared.fingerprint import normalised_number
from domain.shared.ids import CollectionId


@dataclass(frozen=True, slots=True)
class NotPlaced:
    """A person decides; `concerns` are the credits that share a reference with it."""

    why: Why
    concerns: tuple[CollectionId, ...]


def reversed_by(told: Identified, credits_: Iterable[Entry]) -> ReverseEntry | NotPlaced:
    """The one of `credits_`, which a reference of it names, that still bears the amount.

    Money taken back in part must be told whose it was: nobody's where nothing was
    allocated, the one claim's that all of it paid, or the only allocation of just that amount.
    """
    entry = told.entry
    tracing = list(credits_)
    bearing = _named_by_the_bank(entry, [it for it in tracing if _bears(it, entry)])
    if len(bearing) != 1:
        why = Why.SEVERAL_FIT if bearing else Why.NOTHING_REVERSED
        return NotPlaced(why, tuple(credit.collection_id for credit in bearing or tracing))
    return _reversal(told, bearing[0])


def _reversal(told: Identified, credit: Entry) -> ReverseEntry | NotPlaced:
    entry = told.entry
    returned = _returned(entry, credit)
    if returned is None or entry.counts_on is None:
        return NotPlaced(Why.SEVERAL_FIT, (credit.collection_id,))
    return ReverseEntry(
        collection_id=credit.collection_id,
        reversal=told.identity.key,
        amount=entry.amount,
        value_on=entry.counts_on,
        why=_reason(entry),
        returned=returned,
    )


def _returned(entry: BankEntry, credit: Entry) -> tuple[Allocation, ...] | None:
    if entry.amount == credit.standing or not credit.allocated:
        return ()
    if len(credit.allocated) == 1 and credit.remainder.is_zero:
        return (Allocation(next(iter(credit.allocated)), entry.amount),)
    fitting = [pair for pair in credit.allocated.items() if pair[1] == entry.amount]
    return (Allocation(*fitting[0]),) if len(fitting) == 1 else None


def _named_by_the_bank(entry: BankEntry, credits_: list[Entry]) -> list[Entry]:
    """Payers use a reference again; where the bank gives its own of one of them, it is that one."""
    own = _servicers(entry)
    return [it for it in credits_ if not own.isdisjoint(_servicers(it.facts))] or credits_


def _servicers(entry: BankEntry) -> set[str]:
    named = (entry.servicer_reference, *(each.servicer_reference for each in entry.details))
    return {normalised_number(name) for name in named if name is not None and given(name)}


def _bears(credit: Entry, entry: BankEntry) -> bool:
    standing = credit.standing
    return standing.currency is entry.amount.currency and standing >= entry.amount


def _reason(entry: BankEntry) -> str:
    reasons = (each.return_reason for each in entry.details if each.return_reason)
    return next(reasons, entry.information or "")
