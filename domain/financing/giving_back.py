"""What was paid too much goes back; a large sum only when a second person has looked."""

from __future__ import annotations

from typing import assert_never

from domain.financing import events as fact
from domain.financing import refusals as no
from domain.financing import surplus_commands as ask
from domain.financing.posting import Decision, what_all_say
from domain.financing.state import Financing
from domain.shared.event import Context
from domain.shared.money import Money
from domain.shared.refusal import Refused


def give_back(financing: Financing, command: ask.SurplusCommand, context: Context) -> Decision:
    match command:
        case ask.HoldSurplus():
            return _hold(financing, command, context)
        case ask.ReleaseSurplus():
            return _release(financing, command, context)
        case ask.DropSurplus():
            return _drop(financing, command, context)
        case _:
            assert_never(command)


def _hold(financing: Financing, command: ask.HoldSurplus, context: Context) -> Decision:
    if not command.amount.is_positive:
        raise Refused(no.AmountNotPositive(command.amount))

    return (
        fact.SurplusHeld(
            **what_all_say(financing, context),
            reference=command.reference,
            to=command.to,
            amount=command.amount,
            left=financing.surplus_held + command.amount,
        ),
    )


def _release(financing: Financing, command: ask.ReleaseSurplus, context: Context) -> Decision:
    held = [it for it in financing.held if it.reference == command.reference]
    if not held:
        raise Refused(no.NoSurplusHeld(command.reference))
    if any(it.by == context.by for it in held):
        raise Refused(no.ReleasesOwnSurplus(context.by))

    events, left = list[fact.SurplusReleased](), financing.surplus_held
    for it in held:
        left -= it.amount
        said = what_all_say(financing, context)
        released = fact.SurplusReleased(
            **said, reference=it.reference, to=it.to, amount=it.amount, left=left
        )
        events.append(released)
    return tuple(events)


def _drop(financing: Financing, command: ask.DropSurplus, context: Context) -> Decision:
    """The last one first; nothing where none is held."""
    events, left, needed = list[fact.SurplusDropped](), financing.surplus_held, command.amount
    for it in reversed(financing.held):
        amount = min(it.amount, needed) if it.to == command.to else Money.zero(needed.currency)
        if not amount.is_positive:
            continue
        left, needed = left - amount, needed - amount
        said = what_all_say(financing, context)
        dropped = fact.SurplusDropped(
            **said, reference=it.reference, to=it.to, amount=amount, left=left
        )
        events.append(dropped)
    return tuple(events)
