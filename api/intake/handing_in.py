"""Many documents in one request: each its own command, each told what became of it."""

from __future__ import annotations

import json
from collections import Counter as Tally
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from api.shared.commanding import AtDesk
from api.shared.uploads import Uploaded, no
from api.shared.wire import stored_to_wire
from application.documents.intake import Outcome as Stated
from application.documents.mapping import ColumnMapping
from application.documents.refused import DocumentRefused
from application.processes.handing_in import handing_in
from application.shared.ports import Outcome
from domain.shared.order_paper import OrderPaper
from domain.shared.trade_document import TradeDocument


@dataclass(slots=True)
class Report:
    """Filled in document by document."""

    documents: list[dict[str, Any]] = field(default_factory=list)
    position: int = 0

    @property
    def body(self) -> dict[str, Any]:
        counts = Tally(line["outcome"] for line in self.documents)
        return {"counts": dict(sorted(counts.items())), "documents": self.documents}


def hand_in_all(desk: AtDesk, files: Iterable[Uploaded], mapping: ColumnMapping | None) -> Report:
    """Sent again under the same key it changes nothing and says the same."""
    report = Report()
    for file in files:
        for stated in desk.services.documents.read_document(file.name, file.content, mapping):
            report.documents.append(_told(desk, file, stated, report))
    return report


def _told(desk: AtDesk, file: Uploaded, stated: Stated, report: Report) -> dict[str, Any]:
    if isinstance(stated, DocumentRefused):
        facts = {"place": stated.place, "rule": stated.rule, **dict(stated.facts)}
        return _line(file, stated.place, "refused", {"no": no(stated.code.value, facts)})
    return _handed_in(desk, file, stated, report)


def _handed_in(
    desk: AtDesk, file: Uploaded, stated: TradeDocument | OrderPaper, report: Report
) -> dict[str, Any]:
    place = stated.source.place
    asked, use_case = handing_in(desk.caller.party, stated, file.digest, desk.services.calendar)
    answer = desk.ask_part(f"{file.digest}\0{place}", asked, use_case)
    report.position = max(report.position, answer.position)
    body = json.loads(stored_to_wire(answer.body))
    if answer.outcome is Outcome.REFUSED:
        return _line(file, place, "refused", {"no": no(body["code"], body["facts"])})
    return _line(file, place, body["outcome"], body)


def _line(file: Uploaded, place: str, outcome: str, said: dict[str, Any]) -> dict[str, Any]:
    told = {name: said.get(name) for name in ("document", "receivable", "order", "why", "no")}
    choices = said.get("choices") or []
    return {"file": file.name, "place": place, "outcome": outcome, **told, "choices": choices}
