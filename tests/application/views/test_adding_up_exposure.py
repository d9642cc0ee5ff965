"""Exposure is the sum of what each financing says of itself, along every dimension alike."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from application.views.exposure import EXPOSURE, ExposureLine
from application.views.financings import FINANCINGS
from domain.financing import commands as ask
from domain.financing.commands import FinancingCommand
from domain.financing.decide import FINANCING
from domain.financing.events import FinancingEvent
from domain.financing.state import Stage
from domain.shared.facility import Facility, Guaranteed, Product, Supports
from domain.shared.ids import GuaranteeId, PartyId
from domain.shared.refusal import Refused
from tests.application.views.folding import folded
from tests.domain.financing.scenes import (
    ANCHOR,
    BANK,
    FIN,
    MILL,
    OPENED,
    SPRING,
    carried_out,
    financing,
    on,
    open_financing,
    opened,
    paid_out,
    repay,
    terms,
    yuan,
)

SIDES = ("seller", "pool", "product", "facility", "currency")
GUARANTEES = Supports(
    guarantees=(
        Guaranteed(GuaranteeId("g-1"), ANCHOR, yuan("600000.00")),
        Guaranteed(GuaranteeId("g-2"), MILL, yuan("333333.33")),
    )
)
AGREED = terms(penalty_rate="0.09")
DAYS = st.integers(0, 150)
AMOUNTS = st.sampled_from(["0.01", "333333.33", "500000.00", "1020000.00"])
REFERENCES = st.sampled_from(["col-1", "col-2", "col-3"])
PAYERS = st.sampled_from([None, ANCHOR, MILL])

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("repay"), DAYS, st.tuples(AMOUNTS, REFERENCES, PAYERS, DAYS)),
        st.tuples(st.just("reverse"), DAYS, REFERENCES),
        st.tuples(st.just("accrue"), DAYS, st.none()),
        st.tuples(st.just("return"), DAYS, st.none()),
    ),
    max_size=8,
)


@settings(deadline=None)
@given(STEPS)
def test_each_dimension_adds_up_to_the_financing_whatever_happened_to_it(
    steps: list[tuple[str, int, object]],
) -> None:
    history = told(steps)
    loan, lines = financing(history), folded(EXPOSURE, history)

    left = sum(part.minor for _, part in loan.left_by_obligor)
    drawn = left if loan.disbursed_on is not None else 0
    owed = loan.posted.interest + loan.posted.penalty - loan.paid.interest - loan.paid.penalty
    for dimension in SIDES:
        whole = of_dimension(lines, dimension)
        assert sum(line.drawn for line in whole) == drawn
    for dimension in SIDES:
        assert sum(line.accrued for line in of_dimension(lines, dimension)) == owed.minor


@settings(deadline=None)
@given(STEPS)
def test_by_obligor_it_is_what_is_left_of_each_part(steps: list[tuple[str, int, object]]) -> None:
    history = told(steps)
    loan, lines = financing(history), folded(EXPOSURE, history)

    by_obligor = Counter({line.of: line.drawn for line in of_dimension(lines, "obligor")})
    assert +by_obligor == +Counter({who: part.minor for who, part in loan.left_by_obligor})


def test_what_is_lent_on_an_order_stands_under_no_pool() -> None:
    order = replace(open_financing(), facility=Facility(Product.E_ORDER, "north"))

    lines = folded(EXPOSURE, carried_out((OPENED, order)))

    assert of_dimension(lines, "pool") == []
    assert [line.of for line in of_dimension(lines, "facility")] == ["e_order/north"]


def test_what_is_promised_and_not_paid_out_is_committed() -> None:
    (line,) = of_dimension(folded(EXPOSURE, opened(AGREED)), "pool")

    assert (line.committed, line.drawn) == (yuan("1000000.00").minor, 0)


def test_what_is_repaid_or_returned_leaves_no_line() -> None:
    settled = told([("repay", 0, ("1020000.00", "col-1", None, 0))])
    returned = told([("return", 0, None)])

    assert financing(settled).stage is Stage.REPAID
    assert folded(EXPOSURE, settled) == {}
    assert folded(EXPOSURE, returned) == {}


def test_a_financing_is_shown_as_it_is_to_its_lender_and_its_borrower() -> None:
    history = told([("repay", 30, ("500000.00", "col-1", ANCHOR, 20))])

    rows = folded(FINANCINGS, history)

    loan = financing(history)
    assert rows == {f"{BANK}|{FIN}": loan, f"{SPRING}|{FIN}": loan}


def of_dimension(lines: dict[str, ExposureLine], dimension: str) -> list[ExposureLine]:
    return [line for line in lines.values() if line.dimension == dimension]


def told(steps: list[tuple[str, int, object]]) -> tuple[FinancingEvent, ...]:
    """A loan paid out, and what of `steps` was not refused; each some days after the last."""
    history, day = paid_out(AGREED, GUARANTEES), OPENED
    for what, days, detail in steps:
        day += timedelta(days=days)
        try:
            history += FINANCING.decide(
                FINANCING.replay(history), command(what, detail, day), on(day)
            )
        except Refused:
            continue
    return history


def command(what: str, detail: object, day: date) -> FinancingCommand:
    match what, detail:
        case "repay", (str(amount), str(reference), payer, int(ago)):
            came = max(day - timedelta(days=ago), OPENED)
            return repay(amount, came, reference, payer=PartyId(str(payer)) if payer else None)
        case "reverse", str(reference):
            return ask.ReverseRepayment(reference=reference)
        case "accrue", _:
            return ask.AccrueInterest(through=day)
        case _:
            return ask.ReturnDisbursement(value_date=day, reason="account closed")
