"""Keeps every duty going: a thread each, reconnecting for ever, stopping cleanly."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from threading import Event, Thread
from types import TracebackType
from typing import Self

import psycopg2
import structlog
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from adapters.postgres.following import tracking
from adapters.postgres.following.duty import Duty, State
from adapters.postgres.following.nudge import Nudge
from application.shared.ports import Conflict, Unavailable

BACK_OFF_SECONDS = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
STOP_SECONDS_MAX = 10.0
UNREACHABLE = (SQLAlchemyError, psycopg2.Error, OSError, Conflict, Unavailable)

LOG = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Status:
    """How one duty stands; the lag is None while the database does not answer."""

    name: str
    state: State
    position: int | None
    events_behind: int | None
    seconds_behind: float | None
    error: str | None

    @property
    def sound(self) -> bool:
        """Whether it works; how far it may lag is for the reader to say."""
        return self.state not in {State.HALTED, State.RECONNECTING, State.SUPERSEDED}


class Supervised:
    """One duty in a thread of its own."""

    def __init__(self, duty: Duty, nudge: Nudge) -> None:
        self.duty = duty
        self.error: str | None = None
        self._failures = 0
        self._trouble: State | None = None
        self._stopping = Event()
        self._awake = nudge.sleeper()
        self._thread = Thread(target=self._run, name=duty.name, daemon=True)

    @property
    def state(self) -> State:
        return self._trouble or self.duty.state

    def start(self) -> None:
        self._thread.start()

    def ask_to_stop(self) -> None:
        self._stopping.set()
        self._awake.set()

    def join(self) -> None:
        self._thread.join(STOP_SECONDS_MAX)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._sleep(self._turn())
        self._rest()
        self._trouble = self._trouble or State.STOPPED

    def _turn(self) -> float | None:
        try:
            rest = self.duty.turn()
        except UNREACHABLE as failure:
            return self._reconnect(failure)
        except Exception as failure:  # noqa: BLE001  # whatever it is, it must be seen and not skipped
            self._halt(failure)
            return None
        self._failures, self._trouble, self.error = 0, None, None
        return rest

    def _reconnect(self, failure: Exception) -> float:
        self._trouble, self.error = State.RECONNECTING, _said(failure)
        LOG.warning("duty interrupted", duty=self.duty.name, error=self.error)
        self._rest()
        pause = BACK_OFF_SECONDS[min(self._failures, len(BACK_OFF_SECONDS) - 1)]
        self._failures += 1
        return pause

    def _halt(self, failure: Exception) -> None:
        self._trouble, self.error = State.HALTED, _said(failure)
        LOG.error("duty halted", duty=self.duty.name, error=self.error)
        self._rest()

    def _rest(self) -> None:
        """What is given back may be broken already."""
        with suppress(*UNREACHABLE):
            self.duty.rest()

    def _sleep(self, seconds: float | None) -> None:
        """None is until it is asked to stop; a nudge ends any other pause but a back-off."""
        if seconds is None or self._failures:
            self._stopping.wait(seconds)
        elif seconds:
            self._awake.wait(seconds)
            self._awake.clear()


class Supervisor:
    """All duties of this process."""

    def __init__(self, engine: Engine, duties: Iterable[Duty], nudge: Nudge) -> None:
        self._engine = engine
        self._supervised = [Supervised(duty, nudge) for duty in duties]

    def start(self) -> None:
        for one in self._supervised:
            one.start()

    def stop(self) -> None:
        """Every duty finishes its turn; what it did not do is done after the next start."""
        for one in self._supervised:
            one.ask_to_stop()
        for one in self._supervised:
            one.join()

    def status(self) -> list[Status]:
        """For readiness and metrics."""
        try:
            with self._engine.connect() as connection:
                return [_status(one, _lag(connection, one)) for one in self._supervised]
        except UNREACHABLE:
            return [_status(one, None) for one in self._supervised]

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.stop()


def _lag(connection: Connection, one: Supervised) -> tuple[int, float] | None:
    position = one.duty.position
    return None if position is None else tracking.behind(connection, position)


def _status(one: Supervised, lag: tuple[int, float] | None) -> Status:
    events, seconds = lag or (None, None)
    return Status(one.duty.name, one.state, one.duty.position, events, seconds, one.error)


def _said(failure: Exception) -> str:
    return f"{type(failure).__name__}: {failure}"
