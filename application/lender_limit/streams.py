"""Where a lender's accounts and groups are kept, and how a party stays in one group only."""

from __future__ import annotations

from application.shared.ports import Room
from domain.lender_limit.commands import LimitCommand
from domain.lender_limit.decide import LENDER_LIMIT
from domain.lender_limit.events import LimitEvent
from domain.lender_limit.state import LimitState
from domain.shared.connection import GroupId
from domain.shared.ids import PartyId

ROOM: Room[LimitCommand, LimitState, LimitEvent] = Room(
    name="lender_limit", decider=LENDER_LIMIT, state=LimitState, state_version=2, grows=True
)


def account_of(lender: PartyId, party: PartyId) -> str:
    return f"{lender}/lender_limit/party-{party}"


def group_of(lender: PartyId, group: GroupId) -> str:
    return f"{lender}/lender_limit/group-{group}"


def member_key(lender: PartyId, party: PartyId) -> str:
    """Held by the group that the party is in; a party is in one group of a lender at most."""
    return f"lender-group/{lender}/{party}"
