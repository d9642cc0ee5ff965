"""The bank tells of money that went out or came back: draws are confirmed, or returned.

A payment is known by its end-to-end id, which is the financing's id, or by amount and
account where only one draw under way has both. Everything else is noted for a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from application.collection import streams as collections_
from application.collection.identity import Identified
from application.collection.references import plain
from application.collection.reversing import NotPlaced
from application.collection.taking_in import Taken, entry_key, names_to_lock, take_note
from application.financing import streams as financings
from application.processes.disbursing import (
    ConfirmPaidOut,
    Loan,
    RecordReturned,
    confirm,
    judged_by,
    return_,
    touched_by,
)
from application.processes.loans import lock_with
from application.processes.settling_pay_offs import has_lapsed
from application.shared.owners import own, owner_of
from application.shared.ports import Reading, UnitOfWork
from domain.collection.commands import CloseNote
from domain.collection.events import Why
from domain.financing.state import Financing, Stage
from domain.shared.bank_entry import BankEntry, EntryDetail, Nature
from domain.shared.event import Context
from domain.shared.ids import CollectionId, FinancingId, PartyId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A draw that the bank was asked to pay out, and has not confirmed yet."""

    financing: FinancingId
    account: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Meant:
    """One transaction of an entry, and the draw that it is."""

    at: Loan
    detail: EntryDetail


def take_outgoing(
    work: UnitOfWork,
    context: Context,
    of: tuple[PartyId, Identified],
    under_way: Sequence[UnderWay],
) -> Taken:
    """Raise `Refused` for what is pending. A note stays open where a draw was not recognised."""
    owner, told = of
    found = [_found(work, owner, each, under_way) for each in _transactions(told.entry)]
    known = [(touched_by(work, named, owner), each) for named, each in found if named]
    drawn = [stream for (_, streams), _ in known for stream in streams]
    change = [*names_to_lock(owner, told), *drawn]
    lock_with(work, change, lambda: _judged_by(work, owner, known))
    before = work.holders([entry_key(told.identity)]).get(entry_key(told.identity))
    if before is not None:
        return Taken(CollectionId(before), fresh=False)

    taken = take_note(work, context, owner, told, NotPlaced(Why.OUTGOING, ()))
    own(work, collections_.ROOM.name, taken.collection_id, owner)
    meant = [Meant(at, each) for (at, _), each in known]
    if len(meant) == len(found) and _settle(work, context, owner, told.entry, meant):
        stream = collections_.stream_of(owner, taken.collection_id)
        answer = ", ".join(each.at.financing for each in meant)
        work.handle(collections_.ROOM, stream, CloseNote(taken.collection_id, answer), context)
    return taken


def _judged_by(
    reading: Reading, owner: PartyId, known: Sequence[tuple[tuple[Loan, list[str]], EntryDetail]]
) -> list[str]:
    files = (judged_by(reading, at.financing, owner) for (at, _), _ in known)
    return sorted({file for each in files for file in each})


def _transactions(entry: BankEntry) -> Sequence[EntryDetail]:
    """Each with its amount; one without is the whole entry."""
    details = entry.details or (EntryDetail(),)
    if len(details) == 1 and details[0].amount is None:
        return (replace(details[0], amount=entry.amount),)
    return details


def _found(
    reading: Reading, owner: PartyId, detail: EntryDetail, under_way: Iterable[UnderWay]
) -> tuple[FinancingId | None, EntryDetail]:
    for name in (detail.end_to_end_id, detail.instruction_id):
        if name and owner_of(reading, financings.ROOM.name, name) == owner:
            return FinancingId(name), detail
    account = plain(detail.payee.account or "") if detail.payee else ""
    fitting = [
        each.financing
        for each in under_way
        if account and plain(each.account) == account and each.amount == detail.amount
    ]
    return (fitting[0] if len(fitting) == 1 else None), detail


def _settle(
    work: UnitOfWork, context: Context, owner: PartyId, entry: BankEntry, meant: Sequence[Meant]
) -> bool:
    """All of them, or none: whether the draws are what the entry says."""
    loans = [each.at.loan(work) for each in meant]
    if len({loan.financing for loan in loans}) < len(loans):
        return False
    fits = _was_paid if entry.nature is Nature.PAYMENT else _came_back
    if entry.nature is Nature.PAYMENT and any(has_lapsed(work, context, loan) for loan in loans):
        return False
    if not all(
        fits(loan, each.detail, entry, context) for loan, each in zip(loans, meant, strict=True)
    ):
        return False
    for loan, each in zip(loans, meant, strict=True):
        _record(work, context, (owner, entry), (loan, each))
    return True


def _was_paid(loan: Financing, detail: EntryDetail, entry: BankEntry, context: Context) -> bool:
    """Just what was asked for, on a day that has come."""
    on = entry.counts_on
    in_time = on is not None and loan.opened_on <= on <= context.now.day
    return loan.stage is Stage.INSTRUCTED and in_time and detail.amount == loan.net_proceeds


def _came_back(loan: Financing, detail: EntryDetail, entry: BankEntry, context: Context) -> bool:
    """All of it, and before anything was repaid."""
    on = entry.counts_on
    standing = loan.stage in {Stage.INSTRUCTED, Stage.DISBURSED} and not loan.repayments
    in_time = on is not None and on <= context.now.day
    return standing and in_time and detail.amount == loan.net_proceeds


def _record(
    work: UnitOfWork,
    context: Context,
    told: tuple[PartyId, BankEntry],
    of: tuple[Financing, Meant],
) -> None:
    (owner, entry), (loan, meant) = told, of
    day = entry.counts_on or context.now.day
    if entry.nature is Nature.PAYMENT:
        reference = entry.servicer_reference or entry.entry_reference or ""
        paid = ConfirmPaidOut(loan.financing, owner, loan.net_proceeds, day, reference)
        confirm(work, context, meant.at, paid)
        return
    reason = meant.detail.return_reason or entry.information or "returned"
    return_(work, context, meant.at, RecordReturned(loan.financing, owner, day, reason))
