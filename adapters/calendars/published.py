"""Business calendars made from the `holidays` library.

The version of a calendar is the version of the library that it was read from.
China moves working days about by an order of the State Council each November;
its calendar is provisional from the first year without such an order.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from domain.shared.calendar import BusinessCalendar

if TYPE_CHECKING:
    from holidays import HolidayBase

FIRST_YEAR = 2010
LAST_YEAR = 2050

COUNTRIES = ("CN", "DE", "FR", "GB", "HK", "NL", "SG", "US")
TARGET = "TARGET"
"""The days on which euros settle between banks."""

MARKETS = {TARGET: "ECB"}

NAMES = (*COUNTRIES, *MARKETS)

ANNOUNCED_YEARLY = {"CN": date(2027, 1, 1), "HK": date(2027, 1, 1), "SG": date(2027, 1, 1)}
"""Where a government publishes the holidays of one year at a time: the first one not published."""


class NoSuchCalendar(KeyError):
    """No calendar of this name is kept."""


@cache
def calendar_named(name: str) -> BusinessCalendar:
    """The business calendar of a country (ISO 3166) or of TARGET.

    Raise `NoSuchCalendar`.
    """
    if name not in NAMES:
        raise NoSuchCalendar(name)

    listed = _listed(name)
    return BusinessCalendar(
        name=name,
        version=f"holidays {version('holidays')}",
        holidays=frozenset(listed),
        made_up=frozenset(day for day in listed.weekend_workdays if day.year >= FIRST_YEAR),
        known_from=date(FIRST_YEAR, 1, 1),
        provisional_from=_provisional_from(name, listed),
    )


def _listed(name: str) -> HolidayBase:
    import holidays  # noqa: PLC0415  # slow to load, and most commands count no days

    years = range(FIRST_YEAR, LAST_YEAR + 1)
    if name in MARKETS:
        return holidays.financial_holidays(MARKETS[name], years=years)
    return holidays.country_holidays(name, years=years)


def _provisional_from(name: str, listed: HolidayBase) -> date:
    if name == "CN":
        last_order = max(day.year for day in listed.weekend_workdays)
        return date(last_order + 1, 1, 1)
    return ANNOUNCED_YEARLY.get(name, date(LAST_YEAR + 1, 1, 1))
