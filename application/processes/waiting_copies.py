"""Papers of one invoice that wait because it looks like another claim: kept by the claim they would
be, so that none waits on once a paper of that invoice was taken."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from application.intake import streams as intake
from application.shared.ports import Conflict, Reading, UnitOfWork
from domain.intake.state import Waiting
from domain.shared.ids import DocumentId, PartyId, ReceivableId
from domain.shared.trade_document import TradeDocument


@dataclass(frozen=True, slots=True)
class Copies:
    """Of one submitter: what another party handed in waits for that party."""

    submitter: PartyId
    claim: ReceivableId
    documents: tuple[DocumentId, ...] = ()

    @classmethod
    def look(cls, reading: Reading, submitter: PartyId, claim: ReceivableId) -> Copies:
        """Before the locks, and again behind them."""
        none = cls(submitter, claim)
        known = reading.holders([none.key]).get(none.key)
        return none if known is None else replace(none, documents=tuple(json.loads(known)))

    @property
    def key(self) -> str:
        return f"copies/{self.submitter}/{self.claim}"

    @property
    def streams(self) -> list[str]:
        return [intake.stream_of(self.submitter, it) for it in self.documents]

    def look_again(self, reading: Reading) -> None:
        if Copies.look(reading, self.submitter, self.claim) != self:
            raise Conflict

    def saying_no_more(
        self, reading: Reading, taken: TradeDocument, document: DocumentId
    ) -> list[Waiting]:
        """Those that wait, besides `document`; one that names an order that `taken` does not name
        has more to say."""
        others = (it for it in self.documents if it != document)
        states = [
            reading.load(intake.ROOM, intake.stream_of(self.submitter, it)).state for it in others
        ]
        waiting = (it for it in states if isinstance(it, Waiting))
        return [it for it in waiting if it.stated.order in {None, taken.order}]

    def waits(self, work: UnitOfWork, document: DocumentId) -> None:
        if document not in self.documents:
            self._keep(work, (*self.documents, document))

    def wait_no_more(self, work: UnitOfWork, *taken: DocumentId) -> None:
        left = tuple(it for it in self.documents if it not in taken)
        if left != self.documents:
            self._keep(work, left)

    def _keep(self, work: UnitOfWork, documents: tuple[DocumentId, ...]) -> None:
        if self.documents:
            work.free(self.key)
        if documents:
            work.reserve(self.key, json.dumps(documents, separators=(",", ":")))
