"""Servers of their own for tests that kill, fill or misplace them."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine, NullPool, create_engine, text

from adapters.postgres.embedded.home import Home
from adapters.postgres.embedded.server import Server


def postmaster(home: Home) -> int:
    return postmaster_in(home.path.parent)


def postmaster_in(data: Path) -> int:
    return int((data / "postgres" / "database" / "postmaster.pid").read_text().split()[0])


def state_of(pid: int) -> str:
    """As the kernel says: `Z` for a process that ended and was not asked after."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def processes(home: Home) -> list[int]:
    """The server and everything it started."""
    first = postmaster(home)
    return [first, *(pid for pid, parent in _running() if parent == first)]


def _running() -> Iterator[tuple[int, int]]:
    for entry in Path("/proc").iterdir():
        if not entry.name.isdecimal():
            continue
        try:
            stat = (entry / "stat").read_text()
        except OSError:  # it has ended meanwhile
            continue
        yield int(entry.name), int(stat.rpartition(")")[2].split()[1])


def kill_all(home: Home) -> None:
    """Every process of the server at once, as a power failure would."""
    for pid in processes(home):
        kill(pid)


def kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def running(home: Home) -> bool:
    """A server that stopped cleanly has removed its own file."""
    return (home.database / "postmaster.pid").exists()


def connected(url: str) -> Engine:
    """One connection each time, none kept."""
    return create_engine(url, poolclass=NullPool)


def ask(url: str, query: str) -> object:
    with connected(url).connect() as connection:
        return connection.execute(text(query)).scalar_one()


def note(server: Server, fact: str) -> None:
    """Keep `fact` in a table of the owner's."""
    with connected(server.owner_url).begin() as connection:
        connection.execute(text("CREATE TABLE IF NOT EXISTS public.note (fact text)"))
        connection.execute(text("INSERT INTO public.note VALUES (:fact)"), {"fact": fact})


def notes(server: Server) -> list[str]:
    with connected(server.owner_url).connect() as connection:
        return list(connection.execute(text("SELECT fact FROM public.note")).scalars())
