"""A lender's limits in a row: what counts, what is in use of each, and what is left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from application.lender_limit import streams as limits
from application.shared.ports import Reading
from domain.lender_limit.checks import group_use
from domain.lender_limit.state import Account, Group
from domain.lender_limit.terms import Capacity, Excess, InUse, LimitTerms
from domain.shared.connection import GroupId
from domain.shared.currency import Currency
from domain.shared.ids import PartyId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class Named:
    """Whose limit: a party's, or a group's."""

    lender: PartyId
    of: PartyId | GroupId
    is_group: bool

    @property
    def stream(self) -> str:
        if self.is_group:
            return limits.group_of(self.lender, GroupId(self.of))
        return limits.account_of(self.lender, PartyId(self.of))


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOver:
    """What may still be taken on today; None in a capacity without a limit, never negative."""

    obligor: Money | None
    guarantor: Money | None
    together: Money | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitListed:
    """One limit as it stands today."""

    party: PartyId | None
    group: GroupId | None
    members: tuple[PartyId, ...]
    limit: LimitTerms | None
    """None: what the lender has on it is counted, and no limit counts today."""

    in_use: tuple[InUse, ...]
    """Currency by currency; where a limit counts, in its own first."""

    available: LeftOver | None
    over: tuple[Excess, ...]
    proposal: int | None


def limits_listed(reading: Reading, named: Sequence[Named], day: date) -> list[LimitListed]:
    """In the order in which they are named, read where they are kept."""
    loaded = reading.load_many(limits.ROOM, [it.stream for it in named])
    states = (loaded[it.stream].state for it in named)
    return [_listed(reading, it, day) for it in states if isinstance(it, Account | Group)]


def _listed(reading: Reading, state: Account | Group, day: date) -> LimitListed:
    counts, accounts = state.limits.on(day), _accounts(reading, state)
    used = {it: group_use(accounts, day, it) for it in _currencies(accounts, counts)}
    pending = state.limits.pending
    return LimitListed(
        party=state.party if isinstance(state, Account) else None,
        group=state.group if isinstance(state, Group) else None,
        members=state.members if isinstance(state, Group) else (),
        limit=counts,
        in_use=tuple(used.values()),
        available=None if counts is None else _left(counts, used[counts.currency]),
        over=state.limits.over,
        proposal=None if pending is None else pending.number,
    )


def _accounts(reading: Reading, state: Account | Group) -> tuple[Account, ...]:
    if isinstance(state, Account):
        return (state,)
    streams = [limits.account_of(state.lender, member) for member in state.members]
    loaded = (it.state for it in reading.load_many(limits.ROOM, streams).values())
    return tuple(it for it in loaded if isinstance(it, Account))


def _currencies(accounts: Iterable[Account], counts: LimitTerms | None) -> list[Currency]:
    used = {
        it.currency
        for account in accounts
        for usage in (account.as_obligor, account.as_guarantor)
        for it in usage.sums
    }
    first = [] if counts is None else [counts.currency]
    return [*first, *sorted(used - set(first))]


def _left(counts: LimitTerms, used: InUse) -> LeftOver:
    left = {capacity: _left_as(counts, used, capacity) for capacity in Capacity}
    return LeftOver(
        obligor=left[Capacity.OBLIGOR],
        guarantor=left[Capacity.GUARANTOR],
        together=left[Capacity.TOGETHER],
    )


def _left_as(counts: LimitTerms, used: InUse, capacity: Capacity) -> Money | None:
    limit = counts.limit_as(capacity)
    if limit is None:
        return None
    return max(limit - used.used_as(capacity), Money.zero(limit.currency))
