"""One transfer may pay several loans; together they never take more than it brought.

Where the bank told of it itself, its entries under that reference of that day say how much came
in, and is left when some is taken back; else the first booking says so, and where it does not,
all of it was for that one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from application.collection import streams as collections_
from application.collection.identity import named_by
from application.collection.taking_in import HadByHand, held_by_traces
from application.enterprise import streams as enterprises
from application.financing import streams as financings
from application.processes.by_hand import (
    Booked,
    Together,
    booked_under,
    entries_named,
    entry_key,
    keys_of,
    put,
    together,
    transfer_key,
)
from application.processes.loans import lock_with
from application.processes.refusals import TransferDiffers, TransferUsedUp
from application.shared.owners import owners_of
from application.shared.ports import Conflict, Reading, UnitOfWork
from domain.collection.carrying import Ask
from domain.collection.events import Besides, BookedAs
from domain.collection.state import Entry
from domain.enterprise.state import Party
from domain.shared.bank_entry import BankEntry
from domain.shared.ids import CollectionId, FinancingId, GuaranteeId, PartyId, PoolId
from domain.shared.money import Money
from domain.shared.refusal import Refused


@dataclass(frozen=True, slots=True)
class Transfer:
    """As the bank names it, on an account of `owner`."""

    owner: PartyId
    reference: str
    value_date: date
    stated: Money | None = None
    """How much came in altogether; None where whoever books it says nothing more."""

    account: str | None = None
    """Where it came in, besides the accounts on the owner's file."""

    @property
    def key(self) -> str:
        return transfer_key(self.owner, (self.value_date, self.reference))

    def names(self, reading: Reading) -> list[str]:
        """To lock: whatever else is booked of the same entries waits."""
        return [self.key, *map(entry_key, self.together(reading).entries)]

    def rests_on(self, reading: Reading) -> list[str]:
        """Whose accounts, and the entries, so that no claim is matched to them meanwhile."""
        known = self.together(reading).entries
        own = enterprises.stream_of(self.owner)
        return [own, *(collections_.stream_of(self.owner, it) for it in known)]

    def together(self, reading: Reading) -> Together:
        found = self.entries(reading)
        near = together(reading, self.owner, found)
        before = booked_under(reading, [self.key]).get(self.key)
        if before is None:
            return near
        names = tuple(it.collection_id for it in _like(found, before.amount))
        return replace(near, booked={**near.booked, self.key: replace(before, entries=names)})

    def entries(self, reading: Reading) -> list[Entry]:
        """The credits by which the bank told of it; none where it has not."""
        before = booked_under(reading, [self.key]).get(self.key)
        booked_on = [] if before is None else before.entries
        held = held_by_traces(reading, self._traces(reading))
        found = entries_named(reading, self.owner, {*booked_on, *held})
        on_day = [it for it in found if it.value_on == self.value_date]
        return [it for it in on_day if _counts(it)]

    def _traces(self, reading: Reading) -> list[str]:
        party = reading.load(enterprises.ROOM, enterprises.stream_of(self.owner)).state
        own = [it.number for it in party.accounts] if isinstance(party, Party) else []
        accounts = {*own, *([] if self.account is None else [self.account])}
        return [it for account in sorted(accounts) for it in named_by(account, self.reference)]


def lock_booking(
    work: UnitOfWork, told: Transfer, change: Iterable[str], look: Callable[[], Sequence[str]]
) -> None:
    """With what else a booking changes, and what `look` finds that it rests on.

    Raise `Conflict` where the bank told of another entry meanwhile.
    """
    names = told.names(work)
    lock_with(work, [*change, *names], lambda: [*told.rests_on(work), *look()])
    if told.names(work) != names:
        raise Conflict


def brought(reading: Reading, transfer: Transfer, amount: Money) -> Money:
    """All that it brought and still stands, of which `amount` is to be booked.

    Raise `Refused` where the bank, or an earlier booking, said another amount.
    """
    entries, stated = transfer.entries(reading), transfer.stated
    if entries:
        whole = _whole(transfer, entries, amount)
        if stated is not None and stated not in _figures(entries, whole):
            raise Refused(TransferDiffers(transfer.reference, whole, stated))
        return whole
    before = booked_under(reading, [transfer.key]).get(transfer.key)
    said = (None if before is None else before.amount, stated)
    known = [it for it in said if it is not None] or [amount]
    for other in known[1:]:
        if other != known[0]:
            raise Refused(TransferDiffers(transfer.reference, known[0], other))
    if amount.currency is not known[0].currency:
        raise Refused(TransferDiffers(transfer.reference, known[0], amount))
    return known[0]


def expected(
    reading: Reading, transfer: Transfer, stated: Money | None, amount: Money
) -> Money | None:
    """What whoever keys it in says will go back; None where the bank said the amount itself."""
    entries = transfer.entries(reading)
    standing = [it.standing for it in entries if it.standing.currency is amount.currency]
    said = [Money.total(standing, amount.currency), *standing]
    if stated is None and standing and amount in said:
        return None
    return stated or Money.zero(amount.currency)


