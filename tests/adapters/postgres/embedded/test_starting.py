"""A first start needs nothing but a folder, and later ones find their data again."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from adapters.postgres.embedded.failures import CannotStart
from adapters.postgres.embedded.server import Server, start
from tests.adapters.postgres.embedded.scenes import ask, connected, note, notes, running

pytestmark = pytest.mark.postgres

GUESS = "anchorline"


def test_it_is_postgresql_18_that_nobody_reaches_by_network(server: Server) -> None:
    assert str(ask(server.url, "SHOW server_version")).startswith("18.")
    assert ask(server.url, "SHOW listen_addresses") == ""


def test_what_is_committed_is_flushed_and_checked(server: Server) -> None:
    assert ask(server.url, "SHOW fsync") == "on"
    assert ask(server.url, "SHOW synchronous_commit") == "on"
    assert ask(server.url, "SHOW full_page_writes") == "on"
    assert ask(server.url, "SHOW data_checksums") == "on"


def test_text_sorts_by_code_point_whatever_the_machine_speaks(server: Server) -> None:
    query = "SELECT datlocprovider::text || datlocale FROM pg_database WHERE datname = 'anchorline'"

    assert ask(server.url, query) == "bC.UTF-8"


def test_data_is_kept_between_runs(folder: Path) -> None:
    with start(folder) as server:
        note(server, "kept")
    assert not running(server.cluster.home)

    with start(folder) as again:
        assert notes(again) == ["kept"]


def test_every_folder_has_passwords_of_its_own(empty_folder: Path, server: Server) -> None:
    with start(empty_folder) as other:
        mine, theirs = server.passwords, other.passwords

    secrets = {
        *(mine.superuser, mine.owner, mine.application),
        *(theirs.superuser, theirs.owner, theirs.application),
    }
    assert len(secrets) == 6
    assert min(map(len, secrets)) >= 32


def test_the_passwords_are_for_nobody_else_to_read(server: Server) -> None:
    kept = server.cluster.home.path / "passwords.json"

    assert kept.stat().st_mode & 0o777 == 0o600


def test_nobody_enters_with_another_password(server: Server) -> None:
    for url in (server.url, server.owner_url, server.superuser_url):
        guess = make_url(url).set(password=GUESS).render_as_string(hide_password=False)

        with pytest.raises(OperationalError, match="password authentication failed"):
            ask(guess, "SELECT 1")


def test_a_first_start_that_was_cut_short_is_begun_again(empty_folder: Path) -> None:
    half = empty_folder / "postgres" / "database.part-killed"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")

    with start(empty_folder) as server:
        assert ask(server.url, "SELECT 1") == 1
    assert not half.exists()


def test_a_start_that_was_cut_short_before_the_roles_were_made_is_completed(folder: Path) -> None:
    with start(folder) as server:
        with connected(server.superuser_url).connect() as connection:
            bare = connection.execution_options(isolation_level="AUTOCOMMIT")
            bare.exec_driver_sql("DROP DATABASE anchorline")
            bare.exec_driver_sql("DROP ROLE anchorline")

        with start(folder) as attached:
            assert ask(attached.url, "SELECT 1") == 1


def test_data_of_another_version_is_left_alone(folder: Path) -> None:
    start(folder).stop()
    (folder / "postgres" / "database" / "PG_VERSION").write_text("17\n")

    with pytest.raises(CannotStart, match="PostgreSQL 17, not 18"):
        start(folder)


def test_data_without_its_passwords_is_said_to_be_locked(folder: Path) -> None:
    start(folder).stop()
    (folder / "postgres" / "passwords.json").unlink()

    with pytest.raises(CannotStart, match=r"passwords\.json is missing"):
        start(folder)


def test_why_postgresql_will_not_start_is_said(folder: Path) -> None:
    start(folder).stop()
    (folder / "postgres" / "database" / "global" / "pg_control").unlink()

    with pytest.raises(CannotStart, match="could not find the database system"):
        start(folder)


def test_a_folder_that_cannot_be_made_is_said_to_be_so(empty_folder: Path) -> None:
    (empty_folder / "file").touch()

    with pytest.raises(CannotStart, match="cannot be used"):
        start(empty_folder / "file")


def test_a_log_that_has_grown_is_put_aside(folder: Path) -> None:
    with start(folder) as server:
        log = server.cluster.home.log
    with log.open("ab") as grown:
        grown.truncate(17 * 1024 * 1024)

    start(folder).stop()

    assert log.stat().st_size < 1024 * 1024
    assert log.with_suffix(".log.1").stat().st_size == 17 * 1024 * 1024
