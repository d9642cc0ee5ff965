"""Claims go into a pool and out of it, and what they bear is told claim by claim, over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path
from fastapi.responses import Response

from api.receivable_pool import bodies
from api.receivable_pool.explained import shown
from api.shared.commanding import Counter
from api.shared.identity import AUDITOR, LENDER, OPERATOR, SUPPLIER, Viewer
from api.shared.named import PoolPath
from api.shared.reading import Paging
from api.shared.routes import command, read
from api.shared.services import Using
from api.shared.strict import room
from application.processes.assigning import Assign, Assigned, Freed, LetGo, assign, let_go
from application.processes.bought_back import HeldAgain, TakeBackBuyBack, take_back_buy_back
from application.processes.buying_back import BuyBack, buy_back
from application.processes.explaining import explain_today, replay
from application.processes.looking import among_sellers, as_lender

router = room("/pools", "receivable pools")

SEERS = (LENDER, SUPPLIER, OPERATOR, AUDITOR)
HashPath = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]


@router.post("/{pool}/assignments", operation_id="assignReceivables", **command(Assigned, SUPPLIER))
def assign_claims(pool: PoolPath, body: bodies.ReceivablesBody, desk: Counter) -> Response:
    """The seller that asks assigns its claims to the pool: all of them, or none."""
    asked = Assign(pool, desk.caller.party, body.receivables)
    return desk.carry_out(asked, among_sellers(pool, desk.caller.party, assign(asked)))


@router.post("/{pool}/releases", operation_id="releaseReceivables", **command(Freed, LENDER))
def release_claims(pool: PoolPath, body: bodies.ReceivablesBody, desk: Counter) -> Response:
    """Free claims that no draw rests on."""
    asked = LetGo(pool, body.receivables)
    return desk.carry_out(asked, as_lender(pool, desk.caller.party, let_go(asked)))


@router.post("/{pool}/buy-backs", operation_id="recordBuyBack", **command(Freed, LENDER))
def record_buy_back(pool: PoolPath, body: bodies.BuyBackBody, desk: Counter) -> Response:
    """The seller took claims back and paid for them; its money repays its draws."""
    asked = BuyBack(
        pool=pool,
        lender=desk.caller.party,
        receivables=body.receivables,
        price=body.price,
        value_date=body.value_date,
        bank_reference=body.bank_reference,
        transfer=body.transfer,
    )
    return desk.carry_out(asked, buy_back(asked))


@router.post(
    "/{pool}/buy-backs/reversal", operation_id="takeBackBuyBack", **command(HeldAgain, LENDER)
)
def take_back(pool: PoolPath, body: bodies.TakeBackBody, desk: Counter) -> Response:
    """The bank took back what the seller paid: the claims are owed to the pool again."""
    asked = TakeBackBuyBack(pool, desk.caller.party, body.bank_reference)
    return desk.carry_out(asked, take_back_buy_back(asked))


@router.get(
    "/{pool}/eligibility", operation_id="explainEligibility", **read(bodies.DecisionShown, *SEERS)
)
def eligibility(pool: PoolPath, services: Using, viewer: Viewer, paging: Paging) -> Response:
    """What every claim counts for today, and all the reasons why it is not more."""
    with services.desk.store.reading() as reading:
        explained = explain_today(reading, pool, viewer, services.today)
    return shown(services, explained, paging)


@router.get(
    "/{pool}/decisions/{decision}",
    operation_id="replayDecision",
    **read(bodies.DecisionShown, *SEERS),
)
def decision(
    pool: PoolPath, decision: HashPath, services: Using, viewer: Viewer, paging: Paging
) -> Response:
    """The results as they were kept when a draw or a certificate was decided on them."""
    with services.desk.store.reading() as reading:
        explained = replay(reading, pool, decision, viewer)
    return shown(services, explained, paging)
