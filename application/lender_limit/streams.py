"""Where a lender's accounts and groups are kept, and how a party stays in one group only.

What a supplier has on the orders of one core enterprise is an account alike, the core
enterprise's: it is kept with the supplier, since the core enterprise is not told of the money.
"""

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


def account_on_orders(core_enterprise: PartyId, supplier: PartyId) -> str:
    return f"{supplier}/lender_limit/orders-of-{core_enterprise}"


def is_on_orders(stream: str) -> bool:
    """Whether it is what a core enterprise's limit counts, and no lender's own account."""
    return "/lender_limit/orders-of-" in stream


def group_of(lender: PartyId, group: GroupId) -> str:
    return f"{lender}/lender_limit/group-{group}"


def member_key(lender: PartyId, party: PartyId) -> str:
    """Held by the group that the party is in; a party is in one group of a lender at most."""
    return f"lender-group/{lender}/{party}"
