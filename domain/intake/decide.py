"""A document that was read is taken once, or waits for a person until it is."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypedDict, assert_never

from domain.intake import commands as ask
from domain.intake import events as fact
from domain.intake import refusals as no
from domain.intake.events import IntakeEvent
from domain.intake.state import Done, IntakeState, NoDocument, PaperWaiting, Waiting, evolve
from domain.shared.decider import Decider
from domain.shared.event import Context
from domain.shared.ids import ActorId, DocumentId, PartyId
from domain.shared.refusal import Refused

Decision = tuple[IntakeEvent, ...]


def decide(state: IntakeState, command: ask.IntakeCommand, context: Context) -> Decision:
    match command:
        case ask.SetAside():
            return _set_aside(state, command, context)
        case ask.Take():
            return _take(state, command, context)
        case ask.SetPaperAside():
            return _set_paper_aside(state, command, context)
        case ask.TakePaper():
            return _take_paper(state, command, context)
        case ask.Dismiss():
            return _dismiss(state, command, context)
        case _:
            assert_never(command)


def _set_aside(state: IntakeState, command: ask.SetAside, context: Context) -> Decision:
    """Again for the same reason says nothing new."""
    if isinstance(state, Done):
        raise Refused(no.DocumentNotWaiting())
    said = (command.why, command.concerns, command.choices)
    if isinstance(state, Waiting) and (state.why, state.concerns, state.choices) == said:
        return ()

    return (
        fact.DocumentSetAside(
            **_said_of(command, context),
            digest=command.digest,
            stated=command.stated,
            why=command.why,
            concerns=command.concerns,
            choices=command.choices,
        ),
    )


def _take(state: IntakeState, command: ask.Take, context: Context) -> Decision:
    """The same document again says nothing new."""
    if isinstance(state, Done):
        return ()

    return (
        fact.DocumentTaken(
            **_said_of(command, context),
            digest=command.digest,
            file=command.stated.source.file,
            place=command.stated.source.place,
            number=command.stated.number,
            amount=command.stated.gross,
            receivable=command.receivable,
            new=command.new,
        ),
    )


def _set_paper_aside(state: IntakeState, command: ask.SetPaperAside, context: Context) -> Decision:
    if isinstance(state, Done):
        raise Refused(no.DocumentNotWaiting())
    said = (command.why, command.choices)
    if isinstance(state, PaperWaiting) and (state.why, state.choices) == said:
        return ()

    return (
        fact.OrderPaperSetAside(
            **_said_of(command, context),
            digest=command.digest,
            stated=command.stated,
            why=command.why,
            choices=command.choices,
        ),
    )


def _take_paper(state: IntakeState, command: ask.TakePaper, context: Context) -> Decision:
    if isinstance(state, Done):
        return ()

    return (
        fact.OrderPaperTaken(
            **_said_of(command, context),
            digest=command.digest,
            file=command.stated.source.file,
            place=command.stated.source.place,
            number=command.stated.number,
            paper=command.stated.kind,
            order=command.order,
            new=command.new,
        ),
    )


def _dismiss(state: IntakeState, command: ask.Dismiss, context: Context) -> Decision:
    if isinstance(state, NoDocument):
        raise Refused(no.DocumentNotFound())
    if isinstance(state, Done):
        raise Refused(no.DocumentNotWaiting())

    return (
        fact.DocumentDismissed(
            **_said_of(state, context),
            reason=command.reason,
        ),
    )


_Named = ask.SetAside | ask.Take | ask.SetPaperAside | ask.TakePaper | Waiting | PaperWaiting


class _Said(TypedDict):
    """What every event of a document says."""

    at: datetime
    effective_on: date
    by: ActorId
    document: DocumentId
    submitter: PartyId


def _said_of(it: _Named, context: Context) -> _Said:
    return _Said(
        at=context.now.at,
        effective_on=context.now.day,
        by=context.by,
        document=it.document,
        submitter=it.submitter,
    )


INTAKE: Decider[ask.IntakeCommand, IntakeState, IntakeEvent] = Decider(
    initial=NoDocument(), decide=decide, evolve=evolve
)
