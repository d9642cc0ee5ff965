"""What stands behind whom: the supplier over products, the lender by product and by party."""

from __future__ import annotations

from collections.abc import Iterator

from application.lender_limit import streams as limits
from application.processes.looking import limit_for
from application.processes.programmes import programme_for
from application.views.exposure import EXPOSURE
from application.views.financing_eligibility import FINANCING_ELIGIBILITY
from application.views.guarantees import GUARANTEES
from application.views.guarantees import seen as guarantee_seen
from application.views.lines import LINES
from application.views.lines import seen as line_seen
from application.views.programmes import PROGRAMMES, suppliers_of
from domain.shared.money import Money
from scripts.demo.cast import HARBOUR, LANTERN, WILLOW
from scripts.demo.stage import Stage

Row = tuple[str, ...]


def show_what_stands_behind(stage: Stage) -> None:
    """While it is lent, and again when it is repaid."""
    stage.house.catch_up()
    _willow(stage)
    _lantern(stage)


def show_order_figures(stage: Stage) -> None:
    stage.teller.act("What the order came to", "订单的结果")
    show_what_stands_behind(stage)


def _willow(stage: Stage) -> None:
    stage.teller.table(
        ("Willow Forgings over all products", "柳锻件厂各产品额度"),
        (("product", "产品"), ("of", "对象"), *_MONEY),
        [*_programmes(stage), *_lines(stage), *_pools(stage)],
    )


def _lantern(stage: Stage) -> None:
    stage.teller.table(
        ("What Lantern Bank has on whom", "灯塔银行的敞口、担保与限额"),
        (("by", "维度"), ("of", "对象"), *_MONEY),
        [*_limits(stage), *_guarantees(stage), *_drawn(stage)],
    )


_MONEY = (("limit", "限额"), ("in use", "已用"), ("available", "可用"))


def _programmes(stage: Stage) -> Iterator[Row]:
    for _, row in stage.house.views.all(PROGRAMMES, LANTERN.party):
        named = row.programme.programme
        with stage.house.store.reading() as reading:
            programme = programme_for(reading, named, None).state
        for each in suppliers_of(programme):
            money = (each.limit, each.outstanding, each.available)
            yield ("e_order", named, *map(_plain, money))


def _lines(stage: Stage) -> Iterator[Row]:
    day = stage.house.clock.now().day
    for _, row in stage.house.views.all(LINES, WILLOW.party):
        seen = line_seen(row.line, day)
        money = (seen.limit, seen.in_use, seen.limit - seen.in_use)
        yield ("credit_line", seen.line, *map(_plain, money))


def _pools(stage: Stage) -> Iterator[Row]:
    for _, row in stage.house.views.all(FINANCING_ELIGIBILITY, WILLOW.party):
        money = (row.base, row.outstanding, row.available)
        yield ("receivable_pool", row.pool, *map(_plain, money))


def _drawn(stage: Stage) -> Iterator[Row]:
    for _, row in stage.house.views.all(EXPOSURE, LANTERN.party):
        if row.dimension in {"product", "guarantor", "obligor"}:
            drawn = _plain(Money(row.drawn, row.currency))
            yield (row.dimension, row.of, "", drawn, "")


def _guarantees(stage: Stage) -> Iterator[Row]:
    day = stage.house.clock.now().day
    for _, row in stage.house.views.all(GUARANTEES, HARBOUR.party):
        seen = guarantee_seen(row, day, HARBOUR.party)
        money = (seen.limit, seen.in_use, seen.available)
        yield ("guarantee", seen.guarantee, *map(_plain, money))


def _limits(stage: Stage) -> Iterator[Row]:
    account = limits.account_of(LANTERN.party, HARBOUR.party)
    with stage.house.store.reading() as reading:
        found = limit_for(reading, account, stage.house.clock.now().day)
    if found.counts is None or found.in_use is None or found.counts.together is None:
        return
    most, used = found.counts.together, found.in_use.together
    yield ("limit", HARBOUR.party, *map(_plain, (most, used, most - used)))


def _plain(money: Money) -> str:
    return f"{money.major:,.2f}"
