"""The door through which files come in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from application.documents.mapping import ColumnMapping
from application.documents.refused import DocumentRefused
from domain.shared.order_paper import OrderPaper
from domain.shared.trade_document import TradeDocument

Outcome = TradeDocument | OrderPaper | DocumentRefused
"""What became of one document; a file gives at least one."""


class Intake(Protocol):
    """Reads files of any kind; adapters answer."""

    def read_document(
        self, name: str, content: bytes, mapping: ColumnMapping | None = None
    ) -> Sequence[Outcome]:
        """Every document in a file, in its order; never empty, never raises.

        What kind of file it is, is told by its content; `name` is only repeated in
        outcomes. Sheets (CSV, XLSX) need a `mapping`.
        """
        ...
