"""The platform over HTTP on a real PostgreSQL, with views that follow and a clock set by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, partial
from itertools import count
from time import monotonic, sleep
from typing import Any, cast

from fastapi import FastAPI
from httpx2 import Response
from sqlalchemy import Engine
from starlette.datastructures import State
from starlette.testclient import TestClient

from adapters.camt.reader import read_message
from adapters.intake.reader import DocumentIntake
from adapters.postgres.codec import Codec
from adapters.postgres.following.as_of import fold_at
from adapters.postgres.following.connections import following_engine
from adapters.postgres.following.keeper import Keeper
from adapters.postgres.following.known_at import known_at
from adapters.postgres.following.nudge import Nudge
from adapters.postgres.following.supervisor import Supervisor
from adapters.postgres.following.view_reader import ViewReader
from adapters.postgres.keys import Keys
from adapters.postgres.names.house import HOUSE
from api.app import create_app
from api.rooms import ROUTERS
from api.shared.services import Caller, Services
from application.documents.mapping import ColumnMapping, IdentifierColumn, PartyColumns
from application.shared.projection import Projection
from application.shared.views import NotYet, Views
from application.views.house import FOLLOWERS
from domain.shared.currency import Currency
from domain.shared.identifiers.identifier import Scheme
from domain.shared.ids import ActorId, PartyId
from tests.scenarios.cast import ALWAYS_OPEN
from tests.support.house import House, house
from tests.support.postgres import Database

PREFIX = "/api/v1"
PEPPER = b"a pepper for tests, and for nothing else"
MADE_AT = datetime(2026, 3, 2, tzinfo=UTC)
PATIENCE_SECONDS = 30.0

SHEET = ColumnMapping(
    name="sheet",
    number="number",
    issued_on="issued",
    payable="amount",
    currency=Currency.CNY,
    due_on="due",
    seller=PartyColumns(identifiers=(IdentifierColumn("seller", Scheme.REGISTER),)),
    buyer=PartyColumns(identifiers=(IdentifierColumn("buyer", Scheme.REGISTER),)),
)


@dataclass(frozen=True, slots=True)
class Ring:
    keys: Keys

    def holder(self, secret: str) -> Caller | None:
        key = self.keys.holder(secret)
        if key is None:
            return None
        return Caller(key.party, ActorId(f"{key.party}/{key.id}"), key.role)


@dataclass(frozen=True, slots=True)
class Healthy:
    def readiness(self) -> tuple[bool, dict[str, object]]:
        return True, {}

    def metrics(self) -> bytes:
        return b""


@dataclass(frozen=True, slots=True)
class Lookback:
    engine: Engine

    def __call__(self, views: Sequence[Projection[Any]], position: int) -> Views:
        return fold_at(self.engine, Codec(HOUSE), views, position)


@dataclass(slots=True)
class Hand:
    """Someone with an API key; reads what it wrote."""

    client: TestClient
    secret: str
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    position: str = "0"

    def get(self, path: str, **query: object) -> Response:
        headers = {**self._bearer, "If-Position": self.position}
        asked = {name: str(value) for name, value in query.items()}
        return self.client.get(PREFIX + path, headers=headers, params=asked)

    def post(self, path: str, body: object = None, **headers: str) -> Response:
        return self.send("POST", path, body, **headers)

    def send(self, method: str, path: str, body: object = None, **headers: str) -> Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        response = self.client.request(
            method, PREFIX + path, json=body, headers={**self._command, **named}
        )
        return self._noted(response)

    def upload(
        self,
        path: str,
        *files: tuple[str, bytes],
        form: dict[str, str] | None = None,
        **headers: str,
    ) -> Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        parts = [("files", (name, content, "application/xml")) for name, content in files]
        response = self.client.post(
            PREFIX + path, files=parts, data=form, headers={**self._command, **named}
        )
        return self._noted(response)

    @property
    def _bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"}

    @property
    def _command(self) -> dict[str, str]:
        return {**self._bearer, "Idempotency-Key": self.next_id()}

    def next_id(self) -> str:
        """A request id; each key makes its own, since two keys may be of one party."""
        return f"{self.secret[7:19]}-{next(self.numbers)}"

    def _noted(self, response: Response) -> Response:
        position = response.headers.get("Anchorline-Position", "0")
        self.position = str(max(int(self.position), int(position)))
        return response


@dataclass(slots=True)
class Edge:
    """The app, and a hand for everyone who asks for one."""

    house: House
    services: Services
    client: TestClient
    keys: Keys

    def hand(self, party: str, role: str) -> Hand:
        _, secret = self.keys.create(PartyId(party), role, "test", MADE_AT)
        return Hand(self.client, secret)


def _until_built(views: ViewReader) -> None:
    """Before the first build a view says that it is not there yet."""
    deadline = monotonic() + PATIENCE_SECONDS
    for follower in FOLLOWERS:
        for view in follower.projections:
            while monotonic() < deadline:
                try:
                    views.get(view, "nobody")
                    break
                except NotYet:
                    sleep(0.01)


@cache
def _app() -> FastAPI:
    """Described once: what it builds of each route at the first request serves every test."""
    return create_app(cast("Services", None), ROUTERS)


def _app_of(services: Services) -> FastAPI:
    """The same app, with services of its own behind it."""
    app = copy(_app())
    app.state = State({"services": services})
    return app


@contextmanager
def edge(database: Database) -> Iterator[Edge]:
    following = following_engine(database.url, duties=len(FOLLOWERS))
    nudge = Nudge()
    keepers = [Keeper(following, Codec(HOUSE), follower) for follower in FOLLOWERS]
    with house(database) as opened, Supervisor(following, keepers, nudge):
        views = ViewReader(following, FOLLOWERS, nudge, PATIENCE_SECONDS)
        keys = Keys(following, PEPPER)
        services = Services(
            desk=opened.desk,
            views=views,
            keys=Ring(keys),
            health=Healthy(),
            cursor_key=b"cursors of tests",
            documents=DocumentIntake(),
            bank_messages=read_message,
            calendar=ALWAYS_OPEN,
            mappings={SHEET.name: SHEET},
            past=Lookback(following),
            known_at=partial(known_at, following),
            zone=UTC,
        )
        _until_built(views)
        with TestClient(_app_of(services), raise_server_exceptions=False) as client:
            yield Edge(opened, services, client, keys)
    following.dispose()
