"""What a credit line bears today: each product's part, by the check that a draw blocks it with."""

from __future__ import annotations

from datetime import timedelta

from application.processes.what_can_be_drawn import (
    BlockUnderWay,
    Drawable,
    LineBears,
    PartBears,
    least,
    open_to_draws,
    standing_in_the_way,
    told_no,
    without_account,
)
from application.shared.ports import Reading
from domain.credit_line.checks import may_block
from domain.credit_line.commands import Block
from domain.credit_line.state import Line
from domain.shared.event import Context
from domain.shared.facility import Product
from domain.shared.ids import FinancingId
from domain.shared.money import Money
from domain.shared.refusal import Refusal

SOON = timedelta(days=1)
ASKED = FinancingId("asked")
"""A block that is never made."""


def drawable_on_line(reading: Reading, line: Line, context: Context) -> Drawable:
    """`available` is what the line itself can be drawn for; other products use their parts."""
    day = context.now.day
    bears = line.available(day, Product.CREDIT_LINE)
    obstacles = (
        *standing_in_the_way(reading, context, line.borrower, line.lender),
        *without_account(reading, context, line.borrower),
        *_refused(line, Product.CREDIT_LINE, context),
    )
    return Drawable(
        product=Product.CREDIT_LINE,
        facility=line.line,
        lender=line.lender,
        borrower=line.borrower,
        outstanding=line.usage.utilised(line.currency, Product.CREDIT_LINE.value),
        bears=bears,
        available=open_to_draws(bears, obstacles),
        obstacles=obstacles,
        line=_as_it_stands(line, context),
    )


def _as_it_stands(line: Line, context: Context) -> LineBears:
    day = context.now.day
    terms, limit, used = line.terms_on(day), line.total_on(day), line.in_use(day)
    return LineBears(
        limit=limit,
        in_use=used,
        utilised=line.usage.utilised(line.currency),
        left=max(limit - used, Money.zero(line.currency)),
        parts=tuple(_part(line, part.product, context) for part in terms.parts),
        blocks=_blocks(line, context),
        draw_minimum=terms.draw_minimum,
        valid_until=terms.valid_until,
    )


def _part(line: Line, product: Product, context: Context) -> PartBears:
    day = context.now.day
    agreed = line.terms_on(day).part_of(product)
    return PartBears(
        product=product,
        limit=None if agreed is None else agreed.limit,
        in_use=line.in_use(day, product),
        available=line.available(day, product),
        obstacle=next(iter(_refused(line, product, context)), None),
    )


def _refused(line: Line, product: Product, context: Context) -> tuple[Refusal, ...]:
    """What blocking all that is there, or the least that may be asked for, is refused with."""
    day = context.now.day
    wanted = Block(
        financing=ASKED,
        borrower=line.borrower,
        product=product,
        amount=max(line.available(day, product), least(line.terms_on(day).draw_minimum)),
        due_on=day + SOON,
        bound=False,
    )
    return told_no(lambda: may_block(line, wanted, day))


def _blocks(line: Line, context: Context) -> tuple[BlockUnderWay, ...]:
    promised = (
        BlockUnderWay(financing, Product(use.heading), amount, use.until)
        for financing, use in sorted(line.usage.uses.items())
        if (amount := use.reserved_on(context.now.day)).is_positive
    )
    return tuple(promised)
