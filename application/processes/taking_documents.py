"""What comes in from outside as a document, and what a person says of one that waits."""

from __future__ import annotations

from collections.abc import Sequence

from application.enterprise import streams as enterprises
from application.intake import streams as intake
from application.processes.answering import seller_of
from application.processes.crediting import credit, credited
from application.processes.documents import (
    DocumentOutcome,
    HandIn,
    Matter,
    Parties,
    Resolve,
    document_id,
    parties_of,
    set_aside,
)
from application.processes.registering import claim_named, put_on_record
from application.processes.standing import in_good_standing
from application.processes.taking_orders import decide_paper, resolved
from application.receivable import streams as receivables
from application.shared.carry_out import UseCase
from application.shared.ports import Reading, UnitOfWork
from domain.intake.commands import Dismiss
from domain.intake.events import Why
from domain.intake.refusals import DocumentNotFound, DocumentNotWaiting
from domain.intake.state import Done, NoDocument, PaperWaiting, Waiting
from domain.receivable.state import Receivable
from domain.shared.calendar import BusinessCalendar
from domain.shared.event import Context
from domain.shared.ids import DocumentId, PartyId, ReceivableId
from domain.shared.refusal import Refused
from domain.shared.trade_document import DocumentKind


def hand_in(asked: HandIn, calendar: BusinessCalendar) -> UseCase:
    """Raise `Refused` where the document contradicts what is on record."""

    def use_case(work: UnitOfWork, context: Context) -> DocumentOutcome:
        document = document_id(asked.digest, asked.stated.source.place)
        resolved = Resolve(document)
        return _decide(work, context, Matter(asked, resolved, calendar))

    return use_case


def resolve(asked: Resolve, submitter: PartyId, calendar: BusinessCalendar) -> UseCase:
    """A person named the parties, or said that it is another invoice."""

    def use_case(work: UnitOfWork, context: Context) -> DocumentOutcome:
        waiting = _waiting(work, submitter, asked.document)
        if isinstance(waiting, PaperWaiting):
            return decide_paper(work, context, resolved(waiting, asked))
        handed = HandIn(submitter, waiting.stated, waiting.digest)
        return _decide(work, context, Matter(handed, asked, calendar))

    return use_case


def dismiss(document: DocumentId, submitter: PartyId, reason: str) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> DocumentOutcome:
        stream = intake.stream_of(submitter, document)
        work.lock(change=[stream], rely_on=[enterprises.stream_of(submitter)])
        in_good_standing(work, submitter, context)
        work.handle(intake.ROOM, stream, Dismiss(reason=reason), context)
        return DocumentOutcome(document, "dismissed", None, None)

    return use_case


def _decide(work: UnitOfWork, context: Context, matter: Matter) -> DocumentOutcome:
    found = parties_of(work, matter)
    done = _done_before(work, matter, found)
    if done is not None:
        return done
    if isinstance(found, Why):
        work.lock(change=[matter.stream], rely_on=[enterprises.stream_of(matter.asked.submitter)])
        in_good_standing(work, matter.asked.submitter, context)
        return set_aside(work, context, matter, found)
    if matter.stated.kind is DocumentKind.CREDIT_NOTE:
        return credit(work, context, matter, found)
    return put_on_record(work, context, matter, found)


def _done_before(work: Reading, matter: Matter, found: Parties | Why) -> DocumentOutcome | None:
    """What became of it, for good; None while something may still come of it.

    Raise `Refused` for what a person dismissed. A claim that was withdrawn may come anew.
    """
    state = work.load(intake.ROOM, matter.stream).state
    if not isinstance(state, Done):
        return None
    if state.receivable is None:
        raise Refused(DocumentNotWaiting())
    is_credit = matter.stated.kind is DocumentKind.CREDIT_NOTE
    if not is_credit and not _on_record(work, state.receivable):
        return None
    if isinstance(found, Parties) and state.receivable not in _meant(matter, found):
        return None
    outcome = "credited" if is_credit else "known"
    return DocumentOutcome(state.document, outcome, state.receivable, None)


def _meant(matter: Matter, parties: Parties) -> Sequence[ReceivableId]:
    """The claims that it may be about."""
    if matter.stated.kind is DocumentKind.CREDIT_NOTE:
        return credited(matter.stated, parties)
    return [claim_named(matter, parties)]


def _on_record(work: Reading, receivable: ReceivableId) -> bool:
    stream = receivables.stream_of(seller_of(work, receivable), receivable)
    return isinstance(work.load(receivables.ROOM, stream).state, Receivable)


def _waiting(work: Reading, submitter: PartyId, document: DocumentId) -> Waiting | PaperWaiting:
    state = work.load(intake.ROOM, intake.stream_of(submitter, document)).state
    if isinstance(state, NoDocument):
        raise Refused(DocumentNotFound())
    if not isinstance(state, Waiting | PaperWaiting):
        raise Refused(DocumentNotWaiting())
    return state
