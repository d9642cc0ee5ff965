"""Many lean on one guarantee at once: it bears exactly what it can, and nothing after a notice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event

import pytest

from application.enterprise.changing import change as change_party
from application.processes.giving_guarantees import StopFor, stop_new_use
from application.processes.guarantees import Promised
from application.shared.carry_out import UseCase
from application.shared.ports import Answer, Outcome, UnitOfWork
from domain.enterprise.commands import Suspend
from domain.shared.currency import Currency
from domain.shared.event import Context
from domain.shared.ids import FinancingId, PartyId
from domain.shared.money import Money
from tests.scenarios.cast import ANCHOR, BANK, SPRING, yuan
from tests.scenarios.guaranteeing import (
    DUE,
    GUA,
    guaranteed,
    history,
    now,
    reserving,
)
from tests.support.crowd import all_at_once
from tests.support.house import OPERATOR, House, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

FIFTY = [FinancingId(f"fin-{n}") for n in range(50)]
WAIT_SECONDS = 0.3
"""Long enough for someone who is not kept waiting to be done."""


@pytest.fixture
def trade(database: Database) -> Iterator[House]:
    with house(database) as opened:
        yield opened


def ask(trade: House, name: FinancingId, amount: str = "25.00") -> Answer:
    asked = Promised(financing=name, borrower=SPRING, amount=yuan(amount), due_on=DUE)
    return trade.ask(BANK, asked, reserving(name, amount), request_id=f"reserve-{name}")


@pytest.mark.parametrize(
    ("margin", "borne", "code"),
    [("150.00", 40, b"guarantee.beyond_limit"), ("75.00", 30, b"guarantee.margin_short")],
)
def test_fifty_reservations_at_once_end_exactly_at_what_it_bears(
    trade: House, margin: str, borne: int, code: bytes
) -> None:
    """Fifty of 25.00 on a limit of 1,000.00, and on margin of 10 % for 750.00.

    Seen to fail without the exclusive lock of `reserving`: a race is lost eight times running.
    """
    guaranteed(trade, margin)
    before = history(trade)

    answers = all_at_once(lambda name: ask(trade, name), FIFTY)

    assert Counter(answer.outcome for answer in answers) == {
        Outcome.ACCEPTED: borne,
        Outcome.REFUSED: 50 - borne,
    }
    assert {code in it.body for it in answers if it.outcome is Outcome.REFUSED} == {True}
    assert now(trade).in_use(trade.clock.day) == Money(2_500 * borne, Currency.CNY)
    assert history(trade) == before + borne


@dataclass(frozen=True, slots=True)
class Notice:
    """Somebody who ends new use while a reservation is being decided."""

    party: PartyId
    content: object
    use_case: UseCase


def notices(trade: House) -> list[Notice]:
    stop = StopFor(GUA, ANCHOR, trade.clock.day, "letter 9")
    suspend = Suspend(party=ANCHOR, reason="fraud")
    return [
        Notice(ANCHOR, stop, stop_new_use(stop)),
        Notice(OPERATOR, suspend, change_party(suspend)),
    ]


@pytest.mark.parametrize("which", [0, 1])
def test_a_notice_while_a_reservation_is_decided_comes_after_it(trade: House, which: int) -> None:
    """Seen to fail without the locks of `reserving`: the notice is on record first."""
    guaranteed(trade)
    notice = notices(trade)[which]
    decided, done = Event(), Event()
    wanted = Promised(financing=FIFTY[0], borrower=SPRING, amount=yuan("25.00"), due_on=DUE)

    def slowly(work: UnitOfWork, context: Context) -> object:
        kept = reserving(FIFTY[0], "25.00")(work, context)
        decided.set()
        done.wait(WAIT_SECONDS)
        return kept

    def giving() -> Answer:
        decided.wait()
        answer = trade.ask(notice.party, notice.content, notice.use_case, request_id="notice")
        done.set()
        return answer

    with ThreadPoolExecutor() as crowd:
        given = crowd.submit(giving)
        reserved = trade.ask(BANK, wanted, slowly, request_id="reserve")

    assert reserved.outcome is Outcome.ACCEPTED
    assert reserved.position < given.result().position
    assert now(trade).in_use(trade.clock.day) == yuan("25.00")


@pytest.mark.parametrize(
    ("which", "code"), [(0, b"guarantee.new_use_stopped"), (1, b"enterprise.suspended")]
)
def test_a_reservation_after_a_notice_is_refused(trade: House, which: int, code: bytes) -> None:
    guaranteed(trade)
    notice = notices(trade)[which]
    trade.do(notice.party, notice.content, notice.use_case)

    answer = ask(trade, FIFTY[0])

    assert answer.outcome is Outcome.REFUSED
    assert code in answer.body
