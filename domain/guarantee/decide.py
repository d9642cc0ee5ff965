"""The rules of a guarantee, by what they are about; each part has a file beside this one.

Checks run from the most to the least fundamental; the tests pin the order.
"""

from __future__ import annotations

from domain.guarantee import commands as ask
from domain.guarantee import events as fact
from domain.guarantee import refusals as no
from domain.guarantee.agreeing import agree, give, govern
from domain.guarantee.calling import claim, keep_periods, take_back
from domain.guarantee.changing import change
from domain.guarantee.evolve import evolve
from domain.guarantee.margin_commands import DepositMargin, TakeBackMargin, WithdrawMargin
from domain.guarantee.margining import move_margin, tell_of_margin
from domain.guarantee.state import Guarantee, GuaranteeState, NoGuarantee
from domain.guarantee.using import use
from domain.shared.decider import Decider
from domain.shared.event import Context
from domain.shared.refusal import Refused

Decision = tuple[fact.GuaranteeEvent, ...]


def decide(state: GuaranteeState, command: ask.GuaranteeCommand, context: Context) -> Decision:
    if isinstance(command, ask.Give):
        return give(state, command, context)
    if isinstance(state, NoGuarantee):
        raise Refused(no.GuaranteeNotFound())
    events = _decide(state, command, context)
    return (*events, *tell_of_margin(state, command, events, context))


def _decide(state: Guarantee, command: ask.AfterGiving, context: Context) -> Decision:
    match command:
        case ask.Review() | ask.Accept() | ask.Refuse() | ask.ProposeChange() | ask.AgreeChange():
            return agree(state, command, context)
        case ask.StopNewUse() | ask.Suspend() | ask.Resume():
            return govern(state, command, context)
        case DepositMargin() | WithdrawMargin() | TakeBackMargin():
            return move_margin(state, command, context)
        case _:
            return _of_debts(state, command, context)


def _of_debts(
    state: Guarantee,
    command: ask.Reserve
    | ask.Utilise
    | ask.Release
    | ask.Restore
    | ask.Drop
    | ask.RecordDebtChange
    | ask.NotifyAssignment
    | ask.RecordSuit
    | ask.Call
    | ask.ApplyMargin
    | ask.Honour
    | ask.ReverseHonour
    | ask.KeepPeriods,
    context: Context,
) -> Decision:
    match command:
        case ask.Reserve() | ask.Utilise() | ask.Release() | ask.Restore() | ask.Drop():
            return use(state, command, context)
        case ask.RecordDebtChange() | ask.NotifyAssignment() | ask.RecordSuit():
            return change(state, command, context)
        case ask.Call() | ask.ApplyMargin() | ask.Honour():
            return claim(state, command, context)
        case ask.ReverseHonour():
            return take_back(state, command, context)
        case ask.KeepPeriods():
            return keep_periods(state, context)


GUARANTEE: Decider[ask.GuaranteeCommand, GuaranteeState, fact.GuaranteeEvent] = Decider(
    initial=NoGuarantee(), decide=decide, evolve=evolve
)
