"""What a lender will have on one party, and on parties that are one risk, over all products.

A part of the limit is blocked before money is promised, utilised when the bank has paid,
and free as principal comes back. An account is kept where no limit is set, so that a limit
that is set later counts what was there before.
"""

from __future__ import annotations

from domain.lender_limit import commands as ask
from domain.lender_limit import events as fact
from domain.lender_limit.blocking import Blocking, decide_use
from domain.lender_limit.checks import account_of
from domain.lender_limit.evolve import evolve
from domain.lender_limit.grouping import decide_members, declare
from domain.lender_limit.limiting import Limiting, decide_limit
from domain.lender_limit.refusals import LimitNotFound
from domain.lender_limit.state import Account, Group, LimitState, NoLimit
from domain.shared.decider import Decider
from domain.shared.event import Context
from domain.shared.ids import PartyId
from domain.shared.refusal import Refused

Decision = tuple[fact.LimitEvent, ...]


def decide(state: LimitState, command: ask.LimitCommand, context: Context) -> Decision:
    match command:
        case ask.DeclareGroup():
            return declare(state, command, context)
        case ask.ChangeMembers() | ask.RecordMember():
            return decide_members(_group(state), command, context)
        case (
            ask.ProposeLimit()
            | ask.ProposeGroupLimit()
            | ask.ApproveLimit()
            | ask.RejectLimit()
            | ask.CheckLimit()
        ):
            return decide_limit(_limited(state, command), command, context)
        case _:
            return decide_use(_used(state, command), command, context)


def _limited(state: LimitState, command: Limiting) -> Account | Group:
    match command:
        case ask.ProposeLimit():
            return _opened(state, command.lender, command.party)
        case ask.ProposeGroupLimit():
            return _group(state)
        case _:
            return _either(state)


def _used(state: LimitState, command: Blocking) -> Account:
    if isinstance(command, ask.Block):
        return _opened(state, command.lender, command.party)
    return account_of(state)


def _opened(state: LimitState, lender: PartyId, party: PartyId) -> Account:
    """An account begins with the first thing that is said of it."""
    if isinstance(state, NoLimit):
        return Account(lender=lender, party=party)
    return account_of(state)


def _group(state: LimitState) -> Group:
    if not isinstance(state, Group):
        raise Refused(LimitNotFound())
    return state


def _either(state: LimitState) -> Account | Group:
    if isinstance(state, NoLimit):
        raise Refused(LimitNotFound())
    return state


LENDER_LIMIT: Decider[ask.LimitCommand, LimitState, fact.LimitEvent] = Decider(
    initial=NoLimit(), decide=decide, evolve=evolve
)
