"""Files of invoices and orders are put on record, each document told what became of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adapters.calendars.published import calendar_named
from adapters.intake.reader import DocumentIntake
from application.documents.mapping import ColumnMapping
from application.documents.refused import DocumentRefused
from application.processes.documents import document_id
from application.processes.handing_in import handing_in
from application.shared.ports import Outcome
from domain.shared.calendar import BusinessCalendar
from domain.shared.order_paper import OrderPaper
from domain.shared.trade_document import TradeDocument
from scripts.acting import Actor, said
from scripts.compose import House

SUFFIXES = frozenset({".xml", ".pdf", ".csv", ".xlsx"})
"""What is taken out of a folder; a file that is named is taken whatever it is called."""


@dataclass(frozen=True, slots=True)
class Became:
    """What became of one document of a file."""

    file: str
    place: str
    number: str
    outcome: str
    """`registered`, `known`, `credited`, `placed`, `recorded`, `waiting` or `refused`."""

    receivable: str | None
    order: str | None
    why: str | None
    """Why it waits, or the code of the refusal."""

    facts: dict[str, Any]


def files_in(named: Iterable[Path]) -> list[Path]:
    """The files named, and those that lie in folders named, sorted."""
    found = set()
    for path in named:
        inside = path.rglob("*") if path.is_dir() else ()
        found |= {it for it in inside if it.is_file() and it.suffix.lower() in SUFFIXES}
        if not path.is_dir():
            found.add(path)
    return sorted(found)


def take_in(
    house: House, actor: Actor, file: Path, mapping: ColumnMapping | None = None
) -> Iterator[Became]:
    """Hand in every document of `file` under an id made from its content: twice changes nothing."""
    calendar = calendar_named(house.settings.calendar)
    content = file.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    for outcome in DocumentIntake().read_document(file.name, content, mapping):
        if isinstance(outcome, DocumentRefused):
            yield _unread(outcome)
        else:
            yield _handed_in(actor, outcome, digest, calendar)


def _unread(refused: DocumentRefused) -> Became:
    facts = {"rule": refused.rule, "place": refused.place, **dict(refused.facts)}
    said = ("", "refused", None, None, refused.code.value)
    return Became(refused.file, refused.place, *said, facts)


def _handed_in(
    actor: Actor, stated: TradeDocument | OrderPaper, digest: str, calendar: BusinessCalendar
) -> Became:
    source = stated.source
    request_id = f"import-{document_id(digest, source.place)}"
    asked, use_case = handing_in(actor.party, stated, digest, calendar)
    answer = actor.ask_again(asked, use_case, request_id)
    body = said(answer)
    if answer.outcome is Outcome.REFUSED:
        what = ("refused", None, None, body["code"], body["facts"])
    else:
        choices = body.get("choices")
        facts = {"choices": choices} if choices else {}
        what = (body["outcome"], body["receivable"], body["order"], body["why"], facts)
    return Became(source.file, source.place, stated.number, *what)
