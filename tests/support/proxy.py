"""A relay between the program and PostgreSQL that breaks just when a transaction commits."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from threading import Lock, Thread

from sqlalchemy.engine import make_url

ASKED = b"Q\x00\x00\x00\x0bCOMMIT\x00"
"""COMMIT as a simple query."""

DONE = b"C\x00\x00\x00\x0bCOMMIT\x00"
"""The server's word that it is done."""


class Fault(Enum):
    """What happens to the next commit that comes by."""

    BEFORE = "cut before the server hears of it"
    DURING = "cut when the server has heard, not waiting for what it says"
    AFTER = "cut when the server is done, before the program hears of it"
    FROZEN = "the server is done, and nobody says anything any more"


class Proxy:
    """Relays faithfully until `arm`ed; each arming breaks one commit."""

    def __init__(self, url: str) -> None:
        self._behind = make_url(url)
        self._fault: Fault | None = None
        self._frozen = False
        self._lock = Lock()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._sockets: list[socket.socket] = []
        Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        """Of the same database, through here."""
        port = str(self._listening.getsockname()[1])
        through = self._behind.set(query={"host": "127.0.0.1", "port": port})
        return through.render_as_string(hide_password=False)

    def arm(self, fault: Fault) -> None:
        self._fault = fault

    def freeze(self) -> None:
        """From now on nobody says anything, and nobody hangs up."""
        self._frozen = True

    def close(self) -> None:
        for it in (self._listening, *self._sockets):
            _close(it)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                program, _ = self._listening.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(self._address())
                self._sockets += [program, server]
                for pair in ((program, server), (server, program)):
                    Thread(target=self._relay, args=pair, daemon=True).start()

    def _address(self) -> str:
        asked = self._behind.query
        return f"{asked['host']}/.s.PGSQL.{asked['port']}"

    def _relay(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                fault = self._struck(data)
                if fault is Fault.FROZEN or self._frozen:
                    return
                if fault is Fault.DURING:
                    _close(source)
                if fault in {None, Fault.DURING}:
                    target.sendall(data)
                if fault is not None:
                    break
        _close(source)
        _close(target)

    def _struck(self, data: bytes) -> Fault | None:
        """The fault that meets this piece, if it was waiting for it."""
        asked = self._fault in {Fault.BEFORE, Fault.DURING} and ASKED in data
        done = self._fault in {Fault.AFTER, Fault.FROZEN} and DONE in data
        with self._lock:
            if not (asked or done):
                return None
            fault, self._fault = self._fault, None
            return fault


def _close(it: socket.socket) -> None:
    with suppress(OSError):
        it.shutdown(socket.SHUT_RDWR)
    it.close()


@contextmanager
def proxied(url: str) -> Iterator[Proxy]:
    """A relay in front of the database at `url`."""
    proxy = Proxy(url)
    try:
        yield proxy
    finally:
        proxy.close()
