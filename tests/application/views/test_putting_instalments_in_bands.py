"""Every instalment stands in the band of its own due day, and all of them make up the loan."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from application.views.exposure import EXPOSURE, by_band
from application.views.loan_lines import LOAN_LINES, LoanLines
from domain.exposure.dimensions import Dimension
from domain.financing import commands as ask
from domain.financing.decide import FINANCING
from domain.financing.events import FinancingEvent
from domain.financing.terms import FinancingTerms
from domain.shared.instalments import Plan, PlanKind
from tests.application.views.folding import folded
from tests.domain.financing.scenes import OPENED, opened, paid_out, repay, terms, then, yuan
from tests.domain.financing.test_going_wrong import by_ben
from tests.domain.financing.test_going_wrong_properties import Steps, steps, told
from tests.domain.financing.test_properties import any_terms

MONTHLY = terms(rate="0", plan=Plan(kind=PlanKind.EQUAL_PRINCIPAL, number=3))
"""1,000,000 in three lines: on 2026-02-15, 2026-03-15 and 2026-04-15."""

EARLY = date(2026, 1, 20)
LATE = date(2026, 2, 20)


def rows(history: tuple[FinancingEvent, ...]) -> list[LoanLines]:
    return list(folded(LOAN_LINES, history).values())


def bands(
    history: tuple[FinancingEvent, ...], day: date, by: Dimension = Dimension.MATURITY
) -> dict[str, str]:
    found = by_band(rows(history), by, day)
    return {it.of: str((it.drawn + it.committed).major) for it in found}


def test_each_instalment_lands_in_the_band_of_its_own_due_day() -> None:
    assert bands(paid_out(MONTHLY), EARLY) == {"0-30": "333333.33", "31-90": "666666.67"}


def test_a_line_that_passed_unpaid_is_past_due_and_the_others_are_not() -> None:
    loan = paid_out(MONTHLY)

    assert bands(loan, LATE) == {
        "up to -1": "333333.33",
        "0-30": "333333.33",
        "31-90": "333333.34",
    }
    assert bands(loan, LATE, Dimension.AGEING) == {"up to 0": "666666.67", "1-30": "333333.33"}


def test_what_is_promised_falls_due_by_its_lines_too() -> None:
    (first, second) = by_band(rows(opened(MONTHLY)), Dimension.MATURITY, EARLY)

    assert [str(it.committed.major) for it in (first, second)] == ["333333.33", "666666.67"]
    assert first.drawn.is_zero


def test_a_repayment_takes_its_own_line_out() -> None:
    paid = then(paid_out(MONTHLY), (date(2026, 2, 15), repay("333333.33", date(2026, 2, 15))))

    assert bands(paid, LATE) == {"0-30": "333333.33", "31-90": "333333.34"}


def test_a_new_schedule_puts_every_line_on_its_new_day() -> None:
    new = ask.ProposeRestructuring(
        dates=(date(2026, 6, 1), date(2027, 6, 1)),
        parts=(yuan("400000.00"), yuan("600000.00")),
        annual_rate=None,
        consented=(),
        reason="mill flooded",
    )
    history = then(paid_out(MONTHLY), (LATE, new))
    history += FINANCING.decide(FINANCING.replay(history), ask.AgreeToProposal(), by_ben(LATE))

    assert bands(history, LATE) == {"91-180": "400000.00", "over 365": "600000.00"}
    assert bands(history, LATE, Dimension.AGEING) == {"up to 0": "1000000.00"}


@settings(deadline=None, max_examples=50)
@given(any_terms, steps, st.integers(-60, 200))
def test_the_bands_make_up_the_total_to_the_cent_whatever_happened(
    agreed: FinancingTerms, asked: Steps, days: int
) -> None:
    history = told(agreed, asked)
    lines = folded(EXPOSURE, history).values()
    whole = sum(line.drawn for line in lines if line.dimension == "currency")

    for by in (Dimension.MATURITY, Dimension.AGEING):
        found = by_band(rows(history), by, OPENED + timedelta(days=days))
        assert all(it.drawn.is_positive for it in found)
        assert sum(it.drawn.minor for it in found) == whole
