"""Who lent on an order is asked before it is changed or cancelled, and answers.

Whether a lender holds the order is for the caller to know.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from typing import assert_never

from domain.e_order import answer_refusals as wrong
from domain.e_order import commands as ask
from domain.e_order import events as fact
from domain.e_order import refusals as no
from domain.e_order.checks import Said, meant, said_of, standing
from domain.e_order.evolve import evolve
from domain.e_order.order import Consent, ConsentWanted
from domain.e_order.state import Order, OrderState
from domain.shared.event import Context
from domain.shared.ids import PartyId
from domain.shared.refusal import Refused

Consenting = ask.AskConsent | ask.GiveConsent | ask.RefuseConsent | ask.WithdrawConsent
Decision = tuple[fact.OrderEvent, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of lenders: one change, or whether lines may be cancelled."""

    number: str | None
    lines: tuple[str, ...] = ()


def decide_consent(order: Order, command: Consenting, context: Context) -> Decision:
    """Who may ask comes first, then whether the order still stands."""
    if isinstance(command, ask.AskConsent) and command.party not in {order.buyer, order.supplier}:
        raise Refused(no.NotAParty(command.party))
    standing(order)
    match command:
        case ask.AskConsent():
            return _ask(order, command, context)
        case ask.GiveConsent():
            return _give(order, command, context)
        case ask.RefuseConsent():
            return _refuse(order, command, context)
        case ask.WithdrawConsent():
            return _withdraw(order, command, context)
        case _:
            assert_never(command)


def asked_of(
    order: Order, said: Said, question: Question, lenders: ask.Lenders
) -> tuple[fact.ConsentAsked, ...]:
    """Those that have not agreed to just this yet."""
    return tuple(
        fact.ConsentAsked(
            **said,
            holder=lender,
            number=question.number,
            lines=question.lines,
            answer_by=answer_by,
        )
        for lender, answer_by in lenders
        if not _agreed(order, question, lender)
    )


def no_longer_wanted(order: Order, events: Decision, context: Context) -> Decision:
    """Questions that what happened leaves without a subject."""
    if not order.wanted:
        return ()
    before: OrderState = order
    after = reduce(evolve, events, before)
    if not isinstance(after, Order):
        return ()
    moot = [it for it in after.wanted if not _matters(after, it)]
    return tuple(
        fact.ConsentNotNeeded(
            **said_of(after, context),
            holder=each.holder,
            number=each.number,
            asked_besides=_besides(after.wanted, each.holder, moot),
        )
        for each in moot
    )


def _matters(order: Order, wanted: ConsentWanted) -> bool:
    if order.rejected or order.closed or order.is_cancelled:
        return False
    if wanted.number is not None:
        return wanted.number in order.changes
    return any(line not in order.cancelled for line in wanted.lines)


def _ask(order: Order, command: ask.AskConsent, context: Context) -> Decision:
    question = _question(order, command.number, command.lines)
    if not command.lenders:
        raise Refused(wrong.NobodyToAsk(order.order))
    if question.number is None and not question.lines:
        return ()
    return asked_of(order, said_of(order, context), question, command.lenders)


def _give(order: Order, command: ask.GiveConsent, context: Context) -> Decision:
    """The same again says nothing new."""
    question = _question(order, command.number, command.lines)
    given = Consent(command.party, question.number, question.lines)
    if given in order.consents:
        return ()
    return (
        fact.ConsentGiven(
            **said_of(order, context),
            holder=command.party,
            number=question.number,
            lines=question.lines,
            asked_besides=_besides(order.wanted, command.party, order.met_by(given)),
        ),
    )


def _refuse(order: Order, command: ask.RefuseConsent, context: Context) -> Decision:
    own = [it for it in order.wanted if it.holder == command.party and it.number == command.number]
    if not own:
        raise Refused(wrong.ConsentNotAsked(order.order, command.number))
    return (
        fact.ConsentRefused(
            **said_of(order, context),
            holder=command.party,
            number=command.number,
            reason=command.reason,
            asked_besides=_besides(order.wanted, command.party, own),
        ),
    )


def _withdraw(order: Order, command: ask.WithdrawConsent, context: Context) -> Decision:
    """What happened by it stays; what was used up by that is no consent any more."""
    own = [
        it for it in order.consents if it.holder == command.party and it.number == command.number
    ]
    agreed = {line for it in own for line in it.lines if line not in order.cancelled}
    wanted = set(meant(order, command.lines)) if command.lines else agreed
    stands = bool(own) if command.number is not None else bool(wanted & agreed)
    if not stands:
        raise Refused(wrong.NoConsentToWithdraw(order.order, command.number, command.lines))
    lines = () if command.number is not None else tuple(sorted(wanted & agreed))
    return (
        fact.ConsentWithdrawn(
            **said_of(order, context),
            holder=command.party,
            number=command.number,
            lines=lines,
            reason=command.reason,
        ),
    )


def _question(order: Order, number: str | None, lines: tuple[str, ...]) -> Question:
    if number is None:
        return Question(None, meant(order, lines))
    if number not in order.changes:
        raise Refused(wrong.ChangeUnknown(order.order, number))
    return Question(number)


def _agreed(order: Order, question: Question, lender: PartyId) -> bool:
    if question.number is not None:
        return order.may_change(question.number, [lender])
    return order.may_cancel(question.lines, [lender])


def _besides(
    wanted: Iterable[ConsentWanted], holder: PartyId, done: Iterable[ConsentWanted]
) -> bool:
    over = list(done)
    return any(it.holder == holder and it not in over for it in wanted)
