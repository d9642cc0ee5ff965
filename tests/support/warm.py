"""`anchorline` as a copy of a process that has loaded already, which spares each command a second.

`python -m tests.support.warm SOCKET` waits there; `CLIENT` is a program that hands its words,
folder, environment and streams over, and ends as the copy ends. What a copy does is what a
process of its own does, but for loading.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from scripts.cli.late import ALONE, GROUPS
from scripts.cli.main import app

CLIENT = """
import json, os, socket, sys
with socket.socket(socket.AF_UNIX) as warm:
    warm.connect({address!r})
    asked = [sys.argv[1:], os.getcwd(), dict(os.environ)]
    body = json.dumps(asked).encode()
    socket.send_fds(warm, [len(body).to_bytes(4, "big")], [0, 1, 2])
    warm.sendall(body)
    code = warm.recv(1)
    sys.exit(code[0] if code else 70)
"""


def serve(address: str) -> None:
    """One copy for each who asks, until it is told to end by a signal."""
    for module in (*ALONE, *(it for modules in GROUPS.values() for it in modules)):
        import_module(f"scripts.cli.{module}")
    with socket.create_server(address, family=socket.AF_UNIX) as door:
        print("warm", flush=True)  # noqa: T201 -- whoever started it waits for this
        while True:
            asking, _ = door.accept()
            if os.fork() == 0:
                door.close()
                _run(asking)
            asking.close()
            _reap()


def _reap() -> None:
    """Forget the copies that have ended."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass


def _run(asking: socket.socket) -> None:
    head, streams, _, _ = socket.recv_fds(asking, 4, 3)
    words, folder, environment = json.loads(_read(asking, int.from_bytes(head, "big")))
    for place, stream in enumerate(streams):
        os.dup2(stream, place)
    os.chdir(folder)
    os.environ.clear()  # noqa: TID251 -- the copy stands in for a program of its own
    os.environ.update(environment)  # noqa: TID251 -- as above
    code = 1
    try:
        app(words)
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        asking.sendall(bytes([code]))
        os._exit(code)


def _read(asking: socket.socket, size: int) -> bytes:
    body = b""
    while len(body) < size:
        body += asking.recv(size - len(body))
    return body


def client(address: Path) -> str:
    """The text of a program that asks at `address`."""
    return CLIENT.format(address=str(address))


if __name__ == "__main__":
    serve(sys.argv[1])
