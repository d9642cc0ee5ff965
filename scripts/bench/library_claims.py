"""The log of claims, and a view over it, as the eventsourcing library is meant to be used."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from eventsourcing.application import Application
from eventsourcing.dispatch import singledispatchmethod
from eventsourcing.domain import Aggregate, event
from eventsourcing.persistence import Tracking
from eventsourcing.postgres import PostgresDatastore, PostgresTrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner
from eventsourcing_sqlalchemy.datastore import SQLAlchemyDatastore
from eventsourcing_sqlalchemy.recorders import SQLAlchemyTrackingRecorder
from psycopg.sql import SQL
from sqlalchemy import text

from scripts.bench.counted import CHANGES, STEP
from scripts.bench.deal import DUE_ON

SLICE = 100
TABLE = "CREATE TABLE IF NOT EXISTS lines (key text PRIMARY KEY, body text, paid bigint)"
PUT = "INSERT INTO lines VALUES (%s, %s, 0)"
PAID = "UPDATE lines SET paid = paid + %s WHERE key = %s"


class Claim(Aggregate):
    """A claim on the anchor."""

    @event("Put")
    def __init__(self, name: str, seller: str, buyer: str, face: int, due_on: str) -> None:
        self.name = name
        self.seller = seller
        self.buyer = buyer
        self.face = face
        self.due_on = due_on
        self.paid = 0

    @staticmethod
    def create_id(name: str, **_: Any) -> UUID:  # noqa: ANN401  # the library passes everything
        return uuid5(NAMESPACE_URL, name)

    @event("Paid")
    def pay(self, amount: int) -> None:
        self.paid += amount


class Claims(Application[UUID]):
    def put_log(self, count: int) -> int:
        """The same events in the same order; the position of the last."""
        claims: list[Claim] = []
        last = 0
        for first in range(0, count, SLICE):
            touched = {self._touch(claims, number) for number in range(first, first + SLICE)}
            saved = self.save(*(claims[it] for it in sorted(touched)))
            last = max((it.notification.id for it in saved), default=last)
        return last

    def _touch(self, claims: list[Claim], number: int) -> int:
        new, change = divmod(number, CHANGES)
        if change == 0:
            claims.append(put_claim(new))
            return new
        claim = number * STEP % (new + 1)
        claims[claim].pay(amount=100)
        return claim


def put_claim(claim: int) -> Claim:
    return Claim(
        name=f"claim-{claim:08}",
        seller=f"seller-{claim % 20}",
        buyer="the anchor",
        face=claim * 100 + 12_345_00,
        due_on=DUE_ON.isoformat(),
    )


class PsycopgLines(PostgresTrackingRecorder):
    def __init__(self, datastore: PostgresDatastore, **named: Any) -> None:  # noqa: ANN401  # the library's
        super().__init__(datastore, **named)
        self.sql_create_statements.append(SQL(TABLE).format())

    def apply(self, statement: str, bound: tuple[Any, ...], tracking: Tracking) -> None:
        with self.datastore.transaction(commit=True) as cursor:
            cursor.execute(statement.encode(), bound, prepare=True)
            self._insert_tracking(cursor, tracking)


class SqlalchemyLines(SQLAlchemyTrackingRecorder):
    def __init__(self, datastore: SQLAlchemyDatastore, **named: Any) -> None:  # noqa: ANN401  # the library's
        super().__init__(datastore, **named)

    def create_table(self) -> None:
        super().create_table()
        with self.transaction(commit=True) as session:
            session.execute(text(TABLE))

    def apply(self, statement: str, bound: tuple[Any, ...], tracking: Tracking) -> None:
        with self.transaction(commit=True) as session:
            session.connection().exec_driver_sql(statement, bound)
            self._insert_tracking(session, tracking)


class Lines(Projection[Any]):
    """One transaction for each event, with its position."""

    name = "lines"

    @singledispatchmethod
    def process_event(self, domain_event: Any, tracking: Tracking) -> None:  # noqa: ANN401  # the library's
        claim = str(domain_event.originator_id)
        if hasattr(domain_event, "face"):
            bound = (claim, f"{domain_event.seller} {domain_event.face}")
            self.view.apply(PUT, bound, tracking)
        else:
            self.view.apply(PAID, (domain_event.amount, claim), tracking)


def followed(environment: dict[str, str], view: type[Any], last: int, seconds: float) -> None:
    """Run the library's runner until the view has seen the event at `last`."""
    with ProjectionRunner(
        application_class=Claims, projection_class=Lines, view_class=view, env=environment
    ) as runner:
        runner.wait(last, timeout=seconds)
