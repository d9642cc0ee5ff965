"""The embedded server is started again where it died under us."""

from __future__ import annotations

import structlog
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from adapters.postgres.embedded.failures import CannotStart
from adapters.postgres.embedded.server import Server
from adapters.postgres.following.duty import State

LOOK_SECONDS = 1.0
AGAIN_SECONDS = 5.0

LOG = structlog.get_logger(__name__)


class Watchman:
    """A duty for the supervisor."""

    name: str = "server"
    position: int | None = None

    def __init__(self, server: Server, engine: Engine) -> None:
        self.state = State.STARTING
        self._server, self._engine = server, engine

    def turn(self) -> float:
        if self._answers():
            self.state = State.FOLLOWING
            return LOOK_SECONDS
        self.state = State.RECONNECTING
        try:
            self._server.revive()
        except CannotStart as why:
            LOG.error("embedded server not revived", reason=str(why))  # noqa: TRY400  # its words say all
            return AGAIN_SECONDS
        return 0

    def rest(self) -> None:
        """Nothing is held between turns."""

    def _answers(self) -> bool:
        try:
            with self._engine.connect() as connection:
                connection.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return False
        return True
