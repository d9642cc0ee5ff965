"""A transfer keyed in by hand that is more than what is owed: said, looked at, given back once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from application.processes.running_pools import LetIn, OpenWith, let_in, open_pool
from application.processes.servicing import (
    TakeBackRepayment,
    TakeRepayment,
    take_back_repayment,
    take_repayment,
)
from application.processes.surplus import GiveBack, give_back
from application.shared.ports import Answer, Outcome
from domain.financing.state import Stage
from domain.shared.ids import FinancingId
from tests.conftest import Rounds
from tests.scenarios.bank import credit, financing, sent, take
from tests.scenarios.cast import (
    BANK,
    POOL,
    SPRING,
    TERMS,
    Trade,
    admit_all,
    drawn,
    ready,
    yuan,
)
from tests.support.crowd import all_at_once
from tests.support.house import House, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

FIN = FinancingId("fin-1")
LOOKED_FROM = yuan("50.00")
GIVING = GiveBack(FIN, BANK, "T-1")


@pytest.fixture
def at_home(database: Database) -> Iterator[House]:
    """808.00 are owed; from 50.00 on a second person looks at what goes back."""
    with house(database) as running:
        admit_all(running)
        opened = OpenWith(POOL, BANK, replace(TERMS, second_person_from=LOOKED_FROM))
        running.do(BANK, opened, open_pool(opened))
        joined = LetIn(POOL, BANK, SPRING)
        running.do(BANK, joined, let_in(joined))
        ready(running, Trade("INV-1", "1000.00"))
        drawn(running, "800.00")
        running.clock.pass_days(60)
        yield running


def paying(house: House, amount: str, surplus: str | None = None) -> TakeRepayment:
    stated = None if surplus is None else yuan(surplus)
    asked = TakeRepayment(FIN, BANK, yuan(amount), house.clock.day, "T-1")
    return replace(asked, surplus=stated)


def paid(house: House, asked: TakeRepayment) -> None:
    house.do(BANK, asked, take_repayment(asked))


def take_back(house: House) -> None:
    back = TakeBackRepayment(FIN, BANK, "T-1")
    house.do(BANK, back, take_back_repayment(back))


def test_a_nought_too_many_is_refused_and_nothing_is_sent(at_home: House) -> None:
    slip = paying(at_home, "8080.00")

    refused = at_home.refused(BANK, slip, take_repayment(slip))

    assert refused["code"] == "financing.surplus_not_stated"
    facts = refused["facts"]
    assert [facts[it]["minor"] for it in ("owed", "surplus", "stated")] == [80_800, 727_200, 0]
    assert financing(at_home).stage is Stage.DISBURSED
    assert sent(at_home, "surplus") == []


def test_a_small_surplus_that_was_said_goes_back_at_once(at_home: House) -> None:
    paid(at_home, paying(at_home, "857.99", "49.99"))

    assert sent(at_home, "surplus") == [4_999]
    assert financing(at_home).held == ()


def test_a_large_one_waits_for_a_second_person(at_home: House) -> None:
    paid(at_home, paying(at_home, "858.00", "50.00"))
    assert sent(at_home, "surplus") == []
    assert financing(at_home).stage is Stage.REPAID

    at_home.do(BANK, GIVING, give_back(GIVING))

    assert sent(at_home, "surplus") == [5_000]
    again = at_home.refused(BANK, GIVING, give_back(GIVING))
    assert again["code"] == "financing.no_surplus_held"


def test_whoever_keyed_it_in_does_not_let_it_out(at_home: House) -> None:
    asked = paying(at_home, "858.00", "50.00")
    paid(at_home, asked)

    refused = at_home.refused(BANK, asked, give_back(GIVING))

    assert refused["code"] == "financing.releases_own_surplus"
    assert sent(at_home, "surplus") == []


def test_taken_back_before_it_went_out_nothing_is_had_back(at_home: House) -> None:
    paid(at_home, paying(at_home, "900.00", "92.00"))

    take_back(at_home)

    assert (sent(at_home, "surplus"), sent(at_home, "reclaim")) == ([], [])
    assert financing(at_home).held == ()
    assert financing(at_home).owed(at_home.clock.day).total == yuan("808.00")


def test_taken_back_after_it_went_out_it_is_had_back(at_home: House) -> None:
    paid(at_home, paying(at_home, "900.00", "92.00"))
    at_home.do(BANK, GIVING, give_back(GIVING))

    take_back(at_home)

    assert (sent(at_home, "surplus"), sent(at_home, "reclaim")) == ([9_200], [9_200])


def test_what_the_bank_itself_said_needs_no_word_and_nobody_to_look(at_home: House) -> None:
    entry = credit("900.00", "nothing known", at_home.clock.day, "T-1")
    take(at_home, replace(entry, account=f"acc-{BANK}"))

    paid(at_home, paying(at_home, "900.00"))

    assert sent(at_home, "surplus") == [9_200]


def test_two_who_look_at_once_send_it_once_and_so_does_whoever_takes_it_back(
    at_home: House, rounds: Rounds
) -> None:
    for each in range(rounds(3, 30)):
        paid(at_home, paying(at_home, "900.00", "92.00"))
        before = len(sent(at_home, "surplus"))

        def release(who: str, each: int = each) -> Answer:
            return at_home.ask(BANK, GIVING, give_back(GIVING), request_id=f"look-{each}-{who}")

        answers = all_at_once(release, ["ben", "cleo"])

        assert sorted(it.outcome is Outcome.ACCEPTED for it in answers) == [False, True]
        assert len(sent(at_home, "surplus")) == before + 1
        take_back(at_home)
