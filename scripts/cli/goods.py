"""Goods as they are written on the command line: lines and how much of each, as 1=90."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation

import typer

from domain.e_order.order import Goods, GoodsLine

UNSAID = date.min


def goods_of(number: str, lines: list[str] | None, on: date | None) -> Goods:
    said = tuple(GoodsLine(line=of, quantity=much) for of, much in quantities_in(lines))
    return Goods(number=number, issued_on=on or UNSAID, lines=said)


def turned_away(goods: Goods, refused: list[str] | None) -> Goods:
    """With what was refused of what came; raise `typer.BadParameter` where none of it came."""
    away = dict(quantities_in(refused))
    strange = sorted(away.keys() - {it.line for it in goods.lines})
    if strange:
        raise typer.BadParameter(f"nothing came on {', '.join(strange)}: say it with --line")
    lines = (replace(it, rejected=away.get(it.line, it.rejected)) for it in goods.lines)
    return replace(goods, lines=tuple(lines))


def missing(goods: Goods, short: list[str] | None) -> Goods:
    """With what will not come on the lines of what came, or on lines of their own."""
    lacking = dict(quantities_in(short))
    came = tuple(replace(it, short=lacking.pop(it.line, it.short)) for it in goods.lines)
    none = (GoodsLine(line=of, quantity=Decimal(0), short=much) for of, much in lacking.items())
    return replace(goods, lines=(*came, *none))


def quantities_in(lines: list[str] | None) -> tuple[tuple[str, Decimal], ...]:
    return tuple(_quantity(written) for written in lines or ())


def _quantity(written: str) -> tuple[str, Decimal]:
    line, _, much = written.rpartition("=")
    try:
        return line, Decimal(much)
    except InvalidOperation as why:
        raise typer.BadParameter(f"{written!r} is not a line and a quantity, as 1=90") from why
