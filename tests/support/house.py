"""The whole house on a real PostgreSQL, with a clock that a test sets by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import Engine

from adapters.postgres.codec import Codec
from adapters.postgres.engine import create_engine
from adapters.postgres.names.house import HOUSE
from adapters.postgres.store import PostgresStore
from application.enterprise.changing import change as change_party
from application.enterprise.registering import register_party
from application.shared.carry_out import Desk, UseCase
from application.shared.ports import Answer, Outcome, Request
from domain.enterprise.commands import Admit, RegisterParty, Review
from domain.enterprise.profile import BankAccount, Check, Evidence, Profile, Role, Size
from domain.shared.event import Event
from domain.shared.identifiers.identifier import Identifier, Scheme
from domain.shared.ids import ActorId, PartyId
from domain.shared.moment import Moment
from tests.support.postgres import Database

OPERATOR = PartyId("operator")


@dataclass
class TestClock:
    """Says what it was last told."""

    __test__ = False

    day: date = date(2026, 3, 2)

    def now(self) -> Moment:
        at = datetime(self.day.year, self.day.month, self.day.day, 4, tzinfo=UTC)
        return Moment(at=at, day=self.day)

    def pass_days(self, days: int) -> None:
        self.day += timedelta(days=days)


class RefusedInTest(AssertionError):
    """A command that the test expected to be carried out was refused."""


@dataclass
class House:
    """Commands in, answers out."""

    desk: Desk
    clock: TestClock
    store: PostgresStore
    engine: Engine
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def ask(
        self, party: str, content: object, use_case: UseCase, *, request_id: str | None = None
    ) -> Answer:
        """The answer, whether accepted or refused."""
        request = Request(
            party=PartyId(party),
            by=ActorId(f"{party}/{self.clock.day}/{type(content).__name__}"),
            id=request_id or f"request-{next(self.numbers)}",
            name=type(content).__name__,
            content=content,
        )
        return self.desk.carry_out(request, use_case)

    def do(self, party: str, content: object, use_case: UseCase) -> dict[str, Any]:
        """The result of what must not be refused."""
        answer = self.ask(party, content, use_case)
        body: dict[str, Any] = json.loads(answer.body)
        if answer.outcome is Outcome.REFUSED:
            raise RefusedInTest(body)
        return body

    def refused(self, party: str, content: object, use_case: UseCase) -> dict[str, Any]:
        """The refusal of what must be refused."""
        answer = self.ask(party, content, use_case)
        assert answer.outcome is Outcome.REFUSED, answer.body
        body: dict[str, Any] = json.loads(answer.body)
        return body

    def admit(self, party: str, *roles: Role, number: str, account: str = "") -> PartyId:
        """Registered, checked and admitted, by two people."""
        name = PartyId(party)
        accounts = (BankAccount(account, "A Bank", party),) if account else ()
        register = RegisterParty(
            party=name,
            profile=Profile(name=party, country="CN", jurisdiction="CN", size=Size.SMALL),
            identifiers=(identified(number),),
            roles=roles,
            accounts=accounts,
        )
        self.do(OPERATOR, register, register_party(register))
        looked = Evidence(
            reference="ev-1",
            check=Check.IDENTITY,
            source="register",
            checked_by="ann",
            checked_on=self.clock.day,
            expires_on=None,
        )
        review = Review(party=name, evidence=(looked,))
        self.do(OPERATOR, review, change_party(review))
        admit = Admit(party=name, on_evidence=("ev-1",), until=self.clock.day + timedelta(days=365))
        self.do(OPERATOR, admit, change_party(admit))
        return name


def identified(number: str) -> Identifier:
    return Identifier.of(Scheme.REGISTER, number)


@contextmanager
def house(database: Database) -> Iterator[House]:
    engine = create_engine(database.url)
    clock, store = TestClock(), PostgresStore(engine)
    yield House(Desk(store, clock), clock, store, engine)
    engine.dispose()


def events_of(house: House) -> list[Event]:
    """All there are, in order."""
    codec = Codec(HOUSE)
    with house.engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT topic, body FROM anchorline.event ORDER BY position"
        )
        return [codec.decode(topic, bytes(body)) for topic, body in rows]
