"""The folder the server lives in, and the private folder of its socket.

Inside `<data>/postgres`: `database` (PostgreSQL's own), `socket`, `log`,
`passwords.json`, `server.conf` and two locks. Only the server's account and
whoever started it can look inside. Folders above are never opened to anyone.
"""

from __future__ import annotations

import os
import re
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from adapters.postgres.embedded.account import Account
from adapters.postgres.embedded.failures import CannotStart

SOCKET_PATH_MAX = 93
"""Bytes: 107 for a Unix socket, less `/.s.PGSQL.5432`."""

PLAIN = re.compile(r"[A-Za-z0-9/._-]+")
"""Paths that need no quoting in a URL, a settings file or libpq's list of hosts."""

SHORT = "/tmp"  # noqa: S108  # the one folder that is short and writable everywhere; mkdtemp makes ours 0700


@dataclass(frozen=True, slots=True)
class Home:
    """Where one server lives, and as whom."""

    path: Path
    account: Account

    @property
    def database(self) -> Path:
        return self.path / "database"

    @property
    def log(self) -> Path:
        return self.path / "log" / "server.log"

    def socket(self) -> Path:
        """The socket folder in use; it is checked to be private before it is trusted."""
        link = self.path / "socket"
        folder = link.readlink() if link.is_symlink() else link
        found = folder.lstat()
        private = stat.S_ISDIR(found.st_mode) and stat.S_IMODE(found.st_mode) == stat.S_IRWXU
        if not private or found.st_uid != self.account.uid:
            raise CannotStart(f"{folder} is not a private folder of the server; remove it")
        return folder

    def own(self, path: Path, mode: int) -> Path:
        """Give `path` to the server's account."""
        if self.account.switch:
            os.chown(path, self.account.uid, self.account.gid)
        path.chmod(mode)
        return path


def prepared(data: Path, account: Account) -> Home:
    """Make the folders that are missing; raise `CannotStart` where that is not allowed."""
    home = Home(data.absolute() / "postgres", account)
    try:
        home.path.mkdir(parents=True, exist_ok=True)
        _shut(home)
        _folder(home, home.path / "log")
        _socket_folder(home)
    except OSError as failure:
        raise CannotStart(f"The data folder {data} cannot be used: {failure}") from failure
    return home


def _shut(home: Home) -> None:
    if home.account.switch:
        os.chown(home.path, 0, home.account.gid)
    home.path.chmod(0o710)


def _folder(home: Home, path: Path) -> None:
    if not path.is_dir():
        path.mkdir(mode=0o700)
        home.own(path, 0o700)


def _socket_folder(home: Home) -> None:
    link = home.path / "socket"
    written = str(link)
    if PLAIN.fullmatch(written) and len(written) <= SOCKET_PATH_MAX:
        _folder(home, link)
    elif not link.exists():
        link.unlink(missing_ok=True)
        short = Path(tempfile.mkdtemp(prefix="anchorline-", dir=SHORT))
        link.symlink_to(home.own(short, 0o700))
