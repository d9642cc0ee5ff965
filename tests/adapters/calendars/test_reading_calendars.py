"""The calendars agree with what governments published."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from adapters.calendars.published import COUNTRIES, NAMES, NoSuchCalendar, calendar_named
from tests.support.shared import shared

WHERE = "data/company_reference/calendars"


def rows_of(name: str) -> list[dict[str, str]]:
    with shared(f"{WHERE}/{name}").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_day_of_china_agrees_make_up_days_included() -> None:
    china = calendar_named("CN")
    rows = rows_of("cn_workdays.csv")

    differing = [
        row["date"]
        for row in rows
        if china.is_business_day(date.fromisoformat(row["date"])) != (row["is_workday"] == "1")
    ]

    assert len(rows) > 3_000
    assert differing == []


@pytest.mark.parametrize("country", COUNTRIES)
def test_no_business_is_done_on_a_published_holiday(country: str) -> None:
    calendar = calendar_named(country)
    published = {
        date.fromisoformat(r["date"]) for r in rows_of(f"holidays_{country}_2018_2027.csv")
    }

    assert [day for day in sorted(published) if calendar.is_business_day(day)] == []
    ours = {day for day in calendar.holidays if 2018 <= day.year <= 2027}
    assert ours == published


def test_next_years_chinese_holidays_are_only_a_forecast() -> None:
    china = calendar_named("CN")
    last_order = max(china.made_up).year

    assert not china.is_provisional(date(last_order, 12, 31))
    assert china.is_provisional(date(last_order + 1, 1, 1))
    assert china.is_provisional(date(1999, 1, 1))


def test_euros_do_not_settle_on_good_friday_though_france_works() -> None:
    good_friday = date(2026, 4, 3)

    assert not calendar_named("TARGET").is_business_day(good_friday)
    assert calendar_named("FR").is_business_day(good_friday)


@pytest.mark.parametrize("name", NAMES)
def test_every_calendar_says_which_edition_it_is(name: str) -> None:
    calendar = calendar_named(name)

    assert calendar.name == name
    assert calendar.version.startswith("holidays ")


def test_a_calendar_that_is_not_kept_is_named() -> None:
    with pytest.raises(NoSuchCalendar, match="ATLANTIS"):
        calendar_named("ATLANTIS")
