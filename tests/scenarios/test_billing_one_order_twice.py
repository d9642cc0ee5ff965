"""One order of 1,000.00, billed for 980.00 and again for 990.00, and the buyer confirms both.

What the order does not bear of the second waits for the buyer's word, and no pool lends on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from application.processes.answering import change
from application.processes.documents import HandIn
from application.processes.drawing import DrawFromPool, draw
from application.processes.explaining import explain_today
from application.processes.taking_documents import hand_in
from application.views.inbox import INBOX
from domain.eligibility.reasons import Rule
from domain.receivable.commands import (
    AcceptBeyondOrder,
    ApplyCredit,
    Confirm,
    ReceivableCommand,
    Withdraw,
)
from domain.receivable.invoice import Channel, CreditReason, Status
from domain.shared.currency import Currency
from domain.shared.ids import FinancingId, PartyId, PoolId, ReceivableId
from domain.shared.money import Money
from domain.shared.order_paper import PaperKind, Reply
from domain.shared.trade_document import BillLine, DocumentKind, InvoiceReference
from tests.application.views.folding import folded
from tests.scenarios.cast import (
    ALWAYS_OPEN,
    ANCHOR,
    BANK,
    SPRING,
    Trade,
    assign_to,
    confirm,
    document,
    notify,
    yuan,
)
from tests.scenarios.order_cast import WAX, counted, give, invoiced, order_paper, ordered, paper
from tests.scenarios.taking_cast import IN_MAY, LENDER_OF, OURS, THEIRS, two_lenders
from tests.support.crowd import all_at_once
from tests.support.house import House, events_of
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres


@pytest.fixture
def at_home(database: Database) -> Iterator[House]:
    yield from two_lenders(database)


def in_pool(house: House, claim: ReceivableId, pool: PoolId) -> ReceivableId:
    confirm(house, claim)
    assign_to(house, claim, pool=pool)
    notify(house, claim, LENDER_OF[pool])
    return claim


def billed_twice(house: House) -> tuple[ReceivableId, ReceivableId]:
    """Each is in the pool of another lender."""
    ordered(house)
    first = in_pool(house, invoiced(house, "INV-1", "980.00"), OURS)
    return first, in_pool(house, invoiced(house, "INV-2", "990.00"), THEIRS)


def billed_on(house: House, number: str, line: str, amount: str) -> ReceivableId:
    """Fifty kilograms of wax, on a line of the order or on none in particular."""
    wax = BillLine(line=line, item=WAX, quantity=Decimal(50), amount=yuan(amount))
    stated = replace(document(Trade(number, amount)), order="PO-7", billed=(wax,))
    handed = HandIn(SPRING, stated, number.ljust(64, "0"))
    return ReceivableId(house.do(SPRING, handed, hand_in(handed, ALWAYS_OPEN))["receivable"])


def beyond(house: House, pool: PoolId = THEIRS) -> Money:
    """What of the pool's claims no order bears, by the reasons that its lender reads."""
    with house.store.reading() as reading:
        explained = explain_today(reading, pool, LENDER_OF[pool], house.clock.day)
        reasons = [it for claim in explained.claims(None, 9) for it in claim.reasons]
    counted_ = (it.counted for it in reasons if it.rule is Rule.BEYOND_ORDER)
    return Money.total(counted_, Currency.CNY)


def waits(house: House) -> dict[str, Money | None]:
    rows = folded(INBOX, events_of(house)).values()
    own = (it for it in rows if (it.party, it.task) == (ANCHOR, "accept_beyond_order"))
    return {it.of: it.amount for it in own}


def ask(house: House, party: PartyId, asked: ReceivableCommand) -> dict[str, Any]:
    use_case = change(asked.receivable, party, lambda seller: replace(asked, seller=seller))
    return house.do(party, asked, use_case)


def accept(house: House, claim: ReceivableId) -> dict[str, Any]:
    said = AcceptBeyondOrder(
        seller=PartyId(""), receivable=claim, party=ANCHOR, evidence="letter of 3 March"
    )
    return ask(house, ANCHOR, said)


