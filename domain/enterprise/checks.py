"""What every change to a party's file looks at, and says."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypedDict

from domain.enterprise import refusals as no
from domain.enterprise.state import Party
from domain.shared.event import Context
from domain.shared.ids import ActorId, PartyId
from domain.shared.refusal import Refused


class Said(TypedDict):
    """What every event of a party says."""

    party: PartyId
    at: datetime
    effective_on: date
    by: ActorId


def what_all_say(party: PartyId, context: Context) -> Said:
    return {
        "party": party,
        "at": context.now.at,
        "effective_on": context.now.day,
        "by": context.by,
    }


def check_happened(day: date, context: Context) -> None:
    if day > context.now.day:
        raise Refused(no.DayInFuture(day, context.now.day))


def check_other(party: Party, other: PartyId) -> None:
    if other == party.party:
        raise Refused(no.WithItself(other))
