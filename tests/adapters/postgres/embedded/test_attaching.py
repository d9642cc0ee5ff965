"""A second program on the same folder uses the server that runs; the last to leave stops it."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from adapters.postgres.embedded.server import start
from tests.adapters.postgres.embedded.scenes import ask, kill, note, notes, postmaster, running

pytestmark = pytest.mark.postgres

ROOT = Path(__file__).parents[4]
ANOTHER_PROGRAM = """
import sys
from pathlib import Path
from adapters.postgres.embedded.server import start

server = start(Path(sys.argv[1]))
print(server.url, flush=True)
sys.stdin.readline()
server.stop()
"""


def another_program(folder: Path) -> subprocess.Popen[str]:
    """It says the URL it got, and leaves when it is sent a line."""
    return subprocess.Popen(
        [sys.executable, "-c", ANOTHER_PROGRAM, folder],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_another_program_gets_the_same_server(folder: Path) -> None:
    with start(folder) as first:
        note(first, "seen by both")
        before = postmaster(first.cluster.home)
        with another_program(folder) as second:
            said, _ = second.communicate("leave\n")

        assert said.strip() == first.url
        assert postmaster(first.cluster.home) == before
        assert notes(first) == ["seen by both"]


def test_the_last_to_leave_stops_it(folder: Path) -> None:
    first = start(folder)
    with another_program(folder) as second:
        assert second.stdout is not None
        url = second.stdout.readline().strip()
        first.stop()
        assert ask(url, "SELECT 1") == 1
        second.communicate("leave\n")

    assert not running(first.cluster.home)


def test_a_program_that_is_killed_leaves_a_server_to_attach_to(folder: Path) -> None:
    with another_program(folder) as program:
        assert program.stdout is not None
        program.stdout.readline()
        kill(program.pid)

    with start(folder) as next_one:
        assert ask(next_one.url, "SELECT 1") == 1
    assert not running(next_one.cluster.home)


def test_many_that_start_at_once_share_one_server(folder: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        servers = list(pool.map(start, [folder] * 4))

    assert len({server.url for server in servers}) == 1
    assert [ask(server.url, "SELECT 1") for server in servers] == [1] * 4
    for server in servers:
        server.stop()
    assert not running(servers[0].cluster.home)
