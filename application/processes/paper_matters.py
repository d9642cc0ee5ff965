"""A paper of an order as it was handed in: set aside for a person, or taken."""

from __future__ import annotations

from dataclasses import dataclass

from application.e_order.finding import Named
from application.intake import streams as intake
from application.processes.documents import DocumentOutcome, Parties, Resolve
from application.shared.ports import UnitOfWork
from domain.intake.commands import SetPaperAside, TakePaper
from domain.intake.events import Why
from domain.shared.event import Context
from domain.shared.ids import OrderId, PartyId
from domain.shared.order_paper import OrderPaper


@dataclass(frozen=True, slots=True)
class HandInPaper:
    """One paper of an order as it was read, and who hands it in."""

    submitter: PartyId
    stated: OrderPaper
    digest: str
    """SHA-256 of the file."""


@dataclass(frozen=True, slots=True)
class PaperMatter:
    """What was handed in, and what is said of it besides."""

    asked: HandInPaper
    said: Resolve

    @property
    def stated(self) -> OrderPaper:
        return self.asked.stated

    @property
    def stream(self) -> str:
        return intake.stream_of(self.asked.submitter, self.said.document)


def named_in(stated: OrderPaper, parties: Parties) -> Named:
    return Named(parties.buyer, parties.seller, stated.order, stated.ordered_on, stated.issued_on)


def set_aside(
    work: UnitOfWork,
    context: Context,
    matter: PaperMatter,
    why: Why,
    choices: tuple[OrderId, ...] = (),
) -> DocumentOutcome:
    asked = SetPaperAside(
        document=matter.said.document,
        submitter=matter.asked.submitter,
        digest=matter.asked.digest,
        stated=matter.stated,
        why=why,
        choices=choices,
    )
    work.handle(intake.ROOM, matter.stream, asked, context)
    return DocumentOutcome(matter.said.document, "waiting", None, why.value, choices=choices)


def take(
    work: UnitOfWork, context: Context, matter: PaperMatter, order: OrderId, *, new: bool
) -> None:
    asked = TakePaper(
        document=matter.said.document,
        submitter=matter.asked.submitter,
        digest=matter.asked.digest,
        stated=matter.stated,
        order=order,
        new=new,
    )
    work.handle(intake.ROOM, matter.stream, asked, context)
