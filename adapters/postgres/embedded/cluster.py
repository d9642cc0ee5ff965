"""A new database folder, and the settings the server is started with."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from adapters.postgres.embedded.failures import CannotStart
from adapters.postgres.embedded.home import Home
from adapters.postgres.embedded.programs import Programs

SUPERUSER = "postgres"
PORT = 5432
"""Only the name of the socket file; nothing listens on the network."""

MAJOR = "18"
RECOVERY_SECONDS_MAX = 7 * 24 * 3600
"""As long as recovery needs."""

RESTART_PATIENCE_SECONDS = 60.0
"""After SIGKILL the dead server's lock and shared memory linger for seconds."""

LINGERING = ('lock file "postmaster.pid" already exists', "is still in use")
LOG_BYTES_MAX = 16 * 1024 * 1024

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    "max_connections": "100",
    "transaction_timeout": "60s",
    "idle_in_transaction_session_timeout": "30s",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
}
"""An open transaction holds every follower back, so the server ends it."""

CREATION = (
    f"--username={SUPERUSER}",
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
)


@dataclass(frozen=True, slots=True)
class Cluster:
    """One database folder and the programs that work on it."""

    home: Home
    programs: Programs

    @property
    def exists(self) -> bool:
        return self.home.database.exists()

    @property
    def ready(self) -> bool:
        return self.exists and self._answer() == "accepting"

    def create(self, superuser_password: str) -> None:
        """Make it beside and rename it, since a killed `initdb` leaves a half that looks whole."""
        for left_over in self.home.path.glob("database.part-*"):
            shutil.rmtree(left_over, ignore_errors=True)
        part = Path(tempfile.mkdtemp(prefix="database.part-", dir=self.home.path))
        self._initdb(self.home.own(part, 0o700), superuser_password)
        with (part / "postgresql.conf").open("a") as settings:
            settings.write("include '../server.conf'\n")
        part.rename(self.home.database)
        _sync(self.home.path)

    def start(self) -> None:
        """Start it and wait, however long recovery takes; raise `CannotStart`."""
        self._check()
        self._configure()
        deadline = monotonic() + RESTART_PATIENCE_SECONDS
        while (answer := self._answer()) != "accepting":
            if answer == "silent":
                self._try(deadline)
            sleep(0.25)

    def stop(self) -> None:
        """End sessions and stop cleanly; nothing happens where it does not run."""
        self._control("stop", "--mode=fast")

    def _check(self) -> None:
        found = (self.home.database / "PG_VERSION").read_text().strip()
        if found != MAJOR:
            raise CannotStart(f"{self.home.database} is of PostgreSQL {found}, not {MAJOR}")
        if self.home.database.stat().st_uid != self.home.account.uid:
            raise CannotStart(f"{self.home.database} belongs to another account")

    def _configure(self) -> None:
        settings = {**SETTINGS, "unix_socket_directories": str(self.home.socket())}
        file = self.home.path / "server.conf"
        file.write_text("".join(f"{name} = '{value}'\n" for name, value in settings.items()))
        file.chmod(0o644)
        log = self.home.log
        if log.exists() and log.stat().st_size > LOG_BYTES_MAX:
            log.replace(log.with_suffix(".log.1"))

    def _try(self, deadline: float) -> None:
        before = self._log_size()
        if self._control("start", f"--log={self.home.log}") == 0:
            return
        complaint = self._logged_since(before)
        lingering = any(words in complaint for words in LINGERING)
        if not lingering or monotonic() > deadline:
            raise CannotStart(f"PostgreSQL did not start: {complaint or self.home.log}")

    def _initdb(self, part: Path, password: str) -> None:
        file = self.home.path / "superuser.part"
        file.unlink(missing_ok=True)
        file.touch(mode=0o600)
        try:
            self.home.own(file, 0o600).write_text(password)
            code, complaint = self.programs.run(
                "initdb", *CREATION, f"--pwfile={file}", f"--pgdata={part}"
            )
        finally:
            file.unlink()
        if code != 0:
            raise CannotStart(f"No database could be made in {part.parent}: {complaint}")

    def _control(self, verb: str, *options: str) -> int:
        code, _ = self.programs.run(
            "pg_ctl",
            verb,
            "--wait",
            f"--timeout={RECOVERY_SECONDS_MAX}",
            f"--pgdata={self.home.database}",
            *options,
            detached=True,
        )
        return code

    def _answer(self) -> str:
        where = f"--host={self.home.socket()}"
        code, _ = self.programs.run("pg_isready", where, f"--port={PORT}", "--timeout=5")
        return {0: "accepting", 1: "recovering"}.get(code, "silent")

    def _log_size(self) -> int:
        return self.home.log.stat().st_size if self.home.log.exists() else 0

    def _logged_since(self, size: int) -> str:
        if not self.home.log.exists():
            return ""
        with self.home.log.open("rb") as log:
            log.seek(size)
            return log.read().decode(errors="replace").strip()


def _sync(folder: Path) -> None:
    """Make the renaming itself durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
