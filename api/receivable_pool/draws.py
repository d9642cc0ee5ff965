"""A supplier draws against its claims over HTTP: quoted before, then decided once."""

from __future__ import annotations

from http import HTTPStatus

from fastapi.responses import Response

from api.receivable_pool import bodies
from api.shared.commanding import Counter
from api.shared.identity import SUPPLIER, Anyone
from api.shared.named import PoolPath
from api.shared.reading import wired
from api.shared.routes import command, read
from api.shared.services import Using
from api.shared.strict import room
from api.shared.wire import model_of
from application.processes.drawing import DrawFromPool, Drawn, DrawQuoted, draw, quote_draw
from application.processes.looking import among_sellers, pool_for
from application.processes.running_pools import AgreeToSupport, PoolAsItIs, agree_to_support
from domain.shared.ids import FinancingId

router = room("/pools", "receivable pools")

QUOTED = FinancingId("quote")
"""A quote opens nothing; its id is nobody's."""


@router.post("/{pool}/quotes", operation_id="quoteDraw", **read(model_of(DrawQuoted), SUPPLIER))
def quote(pool: PoolPath, body: bodies.QuoteBody, services: Using, caller: Anyone) -> Response:
    """What a draw would cost today, and what the base would bear; binds nobody."""
    asked = DrawFromPool(pool, QUOTED, caller.party, body.amount, body.due_on)
    with services.desk.store.reading() as reading:
        pool_for(reading, pool, caller.party)
        quoted = quote_draw(reading, asked, services.today)
    return wired(quoted)


@router.post(
    "/{pool}/draws",
    operation_id="drawFromPool",
    **command(Drawn, SUPPLIER, status=HTTPStatus.CREATED),
)
def draw_now(pool: PoolPath, body: bodies.DrawBody, desk: Counter) -> Response:
    """Draw: the base is certified, the financing opened and the bank instructed at once."""
    financing = FinancingId(desk.id_for("fin", body.financing))
    asked = DrawFromPool(
        pool, financing, desk.caller.party, body.amount, body.due_on, desk.line_meant(body.line)
    )
    use_case = among_sellers(pool, desk.caller.party, draw(asked))
    return desk.carry_out(asked, use_case, HTTPStatus.CREATED)


@router.post(
    "/{pool}/cross-support", operation_id="agreeCrossSupport", **command(PoolAsItIs, SUPPLIER)
)
def agree(pool: PoolPath, desk: Counter) -> Response:
    """Let the other sellers draw against this seller's claims, where the terms provide for it."""
    asked = AgreeToSupport(pool, desk.caller.party)
    use_case = among_sellers(pool, desk.caller.party, agree_to_support(asked))
    return desk.carry_out(asked, use_case)
