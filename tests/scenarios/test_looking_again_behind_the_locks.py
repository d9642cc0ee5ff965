"""What a story saw before its locks is looked at again behind them: it never goes on what was.

Each story is interrupted between the two by another command. It is told of the lost race,
and at the second attempt does what fits what is true by then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, cast

import pytest

from application.collection.identity import identified
from application.processes.answering import change
from application.processes.buying_back import BuyBack, buy_back
from application.processes.changing_orders import change_order
from application.processes.collecting import TakeInEntry, take_in
from application.processes.documents import HandIn
from application.processes.drawing import draw
from application.processes.lent_orders import LentOn
from application.processes.paper_matters import HandInPaper
from application.processes.running_pools import LetIn, let_in
from application.processes.servicing import TakeRepayment, take_repayment
from application.processes.suspecting import Answering, Settling, answer, settle
from application.processes.taking_documents import hand_in
from application.processes.taking_orders import hand_in_paper
from application.shared.carry_out import UseCase
from application.shared.ports import Answer, Conflict, Outcome, Request, UnitOfWork
from domain.e_order.commands import AcceptChange
from domain.enterprise.profile import Role
from domain.receivable.commands import Dispute
from domain.receivable.invoice import CreditReason
from domain.shared.event import Context
from domain.shared.ids import ActorId, AssetId, FinancingId, OrderId, PartyId, ReceivableId
from domain.shared.order_paper import PaperKind
from tests.scenarios.bank import book_of, credit, financing, pool, take
from tests.scenarios.cast import (
    ALWAYS_OPEN,
    ANCHOR,
    BANK,
    POOL,
    RIVAL,
    SPRING,
    Trade,
    assign_to,
    confirm,
    document,
    draw_asked,
    drawn,
    notify,
    ready,
    register,
    yuan,
)
from tests.scenarios.guaranteeing import FIN, GUARANTEE_TERMS, deposit, lend, promised
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
from tests.scenarios.taking_cast import THEIRS, two_lenders
from tests.support.house import OPERATOR, House
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
    locked: set[str]

    def lock(self, *, change: Iterable[str], rely_on: Iterable[str] = ()) -> None:
        for happens in self.meanwhile:
            happens()
        changed, relied_on = list(change), list(rely_on)
        self.locked.update((*changed, *relied_on))
        self.work.lock(change=changed, rely_on=relied_on)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the work itself has
        return getattr(self.work, name)


@dataclass(frozen=True, slots=True)
class Raced:
    """How the first attempt ended, and what was answered at last."""

    conflicts: int
    answer: Answer
    locked: frozenset[str]
    """By either attempt."""

    @property
    def accepted(self) -> bool:
        return self.answer.outcome is Outcome.ACCEPTED


def raced(
    at_home: House, party: PartyId, asked: object, use_case: UseCase, meanwhile: Meanwhile
) -> Raced:
    """`meanwhile` happens between the first look and the locks of the first attempt."""
    once, conflicts, locked = iter([meanwhile]), 0, set[str]()

    def interrupted(work: UnitOfWork, context: Context) -> object:
        nonlocal conflicts
        try:
            return use_case(cast("UnitOfWork", Interrupted(work, once, locked)), context)
        except Conflict:
            conflicts += 1
            raise

    request = Request(party, ActorId(f"{party}/x"), "raced", type(asked).__name__, asked)
    answer = at_home.desk.carry_out(request, interrupted)
    return Raced(conflicts, answer, frozenset(locked))


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


def told(at_home: House) -> None:
    """By the bank itself, of 1,000.00 under the reference by which others book it by hand."""
    entry = credit("1000.00", "nothing known", at_home.clock.day, "T-1")
    take(at_home, replace(entry, account=f"acc-{BANK}"))


def test_the_bank_tells_of_a_transfer_while_it_is_booked_by_hand(at_home: House) -> None:
    """No claim may be matched to it meanwhile."""
    ready(at_home, Trade("INV-1", "1000.00"))
    drawn(at_home, "800.00")
    asked = TakeRepayment(FinancingId("fin-1"), BANK, yuan("200.00"), at_home.clock.day, "T-1")

    race = raced(at_home, BANK, asked, take_repayment(asked), lambda: told(at_home))

    assert (race.conflicts, race.accepted) == (1, True)
    assert financing(at_home).paid.total == yuan("200.00")


def test_a_transfer_is_booked_by_hand_while_the_bank_tells_of_it(at_home: House) -> None:
    """It names a claim, which is not paid by the same money."""
    ready(at_home, Trade("INV-1", "1000.00"))
    drawn(at_home, "800.00")
    by_hand = TakeRepayment(FinancingId("fin-1"), BANK, yuan("200.00"), at_home.clock.day, "T-1")
    entry = credit("200.00", "INV-1", at_home.clock.day, "T-1")
    (named,) = identified([replace(entry, account=f"acc-{BANK}")])
    asked = TakeInEntry(BANK, named)
    use_case = take_in(asked, book_of(at_home, BANK))

    def booked() -> None:
        at_home.do(BANK, by_hand, take_repayment(by_hand))

    race = raced(at_home, BANK, asked, use_case, booked)

    assert race.accepted
    assert b'"allocated":[]' in race.answer.body
    assert by_hand.told.key in race.locked


def test_the_bank_tells_of_what_a_guarantor_paid_while_it_is_booked(at_home: House) -> None:
    promised(at_home, GUARANTEE_TERMS)
    deposit(at_home, "100.00")
    lend(at_home)
    asked = TakeRepayment(FIN, BANK, yuan("200.00"), at_home.clock.day, "T-1", guarantor=ANCHOR)

    race = raced(at_home, BANK, asked, take_repayment(asked), lambda: told(at_home))

    assert race.conflicts == 1
    assert b"guarantee.nothing_claimed" in race.answer.body


def test_the_bank_tells_of_the_price_while_a_claim_is_bought_back(at_home: House) -> None:
    (claim,) = ready(at_home, Trade("INV-1", "1000.00"))
    drawn(at_home, "700.00")
    asked = BuyBack(POOL, BANK, (claim,), yuan("1000.00"), at_home.clock.day, "T-1")

    race = raced(at_home, BANK, asked, buy_back(asked), lambda: told(at_home))

    assert (race.conflicts, race.accepted) == (1, True)


def lent_on_both(at_home: House, *trades: Trade) -> tuple[OrderId, list[ReceivableId]]:
    """The bank lent on the order; its rival's pool has the invoices, which named none."""
    order, claims = ordered(at_home), list[ReceivableId]()
    lent(at_home, order, "500.00")
    for trade in trades:
        claim = register(at_home, trade)
        confirm(at_home, claim)
        assign_to(at_home, claim, pool=THEIRS)
        claims.append(claim)
    return order, claims


