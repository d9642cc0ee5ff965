"""One document that was handed in, and what all ways of taking it in share."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from application.enterprise import streams as enterprises
from application.intake import streams as intake
from application.processes.standing import in_good_standing
from application.shared.ports import Reading, UnitOfWork
from domain.enterprise.state import Party
from domain.intake.commands import SetAside, Take
from domain.intake.events import Why
from domain.shared.calendar import BusinessCalendar
from domain.shared.event import Context
from domain.shared.ids import DocumentId, OrderId, PartyId, ReceivableId
from domain.shared.trade_document import PartyReference, TradeDocument


@dataclass(frozen=True, slots=True)
class HandIn:
    """One document as it was read, and who hands it in."""

    submitter: PartyId
    stated: TradeDocument
    digest: str
    """SHA-256 of the file."""


@dataclass(frozen=True, slots=True)
class Resolve:
    """What a person says of a document that waits."""

    document: DocumentId
    seller: PartyId | None = None
    buyer: PartyId | None = None
    another: bool = False
    """It is another invoice than the one that it looks like."""

    order: OrderId | None = None
    """Which of several orders of one number is meant."""


@dataclass(frozen=True, slots=True)
class DocumentOutcome:
    """What became of a document: `registered`, `known`, `credited` or `waiting`.

    A paper of an order was `placed`, `recorded`, `known` or is `waiting`.
    """

    document: DocumentId
    outcome: str
    receivable: ReceivableId | None
    why: str | None
    order: OrderId | None = None
    """Of a paper of an order: the order that it is, or is about."""

    choices: tuple[OrderId, ...] = ()
    """Of one that may be of several orders: those that a person may name."""


@dataclass(frozen=True, slots=True)
class Matter:
    asked: HandIn
    said: Resolve
    calendar: BusinessCalendar

    @property
    def stated(self) -> TradeDocument:
        return self.asked.stated

    @property
    def stream(self) -> str:
        return intake.stream_of(self.asked.submitter, self.said.document)


@dataclass(frozen=True, slots=True)
class Parties:
    seller: PartyId
    buyer: PartyId


def document_id(digest: str, place: str) -> DocumentId:
    named = hashlib.sha256(f"{digest}\0{place}".encode()).hexdigest()
    return DocumentId(f"doc_{named[:24]}")


def parties_of(work: Reading, matter: Matter) -> Parties | Why:
    """Whom its identifiers name; a person only says what they leave open."""
    return parties_named(work, (matter.stated.seller, matter.stated.buyer), matter.said)


def parties_named(
    work: Reading, stated: tuple[PartyReference, PartyReference], said: Resolve
) -> Parties | Why:
    """(seller, buyer) as a paper names them."""
    seller = _named(_resolved(work, stated[0]), said.seller)
    if not isinstance(seller, str):
        return Why.SEVERAL_SELLERS if seller else Why.SELLER_UNKNOWN
    buyer = _named(_resolved(work, stated[1]), said.buyer)
    if not isinstance(buyer, str):
        return Why.SEVERAL_BUYERS if buyer else Why.BUYER_UNKNOWN
    return Parties(PartyId(seller), PartyId(buyer))


def _named(bearers: str | frozenset[str], said: PartyId | None) -> str | frozenset[str]:
    """Where the identifiers belong to several, it is one of them."""
    if isinstance(bearers, str) or said is None or (bearers and said not in bearers):
        return bearers
    return said


def _resolved(work: Reading, named: PartyReference) -> str | frozenset[str]:
    """The one party that bears the identifiers; else none, or all of them."""
    keys = [enterprises.identifier_key(identifier) for identifier in named.identifiers]
    bearers = frozenset(work.holders(keys).values()) if keys else frozenset[str]()
    return next(iter(bearers)) if len(bearers) == 1 else bearers


def principal(
    work: UnitOfWork, context: Context, matter: Matter, parties: Parties
) -> PartyId | None:
    """Whose agent the submitter is; None where it acts for itself (the room checks that)."""
    return principal_of(work, context, matter.asked.submitter, parties)


def principal_of(
    work: UnitOfWork, context: Context, submitter: PartyId, parties: Parties
) -> PartyId | None:
    in_good_standing(work, submitter, context)
    for party in (parties.seller, parties.buyer):
        loaded = work.load(enterprises.ROOM, enterprises.stream_of(party)).state
        if isinstance(loaded, Party) and loaded.has_agent(submitter, context.now.day):
            return party
    return None


def set_aside(
    work: UnitOfWork,
    context: Context,
    matter: Matter,
    why: Why,
    concerns: ReceivableId | None = None,
    choices: tuple[OrderId, ...] = (),
) -> DocumentOutcome:
    asked = SetAside(
        document=matter.said.document,
        submitter=matter.asked.submitter,
        digest=matter.asked.digest,
        stated=matter.stated,
        why=why,
        concerns=concerns,
        choices=choices,
    )
    work.handle(intake.ROOM, matter.stream, asked, context)
    return DocumentOutcome(matter.said.document, "waiting", concerns, why.value, choices=choices)


def take(
    work: UnitOfWork, context: Context, matter: Matter, claim: ReceivableId, *, new: bool
) -> None:
    asked = Take(
        document=matter.said.document,
        submitter=matter.asked.submitter,
        digest=matter.asked.digest,
        stated=matter.stated,
        receivable=claim,
        new=new,
    )
    work.handle(intake.ROOM, matter.stream, asked, context)
