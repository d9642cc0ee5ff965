"""Who is paid first when several hold the same receivable or the same goods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.shared.ids import PartyId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class Holder:
    """One who claims the receivable or the goods, and since when by which act."""

    party: PartyId
    claim: Money
    registered_at: datetime | None = None
    notice_arrived_at: datetime | None = None


def in_order(holders: Sequence[Holder]) -> tuple[tuple[Holder, ...], ...]:
    """Ranks of holders, first rank first; those of one rank share in proportion.

    Civil Code 768: registered before unregistered, the earlier registration
    first; then by the notice that arrived first; those with neither share.
    """
    ranks: dict[tuple[int, datetime | None], list[Holder]] = {}
    for holder in sorted(holders, key=_rank_key):
        ranks.setdefault(_rank(holder), []).append(holder)
    return tuple(tuple(rank) for rank in ranks.values())


def share_out(proceeds: Money, holders: Sequence[Holder]) -> dict[PartyId, Money]:
    """What each holder gets of `proceeds`, by rank, and pro rata to claims within a rank."""
    shares: dict[PartyId, Money] = {}
    for rank in in_order(holders):
        claimed = Money.total((holder.claim for holder in rank), proceeds.currency)
        paid = min(proceeds, claimed)
        parts = paid.split([holder.claim.minor for holder in rank])
        shares |= {holder.party: part for holder, part in zip(rank, parts, strict=True)}
        proceeds -= paid
    return shares


def _rank(holder: Holder) -> tuple[int, datetime | None]:
    if holder.registered_at is not None:
        return 0, holder.registered_at
    if holder.notice_arrived_at is not None:
        return 1, holder.notice_arrived_at
    return 2, None


def _rank_key(holder: Holder) -> tuple[int, float]:
    tier, since = _rank(holder)
    return tier, 0.0 if since is None else since.timestamp()
