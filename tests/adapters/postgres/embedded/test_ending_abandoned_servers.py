"""A test run that was killed leaves a server; a later run ends it, and no other."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest

from adapters.postgres.embedded.server import start
from tests.adapters.postgres.embedded.scenes import ask, postmaster_in, state_of
from tests.support.abandoned import AGE_MIN_SECONDS, PREFIX, sweep

pytestmark = pytest.mark.postgres


@pytest.fixture
def old(folder: Path) -> Iterator[Path]:
    """A folder of tests with a server, alone in its parent so that no other run is touched."""
    old = folder / f"{PREFIX}old"
    old.mkdir(mode=0o711)
    (folder / "postgres").rename(old / "postgres")
    yield old
    shutil.rmtree(old, ignore_errors=True)


def later(old: Path, seconds: int) -> Path:
    """A folder made `seconds` after the old one."""
    made = old.with_name(f"{PREFIX}later")
    made.mkdir()
    then = made.stat().st_mtime - seconds
    os.utime(old, (then, then))
    return made


def test_an_old_server_that_nobody_uses_is_ended(old: Path) -> None:
    start(old).use.leave()
    pid = postmaster_in(old)

    sweep(later(old, AGE_MIN_SECONDS + 1))

    assert not old.exists()
    assert ended(pid)


def test_one_that_is_used_is_left_alone(old: Path) -> None:
    with start(old) as server:
        sweep(later(old, AGE_MIN_SECONDS + 1))

        assert ask(server.url, "SELECT 1") == 1


def test_one_that_is_just_starting_is_left_alone(old: Path) -> None:
    server = start(old)
    server.use.leave()

    sweep(later(old, AGE_MIN_SECONDS - 1))

    assert ask(server.url, "SELECT 1") == 1
    server.cluster.stop()


def ended(pid: int, seconds: float = 10.0) -> bool:
    """Gone, or a zombie that nobody asked after."""
    deadline = monotonic() + seconds
    while monotonic() < deadline:
        if not Path(f"/proc/{pid}").exists() or state_of(pid) == "Z":
            return True
        sleep(0.05)
    return False
