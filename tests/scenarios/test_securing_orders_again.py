"""Money on an order is owed again: its invoices secure it in its place, or the order itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest

from application.processes.answering import change
from application.processes.assigning import Assign, assign
from application.processes.auditing import Wrong
from application.processes.drawing import DrawFromPool, draw
from application.processes.programmes import ProgrammeAt
from application.processes.requesting_on_orders import request_on_order
from application.processes.servicing import TakeRepayment, take_repayment
from domain.financing.state import Stage
from domain.receivable.commands import Dispute, Withdraw
from domain.receivable.invoice import CreditReason
from domain.shared.bank_entry import BankEntry
from domain.shared.ids import AssetId, FinancingId, OrderId, PartyId, ReceivableId
from tests.scenarios.bank import credit, financing, take, taken_back, unmatch
from tests.scenarios.cast import (
    ANCHOR,
    BANK,
    POOL,
    RIVAL,
    SPRING,
    admit_all,
    assign_to,
    confirm,
    notify,
    open_a_pool,
    yuan,
)
from tests.scenarios.order_cast import (
    DUE,
    PROGRAMME,
    RIVALS,
    asked_on,
    invoiced,
    lend_on_orders,
    lent,
    lien_of,
    ordered,
    over_advance,
    programme_of,
)
from tests.scenarios.owed_again_cast import (
    FIRST,
    KITES,
    audit,
    lent_by_the_rival,
    refused_to_kite,
    reverse,
    to_cure,
    undo_the_match,
)
from tests.support.house import House, house
from tests.support.postgres import Database

pytestmark = [pytest.mark.postgres, pytest.mark.scenario]


@pytest.fixture
def at_home(database: Database) -> Iterator[House]:
    with house(database) as opened:
        admit_all(opened)
        open_a_pool(opened)
        open_a_pool(opened, RIVAL, KITES)
        yield opened


PROGRAMMES = (ProgrammeAt(BANK, PROGRAMME), ProgrammeAt(RIVAL, RIVALS))


@dataclass(frozen=True, slots=True)
class Ordered:
    """1,000.00 ordered and 280.00 lent on it; two invoices, the first of which repaid the loan."""

    order: OrderId
    first: ReceivableId
    second: ReceivableId
    came: BankEntry
    entry: str

    def goes_back(self, at_home: House) -> None:
        reverse(at_home, self.came)


@pytest.fixture
def repaid(at_home: House) -> Ordered:
    for programme in (PROGRAMME, RIVALS):
        lend_on_orders(at_home, programme)
    order = ordered(at_home)
    lent(at_home, order, "280.00")
    first = invoiced(at_home, "II-0001", "400.00")
    second = invoiced(at_home, "II-0002", "300.00")
    for claim in (first, second):
        confirm(at_home, claim)
    came = credit("400.00", "II-0001", at_home.clock.day)
    entry = take(at_home, came, claims=[first])["collection"]
    assert lien_of(at_home, order).encumbrances == ()
    return Ordered(order, first, second, came, entry)


def kite_lends_on(at_home: House, claim: ReceivableId) -> None:
    assign_to(at_home, claim, pool=KITES)
    notify(at_home, claim, RIVAL)
    asked = DrawFromPool(KITES, FinancingId("kite-1"), SPRING, yuan("200.00"), DUE)
    at_home.do(SPRING, asked, draw(asked))


def held_for_the_loan(at_home: House, claim: ReceivableId) -> bool:
    held = lien_of(at_home, claim).held(1)
    return held is not None and held.lender == BANK and held.secures.startswith(PROGRAMME)


@pytest.mark.parametrize("back", [reverse, undo_the_match])
def test_the_first_invoice_secures_the_loan_when_another_lender_has_the_second(
    at_home: House, repaid: Ordered, back: Callable[..., None]
) -> None:
    kite_lends_on(at_home, repaid.second)

    back(at_home, repaid.came, repaid.entry, repaid.first)

    assert programme_of(at_home).lent_on(repaid.order) == yuan("280.00")
    assert held_for_the_loan(at_home, repaid.first)
    refused_to_kite(at_home, repaid.first)
    assert over_advance(at_home, repaid.order) is None
    assert to_cure(at_home) == {}
    assert audit(at_home, *PROGRAMMES) == []


def test_the_lenders_own_pool_has_the_second_invoice(at_home: House, repaid: Ordered) -> None:
    assign_to(at_home, repaid.second)

    repaid.goes_back(at_home)

    assert held_for_the_loan(at_home, repaid.first)
    refused_to_kite(at_home, repaid.first)
    own = Assign(POOL, SPRING, (repaid.first,))
    assert at_home.refused(SPRING, own, assign(own))["code"] == "lien.encumbered"


def test_the_order_itself_is_taken_again_where_it_is_free(at_home: House, repaid: Ordered) -> None:
    """Another lender lent on it between, and was repaid."""
    rivals = lent_by_the_rival(at_home, repaid.order)
    paid = TakeRepayment(rivals, RIVAL, yuan("100.00"), at_home.clock.day, "in-1")
    at_home.do(RIVAL, paid, take_repayment(paid))

    repaid.goes_back(at_home)

    assert held_for_the_loan(at_home, ReceivableId(repaid.order))
    for claim in (repaid.first, repaid.second):
        refused_to_kite(at_home, claim)
    assert over_advance(at_home, repaid.order) is None


def test_an_order_that_another_lender_has_by_now_leaves_the_loan_uncovered_and_says_so(
    at_home: House, repaid: Ordered
) -> None:
    lent_by_the_rival(at_home, repaid.order)

    repaid.goes_back(at_home)

    assert lien_of(at_home, repaid.first).encumbrances == ()
    refused_to_kite(at_home, repaid.first)
    assert over_advance(at_home, repaid.order) == yuan("280.00")
    order = repaid.order
    assert to_cure(at_home) == {(BANK, order): 28_000, (SPRING, order): 28_000}
    assert [(it.wrong, it.of) for it in audit(at_home, *PROGRAMMES)] == [(Wrong.UNSECURED, order)]


def test_the_invoice_paid_again_repays_the_loan_and_is_free(
    at_home: House, repaid: Ordered
) -> None:
    kite_lends_on(at_home, repaid.second)
    repaid.goes_back(at_home)

    again = credit("400.00", "II-0001", at_home.clock.day, "bank-2")
    entry = take(at_home, again, claims=[repaid.first])["collection"]

    assert financing(at_home).stage is Stage.REPAID
    assert lien_of(at_home, repaid.first).encumbrances == ()
    assert lien_of(at_home, repaid.order).consumed_by == {AssetId(repaid.second)}

    unmatch(at_home, entry, repaid.first)

    assert held_for_the_loan(at_home, repaid.first)
    paid = TakeRepayment(FIRST, BANK, yuan("280.00"), at_home.clock.day, "in-1")
    at_home.do(BANK, paid, take_repayment(paid))
    assert lien_of(at_home, repaid.first).encumbrances == ()


def test_a_payment_taken_back_in_part_repays_the_loan_with_what_is_left(
    at_home: House, repaid: Ordered
) -> None:
    kite_lends_on(at_home, repaid.second)

    take(at_home, taken_back(repaid.came, at_home.clock.day, "300.00"))

    assert programme_of(at_home).lent_on(repaid.order) == yuan("180.00")
    assert held_for_the_loan(at_home, repaid.first)
    refused_to_kite(at_home, repaid.first)
    assert over_advance(at_home, repaid.order) is None


def test_what_the_invoice_no_longer_brings_is_an_over_advance_of_the_order(
    at_home: House, repaid: Ordered
) -> None:
    """400.00 is owed, of which 70 % is 280.00; disputed by half it carries 140.00."""
    kite_lends_on(at_home, repaid.second)
    repaid.goes_back(at_home)

    disputed = Dispute(
        seller=PartyId(""),
        receivable=repaid.first,
        party=ANCHOR,
        amount=yuan("200.00"),
        reason=CreditReason.QUALITY,
    )
    at_home.do(
        ANCHOR,
        disputed,
        change(repaid.first, ANCHOR, lambda seller: replace(disputed, seller=seller)),
    )

    assert over_advance(at_home, repaid.order) == yuan("140.00")


def test_an_invoice_that_stands_in_place_of_its_order_is_not_withdrawn(
    at_home: House, repaid: Ordered
) -> None:
    kite_lends_on(at_home, repaid.second)
    repaid.goes_back(at_home)

    asked = Withdraw(seller=SPRING, receivable=repaid.first, reason="mistaken")
    refused = at_home.refused(SPRING, asked, change(repaid.first, SPRING, lambda _: asked))

    assert refused["code"] == "process.held_by_a_pool"


def test_nothing_new_is_lent_on_an_order_that_others_have(at_home: House, repaid: Ordered) -> None:
    kite_lends_on(at_home, repaid.second)
    repaid.goes_back(at_home)

    more = asked_on(repaid.order, "10.00", "fin-3")
    assert at_home.refused(SPRING, more, request_on_order(more))["code"].startswith(
        "order_programme."
    )
