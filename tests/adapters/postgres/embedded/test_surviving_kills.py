"""What was acknowledged is still there after every process of the server was killed."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from time import sleep

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from adapters.postgres.embedded.server import Server, start
from tests.adapters.postgres.embedded.scenes import (
    ask,
    connected,
    kill,
    kill_all,
    note,
    notes,
    postmaster,
    postmaster_in,
    state_of,
)
from tests.conftest import Rounds

pytestmark = pytest.mark.postgres

WRITERS = 4
ROOT = Path(__file__).parents[4]

CARELESS_PARENT = """
import ctypes, sys
from pathlib import Path
ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER: orphans become ours
from adapters.postgres.embedded.server import start

server = start(Path(sys.argv[1]))
print("started", flush=True)
sys.stdin.readline()
"""
"""Adopts the server, and never asks after its children."""


def test_a_server_that_was_killed_is_started_again(folder: Path) -> None:
    server = start(folder)
    note(server, "acknowledged")
    kill_all(server.cluster.home)

    with start(folder) as again:
        assert notes(again) == ["acknowledged"]
    server.stop()


def test_a_server_that_dies_under_us_is_revived(folder: Path) -> None:
    with start(folder) as server:
        note(server, "acknowledged")
        kill(postmaster(server.cluster.home))

        server.revive()

        assert notes(server) == ["acknowledged"]


def test_reviving_a_server_that_runs_leaves_it_alone(folder: Path) -> None:
    with start(folder) as server:
        before = postmaster(server.cluster.home)
        server.revive()
        assert postmaster(server.cluster.home) == before


def test_a_dead_server_that_still_has_its_number_is_waited_for(folder: Path) -> None:
    """A container without an init keeps the dead as zombies, which look alive to PostgreSQL."""
    with (
        subprocess.Popen(
            [sys.executable, "-c", CARELESS_PARENT, folder],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as parent,
        ThreadPoolExecutor(1) as pool,
    ):
        assert parent.stdout is not None
        assert parent.stdout.readline().strip() == "started"
        dead = postmaster_in(folder)
        kill(dead)
        starting = pool.submit(start, folder)
        sleep(2)
        assert state_of(dead) == "Z"
        assert not starting.done()
        parent.communicate("end\n")

        with starting.result(timeout=60) as server:
            assert ask(server.url, "SELECT 1") == 1


@pytest.mark.scenario
@pytest.mark.soak
def test_no_acknowledged_write_is_lost_by_killing_everything(folder: Path, rounds: Rounds) -> None:
    with start(folder) as server:
        note(server, "first")
        everything = {"first"}
        for number in range(rounds(20, 1000)):
            acknowledged = written_until_killed(server, number)
            assert acknowledged
            assert not missing(server, acknowledged)
            everything |= acknowledged

        assert everything <= set(notes(server))


def written_until_killed(server: Server, number: int) -> set[str]:
    """Facts that some writer was told were kept, before and after the kill."""
    enough = Event()
    with ThreadPoolExecutor(WRITERS) as pool:
        writing = [pool.submit(write, server, f"{number}/{i}", enough) for i in range(WRITERS)]
        sleep(0.1 + number % 5 * 0.05)
        kill_all(server.cluster.home)
        server.revive()
        enough.set()
        return set().union(*(each.result() for each in writing))


def write(server: Server, name: str, enough: Event) -> set[str]:
    """Write one fact after another until told, through any loss of the connection."""
    acknowledged: set[str] = set()
    while not enough.is_set():
        try:
            with connected(server.owner_url).connect() as connection:
                write_on(connection, name, acknowledged, enough)
        except DBAPIError:
            sleep(0.05)
    return acknowledged


def write_on(connection: Connection, name: str, acknowledged: set[str], enough: Event) -> None:
    """A fact counts as acknowledged only once its commit has returned."""
    while not enough.is_set():
        fact = f"{name}/{len(acknowledged)}"
        connection.execute(text("INSERT INTO public.note VALUES (:fact)"), {"fact": fact})
        connection.commit()
        acknowledged.add(fact)


def missing(server: Server, facts: set[str]) -> list[str]:
    query = "SELECT unnest(CAST(:facts AS text[])) EXCEPT SELECT fact FROM public.note"
    with connected(server.owner_url).connect() as connection:
        return list(connection.execute(text(query), {"facts": list(facts)}).scalars())
