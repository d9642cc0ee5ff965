"""A buyer confirms thousands of claims in one request: all of them, or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from application.receivable.streams import ROOM, stream_of
from application.shared.carry_out import UseCase
from application.shared.owners import owners_of
from application.shared.ports import Loaded, UnitOfWork
from domain.receivable.answer_refusals import (
    FailedConfirmation,
    NamedTwice,
    NoneNamed,
    SomeNotConfirmed,
    TooManyAtOnce,
)
from domain.receivable.commands import Confirm
from domain.receivable.events import ReceivableEvent
from domain.receivable.invoice import Channel
from domain.receivable.state import Receivable, ReceivableState
from domain.shared.currency import Currency
from domain.shared.event import Context
from domain.shared.ids import PartyId, ReceivableId
from domain.shared.money import Money
from domain.shared.refusal import BrokenPromise, Refused

CONFIRMED_AT_ONCE_MAX = 20_000
"""One transaction stays short enough that followers are not held back."""

FAILURES_NAMED_MAX = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmMany:
    """Each in full: the whole undisputed part."""

    party: PartyId
    receivables: tuple[ReceivableId, ...]
    channel: Channel
    evidence: str


@dataclass(frozen=True, slots=True)
class ManyConfirmed:
    count: int
    totals: tuple[Money, ...]
    """What was confirmed, a sum for each currency."""

    beyond_orders: tuple[ReceivableId, ...]
    """Those that are more than the orders they name, and of which a part is not lent on."""


def confirm_many(asked: ConfirmMany) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> ManyConfirmed:
        return summed(confirm_all(work, asked, context))

    return use_case


def confirm_all(work: UnitOfWork, asked: ConfirmMany, context: Context) -> tuple[Receivable, ...]:
    """The claims as they are now, in the order asked for.

    Takes no locks: each append states the version it read, and a lost race is tried
    again. Raise `Refused`; `SomeNotConfirmed` names those that stand in the way.
    """
    check_list(asked.receivables)
    decided = _decide_each(work, _commands(work, asked), context)
    return tuple(_confirmed(work.record(ROOM, *one)) for one in decided)


def check_list(receivables: Sequence[ReceivableId]) -> None:
    if not receivables:
        raise Refused(NoneNamed())
    if len(receivables) > CONFIRMED_AT_ONCE_MAX:
        raise Refused(TooManyAtOnce(len(receivables), CONFIRMED_AT_ONCE_MAX))
    named: set[ReceivableId] = set()
    for receivable in receivables:
        if receivable in named:
            raise Refused(NamedTwice(receivable))
        named.add(receivable)


def summed(confirmed: Sequence[Receivable]) -> ManyConfirmed:
    minor: Counter[Currency] = Counter()
    for claim in confirmed:
        minor[claim.open.currency] += claim.confirmed.minor
    totals = tuple(Money(minor[currency], currency) for currency in sorted(minor))
    beyond = tuple(claim.receivable for claim in confirmed if claim.beyond_order.is_positive)
    return ManyConfirmed(len(confirmed), totals, beyond)


def _commands(work: UnitOfWork, asked: ConfirmMany) -> list[Confirm]:
    """What nobody registered has no seller; any stream will do to find nothing in."""
    sellers = owners_of(work, ROOM.name, asked.receivables)
    return [
        Confirm(
            seller=sellers.get(receivable, asked.party),
            receivable=receivable,
            party=asked.party,
            channel=asked.channel,
            evidence=asked.evidence,
        )
        for receivable in asked.receivables
    ]


def _decide_each(
    work: UnitOfWork, commands: Sequence[Confirm], context: Context
) -> list[tuple[Loaded[ReceivableState], tuple[ReceivableEvent, ...]]]:
    streams = [stream_of(command.seller, command.receivable) for command in commands]
    loaded = work.load_many(ROOM, streams)
    decided = []
    failed = []
    for stream, command in zip(streams, commands, strict=True):
        before = loaded[stream]
        try:
            decided.append((before, ROOM.decider.decide(before.state, command, context)))
        except Refused as refused:
            failed.append(FailedConfirmation(command.receivable, refused.refusal.code))
    if failed:
        named = tuple(failed[:FAILURES_NAMED_MAX])
        raise Refused(SomeNotConfirmed(len(failed), len(commands), named))
    return decided


def _confirmed(loaded: Loaded[ReceivableState]) -> Receivable:
    if not isinstance(loaded.state, Receivable):
        raise BrokenPromise("a claim that was confirmed is on record")
    return loaded.state
