"""An invoice that names no order is lent on, then it comes again and names one lent on as well.

The platform holds evidence that one trade was perhaps financed twice: it is said, to whom it
concerns and to nobody else, and neither claim nor order bears more until it is settled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from application.processes.assigning import LetGo, let_go
from application.processes.documents import HandIn, Resolve
from application.processes.explaining import explain_today
from application.processes.judging_orders import judged
from application.processes.order_draws import at_programme
from application.processes.servicing import TakeRepayment, take_repayment
from application.processes.suspecting import Answering, Settling, answer, settle, suspicions_of
from application.processes.taking_documents import hand_in, resolve
from domain.eligibility.order_reasons import OrderRule
from domain.eligibility.reasons import Rule
from domain.shared.ids import AssetId, DocumentId, OrderId, PartyId, ReceivableId
from domain.shared.refusal import Refused
from tests.scenarios.cast import (
    ALWAYS_OPEN,
    ANCHOR,
    BANK,
    RIVAL,
    RIVER,
    SPRING,
    Trade,
    assign_to,
    confirm,
    document,
    notify,
    register,
    yuan,
)
from tests.scenarios.order_cast import PROGRAMME, asked_on, lent, lien_of, ordered, request
from tests.scenarios.taking_cast import F1, THEIRS, two_lenders
from tests.support.house import OPERATOR, House
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

INVOICE = Trade("INV-1", "600.00")


@pytest.fixture
def at_home(database: Database) -> Iterator[House]:
    yield from two_lenders(database)


def lent_on_both(house: House) -> tuple[OrderId, ReceivableId]:
    """The bank lent on the order; its rival's pool has the invoice, which named none."""
    order = ordered(house)
    lent(house, order, "500.00")
    claim = register(house, INVOICE)
    confirm(house, claim)
    assign_to(house, claim, pool=THEIRS)
    notify(house, claim, RIVAL)
    return order, claim


def copy_with_order(party: PartyId = SPRING, **different: Any) -> HandIn:  # noqa: ANN401 - any field
    stated = replace(document(INVOICE), order="PO-7", **different)
    return HandIn(party, stated, "again".ljust(64, "0"))


def came_again(house: House, asked: HandIn | None = None) -> dict[str, Any]:
    copy = asked or copy_with_order()
    return house.do(copy.submitter, copy, hand_in(copy, ALWAYS_OPEN))


def told(house: House) -> list[tuple[str, str]]:
    """What of it stands in the log, as (event, the lender that it names)."""
    asked = text(
        """SELECT topic, convert_from(body, 'UTF8')::jsonb ->> 'lender' FROM anchorline.event
        WHERE topic ~ 'suspic|suspect' ORDER BY position, stream, version"""
    )
    with house.engine.connect() as connection:
        rows = connection.execute(asked).tuples().all()
    return sorted((topic.split(".")[1].split("@")[0], lender) for topic, lender in rows)


def rules_of(house: House, claim: ReceivableId) -> list[Rule]:
    with house.store.reading() as reading:
        explained = explain_today(reading, THEIRS, RIVAL, house.clock.day)
    return [
        it.rule
        for each in explained.claims(None, 9)
        if each.receivable == claim
        for it in each.reasons
    ]


def order_rules_of(house: House, order: OrderId) -> list[OrderRule]:
    with house.store.reading() as reading:
        decision = judged(reading, at_programme(BANK, PROGRAMME), order, house.clock.day)
    return [it.rule for it in decision.judgement.results.reasons]


def test_both_lenders_and_the_operator_are_told_and_the_paper_waits(at_home: House) -> None:
    order, claim = lent_on_both(at_home)

    came = came_again(at_home)

    assert (came["outcome"], came["why"]) == ("waiting", "lent_on_twice")
    assert told(at_home) == [
        ("double_financing_suspected", BANK),
        ("double_financing_suspected", RIVAL),
    ]
    assert [it.other for it in lien_of(at_home, claim).suspicions] == [AssetId(order)]
    assert lien_of(at_home, claim).held(1) is not None
    assert lien_of(at_home, order).held(1) is not None


def test_the_same_copy_again_says_nothing_new(at_home: House) -> None:
    lent_on_both(at_home)
    came_again(at_home)

    again = came_again(at_home)
    by_the_buyer = came_again(at_home, copy_with_order(ANCHOR))

    assert again["why"] == by_the_buyer["why"] == "lent_on_twice"
    assert len(told(at_home)) == 2


def test_no_stranger_and_no_contradiction_raises_it(at_home: House) -> None:
    lent_on_both(at_home)

    stranger = copy_with_order(RIVER)
    other = copy_with_order(gross=yuan("700.00"), payable=yuan("700.00"), net=yuan("700.00"))
    no_party = at_home.refused(RIVER, stranger, hand_in(stranger, ALWAYS_OPEN))
    contradiction = at_home.refused(SPRING, other, hand_in(other, ALWAYS_OPEN))

    assert no_party["code"] == "receivable.not_a_party"
    assert contradiction["code"] == "receivable.contradiction"
    assert told(at_home) == []


