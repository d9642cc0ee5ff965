"""Over HTTP: one trade was perhaps financed twice; who is concerned says what is so."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path
from fastapi.responses import Response
from pydantic import BaseModel

from api.receivable import bodies
from api.shared.commanding import Counter
from api.shared.fields import ID, ReceivablePath
from api.shared.identity import AUDITOR, LENDER, OPERATOR, Viewer
from api.shared.reading import wired
from api.shared.routes import command, read
from api.shared.services import Using
from api.shared.strict import room
from api.shared.wire import model_of
from application.processes.suspecting import (
    Answering,
    Settling,
    SuspicionSaid,
    SuspicionSeen,
    answer,
    settle,
    suspicions_of,
)
from domain.shared.ids import AssetId

router = room("/suspicions", "suspicions")

AssetPath = Annotated[AssetId, Path(pattern=ID, examples=["rcv_k5mzq3vj6wq7c2h4t5yx2b3d"])]


class Suspicions(BaseModel):
    """What is open about one asset."""

    items: list[model_of(SuspicionSeen)]  # type: ignore[valid-type] # made at run time


@router.get(
    "/{asset}", operation_id="showSuspicions", **read(Suspicions, LENDER, OPERATOR, AUDITOR)
)
def show(asset: AssetPath, services: Using, viewer: Viewer) -> Response:
    """For the lender that holds the claim or order, its own side; for the operator both."""
    with services.desk.store.reading() as reading:
        return wired({"items": suspicions_of(reading, asset, viewer)})


@router.post("/{asset}/answer", operation_id="answerSuspicion", **command(SuspicionSaid, LENDER))
def answer_one(asset: AssetPath, body: bodies.AnswerSuspicionBody, desk: Counter) -> Response:
    """Say whether the own asset is another trade; where both lenders say so, it is settled."""
    asked = Answering(asset, desk.caller.party, body.apart, body.words)
    return desk.carry_out(asked, answer(asked))


@router.post(
    "/{receivable}/settlement", operation_id="settleSuspicion", **command(SuspicionSaid, OPERATOR)
)
def settle_one(
    receivable: ReceivablePath, body: bodies.SettleSuspicionBody, desk: Counter
) -> Response:
    """Link the claim to the order, once one of them is lent on no more, or say that they differ."""
    asked = Settling(receivable, body.order, body.apart, body.reason)
    return desk.carry_out(asked, settle(asked))
