"""What no sequence of words and papers may break."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from domain.e_order import commands as ask
from domain.e_order.commands import OrderCommand
from domain.e_order.counting import count
from domain.e_order.decide import E_ORDER
from domain.e_order.events import OrderEvent
from domain.e_order.order import Paper
from domain.e_order.standing import facts_of
from domain.e_order.state import Order
from domain.eligibility.order_facts import Discord
from domain.shared.refusal import Refused
from tests.domain.e_order.scenes import (
    ANCHOR,
    CONTEXT,
    PO,
    SPRING,
    TODAY,
    WAX,
    accept,
    agree,
    bill,
    cancel,
    change,
    goods,
    line,
    place,
    propose,
    receive,
    record,
    ship,
)

of = st.sampled_from(["1", "2"])
much = st.integers(-5, 150).map(str)
cents = st.integers(0, 30_000).map(lambda it: f"{it // 100}.{it % 100:02}")
numbers = st.sampled_from(["N-1", "N-2", "N-3"])
few = st.lists(st.tuples(of, much), max_size=2)
bill_lines = st.lists(st.tuples(of, st.integers(0, 150).map(str), cents), max_size=2)

papers: st.SearchStrategy[OrderCommand] = st.one_of(
    st.builds(lambda n, q: ship(goods(n, *q)), numbers, few),
    st.builds(
        lambda n, q, s, r: receive(goods(n, *q, short=s, rejected=r)), numbers, few, much, much
    ),
    st.builds(lambda n, q: record(bill(n, *q)), numbers, bill_lines),
    st.builds(lambda n, q: record(bill(n, *q, kind=Paper.CREDIT_NOTE)), numbers, bill_lines),
)
words: st.SearchStrategy[OrderCommand] = st.one_of(
    st.builds(lambda q: accept(*[(of, Decimal(m)) for of, m in q]), few),
    st.builds(cancel, of),
    st.builds(
        lambda n, q: propose(change(n, line("1", WAX.item, q, "90.00"))),
        numbers,
        st.integers(1, 150).map(str),
    ),
    st.builds(agree, numbers),
    st.just(ask.AllowCancellation(buyer=ANCHOR, order=PO, party=SPRING)),
    st.just(ask.Close(buyer=ANCHOR, order=PO, party=SPRING)),
    st.builds(
        lambda n: ask.Annul(
            buyer=ANCHOR, order=PO, party=SPRING, paper=Paper.DESPATCH, number=n, reason=""
        ),
        numbers,
    ),
)


def order_of(asked: Sequence[OrderCommand]) -> Order:
    """Ask for everything in turn; what is refused leaves no trace."""
    history: list[OrderEvent] = []
    for command in (place(), *asked):
        state = E_ORDER.replay(history)
        try:
            history.extend(E_ORDER.decide(state, command, CONTEXT))
        except Refused:
            continue
    state = E_ORDER.replay(history)
    assert isinstance(state, Order)
    return state


@given(st.lists(papers | words, max_size=25))
def test_no_more_is_billed_than_was_ordered_unless_a_mismatch_says_so(
    asked: list[OrderCommand],
) -> None:
    order = order_of(asked)
    told = {
        it.line for it in facts_of(order, TODAY).mismatches if it.discord is Discord.OVER_INVOICED
    }

    for counted in count(order.agreed, order.papers):
        assert counted.billed <= counted.line.quantity or counted.line.line in told


@given(st.lists(papers | words, max_size=25))
def test_no_quantity_and_no_amount_is_negative(asked: list[OrderCommand]) -> None:
    order = order_of(asked)
    facts = facts_of(order, TODAY)

    for line_ in order.agreed:
        assert line_.quantity >= 0
        assert not line_.amount.is_negative
    for counted in count(order.agreed, order.papers):
        assert min(counted.delivered, counted.rejected, counted.short, counted.billed) >= 0
    assert not any(it.amount.is_negative for it in facts.mismatches)
    assert not min(facts.ordered, facts.lost, facts.invoiced).is_negative


@given(st.lists(papers | words, max_size=25))
def test_no_more_is_lost_than_is_ordered(asked: list[OrderCommand]) -> None:
    order = order_of(asked)
    stated = sum(it.amount.minor for it in order.agreed)

    assert facts_of(order, TODAY).lost.minor <= stated


@given(st.lists(words, max_size=8), st.lists(papers, max_size=8), st.data())
def test_the_match_does_not_depend_on_which_paper_came_first(
    said: list[OrderCommand],
    came: list[OrderCommand],
    data: st.DataObject,
) -> None:
    numbered = {repr(type(it)) + str(_number(it)): it for it in came}
    once = list(numbered.values())
    other = data.draw(st.permutations(once))

    one, two = order_of([*said, *once]), order_of([*said, *other])
    # What is sent back must have come before: told too early, it is on record of one alone.
    assume(one.receipts.keys() == two.receipts.keys())

    assert facts_of(one, TODAY) == facts_of(two, TODAY)


def _number(command: OrderCommand) -> str:
    """Two papers of one number contradict each other: the first of them stands."""
    match command:
        case ask.RecordBill():
            return f"{command.bill.kind}{command.bill.number}"
        case ask.RecordDespatch() | ask.RecordReceipt():
            return command.goods.number
        case _:
            return ""
