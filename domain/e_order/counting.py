"""What the papers say of each line of an order, each line of theirs counted once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from domain.e_order.order import Bill, Goods, GoodsLine, Line, Paper, Papers
from domain.e_order.placing import N, Ordered, Placed, is_other_item, is_other_unit, placed
from domain.eligibility.order_facts import Discord
from domain.shared.money import Money
from domain.shared.trade_document import BillLine

ZERO = Decimal(0)


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


def quantities_of(lines: Sequence[Line], goods: Iterable[Goods]) -> Mapping[str, Decimal]:
    """How much of each line, where a paper speaks of it."""
    return {line: _sum_of(said) for line, said in _goods_by_line(Ordered(lines), goods).items()}


def count(lines: Sequence[Line], papers: Papers) -> Iterator[Counted]:
    ordered = Ordered(lines)
    billed = placed_well(ordered, lines_of(papers.ever(Paper.INVOICE)))
    return counted_on(ordered, papers, billed)


def counted_on(
    ordered: Ordered, papers: Papers, bills: list[Placed[BillLine]]
) -> Iterator[Counted]:
    sent, got = (_goods_by_line(ordered, them) for them in (papers.despatches, papers.receipts))
    billed = _billed(bills)
    credited = _billed(placed_well(ordered, lines_of(papers.ever(Paper.CREDIT_NOTE))))
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
    for it in placed_well(ordered, [line for paper in goods for line in paper.lines]):
        if it.line is not None:
            found.setdefault(it.line.line, []).append(it.said)
    return found


def _sum_of(said: Iterable[GoodsLine]) -> Decimal:
    return sum((it.quantity for it in said), ZERO)


def _billed(bills: Iterable[Placed[BillLine]]) -> dict[str, tuple[Decimal, Money]]:
    sums: dict[str, tuple[Decimal, Money]] = {}
    for it in bills:
        if it.line is not None:
            nothing = (ZERO, Money.zero(it.said.amount.currency))
            quantity, amount = sums.get(it.line.line, nothing)
            sums[it.line.line] = (quantity + it.said.quantity, amount + it.said.amount)
    return sums


def lines_of(bills: Iterable[Bill]) -> list[BillLine]:
    return [line for bill in bills for line in bill.lines]


def placed_well(ordered: Ordered, said: Iterable[N]) -> list[Placed[N]]:
    return [it for it in placed(ordered, said) if not strangeness(it)]


def strangeness(it: Placed[Any]) -> Discord | None:
    if it.line is None:
        return Discord.NOT_ORDERED
    if is_other_item(it.line, it.said.item):
        return Discord.OTHER_ITEM
    return Discord.OTHER_UNIT if is_other_unit(it.line, it.said.unit) else None
