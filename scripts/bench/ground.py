"""The server everything is measured on: started for the run, in a folder that is then removed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import sleep

from sqlalchemy import NullPool, create_engine, make_url, text

from adapters.postgres.embedded.roles import APPLICATION, OWNER
from adapters.postgres.embedded.server import Server, start
from adapters.postgres.migrations.migrate import migrate

RELOAD_SECONDS = 0.3


@dataclass(frozen=True, slots=True)
class Ground:
    """A server that nobody else uses, and its databases."""

    server: Server

    def platform(self, name: str) -> str:
        """A database with the platform's tables; its URL as the application."""
        owner = self.empty(name)
        self._run(f"GRANT CONNECT ON DATABASE {name} TO {APPLICATION}")
        migrate(owner, APPLICATION)
        return self.server.url_of(APPLICATION, name)

    def empty(self, name: str) -> str:
        """A database without tables; its URL as its owner."""
        self._run(f"CREATE DATABASE {name} OWNER {OWNER}")
        return self.server.url_of(OWNER, name)

    @contextmanager
    def slow_flush(self) -> Iterator[None]:
        """Every commit waits a millisecond for others before it is flushed, as on a cloud disk."""
        self._set("commit_delay = 1000", "commit_siblings = 0")
        try:
            yield
        finally:
            self._set("commit_delay = DEFAULT", "commit_siblings = DEFAULT")

    def settle(self) -> None:
        """Write out what the last measurement left behind, so that it burdens none."""
        self._run("CHECKPOINT")

    def analyse(self, url: str) -> None:
        self._run("VACUUM ANALYZE", database=make_url(url).database or "")

    def _set(self, *settings: str) -> None:
        self._run(*(f"ALTER SYSTEM SET {it}" for it in settings), "SELECT pg_reload_conf()")
        sleep(RELOAD_SECONDS)

    def _run(self, *statements: str, database: str = "postgres") -> None:
        url = make_url(self.server.superuser_url).set(database=database)
        engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))


@contextmanager
def ground() -> Iterator[Ground]:
    with tempfile.TemporaryDirectory(prefix="anchorline-bench-") as folder:
        Path(folder).chmod(0o711)
        with start(Path(folder)) as server:
            yield Ground(server)
