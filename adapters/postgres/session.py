"""One transaction on one connection, with every failure told for what it is.

The connection is psycopg2's own under SQLAlchemy's pool: BEGIN travels with the
first statement, COMMIT alone, so that only an answer lost there is unknown.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any, cast

import psycopg2
from psycopg2.extensions import TRANSACTION_STATUS_IDLE
from psycopg2.extensions import connection as Connection  # noqa: N812 -- the library's name for a class
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from adapters.postgres.failures import meaning, meaning_in_commit
from adapters.postgres.statements import PREPARE
from application.shared.ports import OutcomeUnknown, Unavailable

PREPARED = "anchorline.prepared"
"""Marks a connection of the pool on which our statements are prepared."""

Rows = list[tuple[Any, ...]]


class Session:
    """Checked out of the pool when made; raise `Unavailable` where there is none to be had."""

    def __init__(self, engine: Engine) -> None:
        try:
            self._pooled = engine.raw_connection()
        except (DBAPIError, PoolExhausted, psycopg2.Error) as error:
            raise Unavailable(str(error)) from error
        self._connection = cast("Connection", self._pooled.driver_connection)
        self._begin = ""
        self._doubtful = False
        try:
            self._cursor = self._connection.cursor()
        except psycopg2.Error as error:
            self._pooled.invalidate()
            self._pooled.close()
            raise meaning(error, self._connection) from error

    @property
    def descriptor(self) -> int:
        """Of the connection's socket."""
        return self._connection.fileno()

    def begin(self, how: str = "BEGIN") -> None:
        """Begin with the next statement, in the same message."""
        try:
            self._connection.autocommit = True
        except psycopg2.Error as error:
            raise meaning(error, self._connection) from error
        if PREPARED not in self._pooled.info:
            self._say(PREPARE, ())
            self._pooled.info[PREPARED] = True
        self._begin = f"{how};"

    def rows(self, statements: str, bound: tuple[Any, ...]) -> Rows:
        """Run `statements` in one message; the rows of the last.

        Raise `Conflict`, `Unavailable`, or the driver's error where it is our fault.
        """
        self._say(statements, bound)
        return self._cursor.fetchall()

    def copy(self, statement: str, file: Any) -> None:  # noqa: ANN401 -- anything with `read`
        """Stream `file` into a table; raises as `rows` does."""
        try:
            self._cursor.copy_expert(statement, file, size=1 << 20)
        except psycopg2.Error as error:
            raise meaning(error, self._connection) from error

    def commit(self) -> None:
        """Raise `OutcomeUnknown` unless the server plainly said yes or no."""
        self._connection.notices.clear()
        try:
            self._cursor.execute("COMMIT")
        except psycopg2.Error as error:
            raise meaning_in_commit(error, self._connection) from error
        if self._connection.notices:
            self._doubtful = True
            raise OutcomeUnknown("warned in commit")
        if self._cursor.statusmessage != "COMMIT":
            raise Unavailable(f"answered {self._cursor.statusmessage} to COMMIT")

    def close(self) -> None:
        """Roll back what was not committed, and give the connection back, or up if it is broken."""
        if self._doubtful or not self._cleared():
            self._pooled.invalidate()
        self._pooled.close()

    def _cleared(self) -> bool:
        with suppress(psycopg2.Error):
            if self._connection.info.transaction_status != TRANSACTION_STATUS_IDLE:
                self._cursor.execute("ROLLBACK")
            self._cursor.close()
            self._connection.autocommit = False
            return True
        return False

    def _say(self, statements: str, bound: tuple[Any, ...]) -> None:
        begin, self._begin = self._begin, ""
        try:
            self._cursor.execute(begin + statements, bound)
        except psycopg2.Error as error:
            raise meaning(error, self._connection) from error
