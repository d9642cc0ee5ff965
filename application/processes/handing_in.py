"""Whatever was read is handed in by the story of its kind."""

from __future__ import annotations

from application.processes.documents import HandIn
from application.processes.paper_matters import HandInPaper
from application.processes.taking_documents import hand_in
from application.processes.taking_orders import hand_in_paper
from application.shared.carry_out import UseCase
from domain.shared.calendar import BusinessCalendar
from domain.shared.ids import PartyId
from domain.shared.order_paper import OrderPaper
from domain.shared.trade_document import TradeDocument


def handing_in(
    submitter: PartyId,
    stated: TradeDocument | OrderPaper,
    digest: str,
    calendar: BusinessCalendar,
) -> tuple[HandIn | HandInPaper, UseCase]:
    """What is asked, and what carries it out."""
    if isinstance(stated, OrderPaper):
        paper = HandInPaper(submitter, stated, digest)
        return paper, hand_in_paper(paper)
    asked = HandIn(submitter, stated, digest)
    return asked, hand_in(asked, calendar)
