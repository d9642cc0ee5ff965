"""Root's server runs as an account that can do nothing else, wherever the programs lie."""

from __future__ import annotations

import os
import pwd
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.postgres.embedded.account import NAME, Account, server_account
from adapters.postgres.embedded.failures import CannotStart
from adapters.postgres.embedded.home import prepared
from adapters.postgres.embedded.programs import INSTALL, installed_wheel, programs_for
from adapters.postgres.embedded.server import Server
from tests.adapters.postgres.embedded.scenes import postmaster

pytestmark = pytest.mark.postgres
root_only = pytest.mark.skipif(os.geteuid() != 0, reason="only root may run as another account")


def test_the_server_never_runs_as_root(server: Server) -> None:
    runs_as = Path(f"/proc/{postmaster(server.cluster.home)}").stat().st_uid

    assert runs_as != 0
    assert runs_as == server_account().uid


@root_only
def test_the_account_cannot_log_in() -> None:
    server_account()

    assert pwd.getpwnam(NAME).pw_shell == "/usr/sbin/nologin"


@pytest.fixture(scope="module")
def locked_wheel() -> Iterator[Path]:
    """The wheel where only root can enter."""
    locked = Path(tempfile.mkdtemp(prefix="anchorline-test-"))
    wheel = installed_wheel()
    libraries = wheel.with_name(f"{wheel.name}.libs")
    shutil.copytree(wheel / INSTALL, locked / wheel.name / INSTALL, symlinks=True)
    shutil.copytree(libraries, locked / libraries.name, symlinks=True)
    yield locked / wheel.name
    shutil.rmtree(locked)


@root_only
def test_programs_that_the_account_cannot_reach_are_copied(
    empty_folder: Path, locked_wheel: Path
) -> None:
    home = prepared(empty_folder, server_account())

    programs = programs_for(home, locked_wheel)

    assert programs.folder.is_relative_to(home.path)
    assert programs.runnable()
    assert programs_for(home, locked_wheel) == programs


@root_only
def test_a_data_folder_that_the_account_cannot_reach_is_said_to_be_so(
    empty_folder: Path, locked_wheel: Path
) -> None:
    empty_folder.chmod(0o700)
    home = prepared(empty_folder, server_account())

    with pytest.raises(CannotStart, match="must be able to enter every folder"):
        programs_for(home, locked_wheel)


def test_an_ordinary_user_runs_it_as_themselves() -> None:
    assert Account(1000, 1000, switch=False).identity == {}
