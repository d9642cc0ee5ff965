"""Four lenders race for the same hundred claims, each told of them in another encoding.

Without the lien's unique key and versions, two of them would hold one claim.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from application.processes.assigning import Assign, assign
from application.processes.documents import HandIn
from application.processes.taking_documents import hand_in
from application.shared.ports import Outcome
from domain.enterprise.profile import Role
from domain.shared.ids import PartyId, PoolId, ReceivableId
from domain.shared.trade_document import Encoding
from tests.conftest import Rounds
from tests.scenarios.cast import ALWAYS_OPEN, SPRING, Trade, admit_all, document, open_a_pool
from tests.support.house import House, house
from tests.support.postgres import Database

pytestmark = [pytest.mark.postgres, pytest.mark.scenario]

CLAIMS = 100
ENCODINGS = (Encoding.UBL, Encoding.CII, Encoding.FACTURX, Encoding.CSV)
WRITTEN = ("INV-{0}-{1:04d}", "inv {0}-{1:04d}", "Inv/{0}-{1:04d}", "ＩＮＶ-{0}-{1:04d}")
"""One number, as each of the four received it."""


@pytest.fixture
def trade(database: Database) -> Iterator[House]:
    with house(database) as opened:
        admit_all(opened)
        for lender, number in (("bank-c", "cn:3003"), ("bank-d", "cn:3004")):
            opened.admit(lender, Role.LENDER, number=number)
        yield opened


LENDERS = tuple(PartyId(name) for name in ("bank", "rival", "bank-c", "bank-d"))


def pool_of(lender: PartyId, round_: int) -> PoolId:
    return PoolId(f"pool-{lender}-{round_}")


def race(trade: House, round_: int, runner: int, start: Barrier) -> list[ReceivableId]:
    """Hand in and assign every claim, in an order of one's own; give those that were won."""
    won = []
    start.wait()
    for n in sorted(range(CLAIMS), key=lambda n: shuffled(round_, runner, n)):
        claim = registered(trade, round_, runner, n)
        asked = Assign(pool_of(LENDERS[runner], round_), SPRING, (claim,))
        named = f"assign-{round_}-{runner}-{n}"
        if trade.ask(SPRING, asked, assign(asked), request_id=named).outcome is Outcome.ACCEPTED:
            won.append(claim)
    return won


def shuffled(*seed: int) -> bytes:
    """An order that chance might have given, the same in every run."""
    return hashlib.sha256(repr(seed).encode()).digest()


def registered(trade: House, round_: int, runner: int, n: int) -> ReceivableId:
    number = WRITTEN[runner].format(round_, n)
    stated = document(Trade(number, f"{1000 + round_ * CLAIMS + n}.00"), ENCODINGS[runner])
    handed = HandIn(SPRING, stated, f"{round_:06d}{runner:02d}{n:06d}".ljust(64, "0"))
    return ReceivableId(trade.do(SPRING, handed, hand_in(handed, ALWAYS_OPEN))["receivable"])


def test_each_claim_is_won_by_exactly_one(trade: House, rounds: Rounds) -> None:
    for round_ in range(rounds(50, 1000)):
        for lender in LENDERS:
            open_a_pool(trade, lender, pool_of(lender, round_))
        start = Barrier(len(LENDERS))
        with ThreadPoolExecutor(len(LENDERS)) as runners:
            running = [
                runners.submit(race, trade, round_, runner, start) for runner in range(len(LENDERS))
            ]
            won = Counter(claim for run in running for claim in run.result())

        won.update(taken_afterwards(trade, round_, won))
        assert len(won) == CLAIMS
        assert set(won.values()) == {1}


def taken_afterwards(trade: House, round_: int, won: Counter[ReceivableId]) -> list[ReceivableId]:
    """A claim that nobody got in the heat of the race is free, and goes to whoever asks next."""
    taken = []
    for n in range(CLAIMS):
        claim = registered(trade, round_, 0, n)
        if claim not in won:
            asked = Assign(pool_of(LENDERS[0], round_), SPRING, (claim,))
            trade.do(SPRING, asked, assign(asked))
            taken.append(claim)
    return taken