def named_late(at_home: House, trade: Trade) -> None:
    """The invoice comes again, and says of which order it is."""
    stated = replace(document(trade), order="PO-7")
    copy = HandIn(SPRING, stated, f"again-{trade.number}".ljust(64, "0"))
    assert at_home.do(SPRING, copy, hand_in(copy, ALWAYS_OPEN))["why"] == "lent_on_twice"


def said_apart(at_home: House, asset: str, lender: PartyId) -> None:
    said = Answering(AssetId(asset), lender, apart=True, words="other goods")
    at_home.do(lender, said, answer(said))


ONE, TWO = Trade("INV-1", "600.00"), Trade("INV-2", "300.00")


def test_an_order_is_suspected_of_another_claim_while_its_lender_answers(at_home: House) -> None:
    """The answer is for both, and so both are settled."""
    order, (first, second) = lent_on_both(at_home, ONE, TWO)
    named_late(at_home, ONE)
    said_apart(at_home, first, RIVAL)
    asked = Answering(AssetId(order), BANK, apart=True, words="not invoiced yet")

    def another() -> None:
        named_late(at_home, TWO)
        said_apart(at_home, second, RIVAL)

    race = raced(at_home, BANK, asked, answer(asked), another)

    assert (race.conflicts, race.accepted) == (1, True)
    assert not any(lien_of(at_home, it).suspicions for it in (order, first, second))


def test_what_an_order_is_judged_by_stands_still_while_a_suspicion_is_settled(
    at_home: House,
) -> None:
    order, (claim,) = lent_on_both(at_home, ONE)
    named_late(at_home, ONE)
    asked = Settling(claim, order, apart=True, reason="looked at both")

    race = raced(at_home, OPERATOR, asked, settle(asked), lambda: None)

    with at_home.store.reading() as reading:
        assert set(LentOn.look(reading, [order]).files) <= race.locked
