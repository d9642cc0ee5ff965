"""What happens to a claim happens to the pool that holds it, in the same transaction.

The pool's claim table is the one view that is written with the events themselves,
so that a draw never rests on a claim that changed a moment ago.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from application.lien import streams as lien
from application.processes.certifying import certify, lender_of
from application.receivable_pool import streams as pools
from application.shared.ports import Conflict, Reading, UnitOfWork
from domain.receivable.events import (
    CreditNoteApplied,
    DisputeResolved,
    ReceivableEvent,
    ShortPaymentAccepted,
)
from domain.receivable.state import Receivable, claim_of
from domain.receivable_pool.commands import ChangeClaims
from domain.shared.event import Context
from domain.shared.ids import AssetId, OrderId, PartyId, PoolId, ProgrammeId, ReceivableId
from domain.shared.money import Money

FIRST_RANK = 1

CLAIMS_AN_EVENT = 1_000
"""An event stays small enough to be read at a glance by a follower."""


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to some claims, all of one currency."""

    cause: str
    claims: tuple[Receivable, ...]
    diluted: Money
    """How much less is owed without payment."""


def change_of(claim: Receivable, events: Sequence[ReceivableEvent]) -> Change:
    """What the pool is told: the last thing that happened, and how much was diluted."""
    nothing = Money.zero(claim.open.currency)
    diluted = sum((_diluted(event) or nothing for event in events), start=nothing)
    return Change(cause_of(events[-1]), (claim,), diluted)


CAUSES = {
    "ConfirmationAsked": "confirmation_asked",
    "ReceivableConfirmed": "confirmed",
    "ReceivableRejected": "rejected",
    "ReceivableDisputed": "disputed",
    "DisputeResolved": "dispute_resolved",
    "NoticeDelivered": "noticed",
    "NoticeWithdrawn": "notice_withdrawn",
    "RegistrationCompleted": "registered_publicly",
    "RegistrationEnded": "registration_ended",
    "ReceivableQualified": "qualified",
    "CreditNoteApplied": "credited",
    "CollectionApplied": "collected",
    "CollectionUndone": "collection_undone",
    "ShortPaymentAccepted": "short_payment_accepted",
    "DueDateExtended": "due_date_extended",
    "ReceivableHeldBack": "held_back",
    "ReceivableCounts": "counts_again",
    "BilledBeyondOrder": "billed_beyond_order",
    "BeyondOrderAccepted": "beyond_order_accepted",
    "ReceivableSettled": "settled",
}
"""The words a pool keeps; what is not named here does not change a claim's worth."""


def cause_of(event: ReceivableEvent) -> str:
    return CAUSES.get(type(event).__name__, "evidence_added")


def _diluted(event: ReceivableEvent) -> Money | None:
    if isinstance(event, CreditNoteApplied | ShortPaymentAccepted):
        return event.amount
    return event.for_buyer if isinstance(event, DisputeResolved) else None


def holders_of(
    reading: Reading, receivables: Sequence[ReceivableId]
) -> Mapping[ReceivableId, PoolId]:
    """Which pool holds each; those that none holds are left out."""
    key_of = {it: lien.encumbered_key(AssetId(it), FIRST_RANK) for it in receivables}
    holders = reading.holders(list(key_of.values()))
    found = {it: holders[key] for it, key in key_of.items() if key in holders}
    return {it: PoolId(by) for it, by in found.items() if not is_for_order(by)}


def for_order(programme: ProgrammeId, order: OrderId) -> str:
    """What a claim secures that a programme holds in place of its order. No id has a slash."""
    return f"{programme}/{order}"


def is_for_order(secures: str) -> bool:
    return "/" in secures


def reserved_for(reading: Reading, receivable: ReceivableId, at: datetime) -> PartyId | None:
    """The lender for whom the claim is kept until its money has moved."""
    asset = reading.load(lien.ROOM, lien.stream_of(AssetId(receivable))).state
    kept = asset.reserved(FIRST_RANK, at)
    return None if kept is None else kept.lender


@dataclass(frozen=True, slots=True)
class Held:
    """Which pools hold some claims, looked up before the locks and again behind them."""

    asked: tuple[ReceivableId, ...]
    pool_of: Mapping[ReceivableId, PoolId]
    lender_of: Mapping[PoolId, PartyId]

    @classmethod
    def look(cls, reading: Reading, receivables: Sequence[ReceivableId]) -> Held:
        pool_of = holders_of(reading, receivables)
        lenders = {pool: lender_of(reading, pool) for pool in sorted(set(pool_of.values()))}
        return cls(tuple(receivables), pool_of, lenders)

    @property
    def streams(self) -> tuple[str, ...]:
        return tuple(pools.stream_of(lender, pool) for pool, lender in self.lender_of.items())

    def look_again(self, reading: Reading) -> None:
        """Raise `Conflict` where a pool took or let go one of the claims meanwhile."""
        if holders_of(reading, self.asked) != self.pool_of:
            raise Conflict


def follow(work: UnitOfWork, context: Context, change: Change) -> None:
    """Tell the pools what their claims are now, and certify again what each bears."""
    certify_all(work, context, tell(work, context, change))


def tell(work: UnitOfWork, context: Context, change: Change) -> frozenset[PoolId]:
    """Tell the pools what their claims are now; which they are, for whoever certifies them."""
    claims = {claim.receivable: claim for claim in change.claims}
    by_pool: dict[PoolId, list[Receivable]] = {}
    for receivable, pool in holders_of(work, list(claims)).items():
        by_pool.setdefault(pool, []).append(claims[receivable])
    for pool, held in sorted(by_pool.items()):
        at = (lender_of(work, pool), pool)
        _tell(work, context, at, Change(change.cause, tuple(held), change.diluted))
    return frozenset(by_pool)


def certify_all(work: UnitOfWork, context: Context, pools_: Iterable[PoolId]) -> None:
    for pool in sorted(pools_):
        certify(work, context, lender_of(work, pool), pool)


def _tell(work: UnitOfWork, context: Context, pool: tuple[PartyId, PoolId], change: Change) -> None:
    lender, name = pool
    diluted = change.diluted
    for start in range(0, len(change.claims), CLAIMS_AN_EVENT):
        some = change.claims[start : start + CLAIMS_AN_EVENT]
        facts = tuple(claim_of(claim, lender) for claim in some)
        asked = ChangeClaims(change.cause, facts, diluted)
        work.handle(pools.ROOM, pools.stream_of(lender, name), asked, context)
        work.put_claims(name, facts)
        diluted = Money.zero(diluted.currency)
