"""What happens to an order is judged by every programme that lends on it, behind its locks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from application.enterprise.changing import change as change_party
from application.processes.paper_matters import HandInPaper
from application.processes.pursuing import ForLoan, InDefault, accelerate, declare_default
from application.processes.servicing import TakeRepayment, take_repayment
from application.processes.taking_orders import hand_in_paper
from application.shared.ports import Outcome
from domain.enterprise.commands import Suspend
from domain.financing.terms import Cause
from domain.shared.ids import FinancingId, OrderId, PoolId, ReceivableId
from domain.shared.order_paper import PaperKind
from tests.scenarios.bank import credit, take, taken_back
from tests.scenarios.cast import (
    ANCHOR,
    BANK,
    RIVAL,
    RIVER,
    SPRING,
    admit_all,
    assign_to,
    confirm,
    notify,
    open_a_pool,
    yuan,
)
from tests.scenarios.order_cast import (
    PROGRAMME,
    RIVALS,
    counted,
    give,
    invoiced,
    lend_on_orders,
    lent,
    lien_of,
    ordered,
    paper,
    programme_of,
)
from tests.scenarios.owed_again_cast import lent_by_the_rival
from tests.support.crowd import overlapping
from tests.support.house import OPERATOR, House, house
from tests.support.postgres import Database

pytestmark = [pytest.mark.postgres, pytest.mark.scenario]

KITES = PoolId("pool-2")


@pytest.fixture
def at_home(database: Database) -> Iterator[House]:
    with house(database) as opened:
        admit_all(opened)
        open_a_pool(opened, RIVAL, KITES)
        for programme in (PROGRAMME, RIVALS):
            lend_on_orders(opened, programme)
        yield opened


@dataclass(frozen=True, slots=True)
class InPlace:
    """280.00 lent by the bank and 100.00 by its rival, each secured by an invoice of one order."""

    order: OrderId
    banks: ReceivableId
    rivals: ReceivableId


@pytest.fixture
def in_place(at_home: House) -> InPlace:
    """Both were repaid, a third invoice went into a pool, and both payments went back."""
    order = ordered(at_home)
    day = at_home.clock.day
    lent(at_home, order, "280.00")
    banks, rivals = (
        invoiced(at_home, f"II-000{at}", amount) for at, amount in ((1, "400.00"), (2, "300.00"))
    )
    for claim in (banks, rivals):
        confirm(at_home, claim)
    first = credit("400.00", "II-0001", day)
    take(at_home, first, claims=[banks])
    lent_by_the_rival(at_home, order)
    second = credit("300.00", "II-0002", day, "bank-2")
    take(at_home, second, claims=[rivals], owner=RIVAL)
    pooled = invoiced(at_home, "II-0003", "200.00")
    confirm(at_home, pooled)
    assign_to(at_home, pooled, pool=KITES)
    notify(at_home, pooled, RIVAL)
    take(at_home, taken_back(first, day))
    take(at_home, taken_back(second, day), owner=RIVAL)
    held = {it: lien_of(at_home, it).held(1) for it in (banks, rivals)}
    assert [it and it.lender for it in held.values()] == [BANK, RIVAL]
    return InPlace(order, banks, rivals)


def test_an_order_that_falls_short_is_short_for_both_lenders(
    at_home: House, in_place: InPlace
) -> None:
    assert programme_of(at_home).over_advances == {}
    assert programme_of(at_home, RIVALS).over_advances == {}
    short = counted("0", short=counted("100").quantity)

    give(at_home, ANCHOR, paper(PaperKind.RECEIPT, "G-1", short))

    assert set(programme_of(at_home).over_advances) == {in_place.order}
    assert set(programme_of(at_home, RIVALS).over_advances) == {in_place.order}


def test_what_comes_on_a_claim_repays_the_lender_that_holds_it_alone(
    at_home: House, in_place: InPlace
) -> None:
    again = credit("300.00", "II-0002", at_home.clock.day, "bank-3")

    take(at_home, again, claims=[in_place.rivals], owner=RIVAL)

    assert programme_of(at_home, RIVALS).lent_on(in_place.order).is_zero
    assert programme_of(at_home).lent_on(in_place.order) == yuan("280.00")
    settled = TakeRepayment(FinancingId("fin-1"), BANK, yuan("280.00"), at_home.clock.day, "in-1")
    at_home.do(BANK, settled, take_repayment(settled))
    assert lien_of(at_home, in_place.banks).encumbrances == ()


def test_a_suspension_that_commits_meanwhile_is_seen_by_who_judges_the_order(
    at_home: House,
) -> None:
    """Spring is suspended while the anchor hands in a paper on its order, lent on by the bank.

    Whoever comes second waits, and judges the order of a suspended supplier.
    """
    order = ordered(at_home)
    lent(at_home, order, "280.00")
    suspend = Suspend(party=SPRING, reason="looked into")
    told = HandInPaper(ANCHOR, paper(PaperKind.RECEIPT, "G-1", counted("90")), "g".ljust(64, "0"))

    suspended, taken = overlapping(
        change_party(suspend),
        lambda held: at_home.ask(OPERATOR, suspend, held, request_id="suspend-1"),
        lambda: at_home.ask(ANCHOR, told, hand_in_paper(told), request_id="receipt-1"),
    )

    assert (suspended.outcome, taken.outcome) == (Outcome.ACCEPTED, Outcome.ACCEPTED)
    assert programme_of(at_home).over_advances == {order: yuan("280.00")}
    assert RIVER not in {it.supplier for it in programme_of(at_home).draws.values()}


def test_a_suspension_that_commits_meanwhile_is_seen_by_who_calls_the_loan_in(
    at_home: House,
) -> None:
    """A loan that is due on another day has its order judged again, as its parties stand then."""
    lent(at_home, order := ordered(at_home), "280.00")
    failed = InDefault(FinancingId("fin-1"), BANK, Cause.BREACH, "used for something else")
    at_home.do(BANK, failed, declare_default(failed))
    assert programme_of(at_home).over_advances == {}
    suspend = Suspend(party=SPRING, reason="looked into")
    called = ForLoan(FinancingId("fin-1"), BANK, "no plan to pay")

    answers = overlapping(
        change_party(suspend),
        lambda held: at_home.ask(OPERATOR, suspend, held, request_id="suspend-1"),
        lambda: at_home.ask(BANK, called, accelerate(called), request_id="called-in-1"),
    )

    assert {it.outcome for it in answers} == {Outcome.ACCEPTED}
    assert programme_of(at_home).over_advances == {order: yuan("280.00")}
