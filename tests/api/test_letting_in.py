"""Who may use which route: everyone else is turned away before anything is looked at."""

from __future__ import annotations

import pytest

from api.shared.identity import ROLES
from tests.api.doors import DOORS, Door
from tests.support.edge import PREFIX, Edge, Hand

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def hands(shared_platform: Edge) -> dict[str, Hand]:
    return {role: shared_platform.hand(f"some-{role}", role) for role in ROLES}


@pytest.mark.parametrize("door", DOORS, ids=lambda door: f"{door.method} {door.path}")
def test_a_route_takes_only_the_roles_it_names(door: Door, hands: dict[str, Hand]) -> None:
    for role, hand in hands.items():
        answer = hand.send(door.method, door.address, {})

        refused = answer.status_code == 403
        assert refused == (role not in door.roles), (role, answer.text)
        assert answer.status_code < 500


@pytest.mark.parametrize("door", DOORS, ids=lambda door: f"{door.method} {door.path}")
def test_a_route_takes_nobody_without_a_key(door: Door, shared_platform: Edge) -> None:
    client = shared_platform.client

    without = client.request(door.method, PREFIX + door.address)
    invented = {"Authorization": f"Bearer anchor_{'0' * 12}_{'a' * 43}"}
    with_another = client.request(door.method, PREFIX + door.address, headers=invented)

    assert without.status_code == with_another.status_code == 401
    assert without.headers["WWW-Authenticate"] == "Bearer"


def test_a_key_that_was_revoked_opens_nothing(shared_platform: Edge) -> None:
    hand = shared_platform.hand("some-lender", "lender")
    assert hand.get("/pools").status_code == 200

    (key,) = (it for it in shared_platform.keys.all() if it.id == hand.secret.split("_")[1])
    shared_platform.keys.revoke(key.id, key.created_at)

    assert hand.get("/pools").status_code == 401