def credit(house: House, invoice: str, amount: str) -> None:
    stated = replace(
        document(Trade(f"CN-{invoice}", amount)),
        kind=DocumentKind.CREDIT_NOTE,
        type_code="381",
        corrects=(InvoiceReference(invoice, None),),
    )
    handed = HandIn(SPRING, stated, f"credit-{invoice}".ljust(64, "0"))
    house.do(SPRING, handed, hand_in(handed, ALWAYS_OPEN))


def credit_by_hand(
    house: House, claim: ReceivableId, amount: str, party: PartyId = BANK
) -> dict[str, Any]:
    note = ApplyCredit(
        seller=SPRING,
        receivable=claim,
        number="CN-1",
        issued_on=house.clock.day,
        amount=yuan(amount),
        reason=CreditReason.BILLING_ERROR,
    )
    return ask(house, party, note)


def drawing(amount: str) -> DrawFromPool:
    return DrawFromPool(THEIRS, FinancingId("fin-9"), SPRING, yuan(amount), IN_MAY)


def test_what_is_beyond_the_order_counts_nowhere_and_waits_for_the_buyer(at_home: House) -> None:
    first, second = billed_twice(at_home)

    assert beyond(at_home, OURS) == yuan("0.00")
    assert beyond(at_home) == yuan("970.00")
    assert waits(at_home) == {second: yuan("970.00")}
    assert first not in waits(at_home)


def test_no_more_is_lent_on_it_than_the_order_bears(at_home: House) -> None:
    """Of 20.00 left of the order the pool advances 80 per cent."""
    billed_twice(at_home)

    too_much, enough = drawing("16.01"), drawing("16.00")

    no = at_home.refused(SPRING, too_much, draw(too_much))
    assert no["code"] == "receivable_pool.beyond_sellers_base"
    at_home.do(SPRING, enough, draw(enough))


def test_the_buyer_is_warned_where_it_confirms(at_home: House) -> None:
    ordered(at_home)
    invoiced(at_home, "INV-1", "980.00")
    claim = invoiced(at_home, "INV-2", "990.00")

    said = Confirm(
        seller=PartyId(""), receivable=claim, party=ANCHOR, channel=Channel.API, evidence="signed"
    )
    answer = ask(at_home, ANCHOR, said)

    assert answer["status"] == Status.CONFIRMED
    assert answer["beyond_order"] == {"minor": 97_000, "currency": "CNY"}


def test_what_the_buyer_owes_beside_the_order_counts(at_home: House) -> None:
    _, second = billed_twice(at_home)

    answer = accept(at_home, second)

    assert answer["beyond_order"]["minor"] == 0
    assert beyond(at_home) == yuan("0.00")
    assert waits(at_home) == {}


def changed(house: House, kilos: str, amount: str) -> None:
    give(house, ANCHOR, paper(PaperKind.CHANGE, "C-1", counted(kilos, amount)))
    give(house, SPRING, paper(PaperKind.RESPONSE, "A-1", answers="C-1", reply=Reply.ACCEPTED))


def test_an_order_that_is_raised_bears_more(at_home: House) -> None:
    ordered(at_home)
    invoiced(at_home, "INV-1", "980.00")
    second = invoiced(at_home, "INV-2", "990.00")

    changed(at_home, "150", "1500.00")
    assert waits(at_home) == {second: yuan("470.00")}


def test_an_order_that_is_lowered_bears_less(at_home: House) -> None:
    """No pool holds the claim, so that no lender is asked."""
    ordered(at_home)
    claim = invoiced(at_home, "INV-1", "980.00")

    changed(at_home, "60", "600.00")
    assert waits(at_home) == {claim: yuan("380.00")}