def book(work: UnitOfWork, transfer: Transfer, by: str, amount: Money) -> None:
    """Behind a lock on `transfer.names`; raise `Refused` where less is left of it."""
    whole, entries = brought(work, transfer, amount), _like(transfer.entries(work), amount)
    before = booked_under(work, [transfer.key]).get(transfer.key) or Booked(whole, {})
    names = tuple(it.collection_id for it in entries)
    left = _left_of(work, transfer, names) if entries else whole.minor - before.sum
    if amount.minor > left:
        raise Refused(
            TransferUsedUp(
                reference=transfer.reference,
                value_date=transfer.value_date,
                transfer=whole,
                booked=Money(whole.minor - left, whole.currency),
                asked=amount,
            )
        )
    put(work, transfer.key, Booked(whole, before.taken, names).plus(by, amount))


def unbook(work: UnitOfWork, transfer: Transfer, by: str) -> None:
    """The bank took it back from `by`; what was booked before transfers were kept is not here."""
    before = booked_under(work, [transfer.key]).get(transfer.key)
    if before is not None:
        put(work, transfer.key, before.without(by))


def by_margin(guarantee: GuaranteeId, reference: str) -> str:
    """Who has it of a transfer: a deposit of margin."""
    return f"{BookedAs.MARGIN.value}/{guarantee}/{reference}"


def by_buy_back(pool: PoolId, reference: str) -> str:
    """Who has it of a transfer: a lender whose claims were bought back."""
    return f"{BookedAs.BUY_BACK.value}/{pool}/{reference}"


def names_by_hand(reading: Reading, owner: PartyId, told: BankEntry) -> tuple[str, ...]:
    """To lock before the entry is known: under what it may have been booked, and what else that
    was booked on."""
    keys = keys_of(owner, told)
    others = {name for it in booked_under(reading, keys).values() for name in it.entries}
    near = together(reading, owner, entries_named(reading, owner, others)).entries
    return (*keys, *map(entry_key, near))


def names_with(reading: Reading, entry: Entry) -> tuple[str, ...]:
    """To lock before claims are paid out of it."""
    return tuple(map(entry_key, together(reading, entry.owner, [entry]).entries))


def told_at_last(work: UnitOfWork, entry: Entry, told: BankEntry) -> None:
    """What was booked by hand before is booked on the entry, whose word on the amount counts.

    Behind a lock on `names_by_hand`. `told` is the message that names it so.
    """
    if not _counts(entry):
        return
    for key, booked in booked_under(work, keys_of(entry.owner, told)).items():
        if booked.amount.currency is entry.standing.currency:
            put(work, key, booked.told_by(entry))


def had_by_hand(reading: Reading, entry: Entry) -> HadByHand:
    """Who had of the entry by hand, and not through a claim."""
    booked = together(reading, entry.owner, [entry]).booked.values()
    mine = (it for it in booked if entry.collection_id in it.entries)
    names = sorted({name for it in mine for name in it.taken})
    besides = {name: _besides(name) for name in names}
    loans = owners_of(reading, financings.ROOM.name, [it for it in names if besides[it] is None])
    return HadByHand(
        loans=tuple(map(FinancingId, sorted(loans))),
        besides=tuple(it for it in besides.values() if it is not None),
    )


def check_left_for_claims(reading: Reading, entry: Entry, asked: Money) -> None:
    """Raise `Refused` where loans have had by hand what claims are to have now."""
    near, name = together(reading, entry.owner, [entry]), entry.collection_id
    carried = near.carried()
    if near.carried(less=(name, asked.minor)) == carried:
        return
    needed = carried - near.carried(less=(name, entry.remainder.minor))
    had = entry.standing - entry.remainder + Money(needed, entry.standing.currency)
    raise Refused(
        TransferUsedUp(
            reference=entry.facts.servicer_reference or name,
            value_date=entry.value_on,
            transfer=entry.standing,
            booked=had,
            asked=asked,
        )
    )


def _besides(name: str) -> Besides | None:
    """None for a loan; older ones name a pool alone too."""
    kind, _, rest = name.partition("/")
    of, _, reference = rest.partition("/")
    return Besides(BookedAs(kind), of, reference) if rest else None


def _whole(transfer: Transfer, entries: Sequence[Entry], amount: Money) -> Money:
    same = _like(entries, amount)
    if not same:
        raise Refused(TransferDiffers(transfer.reference, entries[0].standing, amount))
    return Money.total((it.standing for it in same), amount.currency)


def _figures(entries: Iterable[Entry], whole: Money) -> set[Money]:
    """What people may say of it: all that came or stands, or one of its entries."""
    same = [it for it in entries if it.standing.currency is whole.currency]
    came = [it.facts.amount for it in same]
    return {whole, Money.total(came, whole.currency), *came, *(it.standing for it in same)}


def _counts(entry: Entry) -> bool:
    """Not one that was another told twice; of one that was taken back nothing is left."""
    return bool(entry.reversals) or not entry.is_void


def _like(entries: Iterable[Entry], amount: Money) -> list[Entry]:
    return [it for it in entries if it.standing.currency is amount.currency]


def _left_of(reading: Reading, transfer: Transfer, names: Sequence[CollectionId]) -> int:
    """Of its entries, beside what claims have and what is booked of them, whoever booked it."""
    near = transfer.together(reading)
    rooms = sum(it.remainder.minor for it in near.entries.values())
    return near.carried(more=Ask(rooms, names)) - near.carried()
