"""Over HTTP: an order became claims, and what was lent on it is taken out or paid off by them."""

from __future__ import annotations

from http import HTTPStatus

from fastapi.responses import Response

from api.receivable_pool import bodies
from api.shared.commanding import Counter
from api.shared.identity import SUPPLIER
from api.shared.named import PoolPath
from api.shared.routes import command
from api.shared.strict import room
from application.processes.looking import among_sellers
from application.processes.paying_off import PayOff, PayOffAsked, pay_off
from application.processes.taking_out import TakenOut, TakeOut, take_out
from domain.shared.ids import FinancingId

router = room("/pools", "receivable pools")


@router.post(
    "/{pool}/take-outs",
    operation_id="takeOut",
    **command(TakenOut, SUPPLIER, status=HTTPStatus.CREATED),
)
def take_out_now(pool: PoolPath, body: bodies.TakeOutBody, desk: Counter) -> Response:
    """Assign claims and draw on them what settles the same lender's money on their order."""
    asked = TakeOut(
        pool=pool,
        financing=FinancingId(desk.id_for("fin", body.financing)),
        seller=desk.caller.party,
        loans=desk.loans_meant(body.takes_out),
        receivables=body.receivables,
        due_on=body.due_on,
        line=desk.line_meant(body.line),
    )
    use_case = among_sellers(pool, desk.caller.party, take_out(asked))
    return desk.carry_out(asked, use_case, HTTPStatus.CREATED)


@router.post(
    "/{pool}/pay-offs",
    operation_id="payOff",
    **command(PayOffAsked, SUPPLIER, status=HTTPStatus.CREATED),
)
def pay_off_now(pool: PoolPath, body: bodies.PayOffBody, desk: Counter) -> Response:
    """Draw on claims to pay off another lender: kept for the pool until the bank answers."""
    asked = PayOff(
        pool=pool,
        financing=FinancingId(desk.id_for("fin", body.financing)),
        seller=desk.caller.party,
        loans=desk.loans_meant(body.pays_off),
        receivables=body.receivables,
        due_on=body.due_on,
        line=desk.line_meant(body.line),
        pay_by=body.pay_by,
    )
    use_case = among_sellers(pool, desk.caller.party, pay_off(asked))
    return desk.carry_out(asked, use_case, HTTPStatus.CREATED)
