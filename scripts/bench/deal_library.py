"""The deal as the eventsourcing library is meant to be used, on either of its recorders."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from eventsourcing.application import AggregateNotFoundError, Application
from eventsourcing.domain import Aggregate, event
from sqlalchemy import make_url

from scripts.bench.crew import Work
from scripts.bench.deal import AMOUNT, CLERK, LIMIT, LINES, Deal, line_of, pool_of

SLICE = 200
"""Aggregates in one save: a save of more than 0.6 MB hangs on one of the recorders."""


class Limit(Aggregate):
    """A line or a pool."""

    @event("Set")
    def __init__(self, name: str, limit: int, by: str) -> None:
        self.name = name
        self.limit = limit
        self.by = by
        self.drawn = 0

    @staticmethod
    def create_id(name: str, **_: Any) -> UUID:  # noqa: ANN401  # the library passes everything
        return uuid5(NAMESPACE_URL, name)

    @event("Drawn")
    def draw(self, amount: int, loan: str, by: str) -> None:
        self.drawn += amount
        self.last = (loan, by)


class Loan(Aggregate):
    """What a draw opens."""

    @event("Opened")
    def __init__(self, name: str, line: str, pool: str, principal: int, by: str) -> None:
        self.name = name
        self.line = line
        self.pool = pool
        self.principal = principal
        self.by = by

    @staticmethod
    def create_id(name: str, **_: Any) -> UUID:  # noqa: ANN401  # the library passes everything
        return uuid5(NAMESPACE_URL, name)


class Done(Aggregate):
    """The request and its answer, so that it is carried out once."""

    @event("Answered")
    def __init__(self, request: str, name: str, answer: str) -> None:
        self.request = request
        self.name = name
        self.answer = answer

    @staticmethod
    def create_id(request: str, **_: Any) -> UUID:  # noqa: ANN401  # the library passes everything
        return uuid5(NAMESPACE_URL, request)


class Deals(Application[UUID]):
    """One save for everything that a deal changes."""

    def set_limits(self, writer: int) -> None:
        names = [of(writer, place) for of in (line_of, pool_of) for place in range(LINES)]
        limits = [Limit(name=name, limit=LIMIT.minor, by=CLERK) for name in names]
        for first in range(0, len(limits), SLICE):
            self.save(*limits[first : first + SLICE])

    def draw(self, deal: Deal) -> str:
        request = f"s draw {deal.loan}"
        try:
            done: Done = self.repository.get(Done.create_id(request))
        except AggregateNotFoundError:
            return self._draw(deal, request)
        return done.answer

    def _draw(self, deal: Deal, request: str) -> str:
        line: Limit = self.repository.get(Limit.create_id(deal.line))
        pool: Limit = self.repository.get(Limit.create_id(deal.pool))
        for it in (line, pool):
            if it.limit - it.drawn < AMOUNT.minor:
                raise ValueError("beyond the limit")
            it.draw(amount=AMOUNT.minor, loan=deal.loan, by=CLERK)
        loan = Loan(
            name=deal.loan, line=deal.line, pool=deal.pool, principal=AMOUNT.minor, by=CLERK
        )
        self.save(line, pool, loan, Done(request=request, name="draw", answer=deal.loan))
        return deal.loan


def psycopg_environment(url: str) -> dict[str, str]:
    """For the library's own recorder, on psycopg 3."""
    parts = make_url(url)
    return {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": parts.database or "",
        "POSTGRES_HOST": str(parts.query["host"]),
        "POSTGRES_PORT": str(parts.query["port"]),
        "POSTGRES_USER": parts.username or "",
        "POSTGRES_PASSWORD": str(parts.password),
    }


def sqlalchemy_environment(url: str) -> dict[str, str]:
    """For its recorder on SQLAlchemy, on psycopg 2."""
    return {"PERSISTENCE_MODULE": "eventsourcing_sqlalchemy", "SQLALCHEMY_URL": url}


@dataclass(frozen=True, slots=True)
class LibraryDeals:
    """Made in each writer's process."""

    environment: dict[str, str]

    def __call__(self, writer: int) -> Work:
        deals, numbers = Deals(self.environment), count()
        deals.set_limits(writer)

        def work() -> None:
            deals.draw(Deal.of(writer, next(numbers)))

        return work
