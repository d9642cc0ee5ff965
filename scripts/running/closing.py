"""The daily close, by itself: soon after midnight in the platform's zone, and what was missed.

Asking often is harmless: every step of a close is a command under a name made from
its day, so several servers at once, or one that was killed half way, do each once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from application.processes.closing_the_day import (
    Book,
    DayClosed,
    LimitAt,
    LineAt,
    LoanAt,
    PoolAt,
    close_up_to_today,
)
from application.processes.guarantees import At
from application.processes.programmes import ProgrammeAt
from application.shared.views import Views
from application.views import whole_book as of
from scripts.compose import House

MINUTES = 5

log = structlog.get_logger()


def close_now(house: House) -> tuple[DayClosed, ...]:
    """Every day not closed yet, today last; nothing where today is closed."""
    return close_up_to_today(house.desk, book(house.views, house.clock.now().day))


def book(views: Views, today: date) -> Book:
    """All there is to go through, as the views show it now."""
    return Book(
        pools=[PoolAt(*named) for named in of.all_pools(views)],
        loans=[LoanAt(*named) for named in of.all_loans(views)],
        lines=[LineAt(*named) for named in of.all_lines(views)],
        programmes=[ProgrammeAt(*named) for named in of.all_programmes(views)],
        limits=[
            LimitAt(row.lender, row.of, is_group=row.group is not None)
            for row in of.all_limits(views)
        ],
        guarantees=[At(*named) for named in of.all_guarantees(views)],
        requests=[LoanAt(*named) for named in of.all_expired(views, today)],
    )


@contextmanager
def closing_days(house: House) -> Iterator[None]:
    """Close at once what is open, and then look every few minutes until the house is left."""
    scheduler = BackgroundScheduler(timezone=house.settings.zone)
    options = {"args": [house], "coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    scheduler.add_job(_close, **options)
    scheduler.add_job(_close, "interval", minutes=MINUTES, **options)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=True)


def _close(house: House) -> None:
    """A close that fails is tried again at the next look; readiness and logs say why."""
    try:
        done = close_now(house)
    except Exception:  # whatever it was, the server goes on, and the day stays open
        log.exception("the day could not be closed")
        return
    for day in done:
        log.info("closed", day=str(day.day), pools=day.pools, financings=day.financings)
