"""Order, goods and money held against each other, line by line (三单匹配).

A pure function over what was ordered and the papers there are, in whatever order they
came. What is short or refused counts as lost only once that is final: the buyer says
that it will not come, or the order is closed. A line that is merely late is told, and
costs nothing here.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from domain.e_order.order import Bill, Goods, GoodsLine, Line, Paper, Papers, worth
from domain.e_order.placing import N, Ordered, Placed, is_other_item, is_other_unit, placed
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


@dataclass(frozen=True, slots=True)
class Counted:
    """What the papers say of one line of the order."""

    line: Line
    sent: Decimal | None
    got: Decimal | None
    """None where no paper speaks of it."""

    rejected: Decimal
    short: Decimal
    billed: Decimal
    billed_for: Money

    @property
    def delivered(self) -> Decimal:
        return max(self.sent or ZERO, self.got or ZERO)

    @property
    def good(self) -> Decimal:
        """What arrived and was not refused."""
        return max((self.got or ZERO) - self.rejected, ZERO)


def match(
    lines: Sequence[Line], papers: Papers, timing: Timing, allowed: Tolerances = EXACT
) -> tuple[Mismatch, ...]:
    """Every mismatch there is, by line; `lines` have what is still ordered of each."""
    if not lines:
        return ()
    ordered = Ordered(lines)
    billed = _placed_well(ordered, _bill_lines(papers.ever(Paper.INVOICE)))
    found = [
        mismatch
        for counted in _count(ordered, papers, billed)
        for mismatch in (*_of_goods(counted, timing, allowed), *_of_money(counted, allowed))
    ]
    found += [*_prices(billed, allowed), *_strange(ordered, papers)]
    return tuple(sorted(found, key=lambda it: (it.line, it.discord, it.expected, it.found)))


def quantities_of(lines: Sequence[Line], goods: Iterable[Goods]) -> Mapping[str, Decimal]:
    """How much of each line, where a paper speaks of it."""
    return {line: _sum_of(said) for line, said in _goods_by_line(Ordered(lines), goods).items()}


def count(lines: Sequence[Line], papers: Papers) -> Iterator[Counted]:
    ordered = Ordered(lines)
    billed = _placed_well(ordered, _bill_lines(papers.ever(Paper.INVOICE)))
    return _count(ordered, papers, billed)


def _count(ordered: Ordered, papers: Papers, bills: list[Placed[BillLine]]) -> Iterator[Counted]:
    sent, got = (_goods_by_line(ordered, them) for them in (papers.despatches, papers.receipts))
    billed = _billed(bills)
    credited = _billed(_placed_well(ordered, _bill_lines(papers.ever(Paper.CREDIT_NOTE))))
    for line in ordered.lines:
        mine, nothing = got.get(line.line, ()), Money.zero(line.amount.currency)
        plus, plus_for = billed.get(line.line, (ZERO, nothing))
        minus, minus_for = credited.get(line.line, (ZERO, nothing))
        yield Counted(
            line=line,
            sent=_sum_of(sent[line.line]) if line.line in sent else None,
            got=_sum_of(mine) if mine else None,
            rejected=sum((it.rejected for it in mine), ZERO),
            short=sum((it.short for it in mine), ZERO),
            billed=max(plus - minus, ZERO),
            billed_for=max(plus_for - minus_for, nothing),
        )


def _goods_by_line(ordered: Ordered, goods: Iterable[Goods]) -> Mapping[str, Sequence[GoodsLine]]:
    """What papers say of each line, where they speak of it."""
    found: dict[str, list[GoodsLine]] = {}
    for it in _placed_well(ordered, [line for paper in goods for line in paper.lines]):
        if it.line is not None:
            found.setdefault(it.line.line, []).append(it.said)
    return found


def _sum_of(said: Iterable[GoodsLine]) -> Decimal:
    return sum((it.quantity for it in said), ZERO)


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
    discord = _is_strange(it)
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


def _is_strange(it: Placed[Any]) -> Discord | None:
    if it.line is None:
        return Discord.NOT_ORDERED
    if is_other_item(it.line, it.said.item):
        return Discord.OTHER_ITEM
    return Discord.OTHER_UNIT if is_other_unit(it.line, it.said.unit) else None


def _placed_well(ordered: Ordered, said: Iterable[N]) -> list[Placed[N]]:
    return [it for it in placed(ordered, said) if not _is_strange(it)]


def _bill_lines(bills: Iterable[Bill]) -> list[BillLine]:
    return [line for bill in bills for line in bill.lines]


def _billed(bills: Iterable[Placed[BillLine]]) -> dict[str, tuple[Decimal, Money]]:
    sums: dict[str, tuple[Decimal, Money]] = {}
    for it in bills:
        if it.line is not None:
            nothing = (ZERO, Money.zero(it.said.amount.currency))
            quantity, amount = sums.get(it.line.line, nothing)
            sums[it.line.line] = (quantity + it.said.quantity, amount + it.said.amount)
    return sums


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
