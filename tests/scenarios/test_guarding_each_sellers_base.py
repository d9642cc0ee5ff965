"""What a seller draws rests on its own claims: another's never hide a shortfall."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

import pytest

from application.processes.answering import change
from application.processes.assigning import Assign, LetGo, assign, let_go
from application.processes.buying_back import BuyBack, buy_back
from application.processes.drawing import draw
from application.processes.running_pools import (
    AgreeToSupport,
    Amend,
    LetIn,
    OpenWith,
    agree_to_support,
    amend,
    let_in,
    open_pool,
)
from application.shared.ports import UnitOfWork
from domain.enterprise.profile import Role
from domain.financing.state import Stage
from domain.receivable.commands import Dispute
from domain.receivable.invoice import CreditReason
from domain.shared.event import Context
from domain.shared.ids import PartyId, PoolId, ReceivableId
from domain.shared.legal_form import LegalForm
from tests.scenarios.bank import credit, financing, pool, sent, take
from tests.scenarios.cast import (
    ANCHOR,
    BANK,
    POOL,
    RIVER,
    SPRING,
    TERMS,
    Trade,
    admit_all,
    draw_asked,
    drawn,
    open_a_pool,
    ready,
    yuan,
)
from tests.support.house import House, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

OURS = Trade("INV-1", "1000.00")
THEIRS = Trade("INV-2", "2000.00", seller=RIVER)


@pytest.fixture
def admitted(database: Database) -> Iterator[House]:
    with house(database) as opened:
        admit_all(opened)
        yield opened


@pytest.fixture
def trade(admitted: House) -> House:
    open_a_pool(admitted)
    return admitted


@pytest.fixture
def supporting(admitted: House) -> House:
    """A pool whose two sellers bear each other's draws."""
    opened = OpenWith(POOL, BANK, replace(TERMS, cross_support=True))
    admitted.do(BANK, opened, open_pool(opened))
    for seller in (SPRING, RIVER):
        joined = LetIn(POOL, BANK, seller)
        admitted.do(BANK, joined, let_in(joined))
        agreed = AgreeToSupport(POOL, seller)
        admitted.do(seller, agreed, agree_to_support(agreed))
    return admitted


def dispute(trade: House, claim: ReceivableId, amount: str) -> None:
    asked = Dispute(
        seller=PartyId(""),
        receivable=claim,
        party=ANCHOR,
        amount=yuan(amount),
        reason=CreditReason.QUALITY,
    )
    trade.do(ANCHOR, asked, change(claim, ANCHOR, lambda seller: replace(asked, seller=seller)))


def test_a_dispute_raises_an_over_advance_though_another_seller_has_room(trade: House) -> None:
    ours, _ = ready(trade, OURS, THEIRS)
    drawn(trade, "800.00")

    dispute(trade, ours, "500.00")

    assert pool(trade).over_advance == yuan("400.00")


def test_a_claim_that_its_sellers_draw_rests_on_is_not_let_go(trade: House) -> None:
    ours, _ = ready(trade, OURS, THEIRS)
    drawn(trade, "800.00")

    free = LetGo(POOL, (ours,))
    refusal = trade.refused(BANK, free, let_go(free))

    assert refusal["code"] == "receivable_pool.would_over_advance"
    assert refusal["facts"]["short_by"] == {"minor": 80_000, "currency": "CNY"}


def test_anothers_claim_pays_a_supported_draw_as_far_as_the_pool_would_be_short(
    supporting: House,
) -> None:
    ready(supporting, OURS, THEIRS)
    drawn(supporting, "2000.00")
    supporting.clock.pass_days(60)

    take(supporting, credit("2000.00", "INV-2", supporting.clock.day))

    # what is left bears 800.00: 1200.00 of principal are repaid, and 20.00 interest with them
    assert financing(supporting).paid.principal == yuan("1200.00")
    assert financing(supporting).paid.interest == yuan("20.00")
    assert pool(supporting).outstanding == yuan("800.00")
    assert pool(supporting).over_advance is None
    assert sent(supporting, "surplus") == [78_000]


def test_support_that_is_not_needed_takes_nothing_from_the_other_seller(supporting: House) -> None:
    ready(supporting, OURS, THEIRS)
    drawn(supporting, "800.00")

    take(supporting, credit("2000.00", "INV-2", supporting.clock.day))

    assert sent(supporting, "surplus") == [200_000]


def test_a_seller_that_comes_in_without_agreeing_ends_the_support(supporting: House) -> None:
    ready(supporting, OURS, THEIRS)
    drawn(supporting, "2000.00")
    lake = supporting.admit("lake", Role.SUPPLIER, number="cn:2003", account="acc-lake")

    joined = LetIn(POOL, BANK, lake)
    supporting.do(BANK, joined, let_in(joined))

    assert pool(supporting).over_advance == yuan("1200.00")


def test_a_lower_limit_is_an_over_advance_at_once(trade: House) -> None:
    ready(trade, OURS)
    drawn(trade, "800.00")
    lower = replace(TERMS.eligibility, limit=yuan("500.00"))

    asked = Amend(POOL, BANK, replace(TERMS, version=2, eligibility=lower), trade.clock.day)
    trade.do(BANK, asked, amend(asked))

    assert pool(trade).over_advance == yuan("300.00")


