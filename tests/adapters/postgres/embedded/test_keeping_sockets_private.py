"""Whatever the length of the data path, only the server's account comes near its socket."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from adapters.postgres.embedded.cluster import PORT
from adapters.postgres.embedded.failures import CannotStart
from adapters.postgres.embedded.home import SOCKET_PATH_MAX
from adapters.postgres.embedded.server import Server, start
from tests.adapters.postgres.embedded.scenes import ask

pytestmark = pytest.mark.postgres

NOBODY = 65534


def test_the_socket_folder_is_the_servers_alone(server: Server) -> None:
    assert_private(server)


@pytest.mark.parametrize("name", ["long-" + "x" * 150, "with space", "a,b", "o'brien", "数据"])
def test_any_path_of_the_data_will_do(name: str, folder: Path) -> None:
    data = moved(folder, name)

    with start(data) as server:
        assert ask(server.url, "SELECT 1") == 1
        assert_private(server)
        short = server.cluster.home.socket()
    assert len(os.fsencode(short)) <= SOCKET_PATH_MAX
    shutil.rmtree(short)


def test_a_short_folder_that_was_swept_away_is_made_again(folder: Path) -> None:
    data = moved(folder, "x" * 150)
    with start(data) as server:
        swept = server.cluster.home.socket()
    shutil.rmtree(swept)

    with start(data) as again:
        assert ask(again.url, "SELECT 1") == 1
        assert_private(again)
        short = again.cluster.home.socket()
    shutil.rmtree(short)


def test_a_socket_folder_that_others_may_enter_is_not_trusted(folder: Path) -> None:
    with start(folder) as server:
        socket = server.cluster.home.socket()
    socket.chmod(0o777)

    with pytest.raises(CannotStart, match="not a private folder"):
        start(folder)


def moved(folder: Path, name: str) -> Path:
    """The same data under another path."""
    data = folder / name
    data.mkdir(mode=0o711)
    (folder / "postgres").rename(data / "postgres")
    (data / "postgres" / "socket").rmdir()
    return data


def assert_private(server: Server) -> None:
    found = server.cluster.home.socket().lstat()
    assert found.st_mode & 0o777 == 0o700
    assert found.st_uid == server.cluster.home.account.uid
    if os.geteuid() == 0:
        assert not visible_to_nobody(server.cluster.home.socket() / f".s.PGSQL.{PORT}")


def visible_to_nobody(path: Path) -> bool:
    assert path.exists()
    seen = subprocess.run(
        ["/usr/bin/test", "-e", path], user=NOBODY, group=NOBODY, extra_groups=[], check=False
    )
    return seen.returncode == 0
