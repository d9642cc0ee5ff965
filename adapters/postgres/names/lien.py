"""The stored names of who holds which asset."""

from __future__ import annotations

from adapters.postgres.names.registry import room
from domain.lien.events import (
    AssetConsumed,
    AssetEncumbered,
    AssetReleased,
    AssetReserved,
    AssetRestored,
    DoubleFinancingSuspected,
    LienTransferred,
    OriginRecorded,
    OutcomeRecorded,
    ReservationLetGo,
    SuspicionAnswered,
    SuspicionSettled,
)

LIEN = room(
    "lien",
    {
        "reserved": AssetReserved,
        "reservation_let_go": ReservationLetGo,
        "encumbered": AssetEncumbered,
        "released": AssetReleased,
        "lien_transferred": LienTransferred,
        "origin_recorded": OriginRecorded,
        "outcome_recorded": OutcomeRecorded,
        "consumed": AssetConsumed,
        "restored": AssetRestored,
        "double_financing_suspected": DoubleFinancingSuspected,
        "suspicion_answered": SuspicionAnswered,
        "suspicion_settled": SuspicionSettled,
    },
)
