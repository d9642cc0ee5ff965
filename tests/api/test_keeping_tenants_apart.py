"""Another tenant's things are as if they were not there, for every id and on every route."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from adapters.postgres.embedded.server import Server
from tests.api.apart import (
    credit_lines,
    everywhere,
    financings,
    guarantees,
    lender_limits,
    order_programmes,
    orders,
    pools,
    receivables,
)
from tests.api.apart.deal import ABSENT, Rooms, filled, ids_of, named, strangers_of, written
from tests.api.doors import DOORS
from tests.api.scenes import dealt, everyone, open_a_programme, yuan
from tests.support.edge import edge
from tests.support.postgres import fresh

pytestmark = pytest.mark.postgres

ROOMS: tuple[ModuleType, ...] = (
    receivables,
    pools,
    orders,
    order_programmes,
    financings,
    credit_lines,
    lender_limits,
    guarantees,
    everywhere,
)
ROLES = {"supplier": "BY_SUPPLIER", "core_enterprise": "BY_BUYER", "lender": "BY_LENDER"}
CASES = [
    (role, *case)
    for room in ROOMS
    for role, asked in ROLES.items()
    for case in getattr(room, asked, ())
]
BODIES: dict[str, Any] = {
    name: body for room in ROOMS for name, body in getattr(room, "BODIES", {}).items()
}


@pytest.fixture(scope="module")
def rooms(server: Server, template: str) -> Iterator[Rooms]:
    with fresh(server, template) as database, edge(database) as platform:
        cast = everyone(platform, strangers=True)
        deal = dealt(cast)
        open_a_programme(cast)
        yield Rooms(platform, database.url, cast, ids_of(cast, deal), strangers_of(platform))


@pytest.mark.parametrize(("role", "method", "path", "body"), CASES)
def test_a_stranger_finds_nothing_and_changes_nothing(
    role: str, method: str, path: str, body: object, rooms: Rooms
) -> None:
    hand, before = rooms.strangers[role], written(rooms)
    asked = BODIES[body] if isinstance(body, str) else body

    answer = hand.send(method, named(path, rooms.ids), filled(asked, rooms.ids), If_Match='"v1"')
    absent = hand.send(method, named(path, ABSENT), filled(asked, ABSENT), If_Match='"v1"')

    expected = 409 if path.endswith("/confirmations") else 404
    assert answer.status_code == absent.status_code == expected, (answer.text, absent.text)
    assert answer.json()["code"] == absent.json()["code"]
    assert written(rooms) == before


def test_every_route_with_an_id_is_crawled() -> None:
    crawled = {path.split("?")[0] for _, _, path, _ in CASES}
    shapes = {
        "/".join("{}" if part.startswith("{") else part for part in p.split("/")) for p in crawled
    }
    missing = {
        door.path
        for door in DOORS
        if "{" in door.path and not door.roles <= {"operator"} and _shape(door.path) not in shapes
    }

    assert missing - OPEN_TO_ALL == set()


OPEN_TO_ALL = {
    "/parties/{party}/chain-place",
    "/parties/{party}/chain-place/removal",
    "/parties/{party}/order-financing",
    "/parties/{party}/order-financing/prohibition",
    "/lender-limits/parties/{counterparty}/proposals",
    "/exposure/core-enterprises/{party}",
}
"""A core enterprise may take any party into its own chain, and out of it, and say whether it may
borrow on its own orders; a lender may limit
what it will have on anyone, and sees what it has: a stranger has nothing."""


def _shape(path: str) -> str:
    parts = path.replace("{party}", "spring").replace("{agent}", "broker").split("/")
    return "/".join("{}" if part.startswith("{") else part for part in parts)


def test_a_list_shows_a_stranger_nothing(rooms: Rooms) -> None:
    supplier, lender = rooms.strangers["supplier"], rooms.strangers["lender"]
    for path in ("/receivables", "/orders", "/documents", "/financings", "/collections", "/inbox"):
        assert supplier.get(path).json()["items"] == [], path
    for path in ("/pools", "/order-programmes", "/financings", "/collections", "/eligibility"):
        assert lender.get(path).json()["items"] == [], path
    for path in ("/exposure", "/exposure?by=group", "/exposure/core-enterprises/anchor"):
        assert lender.get(path).json()["lines"] == [], path
    stranger = rooms.strangers["core_enterprise"]
    assert stranger.get("/exposure/core-enterprises/anchor").status_code == 404
    assert supplier.get(f"/trail/{rooms.ids['claim']}").json()["items"] == []


def test_the_auditor_sees_what_a_stranger_does_not(rooms: Rooms) -> None:
    auditor, ids = rooms.cast.auditor, rooms.ids
    for path in (
        f"/receivables/{ids['claim']}",
        f"/orders/{ids['order']}",
        f"/pools/{ids['pool']}",
        f"/financings/{ids['financing']}",
        f"/collections/{ids['collection']}",
        f"/pools/{ids['pool']}/decisions/{ids['decision']}",
    ):
        assert auditor.get(path).status_code == 200, path
    assert auditor.get("/receivables").json()["code"] == "request.party_missing"
    assert len(auditor.get("/receivables", party="spring").json()["items"]) == 1


def test_a_seller_sees_its_own_part_of_a_pool_and_no_other(rooms: Rooms) -> None:
    river = rooms.cast.river

    pool = river.get(f"/pools/{rooms.ids['pool']}").json()
    explained = river.get(f"/pools/{rooms.ids['pool']}/eligibility").json()

    assert pool["sellers"] == ["river"]
    assert pool["outstanding"] == yuan("0.00")
    assert explained["items"] == []
    assert explained["certificate"] is None
