"""The account the server runs as: PostgreSQL refuses to run as root, and rightly so."""

from __future__ import annotations

import os
import pwd
import subprocess
from dataclasses import dataclass
from time import monotonic, sleep
from typing import TypedDict

from adapters.postgres.embedded.failures import CannotStart

NAME = "anchorline"
USERADD = "/usr/sbin/useradd"
PATIENCE_SECONDS = 10.0
"""Another program may be adding the same account at this moment."""


class Identity(TypedDict, total=False):
    """What `subprocess` is told, so that a program runs as the account."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, slots=True)
class Account:
    """Who owns the data and the socket; `switch` where that is not who we are."""

    uid: int
    gid: int
    switch: bool

    @property
    def identity(self) -> Identity:
        if not self.switch:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def server_account() -> Account:
    """Ourselves; or, where we are root, the system account `anchorline`, made if missing."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), switch=False)
    entry = _entry() or _added()
    return Account(entry.pw_uid, entry.pw_gid, switch=True)


def _entry() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        return None


def _added() -> pwd.struct_passwd:
    complaint = _useradd()
    deadline = monotonic() + PATIENCE_SECONDS
    while monotonic() < deadline:
        if (entry := _entry()) is not None:
            return entry
        sleep(0.1)
        complaint = _useradd()
    raise CannotStart(f"As root the server runs as the account {NAME!r}, not added: {complaint}")


def _useradd() -> str:
    options = ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"]
    try:
        done = subprocess.run(
            [USERADD, *options, NAME], capture_output=True, text=True, check=False
        )
    except OSError as failure:
        return str(failure)
    return done.stderr.strip()
