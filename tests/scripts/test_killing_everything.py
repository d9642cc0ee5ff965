"""No acknowledged command is lost, and none is done twice, whatever is killed and when."""

from __future__ import annotations

import socket
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from time import monotonic, sleep

import httpx2
import pytest

from adapters.postgres.embedded.server import start
from scripts.demo.cast import HARBOUR, SPRING
from tests.adapters.postgres.embedded.scenes import connected, kill, postmaster_in
from tests.conftest import Rounds
from tests.scripts.scenes import ANSWER_SECONDS, Serving, data_folder, kill_everything, started

pytestmark = [pytest.mark.postgres, pytest.mark.scenario]

CLIENTS = 3
READY_SECONDS = 90
LATEST = 0.8
"""Seconds after readiness within which the blow falls; each round at another moment."""

STEP = 0.29
"""Of which the moments are multiples, wrapped round: every part of a second is hit in time."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was sent, and what came back, byte for byte."""

    path: str
    body: object
    answer: bytes


@dataclass
class Load:
    """What clients were told, by request id."""

    door: Serving
    over: Event = field(default_factory=Event)
    told: dict[str, Told] = field(default_factory=dict[str, Told])

    def run(self, client: int) -> None:
        """Put one invoice after another on record; ask for the buyer's word on each."""
        number = 0
        with self.door.client("spring") as http:
            while not self.over.is_set():
                number += 1
                name = f"K-{client}-{number}"
                claim = self.acknowledged(http, f"register-{name}", "", invoice(name))
                if claim is None:
                    return
                asked = f"/{claim.json()['receivable']}/confirmation-request"
                self.acknowledged(http, f"asking-{name}", asked, {})

    def acknowledged(
        self, http: httpx2.Client, request: str, path: str, body: object
    ) -> httpx2.Response | None:
        """Send until there is an answer; None where the load ended before."""
        while not self.over.is_set():
            answer = sent(http, request, path, body)
            if answer is not None:
                self.told[request] = Told(path, body, answer.content)
                return answer
            sleep(0.05)
        return None


def invoice(number: str) -> dict[str, object]:
    return {
        "number": number,
        "issuedOn": "2026-01-05",
        "dueOn": "2026-06-05",
        "gross": {"amount": "100.00", "currency": "CNY"},
        "seller": [{"scheme": "uscc", "value": SPRING.uscc}],
        "buyer": [{"scheme": "uscc", "value": HARBOUR.uscc}],
        "order": number,
    }


NOTHING_ACKNOWLEDGED = frozenset({500, 503})
"""A server that is being killed may break; what it did not acknowledge is asked again."""


def sent(http: httpx2.Client, request: str, path: str, body: object) -> httpx2.Response | None:
    """One try; None where nothing was acknowledged: no answer, or one that says so."""
    try:
        answer = http.post(f"/receivables{path}", json=body, headers={"Idempotency-Key": request})
    except httpx2.TransportError:
        return None
    if answer.status_code in NOTHING_ACKNOWLEDGED:
        return None
    assert answer.status_code in {200, 201}, answer.text
    return answer


@pytest.fixture
def data() -> Iterator[Path]:
    with data_folder() as folder:
        yield folder
        kill_everything(folder)


def test_no_acknowledged_command_is_lost_or_done_twice(data: Path, rounds: Rounds) -> None:
    port = free_port()
    load = Load(started(data, port))
    with ThreadPoolExecutor(CLIENTS) as pool:
        clients = [pool.submit(load.run, number) for number in range(CLIENTS)]
        try:
            door = load.door
            for number in range(rounds(20, 1000)):
                wait_until_ready(door)
                sleep(number * STEP % LATEST)
                door = struck(data, door, number, port)
            wait_until_ready(door)
        finally:
            load.over.set()
        for client in clients:
            client.result()

    assert len(load.told) > CLIENTS * 2
    with door.client("spring") as http:
        for request, told in load.told.items():
            check_answered_again(http, request, told)
    door.process.terminate()
    assert door.ended() == 0
    check_log(data, load.told)


def struck(data: Path, door: Serving, number: int, port: int) -> Serving:
    """In turn: everything, the platform, the database, one backend of it."""
    if number % 4 < 2:
        kill_everything(data) if number % 4 == 0 else kill(door.process.pid)
        door.process.communicate()
        return started(data, port)
    kill(postmaster_in(data) if number % 4 == 2 else door_of(data))
    return door


def door_of(data: Path) -> int:
    """Some process that the database started."""
    first = postmaster_in(data)
    children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    return int(children[-1]) if children else first


def wait_until_ready(door: Serving) -> None:
    deadline = monotonic() + READY_SECONDS
    while monotonic() < deadline:
        try:
            if httpx2.get(f"{door.address}/ready", timeout=ANSWER_SECONDS).status_code == 200:
                return
        except httpx2.TransportError:
            pass
        sleep(0.1)
    raise AssertionError(f"not ready within {READY_SECONDS} s")


def check_answered_again(http: httpx2.Client, request: str, told: Told) -> None:
    """It was done: sent again, it is not done again, and gives the same bytes."""
    again = sent(http, request, told.path, told.body)
    assert again is not None, request
    assert again.headers["Idempotency-Replayed"] == "true", request
    assert again.content == told.answer, request


def check_log(data: Path, told: dict[str, Told]) -> None:
    """Each invoice was put on record once, and its buyer asked once."""
    with start(data) as server, connected(server.owner_url).connect() as connection:
        kept = connection.exec_driver_sql(
            """SELECT topic, convert_from(body, 'UTF8') FROM anchorline.event
            WHERE topic LIKE 'receivable.%%' AND convert_from(body, 'UTF8') LIKE '%%"K-%%'"""
        ).all()
        answered = connection.exec_driver_sql(
            "SELECT id FROM anchorline.command WHERE id LIKE 'register-K-%%'"
        ).scalars()
        numbers = Counter(body.split('"number":"')[1].split('"')[0] for _, body in kept)
        wanted = {request.removeprefix("register-") for request in answered}
    registered = {it.removeprefix("register-") for it in told if it.startswith("register-")}
    assert registered <= wanted
    assert set(numbers) == wanted
    assert set(numbers.values()) == {1}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port: int = door.getsockname()[1]
        return port
