"""What a core enterprise lets a supplier of its chain borrow on its orders, over HTTP."""

from __future__ import annotations

from fastapi.responses import Response

from api.enterprise import bodies
from api.shared.commanding import Counter
from api.shared.fields import PartyPath
from api.shared.identity import CORE_ENTERPRISE, Anyone
from api.shared.reading import wired
from api.shared.routes import command, read
from api.shared.services import Using
from api.shared.strict import room
from api.shared.wire import model_of
from application.enterprise.changing import (
    OrderFinancing,
    PartyAsItIs,
    allow_order_financing,
    change,
    order_financing_of,
)
from domain.enterprise.commands import AllowOrderFinancing, ForbidOrderFinancing

router = room("/parties", "parties")


@router.get(
    "/{party}/order-financing",
    operation_id="showOrderFinancing",
    **read(model_of(OrderFinancing), CORE_ENTERPRISE),
)
def show(party: PartyPath, services: Using, caller: Anyone) -> Response:
    """What the core enterprise that asks said last of this supplier."""
    with services.desk.store.reading() as reading:
        return wired(order_financing_of(reading, party, caller.party))


@router.post(
    "/{party}/order-financing",
    operation_id="allowOrderFinancing",
    **command(PartyAsItIs, CORE_ENTERPRISE),
)
def allow(
    party: PartyPath, body: bodies.OrderFinancingBody, caller: Anyone, desk: Counter
) -> Response:
    """The supplier may borrow on the caller's orders, as far as is said here; for new money."""
    asked = AllowOrderFinancing(
        party=party,
        core_enterprise=caller.party,
        since=body.since,
        until=body.until,
        products=body.products,
        lenders=body.lenders,
        ratio_max=body.ratio_max,
        limit=body.limit,
    )
    return desk.carry_out(asked, allow_order_financing(asked))


@router.post(
    "/{party}/order-financing/prohibition",
    operation_id="forbidOrderFinancing",
    **command(PartyAsItIs, CORE_ENTERPRISE),
)
def forbid(party: PartyPath, body: bodies.ReasonBody, caller: Anyone, desk: Counter) -> Response:
    """No new money on the caller's orders; what is lent already stays lent."""
    asked = ForbidOrderFinancing(party=party, core_enterprise=caller.party, reason=body.reason)
    return desk.carry_out(asked, change(asked))
