"""Where the model of one trade is held against the platform: two lenders, and two orders.

Each has a pool and an order programme, without interest, so that every figure is principal.
The bank has besides a line for the supplier, a guarantee of the buyer and a limit on it, all
of them small enough to stand in the way. Set up once, and copied for every run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal

from adapters.postgres.embedded.server import Server
from application.processes.moving_margin import MoveMargin, move_margin
from application.processes.opening_lines import approve_line, propose_line
from application.processes.running_pools import LetIn, OpenWith, let_in, open_pool
from domain.credit_line.commands import ApproveLine, ProposeLine
from domain.credit_line.terms import Part
from domain.guarantee.agreement import MarginEntry
from domain.shared.facility import Product
from domain.shared.ids import LineId, OrderId, PartyId, PoolId, ProgrammeId
from domain.shared.money import Money
from tests.scenarios.cast import BANK, RIVAL, SPRING, admit_all, yuan
from tests.scenarios.cast import TERMS as OF_POOL
from tests.scenarios.credit import LINE_TERMS, limit_party
from tests.scenarios.guaranteeing import GUA, GUARANTEE_TERMS, promised
from tests.scenarios.order_cast import LENDER_OF, lend_on_orders, ordered
from tests.scenarios.order_cast import TERMS as OF_PROGRAMME
from tests.scenarios.trade_model import Hold
from tests.support.house import House, house
from tests.support.postgres import fresh

LENDERS = (BANK, RIVAL)
POOLS = {BANK: PoolId("pool-1"), RIVAL: PoolId("pool-2")}
PROGRAMMES = {lender: programme for programme, lender in LENDER_OF.items()}
POOL = {lender: Hold(lender, pool) for lender, pool in POOLS.items()}
PROGRAMME = {lender: Hold(lender, programme) for lender, programme in PROGRAMMES.items()}

NUMBERS = ("PO-1", "PO-2")
ORDERED = 100_000
LINE = LineId("line-1")
ON_LINE, GUARANTEED, ON_BUYER = 35_000, 30_000, 90_000
"""What the bank's line, its guarantee and its limit on the buyer bear, in minor units."""

FREE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Ground:
    """A database to be copied, and the numbers of the orders in it."""

    name: str
    orders: Mapping[OrderId, str]
    requests: int
    """The first number that no request bears yet."""


@contextmanager
def ground(server: Server, template: str) -> Iterator[Ground]:
    with fresh(server, template) as database:
        with house(database) as opened:
            orders = _furnish(opened)
            requests = next(opened.numbers)
        yield Ground(database.name, orders, requests)


def _furnish(at_home: House) -> dict[OrderId, str]:
    admit_all(at_home)
    for lender, programme in PROGRAMMES.items():
        price = replace(OF_PROGRAMME.price, annual_rate=FREE)
        terms = replace(OF_PROGRAMME, price=price, penalty_rate=FREE)
        lend_on_orders(at_home, ProgrammeId(programme), terms)
        _open_a_pool(at_home, lender, POOLS[lender])
    promised(at_home, replace(GUARANTEE_TERMS, limit=fen(GUARANTEED)))
    margin = MoveMargin(
        guarantee=GUA,
        lender=BANK,
        amount=fen(GUARANTEED // 10),
        value_date=at_home.clock.day,
        bank_reference="margin-1",
        entry=MarginEntry.DEPOSIT,
    )
    at_home.do(BANK, margin, move_margin(margin))
    _open_a_line(at_home)
    limit_party(at_home, str(fen(ON_BUYER).major))
    return {ordered(at_home, number): number for number in NUMBERS}


def _open_a_pool(at_home: House, lender: PartyId, pool: PoolId) -> None:
    price = replace(OF_POOL.price, annual_rate=FREE)
    opened = OpenWith(pool, lender, replace(OF_POOL, price=price, penalty_rate=FREE))
    at_home.do(lender, opened, open_pool(opened))
    joined = LetIn(pool, lender, SPRING)
    at_home.do(lender, joined, let_in(joined))


def _open_a_line(at_home: House) -> None:
    terms = replace(
        LINE_TERMS,
        limit=fen(ON_LINE),
        parts=tuple(map(Part, Product)),
        price=replace(LINE_TERMS.price, annual_rate=FREE),
        penalty_rate=FREE,
    )
    proposed = ProposeLine(line=LINE, lender=BANK, borrower=SPRING, terms=terms)
    at_home.do(BANK, proposed, propose_line(proposed))
    at_home.do(BANK, ApproveLine(), approve_line(LINE, BANK))


def fen(minor: int) -> Money:
    return Money(minor, yuan("0.00").currency)
