"""What a story saw before its locks is looked at again behind them: it never goes on what was.

Each story is interrupted between the two by another command. It is told of the lost race,
and at the second attempt does what fits what is true by then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

import pytest

from application.processes.answering import change
from application.processes.buying_back import BuyBack, buy_back
from application.processes.changing_orders import change_order
from application.processes.drawing import draw
from application.processes.running_pools import LetIn, let_in
from application.processes.taking_orders import HandInPaper, hand_in_paper
from application.shared.carry_out import UseCase
from application.shared.ports import Answer, Conflict, Outcome, Request, UnitOfWork
from domain.e_order.commands import AcceptChange
from domain.enterprise.profile import Role
from domain.receivable.commands import Dispute
from domain.receivable.invoice import CreditReason
from domain.shared.event import Context
from domain.shared.ids import ActorId, AssetId, PartyId, ReceivableId
from domain.shared.order_paper import PaperKind
from tests.scenarios.bank import pool
from tests.scenarios.cast import (
    ANCHOR,
    BANK,
    POOL,
    SPRING,
    Trade,
    assign_to,
    confirm,
    draw_asked,
    drawn,
    notify,
    ready,
    register,
    yuan,
)
from tests.scenarios.order_cast import (
    counted,
    give,
    invoiced,
    lent,
    lien_of,
    order_paper,
    ordered,
    paper,
)
from tests.scenarios.taking_cast import two_lenders
from tests.support.house import House
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

Meanwhile = Callable[[], object]


@pytest.fixture
def at_home(database: Database) -> Iterator[House]:
    yield from two_lenders(database)


@dataclass(slots=True)
class Interrupted:
    """A unit of work before whose locks somebody else is quicker, the first time."""

    work: UnitOfWork
    meanwhile: Iterator[Meanwhile]

    def lock(self, *, change: Iterable[str], rely_on: Iterable[str] = ()) -> None:
        for happens in self.meanwhile:
            happens()
        self.work.lock(change=change, rely_on=rely_on)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the work itself has
        return getattr(self.work, name)


@dataclass(frozen=True, slots=True)
class Raced:
    """How the first attempt ended, and what was answered at last."""

    conflicts: int
    answer: Answer

    @property
    def accepted(self) -> bool:
        return self.answer.outcome is Outcome.ACCEPTED


def raced(
    at_home: House, party: PartyId, asked: object, use_case: UseCase, meanwhile: Meanwhile
) -> Raced:
    """`meanwhile` happens between the first look and the locks of the first attempt."""
    once, conflicts = iter([meanwhile]), 0

    def interrupted(work: UnitOfWork, context: Context) -> object:
        nonlocal conflicts
        try:
            return use_case(cast("UnitOfWork", Interrupted(work, once)), context)
        except Conflict:
            conflicts += 1
            raise

    request = Request(party, ActorId(f"{party}/x"), "raced", type(asked).__name__, asked)
    answer = at_home.desk.carry_out(request, interrupted)
    return Raced(conflicts, answer)


def test_an_order_comes_while_an_invoice_for_it_comes(at_home: House) -> None:
    """The invoice expects the order, which must not miss it."""
    stated = order_paper("PO-9")
    told = HandInPaper(ANCHOR, stated, "po-9".ljust(64, "0"))
    first = invoiced(at_home, "INV-1", "400.00", order="PO-9")
    claims = list[ReceivableId]()

    def another() -> None:
        claims.append(invoiced(at_home, "INV-2", "300.00", order="PO-9"))

    race = raced(at_home, ANCHOR, told, hand_in_paper(told), another)

    assert (race.conflicts, race.accepted) == (1, True)
    order = at_home.do(ANCHOR, told, hand_in_paper(told))["order"]
    assert lien_of(at_home, order).outcomes == {AssetId(it) for it in (first, *claims)}


def test_an_order_is_lent_on_while_its_supplier_accepts_a_change(at_home: House) -> None:
    """Then its lender is to be asked."""
    order = ordered(at_home)
    give(at_home, ANCHOR, paper(PaperKind.CHANGE, "C-1", counted("50", "500.00")))
    asked = AcceptChange(buyer=ANCHOR, order=order, party=SPRING, number="C-1")
    use_case = change_order(order, SPRING, lambda _: asked)

    race = raced(at_home, SPRING, asked, use_case, lambda: lent(at_home, order))

    assert (race.conflicts, race.accepted) == (1, False)
    assert b"e_order.consent_missing" in race.answer.body


def test_a_claim_is_assigned_while_it_is_disputed(at_home: House) -> None:
    """The pool that took it is told of the dispute."""
    claim = register(at_home, Trade("INV-1", "1000.00"))
    confirm(at_home, claim)
    asked = Dispute(
        seller=SPRING,
        receivable=claim,
        party=ANCHOR,
        amount=yuan("400.00"),
        reason=CreditReason.QUALITY,
    )

    def taken() -> None:
        assign_to(at_home, claim)
        notify(at_home, claim)

    race = raced(at_home, ANCHOR, asked, change(claim, ANCHOR, lambda _: asked), taken)

    assert (race.conflicts, race.accepted) == (1, True)
    with at_home.store.reading() as reading:
        assert [it.disputed for it in reading.claims(POOL)] == [40_000]


def test_a_seller_joins_a_pool_while_another_draws_on_it(at_home: House) -> None:
    """Its file is one of those that the base rests on."""
    ready(at_home, Trade("INV-1", "1000.00"))
    at_home.admit("brook", Role.SUPPLIER, number="cn:2003", account="acc-brook")
    joined = LetIn(POOL, BANK, PartyId("brook"))
    asked = draw_asked("800.00")

    race = raced(
        at_home, SPRING, asked, draw(asked), lambda: at_home.do(BANK, joined, let_in(joined))
    )

    assert (race.conflicts, race.accepted) == (1, True)


def test_a_pool_is_drawn_on_while_a_claim_is_bought_back(at_home: House) -> None:
    """The price repays that draw too, which was not there before."""
    first, _ = ready(at_home, Trade("INV-1", "1000.00"), Trade("INV-2", "500.00"))
    asked = BuyBack(POOL, BANK, (first,), yuan("1000.00"), at_home.clock.day, "price-1")

    race = raced(at_home, BANK, asked, buy_back(asked), lambda: drawn(at_home, "700.00"))

    assert (race.conflicts, race.accepted) == (1, True)
    assert pool(at_home).outstanding.is_zero
