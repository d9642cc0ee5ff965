"""The rules of a financing: from the request, where there is one, to the day nothing is owed.

Checks run from the most to the least fundamental; the tests pin the order.
"""

from __future__ import annotations

from domain.financing import commands as ask
from domain.financing import refusals as no
from domain.financing.commands import TroubleCommand
from domain.financing.defaulting import Defaulting, default
from domain.financing.disbursing import Disbursing, disburse
from domain.financing.events import FinancingEvent
from domain.financing.evolve import evolve
from domain.financing.giving_back import give_back
from domain.financing.offering import Answering as Offered
from domain.financing.offering import answer as answer_offer
from domain.financing.opening import open_now
from domain.financing.posting import Decision
from domain.financing.pressing import Pressing, press
from domain.financing.proposing import propose
from domain.financing.repaying import repay, reverse
from domain.financing.request_refusals import NotApproved
from domain.financing.requesting import Answer, answer, request
from domain.financing.state import Financing, FinancingState, NoFinancing, Requested, Stage
from domain.financing.surplus_commands import SurplusCommand
from domain.financing.trouble_refusals import FinancingOver
from domain.shared.decider import Decider
from domain.shared.event import Context
from domain.shared.refusal import Refused


def decide(state: FinancingState, command: ask.FinancingCommand, context: Context) -> Decision:
    if isinstance(command, ask.OpenFinancing):
        return open_now(state, command, context)
    if isinstance(command, ask.RequestFinancing):
        return request(state, command, context)
    if isinstance(state, NoFinancing):
        raise Refused(no.FinancingNotFound())
    if isinstance(command, Answer):
        return answer(state, command, context)
    return _decide_loan(state, command, context)


LoanCommand = (
    Disbursing
    | Pressing
    | ask.AllocateRepayment
    | ask.ReverseRepayment
    | SurplusCommand
    | TroubleCommand
)


def _decide_loan(state: Requested | Financing, command: LoanCommand, context: Context) -> Decision:
    if isinstance(state, Requested):
        raise Refused(NotApproved(state.approvals_needed, len(state.approved_by)))
    if state.stage in {Stage.RELEASED, Stage.CLOSED} and not _is_taken_back(state, command):
        return _decide_over(state, command)
    if isinstance(command, SurplusCommand):
        return give_back(state, command, context)
    match command:
        case ask.AllocateRepayment():
            return repay(state, command, context)
        case ask.ReverseRepayment():
            return reverse(state, command, context)
        case _:
            return _decide_other(state, command, context)


def _is_taken_back(state: Financing, command: LoanCommand) -> bool:
    """What a bank takes back it takes back, whether or not more is asked for."""
    return state.stage is Stage.CLOSED and isinstance(command, ask.ReverseRepayment)


def _decide_over(state: Financing, command: LoanCommand) -> Decision:
    """Nothing is owed on money that came back; a daily close may still ask."""
    if isinstance(command, ask.AccrueInterest | ask.ExpireOffer):
        return ()
    raise Refused(no.FinancingReleased() if state.stage is Stage.RELEASED else FinancingOver())


def _decide_other(
    state: Financing, command: Disbursing | Pressing | TroubleCommand, context: Context
) -> Decision:
    if isinstance(command, Disbursing):
        return disburse(state, command, context)
    if isinstance(command, Pressing):
        return press(state, command, context)
    if isinstance(command, Offered):
        return answer_offer(state, command, context)
    if isinstance(command, Defaulting):
        return default(state, command, context)
    return propose(state, command, context)


FINANCING: Decider[ask.FinancingCommand, FinancingState, FinancingEvent] = Decider(
    initial=NoFinancing(), decide=decide, evolve=evolve
)
