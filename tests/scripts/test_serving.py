"""The server says when it is ready, lets the right people in, and leaves in order."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.scripts.scenes import Serving, anchorline, data_folder, processes_on, serving, started

pytestmark = [pytest.mark.postgres, pytest.mark.scenario]


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with data_folder() as made:
        yield made


@pytest.fixture(scope="module")
def running(folder: Path) -> Iterator[Serving]:
    with serving(folder) as served:
        yield served


def test_it_is_alive_and_ready_and_says_what_it_stands_on(running: Serving) -> None:
    alive = httpx2.get(f"{running.address}/live")
    ready = httpx2.get(f"{running.address}/ready")

    assert alive.status_code == 200
    assert ready.status_code == 200, ready.text
    said = ready.json()
    assert said["troubles"] == []
    assert said["database"]["takesWrites"] is True
    assert {it["name"] for it in said["followers"]} >= {"decisions", "records", "desk", "outbox"}


def test_its_figures_can_be_scraped(running: Serving) -> None:
    figures = httpx2.get(f"{running.address}/metrics").text

    assert "anchorline_ready 1.0" in figures
    assert 'anchorline_follower_sound{follower="decisions"} 1.0' in figures
    assert "anchorline_outbox_oldest_seconds" in figures


@pytest.mark.parametrize("party", ["operator", "harbour", "spring", "river", "lantern", "kite"])
def test_a_key_of_each_party_opens_its_own_inbox(running: Serving, party: str) -> None:
    with running.client(party) as client:
        asked = {"party": "*"} if party == "operator" else {}
        assert client.get("/inbox", params=asked).status_code in {200, 422}
        assert client.get("/inbox", params={"party": party}).status_code == 200


def test_without_a_key_nobody_comes_in(running: Serving) -> None:
    refused = httpx2.get(f"{running.address}/api/v1/inbox")

    assert refused.status_code == 401
    assert refused.json()["code"] == "identity.key_missing"


def test_a_key_made_and_revoked_on_the_command_line_works_as_long_as_it_lives(
    running: Serving, folder: Path
) -> None:
    made = anchorline("keys", "create", "lantern", "--role", "lender", "--json", data=folder).json
    headers = {"Authorization": f"Bearer {made['secret']}"}
    exposure = f"{running.address}/api/v1/exposure"

    assert httpx2.get(exposure, headers=headers).status_code == 200
    assert anchorline("keys", "revoke", made["id"], data=folder).code == 0
    assert httpx2.get(exposure, headers=headers).status_code == 401


def test_told_to_stop_it_ends_cleanly_and_finds_everything_again() -> None:
    with data_folder() as folder:
        first = started(folder)
        with first.client("lantern") as client:
            before = client.get("/exposure").json()["lines"]
        first.process.send_signal(signal.SIGTERM)
        assert first.ended() == 0
        assert processes_on(folder) == []

        with serving(folder) as again, again.client("lantern") as client:
            assert again.keys == first.keys
            assert client.get("/exposure").json()["lines"] == before
