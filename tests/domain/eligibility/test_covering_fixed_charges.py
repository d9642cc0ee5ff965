"""A springing covenant: coverage is tested only when little is left to draw."""

from __future__ import annotations

from decimal import Decimal

import pytest

from domain.eligibility.covenant import CovenantTest, FixedCharges, fixed_charge_coverage
from domain.shared.currency import Currency
from domain.shared.money import Money
from tests.support.shared import case


def millions(figure: float) -> Money:
    return Money.of(Decimal(str(figure)) * 1_000_000, Currency.USD)


def worked(availability: float | None = None) -> tuple[CovenantTest, dict[str, object]]:
    known = case("BB-07")
    figures = known["inputs"]
    named = FixedCharges.__dataclass_fields__
    year = FixedCharges(**{name: millions(figures[name]) for name in named})
    left = figures["excess_availability"] if availability is None else availability
    result = fixed_charge_coverage(
        year,
        Decimal(str(figures["covenant"])),
        availability=millions(left),
        trigger=millions(figures["springing_trigger"]),
    )
    return result, known["expected"]


def test_the_worked_breach_and_its_equity_cure() -> None:
    result, expected = worked()

    assert float(result.coverage) == pytest.approx(expected["fccr"], abs=1e-7)
    assert (result.tested, result.breach) == (True, True)
    assert result.cure == millions(1.9)


def test_while_enough_is_left_to_draw_nothing_is_tested() -> None:
    result, _ = worked(availability=3.75)

    assert (result.tested, result.breach) == (False, False)


def test_without_fixed_charges_there_is_nothing_to_cover() -> None:
    none = millions(0)
    year = FixedCharges(
        ebitda=millions(1),
        unfinanced_capex=none,
        cash_taxes=none,
        distributions=none,
        cash_interest=none,
        scheduled_principal=none,
    )
    with pytest.raises(ValueError, match="no fixed charges"):
        fixed_charge_coverage(year, Decimal("1.1"), availability=none, trigger=millions(1))
