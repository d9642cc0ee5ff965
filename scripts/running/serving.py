"""The HTTP server: says when it is there, and leaves in order when it is told to."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from contextlib import closing
from threading import Timer
from types import FrameType

import uvicorn

from api.app import create_app
from api.rooms import ROUTERS
from scripts.compose import AT_ONCE, VIEWS, CannotServe, House
from scripts.running.asgi import Measured
from scripts.running.closing import closing_days
from scripts.running.looking import Looking
from scripts.running.metrics import Metrics
from scripts.running.services import health_of, services_of

FINISH_SECONDS = 25
"""How long requests that are under way may take when it is told to leave."""

Ready = Callable[[str], None]
"""Told the address, once the door is open."""


def serve(house: House, host: str, port: int, ready: Ready) -> None:
    """Serve until SIGTERM or SIGINT; port 0 takes any free one. Raise `CannotServe`."""
    metrics = Metrics(house.settings.data)
    looking = Looking(house.following, house.supervisor, VIEWS)
    health = health_of(house, looking, metrics)
    app = Measured(create_app(services_of(house, health), ROUTERS), metrics, AT_ONCE)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=FINISH_SECONDS,
    )
    with closing(looking), closing(_door(host, port)) as door, closing_days(house):
        number = door.getsockname()[1]
        address = f"http://{f'[{host}]' if ':' in host else host}:{number}"
        drain = (health.drain, house.settings.drain_seconds)
        Server(config, drain, lambda: ready(address)).run(sockets=[door])


class Server(uvicorn.Server):
    """On SIGTERM readiness says no first, and the door is shut after a while; on SIGINT at once."""

    def __init__(
        self,
        config: uvicorn.Config,
        drain: tuple[Callable[[], None], float],
        ready: Callable[[], None],
    ) -> None:
        super().__init__(config)
        self._say_no, self._seconds = drain
        self._ready, self._leaving = ready, False

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Not kept for raising again: whoever called `run` still has to stop the house."""
        del frame
        self._say_no()
        if self._leaving or sig == signal.SIGINT or not self._seconds:
            self.force_exit = self.should_exit
            self.should_exit = True
            return
        self._leaving = True
        timer = Timer(self._seconds, self._shut)
        timer.daemon = True
        timer.start()

    def _shut(self) -> None:
        self.should_exit = True


def _door(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family)
    except OSError as why:
        raise CannotServe(f"Nobody can be served at {host}:{port}: {why.strerror}") from why
