"""A financing is kept under its lender."""

from __future__ import annotations

from application.financing.streams import ROOM, stream_of
from domain.shared.ids import FinancingId, PartyId


def test_the_stream_begins_with_the_lender() -> None:
    assert stream_of(PartyId("bank"), FinancingId("fin-1")) == f"bank/{ROOM.name}/fin-1"
