"""A nearly full disk is refused before it is full; a full one stops writing and loses nothing."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from adapters.postgres.embedded.failures import DiskNearlyFull
from adapters.postgres.embedded.server import Server, start
from adapters.postgres.embedded.space import FIRST_START, MIB, Space, ensure_room
from tests.adapters.postgres.embedded.scenes import ask, note, notes

GIB = 1024 * MIB


@pytest.mark.parametrize(
    ("total", "reserve"), [(500 * GIB, GIB), (10 * GIB, GIB), (4000 * MIB, 400 * MIB)]
)
def test_a_tenth_is_left_alone_and_never_more_than_a_gibibyte(total: int, reserve: int) -> None:
    assert Space(total, free=total).reserve == reserve
    ensure_room(Path("/"), lambda _: Space(total, free=reserve))
    with pytest.raises(DiskNearlyFull):
        ensure_room(Path("/"), lambda _: Space(total, free=reserve - 1))


def test_a_first_start_needs_room_for_the_server_itself() -> None:
    almost = Space(500 * GIB, free=GIB + FIRST_START - 1)

    ensure_room(Path("/"), lambda _: almost)
    with pytest.raises(DiskNearlyFull, match=r"1151 MiB are free .* 1152 MiB are needed"):
        ensure_room(Path("/"), lambda _: almost, for_new=True)


def test_nothing_is_made_on_a_disk_that_is_nearly_full(empty_folder: Path) -> None:
    with pytest.raises(DiskNearlyFull, match="Free some space"):
        start(empty_folder, measure=lambda _: Space(total=500 * GIB, free=900 * MIB))

    assert not (empty_folder / "postgres" / "database").exists()


@pytest.mark.postgres
def test_a_server_that_runs_is_attached_to_and_says_that_room_is_short(folder: Path) -> None:
    with start(folder), start(folder, measure=lambda _: Space(GIB, free=0)) as second:
        assert ask(second.url, "SELECT 1") == 1
        with pytest.raises(DiskNearlyFull):
            second.ensure_room()


@pytest.fixture
def small_disk(empty_folder: Path) -> Iterator[Path]:
    """A file system of 256 MiB, where we may make one."""
    mounted = subprocess.run(
        ["/usr/bin/mount", "-t", "tmpfs", "-o", "size=256m,mode=711", "tmpfs", empty_folder],
        capture_output=True,
        check=False,
    )
    if mounted.returncode != 0:
        pytest.skip("a small file system may be mounted by root only")
    yield empty_folder
    subprocess.run(["/usr/bin/umount", empty_folder], check=True)


@pytest.mark.postgres
def test_a_full_disk_stops_writing_and_loses_nothing(small_disk: Path) -> None:
    with start(small_disk) as server:
        acknowledged = written_until_full(server, small_disk / "filling")
        assert acknowledged

        (small_disk / "filling").unlink()
        server.revive()

        assert set(acknowledged) <= set(notes(server))
        note(server, "and it goes on")


def written_until_full(server: Server, filling: Path) -> list[str]:
    """Facts of 100 kB that were acknowledged before the disk was full."""
    acknowledged = ["before"]
    note(server, "before")
    fill(filling)
    while True:
        fact = f"{len(acknowledged)}{os.urandom(50_000).hex()}"
        try:
            note(server, fact)
        except DBAPIError:
            return acknowledged
        acknowledged.append(fact)


def fill(file: Path) -> None:
    """Leave a few MiB."""
    free = os.statvfs(file.parent).f_bavail * os.statvfs(file.parent).f_frsize
    with file.open("wb") as out:
        for _ in range(free // MIB - 4):
            out.write(bytes(MIB))
