"""A credit line (综合授信): approved once, drawn by item (一次审批, 分项支用).

Each draw blocks a part before money is promised; the bank's confirmation utilises it, a
repayment makes it free again. Products have parts of their own that overlap under one
total. Nothing is drawn before approval, after the last day, while suspended, nor while the
conditions of a conditional line are not declared met.
"""

from __future__ import annotations

from domain.credit_line import commands as ask
from domain.credit_line import events as fact
from domain.credit_line.agreeing import decide_agreement
from domain.credit_line.checks import (
    line_of,
    not_run_out,
    review_is_ahead,
    terms_are_sound,
    what_all_say,
)
from domain.credit_line.evolve import evolve
from domain.credit_line.refusals import AlreadyProposed
from domain.credit_line.running import decide_running
from domain.credit_line.state import LineState, NoLine
from domain.credit_line.using import decide_use
from domain.shared.decider import Decider
from domain.shared.event import Context
from domain.shared.refusal import Refused

Decision = tuple[fact.LineEvent, ...]


def decide(state: LineState, command: ask.LineCommand, context: Context) -> Decision:
    match command:
        case ask.ProposeLine():
            return _propose(state, command, context)
        case (
            ask.Block()
            | ask.Bind()
            | ask.Utilise()
            | ask.Release()
            | ask.Restore()
            | ask.Drop()
            | ask.EndBlocks()
        ):
            return decide_use(line_of(state), command, context)
        case (
            ask.ApproveLine()
            | ask.RejectLine()
            | ask.ProposeAmendment()
            | ask.ProposeIncrease()
            | ask.ApproveChange()
            | ask.RejectChange()
        ):
            return decide_agreement(line_of(state), command, context)
        case _:
            return decide_running(line_of(state), command, context)


def _propose(state: LineState, command: ask.ProposeLine, context: Context) -> Decision:
    if not isinstance(state, NoLine):
        raise Refused(AlreadyProposed(command.line))
    terms_are_sound(command.terms, 1)
    not_run_out(command.terms, context.now.day)
    review_is_ahead(command.terms, context.now.day)

    return (fact.LineProposed(**what_all_say(command, context), terms=command.terms),)


CREDIT_LINE: Decider[ask.LineCommand, LineState, fact.LineEvent] = Decider(
    initial=NoLine(), decide=decide, evolve=evolve
)
