"""Another lender pays off what was lent on the order, and the lien moves with the money."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from application.processes.answering import change
from application.processes.drawing import draw
from application.processes.financing_orders import approve_on_order
from application.processes.paper_matters import HandInPaper
from application.processes.paying_off import pay_off_statement
from application.processes.taking_orders import hand_in_paper
from domain.financing.state import Stage
from domain.financing.terms import Source
from domain.receivable.commands import Withdraw
from domain.receivable_pool.pay_off import PayOffStage
from domain.shared.ids import AssetId, PartyId
from domain.shared.order_paper import PaperKind
from domain.shared.refusal import Refused
from tests.scenarios.bank import financing, sent
from tests.scenarios.cast import (
    ANCHOR,
    BANK,
    RIVAL,
    RIVER,
    SPRING,
    confirm,
    draw_asked,
    notify,
    yuan,
)
from tests.scenarios.order_cast import (
    approval,
    asked_on,
    invoiced,
    lent,
    lien_of,
    ordered,
    paper,
    programme_of,
    request,
)
from tests.scenarios.taking_cast import (
    F1,
    F2,
    OURS,
    THEIRS,
    confirmed,
    confirming,
    paid,
    paying,
    refused_paying,
    refused_taking,
    repaid_by_hand,
    taking,
    their_claims,
    their_pool,
    traded,
    two_lenders,
)
from tests.support.house import House
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres


@pytest.fixture
def at_home(database: Database) -> Iterator[House]:
    yield from two_lenders(database)


def instructions(at_home: House) -> list[dict[str, Any]]:
    with at_home.engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT body FROM anchorline.outbox WHERE kind = 'disbursement' ORDER BY position"
        )
        return [json.loads(bytes(body)) for (body,) in rows]


def test_the_bank_is_asked_to_pay_the_other_lender_and_nothing_moves_before(
    at_home: House,
) -> None:
    order, claim = traded(at_home)
    at_home.clock.pass_days(30)

    done = paid(at_home, paying(at_home, claim))

    said = instructions(at_home)[-1]
    assert (said["payer"], said["payee"], said["account"]["number"]) == (
        "rival",
        "bank",
        "acc-bank",
    )
    assert said["amount"] == {"minor": 70350, "currency": "CNY"} == done["amount"]
    assert said["settles"]["financings"] == ["fin-1"]
    held = lien_of(at_home, order).held(1)
    assert held is not None
    assert held.lender == BANK
    assert lien_of(at_home, claim).reserved(1, at_home.clock.now().at) is not None
    assert their_claims(at_home) == []
    assert their_pool(at_home).promised == yuan("703.50")
    assert financing(at_home, "fin-1").stage is Stage.DISBURSED


def test_when_the_bank_confirms_the_lien_moves_with_the_money(at_home: House) -> None:
    order, claim = traded(at_home)
    paid(at_home, paying(at_home, claim))

    confirmed(at_home, confirming(at_home))

    old = financing(at_home, "fin-1")
    assert old.stage is Stage.REPAID
    assert [(it.source, it.amount) for it in old.repayments] == [(Source.PAID_OFF, yuan("700.00"))]
    lien = lien_of(at_home, claim).held(1)
    assert lien is not None
    assert (lien.lender, lien.secures) == (RIVAL, THEIRS)
    assert lien_of(at_home, order).encumbrances == ()
    assert lien_of(at_home, order).reservations == ()
    assert lien_of(at_home, order).consumed_by == {AssetId(claim)}
    assert their_claims(at_home) == [claim]
    assert their_pool(at_home).outstanding == yuan("700.00")
    assert their_pool(at_home).pay_offs[F2].stage is PayOffStage.MADE
    assert programme_of(at_home).outstanding.is_zero


def test_the_claim_counts_for_the_new_lender_once_the_buyer_is_told_of_it(at_home: House) -> None:
    """The old lender's notice stands until it takes it back; till then more is drawn than borne."""
    _, claim = traded(at_home)
    paid(at_home, paying(at_home, claim))
    confirmed(at_home, confirming(at_home))

    assert their_pool(at_home).over_advance == yuan("700.00")


def test_who_pays_off_may_tell_the_buyer_before_its_bank_has_paid(at_home: House) -> None:
    _, claim = traded(at_home, notified=False)
    paid(at_home, paying(at_home, claim))

    notify(at_home, claim, RIVAL)
    confirmed(at_home, confirming(at_home))

    assert their_pool(at_home).over_advance is None


def test_what_is_paid_too_much_by_paying_early_is_the_borrowers(at_home: House) -> None:
    """703.74 settles it on any of three days; paid on the first, 703.50 was owed."""
    _, claim = traded(at_home)
    at_home.clock.pass_days(30)
    done = paid(at_home, paying(at_home, claim, pay_by=at_home.clock.day + timedelta(days=2)))

    confirmed(at_home, confirming(at_home, "703.73"))

    assert done["amount"]["minor"] == 70373
    assert sent(at_home, "surplus") == [23]
    assert financing(at_home, "fin-1").stage is Stage.REPAID


