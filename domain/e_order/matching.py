"""Order, goods and money held against each other, line by line (三单匹配).

A pure function over what was ordered and the papers there are, in whatever order they
came. What is short or refused counts as lost only once that is final: the buyer says
that it will not come, or the order is closed. A line that is merely late is told, and
costs nothing here.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from domain.e_order.counting import Counted, counted_on, lines_of, placed_well, strangeness
from domain.e_order.order import GoodsLine, Line, Paper, Papers, worth
from domain.e_order.placing import Ordered, Placed, placed
from domain.eligibility.order_facts import Discord, Mismatch
from domain.shared.currency import Currency
from domain.shared.exact import to_rate
from domain.shared.money import Money
from domain.shared.trade_document import BillLine

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerances:
    """How far a paper may be off before it is told; shares of the ordered."""

    quantity: Decimal = ZERO
    price: Decimal = ZERO


EXACT = Tolerances()
UCP_600 = Tolerances(quantity=Decimal("0.05"))
"""Five per cent of bulk goods, more or less (UCP 600, art. 30 b)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """How far the order has come."""

    over: bool = False
    """Closed: nothing more is to come."""

    late: bool = False
    """The last day of delivery has passed."""


def match(
    lines: Sequence[Line], papers: Papers, timing: Timing, allowed: Tolerances = EXACT
) -> tuple[Mismatch, ...]:
    """Every mismatch there is, by line; `lines` have what is still ordered of each."""
    if not lines:
        return ()
    ordered = Ordered(lines)
    billed = placed_well(ordered, lines_of(papers.ever(Paper.INVOICE)))
    found = [
        mismatch
        for counted in counted_on(ordered, papers, billed)
        for mismatch in (*_of_goods(counted, timing, allowed), *_of_money(counted, allowed))
    ]
    found += [*_prices(billed, allowed), *_strange(ordered, papers)]
    return tuple(sorted(found, key=lambda it: (it.line, it.discord, it.expected, it.found)))


def _of_goods(it: Counted, timing: Timing, allowed: Tolerances) -> Iterator[Mismatch]:
    ordered, slack = it.line.quantity, it.line.quantity * allowed.quantity
    nothing = Money.zero(it.line.amount.currency)
    final = timing.over or it.short > 0
    if it.delivered > ordered + slack:
        yield _told(it, Discord.OVER_SHIPPED, (ordered, it.delivered), nothing)
    due = ordered
    if it.sent is not None or it.got is None:
        due = min(it.delivered, ordered)
        if (final or timing.late) and it.delivered < ordered - slack:
            lost = _loss(it.line, ordered, due) if final else nothing
            yield _told(it, Discord.SHORT_SHIPPED, (ordered, it.delivered), lost)
    if it.got is not None and it.got < due - slack and (final or timing.late):
        lost = _loss(it.line, due, it.got) if final else nothing
        yield _told(it, Discord.SHORT_RECEIVED, (due, it.got), lost)
    if it.rejected:
        lost = _loss(it.line, min(it.got or ZERO, ordered), min(it.good, ordered))
        yield _told(it, Discord.REJECTED, (it.got or ZERO, it.good), lost)


def _of_money(it: Counted, allowed: Tolerances) -> Iterator[Mismatch]:
    """Billed is what was good on arrival, else what was sent, else what was ordered."""
    good = it.line.quantity
    if it.got is not None:
        good = min(it.good, good)
    elif it.sent is not None:
        good = min(it.sent, good)
    if it.billed > good + it.line.quantity * allowed.quantity:
        share = Fraction(it.billed - good) / Fraction(it.billed)
        excess = _up(it.billed_for.minor * share, it.line.amount.currency)
        yield _told(it, Discord.OVER_INVOICED, (good, it.billed), excess)


def _prices(billed: Iterable[Placed[BillLine]], allowed: Tolerances) -> Iterator[Mismatch]:
    for it in billed:
        line, said = it.line, it.said
        if line is None or not line.quantity or not said.quantity:
            continue
        if (said.quantity, said.amount) == (line.quantity, line.amount):
            continue
        expected = Fraction(line.amount.minor) * Fraction(said.quantity) / Fraction(line.quantity)
        off = abs(said.amount.minor - expected)
        if off >= 1 + expected * Fraction(allowed.price):
            yield Mismatch(
                line=line.line,
                discord=Discord.OTHER_PRICE,
                expected=_unit_price(line.amount, line.quantity),
                found=_unit_price(said.amount, said.quantity),
                amount=_up(off, line.amount.currency),
            )


def _strange(ordered: Ordered, papers: Papers) -> Iterator[Mismatch]:
    """Not ordered, another item or another unit: not counted, and told."""
    nothing = Money.zero(ordered.lines[0].amount.currency)
    goods = [it for paper in (papers.despatches, papers.receipts) for it in paper]
    for paper in goods:
        for it in placed(ordered, paper.lines):
            yield from _told_strange(it, nothing)
    for bill in papers.ever(Paper.INVOICE):
        for one in placed(ordered, bill.lines):
            yield from _told_strange(one, max(one.said.amount, nothing))


def _told_strange(it: Placed[GoodsLine] | Placed[BillLine], amount: Money) -> Iterator[Mismatch]:
    discord = strangeness(it)
    if discord is None:
        return
    named = it.said.line or it.said.item.name
    ordered = ZERO if it.line is None else it.line.quantity
    yield Mismatch(
        line=named if it.line is None else it.line.line,
        discord=discord,
        expected=ordered,
        found=it.said.quantity,
        amount=amount,
    )


def _told(
    it: Counted, discord: Discord, figures: tuple[Decimal, Decimal], amount: Money
) -> Mismatch:
    expected, found = figures
    return Mismatch(
        line=it.line.line, discord=discord, expected=expected, found=found, amount=amount
    )


def _loss(line: Line, before: Decimal, after: Decimal) -> Money:
    """Losses of one line, one behind the other, never come to more than the line."""
    return worth(line, before) - worth(line, after)


def _up(minor: Fraction, currency: Currency) -> Money:
    """A cent that is begun counts: what is doubtful is never lent on."""
    return Money(math.ceil(minor), currency)


def _unit_price(amount: Money, quantity: Decimal) -> Decimal:
    return to_rate(Fraction(amount.major) / Fraction(quantity))
