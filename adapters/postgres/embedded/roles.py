"""Three roles: the launcher's, the owner's for migrations, and the application's.

Only the launcher's is a superuser. The owner has the database and its tables;
the application may do what migrations grant it and nothing else.
"""

from __future__ import annotations

from contextlib import closing

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import connection as Connection  # noqa: N812  # it is a class
from psycopg2.extensions import encrypt_password

from adapters.postgres.embedded.passwords import Passwords

DATABASE = "anchorline"
OWNER = "anchorline_owner"
APPLICATION = "anchorline"

PLAIN_ROLE = sql.SQL(
    "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION NOINHERIT"
)


def ensure_roles(superuser_dsn: str, passwords: Passwords) -> None:
    """Make what is missing, so that a start that was cut short is completed by the next."""
    with closing(psycopg2.connect(superuser_dsn)) as connection:
        connection.autocommit = True
        _role(connection, OWNER, passwords.owner)
        _role(connection, APPLICATION, passwords.application)
        _database(connection)
        _limits(connection)


def _role(connection: Connection, name: str, password: str) -> None:
    """The password is hashed here, so that it is in no log of the server."""
    secret = encrypt_password(password, name, connection, "scram-sha-256")
    verb = "ALTER" if _exists(connection, "pg_roles", "rolname", name) else "CREATE"
    role = sql.Identifier(name)
    with connection.cursor() as cursor:
        start = sql.SQL(verb) + sql.SQL(" ROLE {} ").format(role)
        cursor.execute(start + PLAIN_ROLE + sql.SQL(" PASSWORD {}").format(sql.Literal(secret)))


def _database(connection: Connection) -> None:
    database, owner = sql.Identifier(DATABASE), sql.Identifier(OWNER)
    with connection.cursor() as cursor:
        if not _exists(connection, "pg_database", "datname", DATABASE):
            cursor.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, owner))
        for other in (DATABASE, "postgres", "template1"):
            name = sql.Identifier(other)
            cursor.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
        application = sql.Identifier(APPLICATION)
        cursor.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, application))


def _limits(connection: Connection) -> None:
    """Migrations build indexes, which may take longer than a command may."""
    owner = sql.Identifier(OWNER)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("ALTER ROLE {} SET transaction_timeout = 0").format(owner))


def _exists(connection: Connection, catalogue: str, column: str, name: str) -> bool:
    query = sql.SQL("SELECT EXISTS (SELECT FROM {} WHERE {} = %s)").format(
        sql.Identifier("pg_catalog", catalogue), sql.Identifier(column)
    )
    with connection.cursor() as cursor:
        cursor.execute(query, (name,))
        row = cursor.fetchone()
    return bool(row and row[0])
