"""Order, goods and money, line by line (三单匹配)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import permutations

from domain.e_order import events as fact
from domain.e_order import refusals as no
from domain.e_order.events import OrderEvent
from domain.e_order.matching import UCP_600
from domain.e_order.order import Goods, GoodsLine, Paper
from domain.e_order.standing import facts_of, mismatches_of
from domain.eligibility.order_facts import Discord, Mismatch
from domain.shared.ids import ReceivableId
from domain.shared.item import Item
from tests.domain.e_order.scenes import (
    BEESWAX,
    CLAIM,
    CONTEXT,
    JARS,
    LATER,
    SAID,
    TODAY,
    WAX,
    accepted,
    bill,
    cancelled,
    closed,
    given,
    goods,
    invoiced,
    order_after,
    placed,
    receive,
    received,
    shipped,
    yuan,
)

ORDERED = (placed(), accepted())


def said(line: str, discord: Discord, expected: str, found: str, amount: str) -> Mismatch:
    return Mismatch(
        line=line,
        discord=discord,
        expected=Decimal(expected),
        found=Decimal(found),
        amount=yuan(amount),
    )


def found(*history: OrderEvent) -> tuple[Mismatch, ...]:
    return mismatches_of(order_after(*ORDERED, *history), TODAY)


def test_what_was_ordered_sent_received_and_billed_alike_has_no_mismatch() -> None:
    alike = (("1", "100"), ("2", "20"))
    assert not found(
        shipped(goods("D-1", *alike)),
        received(goods("R-1", *alike)),
        invoiced(bill("I-1", ("1", "100", "100.00"), ("2", "20", "200.00"))),
    )


def test_ninety_sent_ten_short_and_a_hundred_billed_is_told_line_by_line() -> None:
    assert found(
        shipped(goods("D-1", ("1", "90"))),
        received(goods("R-1", ("1", "90"), short="10")),
        invoiced(bill("I-1", ("1", "100", "100.00"), net="90.00")),
    ) == (
        said("1", Discord.OVER_INVOICED, "90", "100", "10.00"),
        said("1", Discord.SHORT_SHIPPED, "100", "90", "10.00"),
    )


def test_goods_under_way_are_no_mismatch_and_late_ones_cost_nothing_yet() -> None:
    order = order_after(*ORDERED, shipped(goods("D-1", ("1", "90"), ("2", "20"))))

    assert not mismatches_of(order, TODAY)
    assert mismatches_of(order, LATER) == (said("1", Discord.SHORT_SHIPPED, "100", "90", "0.00"),)
    assert facts_of(order, LATER).lost == yuan("0.00")


def test_a_later_delivery_makes_good_what_was_short() -> None:
    assert not found(
        shipped(goods("D-1", ("1", "90"))),
        received(goods("R-1", ("1", "90"), short="10")),
        shipped(goods("D-2", ("1", "10"))),
        received(goods("R-2", ("1", "10"))),
    )


def test_what_is_short_when_the_order_is_closed_is_lost() -> None:
    order = order_after(*ORDERED, shipped(goods("D-1", ("1", "90"), ("2", "20"))), closed())

    assert facts_of(order, TODAY).lost == yuan("10.00")


def test_what_was_sent_and_did_not_arrive_is_told_apart_from_what_was_not_sent() -> None:
    assert found(
        shipped(goods("D-1", ("1", "95"))), received(goods("R-1", ("1", "90"), short="10"))
    ) == (
        said("1", Discord.SHORT_RECEIVED, "95", "90", "5.00"),
        said("1", Discord.SHORT_SHIPPED, "100", "95", "5.00"),
    )


def test_what_the_buyer_refuses_is_lost() -> None:
    history = (received(goods("R-1", ("2", "20"), rejected="5")),)

    assert found(*history) == (said("2", Discord.REJECTED, "20", "15", "50.00"),)
    assert facts_of(order_after(*ORDERED, *history), TODAY).lost == yuan("50.00")


def test_more_than_was_ordered_is_told_and_is_worth_nothing() -> None:
    assert found(shipped(goods("D-1", ("1", "104")))) == (
        said("1", Discord.OVER_SHIPPED, "100", "104", "0.00"),
    )
    within = order_after(*ORDERED, shipped(goods("D-1", ("1", "104"))))
    assert not mismatches_of(within, TODAY, UCP_600)


def test_another_price_is_told_by_the_unit() -> None:
    assert found(invoiced(bill("I-1", ("1", "100", "110.00")))) == (
        said("1", Discord.OTHER_PRICE, "1.000000", "1.100000", "10.00"),
    )
    assert not found(invoiced(bill("I-1", ("1", "33", "33.00"), ("1", "67", "67.00"))))


def test_another_item_or_unit_is_not_counted() -> None:
    other = GoodsLine(line="1", item=Item(sellers="OTHER"), quantity=Decimal(100))
    pounds = GoodsLine(line="1", item=BEESWAX, quantity=Decimal(220), unit="LBR")
    strange = GoodsLine(item=Item(name="honey"), quantity=Decimal(1))

    sent = shipped(Goods(number="D-1", issued_on=TODAY, lines=(other, pounds, strange)))

    assert found(sent) == (
        said("1", Discord.OTHER_ITEM, "100", "100", "0.00"),
        said("1", Discord.OTHER_UNIT, "100", "220", "0.00"),
        said("honey", Discord.NOT_ORDERED, "0", "1", "0.00"),
    )
    assert order_after(*ORDERED, sent).all_shipped.get("1", 0) == 0


def test_a_paper_that_names_only_the_item_finds_its_line() -> None:
    arrived = GoodsLine(item=replace(BEESWAX, name="Acme beeswax"), quantity=Decimal(90))

    order = order_after(*ORDERED, received(Goods(number="R-1", issued_on=TODAY, lines=(arrived,))))

    assert order.all_shipped["1"] == 90


def test_one_item_on_two_lines_fills_the_first_that_has_room() -> None:
    twice = placed(
        lines=(WAX, replace(WAX, line="3"), JARS), net=yuan("400.00"), gross=yuan("439.00")
    )
    arrived = [GoodsLine(item=BEESWAX, quantity=Decimal(much)) for much in (70, 60)]

    order = order_after(twice, received(Goods(number="R-1", issued_on=TODAY, lines=tuple(arrived))))

    assert (order.all_shipped["1"], order.all_shipped["3"]) == (Decimal(70), Decimal(60))


def test_goods_of_a_cancelled_line_were_not_ordered() -> None:
    assert found(cancelled("1"), shipped(goods("D-1", ("1", "10")))) == (
        said("1", Discord.OVER_SHIPPED, "0", "10", "0.00"),
    )


def test_a_credit_note_takes_back_what_was_billed() -> None:
    order = order_after(
        *ORDERED,
        shipped(goods("D-1", ("1", "90"))),
        received(goods("R-1", ("1", "90"), short="10")),
        invoiced(bill("I-1", ("1", "100", "100.00"), net="90.00")),
        invoiced(bill("C-1", ("1", "100", "100.00"), net="90.00", kind=Paper.CREDIT_NOTE)),
    )
    facts = facts_of(order, TODAY)

    assert [it.discord for it in facts.mismatches] == [Discord.SHORT_SHIPPED]
    assert (facts.invoiced, facts.lost) == (yuan("0.00"), yuan("10.00"))


def test_what_is_billed_wrongly_credited_and_billed_again_counts_once() -> None:
    wrong = invoiced(bill("I-1", ("1", "100", "100.00"), net="100.00"))
    note = invoiced(bill("C-1", ("1", "100", "100.00"), net="100.00", kind=Paper.CREDIT_NOTE))
    again = bill("I-2", ("1", "100", "100.00"), net="100.00")
    right = invoiced(replace(again, receivable=ReceivableId("rcv-2")))

    assert facts_of(order_after(*ORDERED, wrong, note, right), TODAY).invoiced == yuan("100.00")
    assert facts_of(order_after(*ORDERED, right, note, wrong), TODAY).invoiced == yuan("100.00")


WITHDRAWN = fact.OrderBillAnnulled(**SAID, receivable=CLAIM, reason="mistaken")


def test_an_invoice_that_is_withdrawn_takes_its_credit_notes_with_it() -> None:
    """Another invoice of the order counts in full, whatever was credited of the first."""
    first = invoiced(bill("I-1", ("1", "50", "50.00"), net="50.00"))
    note = invoiced(bill("C-1", ("1", "20", "20.00"), net="20.00", kind=Paper.CREDIT_NOTE))
    other = replace(bill("I-2", ("1", "30", "30.00"), net="30.00"), receivable=ReceivableId("r-2"))
    credited = order_after(*ORDERED, first, note, invoiced(other))

    assert facts_of(credited, TODAY).invoiced == yuan("60.00")
    gone = order_after(*ORDERED, first, note, invoiced(other), WITHDRAWN)
    assert facts_of(gone, TODAY).invoiced == yuan("30.00")
    assert gone.bills == order_after(*ORDERED, invoiced(other)).bills


def test_more_is_credited_than_was_billed_and_other_invoices_stay_as_they_are() -> None:
    first = invoiced(bill("I-1", ("1", "20", "20.00"), net="20.00"))
    note = invoiced(bill("C-1", ("1", "30", "30.00"), net="30.00", kind=Paper.CREDIT_NOTE))
    other = replace(bill("I-2", ("1", "30", "30.00"), net="30.00"), receivable=ReceivableId("r-2"))

    assert facts_of(order_after(*ORDERED, first, note, invoiced(other)), TODAY).invoiced == yuan(
        "30.00"
    )


def test_no_more_is_sent_back_than_had_come_by_this_advice_or_an_earlier_one() -> None:
    came = received(goods("R-1", ("1", "90")))
    late = goods("R-2", ("1", "0"), rejected="90")
    more = goods("R-2", ("1", "0"), rejected="91")

    given(*ORDERED, came).when(receive(late), CONTEXT).then(received(late))
    given(*ORDERED, came).when(receive(more), CONTEXT).then_refused(
        no.RejectedBeyondReceived("1", Decimal(91), Decimal(90))
    )
    given(*ORDERED).when(receive(late), CONTEXT).then_refused(
        no.RejectedBeyondReceived("1", Decimal(90), Decimal(0))
    )


def test_the_order_in_which_papers_arrive_does_not_matter() -> None:
    papers: list[OrderEvent] = [
        shipped(goods("D-1", ("1", "60"))),
        shipped(goods("D-2", ("1", "30"))),
        received(goods("R-1", ("1", "85"), short="10", rejected="3")),
        invoiced(bill("I-1", ("1", "100", "105.00"))),
    ]
    outcomes = {found(*order) for order in permutations(papers)}

    assert len(outcomes) == 1
    assert len(next(iter(outcomes))) == 5


def test_the_facts_are_those_of_the_order_as_both_agreed() -> None:
    order = order_after(placed(prepaid=yuan("30.00")), accepted(("1", Decimal(60))))
    facts = facts_of(order, TODAY)

    assert (facts.ordered, facts.prepaid) == (yuan("60.00"), yuan("30.00"))
    assert (facts.accepted, facts.authentic, facts.cancelled) == (True, True, False)
    assert [(it.line, it.quantity, it.item) for it in facts.lines] == [
        ("1", Decimal(60), "beeswax")
    ]