def test_what_the_borrower_repaid_just_before_is_its_surplus(at_home: House) -> None:
    order, claim = traded(at_home)
    paid(at_home, paying(at_home, claim))
    repaid_by_hand(at_home, "700.00")

    confirmed(at_home, confirming(at_home))

    assert sent(at_home, "surplus") == [70000]
    assert their_claims(at_home) == [claim]
    assert lien_of(at_home, order).consumed_by == {AssetId(claim)}


def test_nothing_else_is_drawn_on_a_claim_whose_lien_has_not_moved(at_home: House) -> None:
    _, claim = traded(at_home)
    paid(at_home, paying(at_home, claim))
    more = replace(draw_asked("50.00", "fin-3"), pool=THEIRS)

    refused = at_home.refused(SPRING, more, draw(more))

    assert refused["code"] == "receivable_pool.beyond_sellers_base"
    assert refused["facts"]["available"]["minor"] == 0


def test_the_claims_alone_must_bear_the_pay_off(at_home: House) -> None:
    _, claim = traded(at_home, "800.00")

    refused = refused_paying(at_home, paying(at_home, claim))

    assert refused["code"] == "receivable_pool.claims_bear_less"
    figures = {name: it["minor"] for name, it in refused["facts"].items()}
    assert figures == {"asked": 70000, "borne": 64000, "missing": 6000}


def test_while_it_is_under_way_nobody_else_takes_or_ends_the_trade(at_home: House) -> None:
    _, claim = traded(at_home)
    paid(at_home, paying(at_home, claim))

    ours = refused_taking(at_home, taking(claim, financing="fin-3"))
    twice = refused_paying(at_home, paying(at_home, claim, financing="fin-4"))
    gone = Withdraw(seller=SPRING, receivable=claim, reason="mistake")
    withdrawn = at_home.refused(SPRING, gone, change(claim, SPRING, lambda _: gone))

    assert ours["code"] == twice["code"] == "lien.encumbered"
    assert withdrawn["code"] == "process.held_by_a_pool"


def test_an_order_that_was_repaid_meanwhile_is_kept_for_who_pays_it_off(at_home: House) -> None:
    """It is not cancelled either."""
    _, claim = traded(at_home)
    paid(at_home, paying(at_home, claim))
    repaid_by_hand(at_home, "700.00")
    cancel = paper(PaperKind.CANCELLATION, "X-1", reason="not needed")
    told = HandInPaper(ANCHOR, cancel, "x-1".ljust(64, "0"))

    cancelled = at_home.refused(ANCHOR, told, hand_in_paper(told))

    assert cancelled["code"] == "e_order.consent_missing"


def test_money_asked_for_before_is_not_lent_on_an_order_that_is_paid_off(at_home: House) -> None:
    order = ordered(at_home)
    lent(at_home, order, "300.00")
    request(at_home, asked_on(order, "100.00", "fin-9"))
    claim = invoiced(at_home)
    confirm(at_home, claim)
    paid(at_home, paying(at_home, claim))

    asked = approval("fin-9")
    refused = at_home.refused(BANK, asked, approve_on_order(asked))

    assert refused["code"] == "lien.encumbered"


def test_whose_money_it_is_decides_which_way_it_is_settled(at_home: House) -> None:
    _, claim = traded(at_home)
    tomorrow = at_home.clock.day + timedelta(days=4)

    codes = [
        refused_paying(at_home, asked)["code"]
        for asked in (
            paying(at_home, claim, pool=OURS),
            paying(at_home, claim, seller=RIVER),
            paying(at_home, claim, pay_by=tomorrow),
            paying(at_home, claim, pay_by=at_home.clock.day - timedelta(days=1)),
        )
    ]

    assert codes == [
        "process.owed_to_the_pool",
        "process.financing_unknown",
        "process.paid_too_late",
        "process.paid_too_late",
    ]


def test_a_statement_says_what_settles_it_and_where_the_money_goes(at_home: House) -> None:
    order, _ = traded(at_home)
    at_home.clock.pass_days(30)
    today = at_home.clock.day

    with at_home.store.reading() as reading:
        days = (today, today + timedelta(days=2))
        said = pay_off_statement(reading, F1, SPRING, days)
        with pytest.raises(Refused, match="financing_unknown"):
            pay_off_statement(reading, F1, PartyId("river"), days)

    assert (said.settles_today, said.settles_through) == (yuan("703.50"), yuan("703.73"))
    assert (said.lender, said.order, said.account.number) == (BANK, order, "acc-bank")
