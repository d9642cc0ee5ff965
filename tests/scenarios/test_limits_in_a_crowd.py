"""Fifty draw at once against one limit: it is used to the last cent, and never beyond.

How each was seen to fail is said where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event

import pytest

from application.enterprise.changing import change as change_party
from application.processes.drawing import draw
from application.processes.drawing_on_lines import draw_on_line
from application.processes.running_pools import LetIn, OpenWith, let_in, open_pool
from application.shared.carry_out import UseCase
from application.shared.ports import Answer, Outcome, UnitOfWork
from domain.enterprise.commands import SetGroup
from domain.enterprise.profile import Role
from domain.shared.connection import Basis
from domain.shared.event import Context
from domain.shared.ids import PartyId, PoolId
from tests.scenarios.cast import (
    ALWAYS_OPEN,
    ANCHOR,
    BANK,
    NUMBERS,
    POOL,
    RIVER,
    SPRING,
    TERMS,
    Trade,
    assign_to,
    confirm,
    draw_asked,
    notify,
    register,
    yuan,
)
from tests.scenarios.credit import (
    GROUP,
    group,
    limit_group,
    limit_party,
    line,
    on_line,
    open_a_line,
    used,
)
from tests.support.house import OPERATOR, House, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

OTHER_POOL = PoolId("pool-2")
WAIT_SECONDS = 0.3
"""Long enough for someone who is not kept waiting to be done."""

Asked = tuple[PartyId, object, UseCase]


@pytest.fixture
def trade(database: Database) -> Iterator[House]:
    """Everyone has an account to be paid to."""
    with house(database) as opened:
        roles = {ANCHOR: Role.CORE_ENTERPRISE, SPRING: Role.SUPPLIER, RIVER: Role.SUPPLIER}
        for party, role in {**roles, BANK: Role.LENDER}.items():
            opened.admit(party, role, number=NUMBERS[party], account=f"acc-{party}")
        yield opened


def pool_of(trade: House, pool: PoolId, seller: PartyId) -> None:
    """A pool whose seller's one claim on the anchor bears 800."""
    opening, joining = OpenWith(pool, BANK, TERMS), LetIn(pool, BANK, seller)
    trade.do(BANK, opening, open_pool(opening))
    trade.do(BANK, joining, let_in(joining))
    claim = register(trade, Trade(f"INV-{seller}", "1000.00", seller))
    confirm(trade, claim)
    assign_to(trade, claim, seller=seller, pool=pool)
    notify(trade, claim)


def all_ask(trade: House, asked: Sequence[Asked]) -> list[Answer]:
    def ask(numbered: tuple[int, Asked]) -> Answer:
        number, (party, content, use_case) = numbered
        return trade.ask(party, content, use_case, request_id=f"crowd-{number}")

    with ThreadPoolExecutor(10) as crowd:
        return list(crowd.map(ask, enumerate(asked)))


def accepted(answers: Sequence[Answer]) -> int:
    return sum(answer.outcome is Outcome.ACCEPTED for answer in answers)


def drawing(pool: PoolId, seller: PartyId, number: int) -> Asked:
    asked = replace(draw_asked("20.00", f"{seller}-{number}", seller), pool=pool)
    return seller, asked, draw(asked)


def drawing_on(borrower: PartyId, number: int, name: str = "line-1") -> Asked:
    asked = on_line(f"{borrower}-{number}", borrower, line=name)
    return borrower, asked, draw_on_line(asked, ALWAYS_OPEN)


def test_fifty_draws_of_two_products_end_exactly_at_the_limit_of_one_obligor(
    trade: House,
) -> None:
    """Two pools of its suppliers and a line of its own; the limit bears forty of fifty.

    Seen to fail without `account_bears`: fifty are accepted.
    """
    pool_of(trade, POOL, SPRING)
    pool_of(trade, OTHER_POOL, RIVER)
    open_a_line(trade, ANCHOR)
    limit_party(trade, "800.00", ANCHOR)
    asked = [drawing(POOL, SPRING, number) for number in range(20)]
    asked += [drawing(OTHER_POOL, RIVER, number) for number in range(20)]
    asked += [drawing_on(ANCHOR, number) for number in range(10)]

    answers = all_ask(trade, asked[::3] + asked[1::3] + asked[2::3])

    assert accepted(answers) == 40
    assert used(trade, ANCHOR) == yuan("800.00")
    refused = [it.body for it in answers if it.outcome is Outcome.REFUSED]
    assert all(b"process.lender_takes_no_more" in body for body in refused)


def two_members(trade: House, limit: str) -> None:
    """Each with a line of its own."""
    open_a_line(trade, SPRING, line="line-s")
    open_a_line(trade, RIVER, line="line-r")
    limit_group(trade, limit, SPRING)
    named = SetGroup(party=RIVER, group=GROUP, basis=Basis.CONTROL, evidence="register")
    trade.do(OPERATOR, named, change_party(named))


def test_draws_on_two_members_of_a_group_wait_for_each_other(trade: House) -> None:
    """The first has decided and not yet written when the second arrives; one of them fits.

    Seen to fail without the shared locks on the other members' accounts (`Locks.rely_on`):
    both are accepted.
    """
    two_members(trade, "30.00")
    known = on_line("known", RIVER, "10.00", "line-r")
    trade.do(RIVER, known, draw_on_line(known, ALWAYS_OPEN))
    decided, done = Event(), Event()
    first, second = on_line("s-1", SPRING, line="line-s"), on_line("r-1", RIVER, line="line-r")

    def deciding(work: UnitOfWork, context: Context) -> object:
        drawn = draw_on_line(first, ALWAYS_OPEN)(work, context)
        decided.set()
        done.wait(WAIT_SECONDS)
        return drawn

    def arriving() -> Answer:
        decided.wait()
        answer = trade.ask(RIVER, second, draw_on_line(second, ALWAYS_OPEN), request_id="second")
        done.set()
        return answer

    with ThreadPoolExecutor() as crowd:
        late = crowd.submit(arriving)
        early = trade.ask(SPRING, first, deciding, request_id="first")

    assert early.outcome is Outcome.ACCEPTED
    assert b"process.lender_takes_no_more" in late.result().body
    assert used(trade, SPRING) + used(trade, RIVER) == yuan("30.00")


def test_fifty_draws_on_two_members_end_exactly_at_the_limit_of_their_group(
    trade: House,
) -> None:
    """One member the bank has listed, the other's own file names the group.

    Seen to fail without `group_bears`: fifty are accepted.
    """
    two_members(trade, "800.00")
    asked = [
        drawing_on(*of)
        for number in range(25)
        for of in ((SPRING, number, "line-s"), (RIVER, number, "line-r"))
    ]

    answers = all_ask(trade, asked)

    assert accepted(answers) == 40
    assert used(trade, SPRING) + used(trade, RIVER) == yuan("800.00")
    assert group(trade).members == (SPRING, RIVER)
    refused = [it.body for it in answers if it.outcome is Outcome.REFUSED]
    assert all(b"process.lender_takes_no_more" in body for body in refused)


def test_fifty_draws_end_exactly_at_the_limit_of_one_line(trade: House) -> None:
    """Seen to fail without `line_bears`: fifty are accepted."""
    open_a_line(trade, SPRING)

    answers = all_ask(trade, [drawing_on(SPRING, number) for number in range(50)])

    assert accepted(answers) == 40
    assert line(trade).in_use(trade.clock.day) == yuan("800.00")
