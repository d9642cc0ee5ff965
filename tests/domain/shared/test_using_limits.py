"""What is used of a limit is told by sums kept beside it, as if every use were gone through."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.shared.currency import Currency
from domain.shared.ids import FinancingId
from domain.shared.money import Money
from domain.shared.usage import Usage, Use

DAY = date(2026, 3, 2)
NAMES = [FinancingId(name) for name in "abcde"]
HEADINGS = ("line", "pool")


def yuan(minor: int) -> Money:
    return Money(minor, Currency.CNY)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["reserve", "utilise", "release", "bind", "drop", "restore", "without"]),
        st.sampled_from(NAMES),
        st.integers(1, 9),
        st.none() | st.integers(-2, 2),
    ),
    max_size=60,
)


def after(usage: Usage, step: tuple[str, FinancingId, int, int | None]) -> Usage:
    deed, name, amount, days = step
    heading = HEADINGS[amount % 2]
    match deed:
        case "reserve":
            until = None if days is None else DAY + timedelta(days=days)
            return usage.reserve(name, Use(yuan(amount), yuan(0), until, heading))
        case "release":
            return usage.release(name, yuan(amount))
        case "restore":
            return usage.restore(name, yuan(amount), heading)
        case _:
            changed: Usage = getattr(usage, deed)(name)
            return changed


@given(STEPS)
def test_the_sums_are_those_of_the_uses(
    steps: list[tuple[str, FinancingId, int, int | None]],
) -> None:
    usage = Usage()
    for step in steps:
        usage = after(usage, step)

        for heading in (None, *HEADINGS):
            own = [it for it in usage.uses.values() if heading in {None, it.heading}]
            used = sum(it.in_use(DAY).minor for it in own)
            assert usage.in_use(DAY, Currency.CNY, heading) == yuan(used)
            utilised = sum(it.utilised.minor for it in own)
            assert usage.utilised(Currency.CNY, heading) == yuan(utilised)
        assert all(it.reserved or it.utilised for it in usage.sums)
