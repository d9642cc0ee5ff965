"""What happened to a claim is seen by those it concerns, and a lien by its holder alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from application.views.trail import TRAIL
from domain.lien.events import AssetEncumbered, AssetReleased, Encumbrance, LienTransferred, Reason
from domain.shared.event import Event
from domain.shared.ids import ActorId, AssetId, PartyId
from tests.application.views.folding import folded, scopes
from tests.domain.receivable import scenes as claims
from tests.domain.receivable_pool import scenes as pools

OURS = Encumbrance(rank=1, lender=PartyId("bank"), secures="pool-1")
THEIRS = Encumbrance(rank=1, lender=PartyId("rival"), secures="pool-2")
SAID = {
    "asset": AssetId("rcv_1"),
    "at": datetime(2026, 3, 2, 4, tzinfo=UTC),
    "effective_on": claims.TODAY,
    "by": ActorId("spring/key"),
}
TAKEN = AssetEncumbered(**SAID, encumbrance=OURS, act="assigned")  # type: ignore[arg-type]  # a dict of all
FREED = AssetReleased(**SAID, encumbrance=OURS, reason=Reason.RELEASED, act="let go")  # type: ignore[arg-type]  # a dict of all
MOVED = LienTransferred(**SAID, predecessor=OURS, successor=THEIRS, act="sold")  # type: ignore[arg-type]  # a dict of all

SEEN: list[tuple[Event, set[str]]] = [
    (claims.registered(), {"spring", "anchor"}),
    (claims.confirmed("1000.00"), {"spring", "anchor"}),
    (TAKEN, {"bank"}),
    (FREED, {"bank"}),
    (MOVED, {"bank", "rival"}),
    (pools.assigned(pools.claim("rcv_1")), {"bank", "spring"}),
]


@pytest.mark.parametrize(("event", "readers"), SEEN, ids=[type(it).__name__ for it, _ in SEEN])
def test_only_those_concerned_see_it(event: Event, readers: set[str]) -> None:
    assert scopes(TRAIL, folded(TRAIL, [event])) == readers


def test_what_happened_is_listed_in_order() -> None:
    happened = [claims.registered(), claims.asked(), claims.confirmed("1000.00")]

    rows = folded(TRAIL, happened)

    ours = sorted((key, row.what) for key, row in rows.items() if key.startswith("spring|"))
    assert [what for _, what in ours] == [
        "receivable_registered",
        "confirmation_asked",
        "receivable_confirmed",
    ]


def test_a_lender_that_nobody_told_the_buyer_of_stays_unnamed() -> None:
    """暗保理: the bank's statement says that the claim was paid, not whose pool holds it."""
    asked = replace(claims.asked(), by=ActorId("bank/key"))

    rows = folded(TRAIL, [asked])

    assert {row.by for row in rows.values()} == {""}


def test_buyer_and_seller_see_what_the_other_did() -> None:
    rows = folded(TRAIL, [replace(claims.asked(), by=ActorId("spring/key"))])

    assert {row.by for row in rows.values()} == {"spring/key"}