def test_where_the_first_is_withdrawn_the_second_is_borne(at_home: House) -> None:
    ordered(at_home)
    first = invoiced(at_home, "INV-1", "980.00")
    in_pool(at_home, invoiced(at_home, "INV-2", "990.00"), THEIRS)
    assert beyond(at_home) == yuan("970.00")

    ask(at_home, SPRING, Withdraw(seller=SPRING, receivable=first, reason="keyed wrong"))

    assert beyond(at_home) == yuan("0.00")
    assert waits(at_home) == {}


def test_what_was_credited_of_the_first_may_be_billed_again(at_home: House) -> None:
    ordered(at_home)
    invoiced(at_home, "INV-1", "980.00")
    in_pool(at_home, invoiced(at_home, "INV-2", "990.00"), THEIRS)

    credit(at_home, "INV-1", "500.00")

    assert beyond(at_home) == yuan("470.00")


def test_what_a_lender_lets_be_credited_may_be_billed_again_as_well(at_home: House) -> None:
    """After notice a credit note comes in no other way than by its lender's key."""
    first, second = billed_twice(at_home)

    credit_by_hand(at_home, first, "500.00")

    assert beyond(at_home) == yuan("470.00")
    assert waits(at_home) == {second: yuan("470.00")}


def test_what_was_credited_before_the_order_came_may_be_billed_again(at_home: House) -> None:
    first = invoiced(at_home, "INV-1", "980.00")
    credit_by_hand(at_home, first, "500.00", SPRING)
    second = invoiced(at_home, "INV-2", "990.00")

    give(at_home, ANCHOR, order_paper())

    assert waits(at_home) == {second: yuan("470.00")}


def test_an_order_that_comes_after_its_invoices_bears_no_more(at_home: House) -> None:
    """Until then nothing says how much it is."""
    in_pool(at_home, invoiced(at_home, "INV-1", "980.00"), OURS)
    in_pool(at_home, invoiced(at_home, "INV-2", "990.00"), THEIRS)
    assert beyond(at_home) == yuan("0.00")

    give(at_home, ANCHOR, order_paper())

    assert sorted([beyond(at_home, OURS), beyond(at_home)]) == [yuan("0.00"), yuan("970.00")]


def test_a_later_bill_that_names_a_line_shows_that_an_earlier_one_is_beyond(at_home: House) -> None:
    """Two lines of the same wax: what names only wax is on whichever the others left."""
    line = counted("50", "500.00")
    lines = (line, replace(line, line="2", order_line="2"))
    give(at_home, ANCHOR, replace(order_paper(), lines=lines))
    billed_on(at_home, "INV-1", "2", "100.00")
    unnumbered = in_pool(at_home, billed_on(at_home, "INV-2", "", "880.00"), THEIRS)
    assert waits(at_home) == {}

    billed_on(at_home, "INV-3", "1", "870.00")

    assert beyond(at_home) == waits(at_home)[unnumbered] == yuan("880.00")
    assert sum(it.minor for it in waits(at_home).values() if it is not None) >= 85_000


def test_a_bill_in_another_currency_is_borne_by_no_order(at_home: House) -> None:
    ordered(at_home)
    euro, nothing = Money.of("500.00", Currency.EUR), Money.zero(Currency.EUR)
    stated = replace(
        document(Trade("INV-3", "500.00")),
        order="PO-7",
        gross=euro,
        payable=euro,
        net=euro,
        tax=nothing,
        prepaid=nothing,
    )
    handed = HandIn(SPRING, stated, "euro".ljust(64, "0"))
    claim = at_home.do(SPRING, handed, hand_in(handed, ALWAYS_OPEN))["receivable"]

    assert waits(at_home) == {claim: euro}


def test_of_bills_at_once_the_order_bears_what_it_is_worth(at_home: House) -> None:
    ordered(at_home)

    def hand(number: int) -> ReceivableId:
        return invoiced(at_home, f"INV-{number}", f"{300 + number}.00")

    all_at_once(hand, range(8))

    left = sum((it.minor for it in waits(at_home).values() if it is not None), start=0)
    assert left == 8 * 30_000 + 28 * 100 - 100_000
