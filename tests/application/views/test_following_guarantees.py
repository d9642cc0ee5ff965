"""What a lender has on a guarantor is what its guarantee says that it still answers for."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given as for_any

from application.views.exposure import EXPOSURE
from domain.guarantee import commands as ask
from domain.guarantee.commands import GuaranteeCommand
from domain.guarantee.events import GuaranteeEvent
from domain.guarantee.state import Guarantee
from domain.shared.money import Money
from tests.application.views.folding import folded
from tests.domain.guarantee.scenes import (
    ANCHOR,
    ENDS,
    FIRST,
    LATE,
    LENDER,
    after,
    call,
    paid_out,
    yuan,
)
from tests.domain.guarantee.test_properties import stories, told

ROW = f"{LENDER}|guarantor|CNY|{ANCHOR}"


def on_the_guarantor(events: Iterable[GuaranteeEvent]) -> tuple[int, int]:
    """(drawn, committed) as the view has them."""
    row = folded(EXPOSURE, list(events)).get(ROW)
    return (0, 0) if row is None else (row.drawn, row.committed)


def answered_for(state: Guarantee) -> tuple[int, int]:
    uses = state.usage.uses.values()
    return sum(it.utilised.minor for it in uses), sum(it.reserved.minor for it in uses)


@for_any(stories)
def test_view_and_guarantee_say_the_same_whatever_happened(
    story: list[tuple[int, GuaranteeCommand]],
) -> None:
    steps = told(story)

    events = [event for _, event, _, _ in steps]

    assert on_the_guarantor(events) == (answered_for(steps[-1][2]) if steps else (0, 0))


def honour(amount: Money, reference: str = "p-1") -> ask.Honour:
    return ask.Honour(financing=FIRST, amount=amount, value_date=LATE, bank_reference=reference)


def test_a_guarantor_that_paid_in_full_is_no_exposure_any_more() -> None:
    called = after(paid_out("600.00"), (call("600.00"), LATE))

    paid = after(called, (honour(yuan("600.00")), LATE))
    back = after(paid, (ask.ReverseHonour(financing=FIRST, bank_reference="p-1"), LATE))

    assert on_the_guarantor(called) == (60_000, 0)
    assert on_the_guarantor(paid) == (0, 0)
    assert on_the_guarantor(back) == (60_000, 0)


def test_a_guarantor_that_pays_what_its_debtor_had_paid_too_is_never_less_than_no_exposure() -> (
    None
):
    called = after(paid_out("600.00"), (call("600.00"), LATE))

    by_debtor = after(called, (ask.Release(financing=FIRST, amount=yuan("450.00")), LATE))
    paid = after(by_debtor, (honour(yuan("600.00")), LATE))

    assert on_the_guarantor(by_debtor) == (15_000, 0)
    assert on_the_guarantor(paid) == (0, 0)


def test_what_a_changed_debt_binds_no_more_is_no_exposure_when_a_payment_is_taken_back() -> None:
    paid = after(paid_out("600.00"), (call("600.00"), LATE), (honour(yuan("550.00")), LATE))
    less = ask.RecordDebtChange(financing=FIRST, amount=yuan("300.00"), due_on=LATE)
    back = ask.ReverseHonour(financing=FIRST, bank_reference="p-1")

    assert on_the_guarantor(after(paid, (less, LATE))) == (0, 0)
    assert on_the_guarantor(after(paid, (less, LATE), (back, LATE))) == (30_000, 0)


def test_what_was_never_claimed_in_time_is_no_exposure_any_more() -> None:
    lapsed = after(paid_out("600.00"), (ask.KeepPeriods(), ENDS.replace(year=ENDS.year + 1)))

    assert on_the_guarantor(lapsed) == (0, 0)
