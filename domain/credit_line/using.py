"""A part of the line is blocked for a financing, utilised, released, restored or dropped."""

from __future__ import annotations

from datetime import date, timedelta
from typing import assert_never

from domain.credit_line import commands as ask
from domain.credit_line import draw_refusals as no_draw
from domain.credit_line import events as fact
from domain.credit_line.checks import Said, may_block, positive, same_currency, what_all_say
from domain.credit_line.state import Line
from domain.shared.event import Context
from domain.shared.facility import Product
from domain.shared.ids import FinancingId
from domain.shared.refusal import Refused
from domain.shared.usage import Use

Decision = tuple[fact.LineEvent, ...]


def decide_use(line: Line, command: ask.UseCommand, context: Context) -> Decision:
    match command:
        case ask.Block():
            return _block(line, command, context)
        case ask.Bind():
            return _bind(line, command, context)
        case ask.Utilise():
            return _utilise(line, command, context)
        case ask.Release() | ask.Restore():
            return _move(line, command, context)
        case ask.Drop():
            return _drop(line, command, context)
        case ask.EndBlocks():
            return _end_blocks(line, context)
        case _:
            assert_never(command)


def _block(line: Line, command: ask.Block, context: Context) -> Decision:
    today, use = context.now.day, line.usage.of(command.financing)
    if use is not None and not use.has_lapsed(today):
        raise Refused(no_draw.AlreadyBlocked(command.financing))
    may_block(line, command, today)

    days = timedelta(days=line.terms_on(today).block_days)
    return (
        fact.LineBlocked(
            **what_all_say(line, context),
            financing=command.financing,
            product=command.product,
            amount=command.amount,
            until=None if command.bound else today + days,
        ),
    )


def _bind(line: Line, command: ask.Bind, context: Context) -> Decision:
    use = _blocked(line, command.financing, context)
    if use.until is None:
        return ()

    return (fact.BlockBound(**what_all_say(line, context), financing=command.financing),)


def _utilise(line: Line, command: ask.Utilise, context: Context) -> Decision:
    """Never refused for the limit: a block that stands is a promise."""
    use = _blocked(line, command.financing, context)

    return (
        fact.LineUtilised(
            **_said_on(line, command.value_date, context),
            financing=command.financing,
            product=Product(use.heading),
            amount=use.reserved,
        ),
    )


def _move(line: Line, command: ask.Release | ask.Restore, context: Context) -> Decision:
    positive(command.amount)
    same_currency(line, command.amount)
    said = _said_on(line, command.value_date, context)
    name, amount = command.financing, command.amount
    if isinstance(command, ask.Restore):
        product = command.product
        return (fact.LineRestored(**said, financing=name, product=product, amount=amount),)
    use = line.usage.of(name)
    if use is None or amount > use.utilised:
        raise Refused(no_draw.ReleasedTooMuch(name, amount, line.use_of(name)))
    heading = Product(use.heading)
    return (fact.LineReleased(**said, financing=name, product=heading, amount=amount),)


def _drop(line: Line, command: ask.Drop, context: Context) -> Decision:
    use = line.usage.of(command.financing)
    if use is None:
        raise Refused(no_draw.NotBlocked(command.financing))

    said = _said_on(line, command.value_date, context)
    return (_dropped(said, command.financing, use, command.reason),)


def _end_blocks(line: Line, context: Context) -> Decision:
    """By the calendar it is free already; that is said once."""
    said, today = what_all_say(line, context), context.now.day
    return tuple(
        _dropped(said, name, use, f"not paid out by {use.until}")
        for name, use in sorted(line.usage.uses.items())
        if use.has_lapsed(today)
    )


def _dropped(said: Said, name: FinancingId, use: Use, reason: str) -> fact.BlockDropped:
    return fact.BlockDropped(
        **said,
        financing=name,
        product=Product(use.heading),
        blocked=use.reserved,
        utilised=use.utilised,
        reason=reason,
    )


def _blocked(line: Line, financing: FinancingId, context: Context) -> Use:
    use = line.usage.of(financing)
    if use is None or not use.reserved.is_positive:
        raise Refused(no_draw.NotBlocked(financing))
    if use.until is not None and use.has_lapsed(context.now.day):
        raise Refused(no_draw.BlockLapsed(financing, use.until))
    return use


def _said_on(line: Line, day: date, context: Context) -> Said:
    """The bank's day, which may lie before today."""
    said = what_all_say(line, context)
    said["effective_on"] = min(day, context.now.day)
    return said
