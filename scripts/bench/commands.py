"""Deals a second: one writer and many, on this disk and on one that flushes in a millisecond."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager

from scripts.bench.crew import Crew, Make
from scripts.bench.deal_library import (
    Deals,
    LibraryDeals,
    psycopg_environment,
    sqlalchemy_environment,
)
from scripts.bench.deal_ours import OurDeals
from scripts.bench.deal_raw import RawDeals
from scripts.bench.figures import OURS, PSYCOPG, RAW, SQLALCHEMY, Rates, Scale
from scripts.bench.ground import Ground
from scripts.bench.progress import Say

TARGETS = {RAW: 0.30, PSYCOPG: 2.5, SQLALCHEMY: 3.0}
SLOW_TARGETS = {RAW: 0.65, PSYCOPG: 6.0}


def measured(ground: Ground, scale: Scale, say: Say) -> list[Rates]:
    """Contenders take turns within a round, so that what disturbs one disturbs all."""
    many = scale.writers
    figures = {
        (writers, slow): Rates(
            f"deals, {writers} {'writer' if writers == 1 else 'writers'}"
            + (", 1 ms flush" if slow else ""),
            "deals/s",
            _targets(writers, slow),
        )
        for slow in (False, True)
        for writers in (1, many)
    }
    with _crews(ground, many, say) as crews:
        for slow in (False, True):
            with ExitStack() as stack:
                if slow:
                    stack.enter_context(ground.slow_flush())
                for number in range(scale.rounds):
                    say(f"deals{', 1 ms flush' if slow else ''}, round {number + 1}")
                    for writers in (1, many):
                        ground.settle()
                        figures[writers, slow].rounds.append(
                            {name: it.rate(writers, scale.seconds) for name, it in crews.items()}
                        )
    return list(figures.values())


def _targets(writers: int, slow: bool) -> Mapping[str, float]:  # noqa: FBT001  # a flag of two rows of a table
    if not slow:
        return TARGETS
    return {} if writers == 1 else SLOW_TARGETS


@contextmanager
def _crews(ground: Ground, size: int, say: Say) -> Iterator[dict[str, Crew]]:
    raw, ours = ground.platform("deals_raw"), ground.platform("deals_ours")
    psycopg = psycopg_environment(ground.empty("deals_psycopg"))
    sqlalchemy = sqlalchemy_environment(ground.empty("deals_sqlalchemy"))
    for environment in (psycopg, sqlalchemy):
        Deals(environment).close()  # its tables must not be made by several at once
    makers: dict[str, Make] = {
        OURS: OurDeals(ours),
        RAW: RawDeals(raw),
        PSYCOPG: LibraryDeals(psycopg),
        SQLALCHEMY: LibraryDeals(sqlalchemy),
    }
    with ExitStack() as stack:
        crews: dict[str, Crew] = {}
        for name, make in makers.items():
            say(f"deals: {size} writers of {name} get ready")
            crews[name] = stack.enter_context(Crew(make, size))
        for url in (raw, ours):
            ground.analyse(url)
        yield crews
