"""A part of a limit is blocked for a financing, utilised, released, restored or dropped."""

from __future__ import annotations

from typing import assert_never

from domain.lender_limit import commands as ask
from domain.lender_limit import events as fact
from domain.lender_limit import refusals as no
from domain.lender_limit.checks import (
    Said,
    account_bears,
    of_one_financing,
    what_all_say,
)
from domain.lender_limit.evolve import evolve
from domain.lender_limit.limiting import decide_limit
from domain.lender_limit.state import Account
from domain.lender_limit.terms import Capacity
from domain.shared.event import Context
from domain.shared.ids import FinancingId, PartyId
from domain.shared.money import Money
from domain.shared.refusal import BrokenPromise, Refused
from domain.shared.usage import Use

Decision = tuple[fact.LimitEvent, ...]
Blocking = ask.Block | ask.Bind | ask.Utilise | ask.Release | ask.Restore | ask.Drop | ask.EndBlocks
Named = ask.Block | ask.Bind | ask.Utilise | ask.Release | ask.Restore | ask.Drop


class SaidOfUse(Said):
    """Whose account, for which financing."""

    lender: PartyId
    party: PartyId
    financing: FinancingId


def decide_use(account: Account, command: Blocking, context: Context) -> Decision:
    match command:
        case ask.Block():
            return _block(account, command, context)
        case ask.Bind() | ask.Utilise():
            return _go_on(account, command, context)
        case ask.Release():
            return _with_check(account, _release(account, command, context), context)
        case ask.Restore():
            restored = _restore(account, command, context)
            return _with_check(account, restored, context)
        case ask.Drop():
            return _with_check(account, _drop(account, command.financing, context), context)
        case ask.EndBlocks():
            return _with_check(account, _end_blocks(account, context), context)
        case _:
            assert_never(command)


def _block(account: Account, command: ask.Block, context: Context) -> Decision:
    parts = (command.obligor, command.guarantor)
    if any(part.is_negative for part in parts) or all(part.is_zero for part in parts):
        raise Refused(no.AmountUnsound(*parts))
    known = [use for use in _uses(account, command) if use is not None]
    if any(not use.has_lapsed(context.now.day) for use in known):
        raise Refused(no.AlreadyBlocked(command.financing))
    account_bears(account, of_one_financing(*parts), context.now.day)

    return (
        fact.LimitBlocked(
            **_said(account, command.financing, context),
            obligor=command.obligor,
            guarantor=command.guarantor,
            until=command.until,
            owed_as=command.owed_as,
        ),
    )


def _go_on(account: Account, command: ask.Bind | ask.Utilise, context: Context) -> Decision:
    obligor, guarantor = _uses(account, command)
    blocked = [use for use in (obligor, guarantor) if use is not None and use.reserved.is_positive]
    if not blocked:
        raise Refused(no.NotBlocked(command.financing))
    for use in blocked:
        if use.until is not None and use.has_lapsed(context.now.day):
            raise Refused(no.BlockLapsed(command.financing, use.until))

    said = _said(account, command.financing, context)
    if isinstance(command, ask.Bind):
        return (fact.BlockBound(**said),) if any(use.until for use in blocked) else ()
    zero = Money.zero(blocked[0].reserved.currency)
    return (
        fact.LimitUtilised(
            **said,
            obligor=obligor.reserved if obligor else zero,
            guarantor=guarantor.reserved if guarantor else zero,
        ),
    )


def _release(account: Account, command: ask.Release, context: Context) -> Decision:
    _sound(command)
    asked = (command.obligor, command.guarantor)
    capacities = (Capacity.OBLIGOR, Capacity.GUARANTOR)
    for use, part, capacity in zip(_uses(account, command), asked, capacities, strict=True):
        utilised = use.utilised if use else Money.zero(part.currency)
        if part > utilised:
            raise Refused(no.ReleasedTooMuch(command.financing, capacity, part, utilised))

    return (
        fact.LimitReleased(
            **_said(account, command.financing, context),
            obligor=command.obligor,
            guarantor=command.guarantor,
        ),
    )


def _restore(account: Account, command: ask.Restore, context: Context) -> Decision:
    """Nothing where it was lent before accounts were kept: it was never counted here."""
    _sound(command)
    if command.financing not in account.ever_blocked:
        return ()

    return (
        fact.LimitRestored(
            **_said(account, command.financing, context),
            obligor=command.obligor,
            guarantor=command.guarantor,
        ),
    )


def _end_blocks(account: Account, context: Context) -> Decision:
    """By the calendar it is free already; that is said once."""
    names = sorted({*account.as_obligor.uses, *account.as_guarantor.uses})
    over = (name for name in names if _is_over(account, name, context))
    return tuple(event for name in over for event in _drop(account, name, context))


def _is_over(account: Account, name: FinancingId, context: Context) -> bool:
    uses = (account.as_obligor.of(name), account.as_guarantor.of(name))
    return all(use is None or use.has_lapsed(context.now.day) for use in uses)


def _drop(account: Account, financing: FinancingId, context: Context) -> Decision:
    obligor, guarantor = account.as_obligor.of(financing), account.as_guarantor.of(financing)
    known = obligor or guarantor
    if known is None:
        raise Refused(no.NotBlocked(financing))
    zero = Money.zero(known.reserved.currency)

    return (
        fact.BlockDropped(
            **_said(account, financing, context),
            obligor=obligor.reserved + obligor.utilised if obligor else zero,
            guarantor=guarantor.reserved + guarantor.utilised if guarantor else zero,
        ),
    )


def _with_check(account: Account, decided: Decision, context: Context) -> Decision:
    """What came back may go beyond the limit, and what is freed may end that: it is said."""
    after = account
    for event in decided:
        changed = evolve(after, event)
        if not isinstance(changed, Account):
            raise BrokenPromise("an account stays an account")
        after = changed
    return (*decided, *decide_limit(after, ask.CheckLimit(), context))


def _sound(command: ask.Release | ask.Restore) -> None:
    parts = (command.obligor, command.guarantor)
    if any(part.is_negative for part in parts) or all(part.is_zero for part in parts):
        raise Refused(no.AmountUnsound(*parts))


def _uses(account: Account, command: Named) -> tuple[Use | None, Use | None]:
    return account.as_obligor.of(command.financing), account.as_guarantor.of(command.financing)


def _said(account: Account, financing: FinancingId, context: Context) -> SaidOfUse:
    return {
        **what_all_say(context),
        "lender": account.lender,
        "party": account.party,
        "financing": financing,
    }
