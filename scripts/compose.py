"""The one place that knows every layer: from settings to a house that runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.engine import make_url

from adapters.clock import SystemClock
from adapters.postgres import vitals
from adapters.postgres.codec import Codec
from adapters.postgres.earlier import EarlierBuild
from adapters.postgres.embedded.roles import APPLICATION
from adapters.postgres.embedded.server import Server, start
from adapters.postgres.embedded.space import ensure_room
from adapters.postgres.engine import Limits, create_engine
from adapters.postgres.following.duties import duties
from adapters.postgres.following.duty import Duty
from adapters.postgres.following.nudge import Nudge
from adapters.postgres.following.reacting import Reacter
from adapters.postgres.following.supervisor import Supervisor
from adapters.postgres.following.view_reader import ViewReader
from adapters.postgres.keys import Keys
from adapters.postgres.migrations.head import head
from adapters.postgres.names.house import HOUSE
from adapters.postgres.restore import LogAhead, ensure_not_ahead
from adapters.postgres.store import PostgresStore
from application.collection import streams as collection
from application.credit_line import streams as credit_line
from application.e_order import streams as e_order
from application.enterprise import streams as enterprise
from application.financing import streams as financing
from application.guarantee import streams as guarantee
from application.intake import streams as intake
from application.lender_limit import streams as lender_limit
from application.lien import streams as lien
from application.order_programme import streams as order_programme
from application.receivable import streams as receivable
from application.receivable_pool import streams as receivable_pool
from application.shared.carry_out import Desk
from application.shared.ports import Room
from application.shared.projection import Recorded
from application.shared.views import NotYet
from application.views.house import FOLLOWERS
from scripts.equipment.instructions import KINDS, Instructions
from scripts.equipment.kept import pepper_of
from scripts.equipment.watchman import Watchman
from scripts.settings import Settings

ROOMS: tuple[Room[Any, Any, Any], ...] = (
    enterprise.ROOM,
    receivable.ROOM,
    lien.ROOM,
    receivable_pool.ROOM,
    financing.ROOM,
    collection.ROOM,
    intake.ROOM,
    credit_line.ROOM,
    lender_limit.ROOM,
    guarantee.ROOM,
    e_order.ROOM,
    order_programme.ROOM,
)

AT_ONCE = 12
"""Requests of one process that work at the same time, each with a connection."""

VIEWS = tuple(view.name for it in FOLLOWERS for view in it.projections)

BUILDING_SECONDS = 20.0
"""How long a person waits for views that were never built; a large book takes longer."""

LOOK_SECONDS = 0.02

BEHIND = len(FOLLOWERS) + 8
"""Connections of those who follow: one for each duty, and two more."""


class CannotServe(Exception):
    """The house does not open; the message says why and what would help."""


class DataOfEarlierBuild(CannotServe):
    """Says where they are; `EARLIER` says what that means, in English and Chinese."""


EARLIER = (
    (
        "{} holds data of an earlier build, whose ids without a party this one cannot use. It is"
        " left as it is: begin with a new data folder (ANCHORLINE_DATA, --data), or a new database"
        " (DATABASE_URL)."
    ),
    (
        "{} 中的数据由早期版本生成, 其编号不含当事方, 本版本无法使用; 原数据保持不变。"
        "请另用新的数据文件夹 (ANCHORLINE_DATA, --data) 或新的数据库 (DATABASE_URL)。"
    ),
)


def place_of(settings: Settings) -> str:
    """Where the data are, as a person names it; never with a password."""
    if settings.database_url is None:
        return str(settings.data)
    return make_url(settings.database_url).render_as_string(hide_password=True)


@dataclass(frozen=True, slots=True)
class House:
    """Everything that is there once, while the platform runs."""

    settings: Settings
    server: Server | None
    store: PostgresStore
    codec: Codec
    clock: SystemClock
    desk: Desk
    views: ViewReader
    keys: Keys
    supervisor: Supervisor
    following: Engine
    """Of those who follow, in AUTOCOMMIT."""

    pepper: bytes

    def ensure_room(self) -> None:
        """Raise `DiskNearlyFull`."""
        if self.server is not None:
            self.server.ensure_room()
        else:
            ensure_room(self.settings.data)

    def catch_up(self) -> None:
        """Return when the views show everything that is on record now; raise `NotYet`."""
        deadline = monotonic() + BUILDING_SECONDS
        with self.following.connect() as connection:
            position = vitals.last_position(connection)
            while vitals.views_shown(connection, VIEWS) < len(VIEWS):
                if monotonic() > deadline:
                    raise NotYet(position)
                sleep(LOOK_SECONDS)
        self.views.wait_for(position)


@contextmanager
def opened(settings: Settings) -> Iterator[House]:
    """A house that runs until the block is left; raise `CannotServe` or `CannotStart`."""
    with ExitStack() as stack:
        settings.data.mkdir(parents=True, exist_ok=True)
        server = None if settings.database_url else stack.enter_context(start(settings.data))
        url = settings.database_url or (server.url if server else "")
        following = _engine(stack, url, "following", BEHIND)
        _made_ready(following, settings, server)
        house = _house(stack, settings, server, url, following)
        stack.enter_context(house.supervisor)
        yield house


def _house(
    stack: ExitStack, settings: Settings, server: Server | None, url: str, following: Engine
) -> House:
    reading = _engine(stack, url, "reading", AT_ONCE)
    limits = Limits(connections=AT_ONCE)
    commanding = create_engine(url, limits, application_name="anchorline commands")
    stack.callback(commanding.dispose)
    store, codec, nudge = PostgresStore(commanding, limits=limits), Codec(HOUSE), Nudge()
    clock, pepper = SystemClock(settings.zone), pepper_of(settings)
    desk = Desk(store, clock)
    done = [*_duties(settings, server, following, store, codec), _certifier(following, codec, desk)]
    return House(
        settings=settings,
        server=server,
        store=store,
        codec=codec,
        clock=clock,
        desk=desk,
        views=ViewReader(reading, FOLLOWERS, nudge),
        keys=Keys(reading, pepper),
        supervisor=Supervisor(following, done, nudge),
        following=following,
        pepper=pepper,
    )


def _duties(
    settings: Settings, server: Server | None, engine: Engine, store: PostgresStore, codec: Codec
) -> Iterable[Duty]:
    handed_over = Instructions(settings.instructions or settings.data / "instructions")
    handlers = dict.fromkeys(KINDS, handed_over)
    done = duties(engine, store, codec, FOLLOWERS, ROOMS, handlers)
    return done if server is None else [*done, Watchman(server, engine)]


def _certifier(engine: Engine, codec: Codec, desk: Desk) -> Duty:
    """Pools are certified again when the standing of a party changes."""
    return Reacter(engine, codec, "recertifying", ("enterprise", partial(_recertify, desk)))


def _recertify(desk: Desk, recorded: Recorded) -> None:
    from application.processes.recertifying import recertify  # noqa: PLC0415  # slow to load, and seldom needed

    recertify(desk, recorded)


def _engine(stack: ExitStack, url: str, what: str, connections: int) -> Engine:
    """In AUTOCOMMIT: looking opens no transaction, which would hold followers back."""
    name = f"anchorline {what}"
    limits = Limits(connections=connections)
    engine = create_engine(url, limits, application_name=name, autocommit=True)
    stack.callback(engine.dispose)
    return engine


def _made_ready(engine: Engine, settings: Settings, server: Server | None) -> None:
    """The tables as this program needs them, and a role that cannot do more than it is granted."""
    with engine.connect() as connection:
        if vitals.too_powerful(connection):
            raise CannotServe(
                "DATABASE_URL names a superuser or a role that bypasses row security; "
                "make a role that has neither, and name it instead"
            )
        behind = vitals.migration_of(connection) != head()
    if behind:
        try:
            _migrate(settings, server)
        except EarlierBuild as earlier:
            raise DataOfEarlierBuild(place_of(settings)) from earlier
    try:
        with engine.connect() as connection:
            ensure_not_ahead(connection)
    except LogAhead as ahead:
        raise CannotServe(f"{ahead} (python -m scripts.after_restore)") from ahead


def _migrate(settings: Settings, server: Server | None) -> None:
    from adapters.postgres.migrations.migrate import migrate  # noqa: PLC0415  # slow to load, and seldom needed

    if server is not None:
        migrate(server.owner_url, APPLICATION)
    elif settings.database_owner_url:
        migrate(settings.database_owner_url, make_url(settings.database_url or "").username)
    else:
        migrate(settings.database_url or "")
