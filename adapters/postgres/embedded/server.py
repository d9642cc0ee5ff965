"""Start the embedded PostgreSQL, or attach to the one that already runs on the folder.

The last program to leave stops it. One that is killed leaves it running, and
the next start attaches to it or, where the server was killed too, recovers it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy.engine import URL

from adapters.postgres.embedded.account import server_account
from adapters.postgres.embedded.cluster import PORT, SUPERUSER, Cluster
from adapters.postgres.embedded.home import prepared
from adapters.postgres.embedded.lock import Use, door
from adapters.postgres.embedded.passwords import Passwords, kept_passwords
from adapters.postgres.embedded.programs import installed_wheel, programs_for
from adapters.postgres.embedded.roles import APPLICATION, DATABASE, OWNER, ensure_roles
from adapters.postgres.embedded.space import Measure, ensure_room, measured


@dataclass(frozen=True, slots=True)
class Server:
    """A running server that this program uses."""

    cluster: Cluster
    passwords: Passwords
    use: Use
    measure: Measure = measured

    @property
    def url(self) -> str:
        """For the application: no superuser, owner of nothing."""
        return self.url_of(APPLICATION)

    @property
    def owner_url(self) -> str:
        """For migrations: owns the database and its tables."""
        return self.url_of(OWNER)

    @property
    def superuser_url(self) -> str:
        """For the launcher, backup and restore only."""
        return self.url_of(SUPERUSER, "postgres")

    def url_of(self, role: str, database: str = DATABASE) -> str:
        """SQLAlchemy's URL of `database` for one of the three roles."""
        password = {
            SUPERUSER: self.passwords.superuser,
            OWNER: self.passwords.owner,
            APPLICATION: self.passwords.application,
        }[role]
        address = URL.create(
            "postgresql+psycopg2",
            username=role,
            password=password,
            database=database,
            query={"host": str(self.cluster.home.socket()), "port": str(PORT)},
        )
        return address.render_as_string(hide_password=False)

    def ensure_room(self) -> None:
        """Raise `DiskNearlyFull`; asked before commands are taken, and by readiness."""
        ensure_room(self.cluster.home.path, self.measure)

    def revive(self) -> None:
        """Start it again where it died under us; nothing happens where it runs."""
        with door(self.cluster.home.path):
            _bring_up(self.cluster, self.passwords, self.measure)

    def stop(self) -> None:
        """Leave; the last one out stops the server, and data is kept."""
        with door(self.cluster.home.path):
            if self.use.leave():
                self.cluster.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.stop()


def start(data: Path, measure: Measure = measured) -> Server:
    """The server of the folder `data`, running; waits as long as recovery needs.

    Raise `CannotStart`, or `DiskNearlyFull`, with a message for a person.
    """
    home = prepared(data, server_account())
    cluster = Cluster(home, programs_for(home, installed_wheel()))
    with door(home.path):
        passwords = kept_passwords(home.path, may_make=not cluster.exists)
        _bring_up(cluster, passwords, measure)
        return Server(cluster, passwords, Use(home.path), measure)


def _bring_up(cluster: Cluster, passwords: Passwords, measure: Measure) -> None:
    if not cluster.ready:
        ensure_room(cluster.home.path, measure, for_new=not cluster.exists)
        if not cluster.exists:
            cluster.create(passwords.superuser)
        cluster.start()
    ensure_roles(_dsn(cluster, passwords), passwords)


def _dsn(cluster: Cluster, passwords: Passwords) -> str:
    socket = cluster.home.socket()
    return (
        f"host={socket} port={PORT} user={SUPERUSER} password={passwords.superuser} dbname=postgres"
    )