def test_neither_claim_nor_order_bears_anything_new_and_both_say_why(at_home: House) -> None:
    order, claim = lent_on_both(at_home)
    assert Rule.LENT_ON_TWICE not in rules_of(at_home, claim)
    assert OrderRule.ORDER_LENT_ON_TWICE not in order_rules_of(at_home, order)

    came_again(at_home)

    assert Rule.LENT_ON_TWICE in rules_of(at_home, claim)
    assert OrderRule.ORDER_LENT_ON_TWICE in order_rules_of(at_home, order)
    out = LetGo(THEIRS, (claim,))
    at_home.do(RIVAL, out, let_go(out))
    assert not lien_of(at_home, claim).is_free(1, at_home.clock.now().at)


def test_a_lender_sees_its_own_side_alone_and_a_stranger_nothing(at_home: House) -> None:
    order, claim = lent_on_both(at_home)
    came_again(at_home)

    with at_home.store.reading() as reading:
        (own,) = suspicions_of(reading, AssetId(order), BANK)
        (all_of_it,) = suspicions_of(reading, AssetId(claim), None)
        for asset, party in ((claim, BANK), (order, RIVAL), (order, SPRING)):
            with pytest.raises(Refused):
                suspicions_of(reading, AssetId(asset), party)

    assert (own.lender, own.other, own.other_lender) == (BANK, None, None)
    assert (all_of_it.lender, all_of_it.other_lender) == (RIVAL, BANK)
    assert all_of_it.other == AssetId(order)


def test_both_lenders_say_that_they_are_two_trades_and_all_is_as_before(at_home: House) -> None:
    order, claim = lent_on_both(at_home)
    waits = came_again(at_home)

    one = Answering(AssetId(claim), RIVAL, apart=True, words="other goods")
    first = at_home.do(RIVAL, one, answer(one))
    other = Answering(AssetId(order), BANK, apart=True, words="not invoiced yet")
    second = at_home.do(BANK, other, answer(other))

    assert (first["settled"], second["settled"]) == (False, True)
    assert Rule.LENT_ON_TWICE not in rules_of(at_home, claim)
    assert OrderRule.ORDER_LENT_ON_TWICE not in order_rules_of(at_home, order)
    kept = Resolve(DocumentId(waits["document"]))
    taken = at_home.do(SPRING, kept, resolve(kept, SPRING, ALWAYS_OPEN))
    assert taken["outcome"] == "known"
    assert lien_of(at_home, claim).origins == frozenset()
    request(at_home, asked_on(order, "50.00", "fin-9"))


def test_one_alone_or_one_who_doubts_settles_nothing(at_home: House) -> None:
    order, claim = lent_on_both(at_home)
    came_again(at_home)

    for asset, lender, apart in ((claim, RIVAL, True), (order, BANK, False)):
        said = Answering(AssetId(asset), lender, apart, "as far as we know")
        assert not at_home.do(lender, said, answer(said))["settled"]
    strange = Answering(AssetId(claim), BANK, apart=True, words="let it go")
    refused = at_home.refused(BANK, strange, answer(strange))

    assert refused["code"] == "lien.nothing_suspected"
    assert Rule.LENT_ON_TWICE in rules_of(at_home, claim)


def test_one_trade_they_are_only_once_one_of_them_is_repaid(at_home: House) -> None:
    order, claim = lent_on_both(at_home)
    waits = came_again(at_home)
    one = Settling(claim, order, apart=False, reason="the goods of PO-7")

    too_early = at_home.refused(OPERATOR, one, settle(one))
    paid = TakeRepayment(F1, BANK, yuan("500.00"), at_home.clock.day, "in-1")
    at_home.do(BANK, paid, take_repayment(paid))
    settled = at_home.do(OPERATOR, one, settle(one))
    kept = Resolve(DocumentId(waits["document"]))
    taken = at_home.do(SPRING, kept, resolve(kept, SPRING, ALWAYS_OPEN))

    assert too_early["code"] == "process.still_lent_on_twice"
    assert settled["settled"]
    assert taken["outcome"] == "known"
    assert lien_of(at_home, order).consumed_by == {AssetId(claim)}
    assert Rule.LENT_ON_TWICE not in rules_of(at_home, claim)


def test_the_operator_settles_what_is_open_and_nothing_else(at_home: House) -> None:
    order, claim = lent_on_both(at_home)
    asked = Settling(claim, order, apart=True, reason="looked at both")
    nothing = at_home.refused(OPERATOR, asked, settle(asked))
    came_again(at_home)

    settled = at_home.do(OPERATOR, asked, settle(asked))
    again = came_again(at_home)

    assert nothing["code"] == "lien.nothing_suspected"
    assert settled["apart"]
    assert again["outcome"] == "known"
    assert len(told(at_home)) == 4
