"""Only the launcher is a superuser; the application owns nothing and is held to short work."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from adapters.postgres.embedded.server import Server
from tests.adapters.postgres.embedded.scenes import ask, connected

pytestmark = pytest.mark.postgres

RIGHTS = """
SELECT rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole OR rolreplication
FROM pg_roles WHERE rolname = current_user
"""


def test_neither_the_application_nor_the_owner_is_above_the_rules(server: Server) -> None:
    assert ask(server.url, RIGHTS) is False
    assert ask(server.owner_url, RIGHTS) is False
    assert ask(server.superuser_url, RIGHTS) is True


def test_the_owner_has_the_database_and_the_application_has_not(server: Server) -> None:
    owner = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'anchorline'"

    assert ask(server.url, owner) == "anchorline_owner"
    assert ask(server.url, "SELECT current_user") == "anchorline"


@pytest.mark.parametrize(
    "deed",
    [
        "CREATE TABLE mine (x int)",
        "CREATE TABLE public.mine (x int)",
        "CREATE SCHEMA mine",
        "CREATE TEMPORARY TABLE mine (x int)",
        "SET ROLE anchorline_owner",
        "SELECT * FROM pg_authid",
        "COPY (SELECT 1) TO PROGRAM 'true'",
    ],
)
def test_the_application_may_not(deed: str, server: Server) -> None:
    with connected(server.url).connect() as connection, pytest.raises(ProgrammingError):
        connection.execute(text(deed))


def test_the_application_may_enter_no_other_database(server: Server) -> None:
    with pytest.raises(DBAPIError, match="permission denied for database"):
        ask(server.url_of("anchorline", "postgres"), "SELECT 1")


def test_no_transaction_of_the_application_stays_open(server: Server) -> None:
    assert ask(server.url, "SHOW transaction_timeout") == "1min"
    assert ask(server.url, "SHOW idle_in_transaction_session_timeout") == "30s"


def test_a_migration_may_take_its_time(server: Server) -> None:
    assert ask(server.owner_url, "SHOW transaction_timeout") == "0"


def test_a_password_is_in_no_log(server: Server) -> None:
    logged = server.cluster.home.log.read_text()

    assert server.passwords.application not in logged
    assert server.passwords.owner not in logged
