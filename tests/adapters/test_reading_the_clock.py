"""The instant is in UTC; the business day is the zone's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from adapters.clock import SystemClock
from application.shared.ports import Clock


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Asia/Shanghai", "Pacific/Pago_Pago"])
def test_the_day_is_the_one_of_the_zone(zone: str) -> None:
    clock: Clock = SystemClock(ZoneInfo(zone))

    moment = clock.now()

    assert moment.at.utcoffset() == timedelta(0)
    assert moment.day == moment.at.astimezone(ZoneInfo(zone)).date()


def test_two_zones_can_be_on_two_days_at_once() -> None:
    """Kiritimati is 25 hours ahead of Pago Pago."""
    east = SystemClock(ZoneInfo("Pacific/Kiritimati")).now()
    west = SystemClock(ZoneInfo("Pacific/Pago_Pago")).now()

    assert east.day > west.day


def test_it_tells_the_time() -> None:
    before = datetime.now(UTC)
    told = SystemClock(ZoneInfo("Asia/Shanghai")).now().at

    assert before <= told <= datetime.now(UTC)
