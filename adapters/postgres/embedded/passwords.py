"""Passwords nobody chose: made once per data folder, readable only by its owner."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from adapters.postgres.embedded.failures import CannotStart


@dataclass(frozen=True, slots=True)
class Passwords:
    """One each for the launcher, for migrations and for the application."""

    superuser: str
    owner: str
    application: str


def kept_passwords(home: Path, *, may_make: bool) -> Passwords:
    """Those of this folder; made where there are none and `may_make`, else `CannotStart`."""
    file = home / "passwords.json"
    if file.exists():
        return Passwords(**json.loads(file.read_text()))
    if not may_make:
        raise CannotStart(f"{file} is missing, so nobody can enter the database; restore it")
    made = Passwords(*(secrets.token_urlsafe(24) for _ in range(3)))
    _write(file, json.dumps(asdict(made)))
    return made


def _write(file: Path, text: str) -> None:
    part = file.with_suffix(".part")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as out:
        out.write(text)
        out.flush()
        os.fsync(handle)
    part.rename(file)
