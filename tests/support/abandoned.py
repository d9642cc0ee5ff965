"""Servers that a killed test run left behind are ended by a later one."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
from pathlib import Path

PREFIX = "anchorline-test-"
AGE_MIN_SECONDS = 3600
"""A younger folder may be another run's that is just starting."""


def sweep(fresh: Path) -> None:
    """End what lies beside the `fresh` folder, is old, and is used by no program."""
    now = fresh.stat().st_mtime
    for folder in fresh.parent.glob(f"{PREFIX}*"):
        if now - folder.stat().st_mtime > AGE_MIN_SECONDS and unused(folder):
            end_server(folder)
            shutil.rmtree(folder, ignore_errors=True)


def unused(folder: Path) -> bool:
    """Programs that use a server hold a lock for as long as they live."""
    try:
        with (folder / "postgres" / "users.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def end_server(folder: Path) -> None:
    written = folder / "postgres" / "database" / "postmaster.pid"
    if not written.exists():
        return
    pid = int(written.read_text().split()[0])
    command = Path(f"/proc/{pid}/cmdline")
    if command.exists() and os.fsencode(folder) in command.read_bytes():
        os.kill(pid, signal.SIGQUIT)
