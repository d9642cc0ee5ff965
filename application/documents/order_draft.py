"""A paper of an order as it was written, before anything in it is believed."""

from __future__ import annotations

from dataclasses import dataclass

from application.documents.draft import ABSENT, Draft, DraftLine, Written
from domain.shared.item import UNNAMED, Item
from domain.shared.order_paper import PaperKind


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDraftLine:
    """What only order papers say of a line; the rest is the line of the draft beside it."""

    priced: DraftLine
    line: Written
    order_line: str | None = None
    item: Item = UNNAMED
    rejected: Written = ABSENT
    short: Written = ABSENT
    status: str | None = None
    """UBL's line status: 1 added, 2 deleted, 3 changed, 5 as ordered, 7 not accepted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDraft:
    """Everything a reader found; `paper` has what orders and invoices share."""

    kind: PaperKind
    paper: Draft
    lines: tuple[OrderDraftLine, ...]
    orders: tuple[Written, ...]
    """The order numbers that it names."""

    ordered_on: Written = ABSENT
    deliver_from: Written = ABSENT
    deliver_by: Written = ABSENT
    reply: Written = ABSENT
    answers: str | None = None
    reason: str = ""