def test_the_legal_form_of_claims_taken_stays(trade: House) -> None:
    other = replace(TERMS.price, legal_form=LegalForm.ASSIGNMENT_NONRECOURSE)

    asked = Amend(POOL, BANK, replace(TERMS, version=2, price=other), trade.clock.day)

    refusal = trade.refused(BANK, asked, amend(asked))
    assert refusal["code"] == "receivable_pool.legal_form_stays"


def test_a_draw_is_due_no_longer_after_the_last_claim_than_agreed(admitted: House) -> None:
    """贷款到期日不晚于最后一笔应收账款到期后 15 天."""
    opened = OpenWith(POOL, BANK, replace(TERMS, days_after_last_claim_max=15))
    admitted.do(BANK, opened, open_pool(opened))
    joined = LetIn(POOL, BANK, SPRING)
    admitted.do(BANK, joined, let_in(joined))
    ready(admitted, OURS)

    late = draw_asked("100.00", due=date(2026, 5, 31))
    refusal = admitted.refused(SPRING, late, draw(late))

    assert refusal["code"] == "receivable_pool.due_after_claims"
    assert refusal["facts"]["latest"] == "2026-05-30"
    in_time = draw_asked("100.00", "fin-2", due=date(2026, 5, 30))
    admitted.do(SPRING, in_time, draw(in_time))


def test_one_seller_does_not_buy_back_for_another(trade: House) -> None:
    claims = ready(trade, OURS, THEIRS)
    asked = BuyBack(POOL, BANK, tuple(claims), yuan("3000.00"), trade.clock.day, "ref-1")

    assert trade.refused(BANK, asked, buy_back(asked))["code"] == "process.several_sellers"


def test_a_buy_back_of_nothing_is_refused(trade: House) -> None:
    asked = BuyBack(POOL, BANK, (), yuan("1.00"), trade.clock.day, "ref-1")

    assert trade.refused(BANK, asked, buy_back(asked))["code"] == "receivable_pool.nothing_asked"


def test_several_claims_of_one_seller_are_bought_back_at_once(trade: House) -> None:
    claims = ready(trade, OURS, Trade("INV-3", "500.00"))
    drawn(trade, "900.00")
    drawn(trade, "300.00", "fin-2")

    asked = BuyBack(POOL, BANK, tuple(claims), yuan("1500.00"), trade.clock.day, "ref-1")
    trade.do(BANK, asked, buy_back(asked))

    assert financing(trade, "fin-2").stage is Stage.REPAID
    assert pool(trade).claims == 0
    assert sent(trade, "surplus") == [30_000]


@dataclass
class Before:
    """Somebody else's command is carried out between looking and locking."""

    work: UnitOfWork
    then: Callable[[], object]

    def lock(self, **streams: Any) -> None:  # noqa: ANN401 - as the port has them
        self.then()
        self.work.lock(**streams)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the port has
        return getattr(self.work, name)


def test_a_draw_made_while_claims_are_bought_back_is_seen(trade: House) -> None:
    """It is not among what was looked at before the locks: all is looked at again, and repaid."""
    claims = ready(trade, OURS)
    drawn(trade, "300.00")
    asked = BuyBack(POOL, BANK, tuple(claims), yuan("1000.00"), trade.clock.day, "ref-1")
    tried = 0

    def draw_once() -> None:
        nonlocal tried
        tried += 1
        if tried == 1:
            drawn(trade, "200.00", "fin-2")

    def interrupted(work: UnitOfWork, context: Context) -> object:
        return buy_back(asked)(cast("UnitOfWork", Before(work, draw_once)), context)

    trade.do(BANK, asked, interrupted)

    assert tried == 2
    assert financing(trade, "fin-2").stage is Stage.REPAID


def test_a_paid_claim_is_not_taken(trade: House) -> None:
    open_a_pool(trade, PartyId("rival"), PoolId("pool-2"))
    (claim,) = ready(trade, OURS)
    take(trade, credit("1000.00", "INV-1", trade.clock.day))
    free = LetGo(POOL, (claim,))
    trade.do(BANK, free, let_go(free))

    asked = Assign(PoolId("pool-2"), SPRING, (claim,))

    assert trade.refused(SPRING, asked, assign(asked))["code"] == "receivable_pool.nothing_open"


def test_to_a_seller_that_was_not_let_in_a_pool_does_not_exist(admitted: House) -> None:
    opened = OpenWith(POOL, BANK, TERMS)
    admitted.do(BANK, opened, open_pool(opened))

    asked = draw_asked("1.00")
    assert admitted.refused(SPRING, asked, draw(asked))["code"] == "process.pool_unknown"
    agreed = AgreeToSupport(POOL, SPRING)
    refusal = admitted.refused(SPRING, agreed, agree_to_support(agreed))
    assert refusal["code"] == "process.pool_unknown"
    given = Assign(POOL, SPRING, (ReceivableId("rcv-none"),))
    assert admitted.refused(SPRING, given, assign(given))["code"] == "process.pool_unknown"
