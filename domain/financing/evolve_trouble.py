"""How what goes wrong changes a financing."""

from __future__ import annotations

from typing import assert_never

from domain.financing.loan import Rescheduled
from domain.financing.state import Financing, Proposal, Stage
from domain.financing.trouble_events import (
    DefaultDeclared,
    FinancingAccelerated,
    FinancingClosed,
    FinancingRestructured,
    FinancingWrittenOff,
    GuaranteeCalled,
    ProposalDropped,
    RestructuringDeclined,
    RestructuringExpired,
    RestructuringOffered,
    RestructuringProposed,
    TroubleEvent,
    WriteOffProposed,
)
from domain.shared.instalments import Instalment
from domain.shared.refusal import BrokenPromise
from domain.shared.replacing import replace

Proposing = (
    RestructuringProposed
    | WriteOffProposed
    | RestructuringOffered
    | ProposalDropped
    | RestructuringDeclined
    | RestructuringExpired
)


def in_trouble(was: Financing, event: TroubleEvent) -> Financing:
    if isinstance(event, Proposing):
        return replace(was, proposal=_proposal(was, event))
    match event:
        case DefaultDeclared():
            return replace(was, defaulted_on=event.effective_on)
        case FinancingAccelerated() | FinancingRestructured():
            return _rescheduled(was, event)
        case FinancingWrittenOff():
            day = event.effective_on
            return replace(was, stage=Stage.WRITTEN_OFF, written_off_on=day, proposal=None)
        case GuaranteeCalled():
            return was
        case FinancingClosed():
            return replace(was, stage=Stage.CLOSED)
        case _:
            assert_never(event)


def _proposal(was: Financing, event: Proposing) -> Proposal | None:
    match event:
        case RestructuringProposed() | WriteOffProposed():
            return _proposed(event)
        case RestructuringOffered():
            return _offered(was, event)
        case ProposalDropped() | RestructuringDeclined() | RestructuringExpired():
            return None
        case _:
            assert_never(event)


def _offered(was: Financing, event: RestructuringOffered) -> Proposal:
    if was.proposal is None:
        raise BrokenPromise("what is offered was proposed")
    return replace(was.proposal, offered_until=event.expires_on)


def _proposed(event: RestructuringProposed | WriteOffProposed) -> Proposal:
    match event:
        case RestructuringProposed():
            return Proposal(
                event.by, event.reason, event.schedule, event.annual_rate, event.consented
            )
        case WriteOffProposed():
            return Proposal(event.by, event.reason, ())
        case _:
            assert_never(event)


def _rescheduled(was: Financing, event: FinancingAccelerated | FinancingRestructured) -> Financing:
    """A restructuring wipes the default out; what was due stays due."""
    day = event.effective_on
    first = tuple(it.reference for it in was.repayments if it.counts_on == day)
    match event:
        case FinancingAccelerated():
            schedule = (Instalment(event.due_on, event.principal),)
            change = Rescheduled(day, schedule, accelerates=True, paid_first=first)
            defaulted_on = was.defaulted_on
        case FinancingRestructured():
            change = Rescheduled(
                on=day,
                schedule=event.schedule,
                annual_rate=event.annual_rate,
                relieves=event.relief,
                paid_first=first,
            )
            defaulted_on = None
        case _:
            assert_never(event)
    return replace(
        was,
        changes=(*was.changes, change),
        due_on=event.due_on,
        defaulted_on=defaulted_on,
        proposal=None,
    )
