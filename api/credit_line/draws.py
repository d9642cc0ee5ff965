"""A borrower draws on its line over HTTP (网贷通): quoted before, then decided once."""

from __future__ import annotations

from http import HTTPStatus

from fastapi.responses import Response

from api.credit_line import bodies
from api.credit_line.routes import BORROWERS
from api.shared.commanding import Counter
from api.shared.identity import Anyone
from api.shared.named import LinePath
from api.shared.reading import wired
from api.shared.routes import command, read
from api.shared.services import Using
from api.shared.strict import room
from api.shared.wire import model_of
from application.processes.drawing_on_lines import (
    DrawOnLine,
    LineDrawn,
    LineQuoted,
    draw_on_line,
    quote_on_line,
)
from domain.shared.ids import FinancingId

router = room("/credit-lines", "credit lines")

QUOTED = FinancingId("quote")
"""A quote opens nothing; its id is nobody's."""


@router.post(
    "/{line}/quotes", operation_id="quoteDrawOnLine", **read(model_of(LineQuoted), *BORROWERS)
)
def quote(line: LinePath, body: bodies.QuoteBody, services: Using, caller: Anyone) -> Response:
    """What a draw would cost today; binds nobody."""
    asked = DrawOnLine(line, QUOTED, caller.party, body.amount, body.due_on, body.named)
    with services.desk.store.reading() as reading:
        quoted = quote_on_line(reading, asked, services.today, services.calendar)
    return wired(quoted)


@router.post(
    "/{line}/draws",
    operation_id="drawOnLine",
    **command(LineDrawn, *BORROWERS, status=HTTPStatus.CREATED),
)
def draw_now(line: LinePath, body: bodies.DrawBody, desk: Counter) -> Response:
    """Draw: line and limits are blocked, the financing opened and the bank instructed at once.

    From the amount in the line's terms on it is a request (`stage` says so), which people of
    the lender decide under `/financing-requests`.
    """
    financing = FinancingId(desk.id_for("fin", body.financing))
    asked = DrawOnLine(line, financing, desk.caller.party, body.amount, body.due_on, body.named)
    return desk.carry_out(asked, draw_on_line(asked, desk.services.calendar), HTTPStatus.CREATED)
