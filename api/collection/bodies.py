"""What clients write about money that came in, and what they are told of each entry."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, Field

from api.shared.fields import Amount, Body, Collection, Line, Receivable
from api.shared.uploads import NoShown
from api.shared.wire import MoneyBody


class AllocationBody(Body):
    receivable: Receivable
    amount: Amount


class MatchBody(Body):
    allocations: Annotated[tuple[AllocationBody, ...], Field(min_length=1, max_length=1_000)]


class UndoBody(Body):
    receivables: Annotated[tuple[Receivable, ...], Field(min_length=1, max_length=1_000)]
    why: Line


class DismissBody(Body):
    known_as: Collection


class CloseBody(Body):
    answer: Line


class EntryTold(BaseModel):
    """What became of one entry of a bank message."""

    ordinal: int
    amount: MoneyBody
    outcome: str
    """`matched`, `waiting`, `reversed`, `noted` (money out, for no draw we know), `known`, or
    `refused`: then `no` says why."""

    collection: str | None
    allocated: list[dict[str, Any]]
    remainder: MoneyBody | None
    no: NoShown | None


class MessageTold(BaseModel):
    """What became of one file; `no` where it was refused whole."""

    file: str
    message: str | None
    kind: str | None
    no: NoShown | None
    entries: list[EntryTold]


class Messages(BaseModel):
    files: list[MessageTold]
