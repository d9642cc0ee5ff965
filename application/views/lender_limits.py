"""Which parties and groups a lender keeps an account of, and where each limit stands.

What a core enterprise's limit on its orders counts is no lender's: it is in nobody's list.

No figures: what is used of a limit changes with every loan and is read where it is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import get_args

from application.lender_limit.streams import is_on_orders
from application.shared.projection import Placed, Projection, Recorded
from application.views.keys import key, scope_of
from domain.lender_limit.events import (
    AccountEvent,
    GroupEvent,
    LimitExceeded,
    LimitKept,
    LimitProposed,
    LimitRejected,
    LimitSet,
    OnLimit,
)
from domain.shared.connection import GroupId
from domain.shared.ids import PartyId
from domain.shared.refusal import BrokenPromise
from domain.shared.replacing import replace

ACCOUNT_EVENTS, GROUP_EVENTS = get_args(AccountEvent), get_args(GroupEvent)


class LimitStatus(StrEnum):
    """Where a limit stands, the most pressing first."""

    EXCEEDED = "exceeded"
    PROPOSED = "proposed"
    SET = "set"
    NONE = "none"
    """What the lender has on it is counted, and no limit was ever set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitRow:
    """Exactly one of party and group is named."""

    lender: PartyId
    party: PartyId | None = None
    group: GroupId | None = None
    was_set: bool = False
    waits: bool = False
    exceeded: bool = False

    @property
    def of(self) -> PartyId | GroupId:
        if self.party is not None:
            return self.party
        if self.group is None:
            raise BrokenPromise("a limit is on a party or on a group")
        return self.group

    @property
    def status(self) -> LimitStatus:
        if self.exceeded:
            return LimitStatus.EXCEEDED
        if self.waits:
            return LimitStatus.PROPOSED
        return LimitStatus.SET if self.was_set else LimitStatus.NONE


def keys(recorded: Recorded) -> tuple[str, ...]:
    row = _named(recorded)
    if row is None or is_on_orders(recorded.stream):
        return ()
    return (key(row.lender, "party" if row.group is None else "group", row.of),)


def _named(recorded: Recorded) -> LimitRow | None:
    event = recorded.event
    if isinstance(event, OnLimit):
        return LimitRow(lender=event.lender, party=event.party, group=event.group)
    if isinstance(event, ACCOUNT_EVENTS):
        return LimitRow(lender=event.lender, party=event.party)
    if isinstance(event, GROUP_EVENTS):
        return LimitRow(lender=event.lender, group=event.group)
    return None


def fold(row: LimitRow | None, _: str, recorded: Recorded) -> LimitRow | None:
    event, known = recorded.event, row or _named(recorded)
    if known is None:
        return None
    match event:
        case LimitProposed():
            return replace(known, waits=True)
        case LimitRejected():
            return replace(known, waits=False)
        case LimitSet():
            return replace(known, waits=False, was_set=True)
        case LimitExceeded() | LimitKept():
            return replace(known, exceeded=isinstance(event, LimitExceeded))
        case _:
            return known


def place(row_key: str, row: LimitRow) -> Placed:
    return Placed(scope_of(row_key), row.status.value, row.of)


LENDER_LIMITS: Projection[LimitRow] = Projection(
    name="lender_limits", version=2, row=LimitRow, keys=keys, fold=fold, place=place
)
