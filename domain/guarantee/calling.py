"""The guarantor is called, pays, or is free because nobody called it in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import assert_never

from domain.guarantee import call_refusals as no
from domain.guarantee import checks
from domain.guarantee import commands as ask
from domain.guarantee import events as fact
from domain.guarantee.agreement import Ground, Liability
from domain.guarantee.call_events import HonourReversed
from domain.guarantee.debt import Claimed, Debt, Paid
from domain.guarantee.state import Guarantee
from domain.shared.event import Context
from domain.shared.ids import FinancingId
from domain.shared.money import Money
from domain.shared.refusal import Refused

Calling = ask.Call | ask.ApplyMargin | ask.Honour
Decision = tuple[fact.GuaranteeEvent, ...]


def claim(state: Guarantee, command: Calling, context: Context) -> Decision:
    debt = checks.debt_of(state, command.financing)
    checks.amount_fits(state, command.amount)
    match command:
        case ask.Call():
            return _call(state, debt, command, context)
        case ask.ApplyMargin():
            return _apply(state, debt, command, context)
        case ask.Honour():
            return _honour(state, debt, command, context)
        case _:
            assert_never(command)


def _call(state: Guarantee, debt: Debt, command: ask.Call, context: Context) -> Decision:
    checks.has_not_lapsed(debt, command.financing)
    if not command.overdue and context.now.day <= debt.due_on:
        raise Refused(no.NotDueYet(debt.due_on, context.now.day))
    if state.terms.liability is not Liability.JOINT_AND_SEVERAL:
        _debtor_came_first(debt, command.ground)
    if context.now.day > debt.ends_on and not _stands_by_suit(state, debt):
        raise Refused(no.PeriodOver(debt.ends_on, context.now.day))
    guaranteed = state.utilised(command.financing) - debt.claimed.total
    if command.amount > guaranteed:
        raise Refused(no.BeyondGuaranteed(command.amount, guaranteed))

    from_margin = _out_of_margin(state, command.amount, context)
    more = Claimed(from_margin=from_margin, of_guarantor=command.amount - from_margin)
    return (
        fact.GuaranteeCalled(
            **checks.said_of_debt(state, command.financing, debt.borrower, context),
            amount=command.amount,
            from_margin=more.from_margin,
            of_guarantor=more.of_guarantor,
            pay_by=command.pay_by,
            ground=command.ground,
            evidence=command.evidence,
            ends_on=debt.ends_on,
            claimed=debt.claimed.plus(more),
        ),
    )


def _debtor_came_first(debt: Debt, ground: Ground) -> None:
    """Civil Code 687."""
    if ground is Ground.DUE_AND_UNPAID:
        raise Refused(no.GroundTooWeak(ground))
    if ground is Ground.ENFORCED_IN_VAIN and debt.sued_on is None:
        raise Refused(no.DebtorNotSued(debt.ends_on))


def _stands_by_suit(state: Guarantee, debt: Debt) -> bool:
    """Civil Code 693: an ordinary guarantee outlasts its period where the debtor was sued in it."""
    ordinary = state.terms.liability is not Liability.JOINT_AND_SEVERAL
    return ordinary and debt.sued_on is not None


def _out_of_margin(state: Guarantee, amount: Money, context: Context) -> Money:
    """As much as the other uses do not need."""
    free = state.margin_held - state.margin_required(context.now.day, -amount)
    return min(amount, max(free, Money.zero(amount.currency)))


def _apply(state: Guarantee, debt: Debt, command: ask.ApplyMargin, context: Context) -> Decision:
    _payment_fits(state, debt.claimed.from_margin, command, context)

    said = checks.said_of_debt(state, command.financing, debt.borrower, context)
    said["effective_on"] = command.value_date
    return (
        fact.MarginApplied(
            **said,
            amount=command.amount,
            value_date=command.value_date,
            bank_reference=command.bank_reference,
            still_aside=debt.claimed.from_margin - command.amount,
            balance=state.margin - command.amount,
            subrogated=debt.paid + command.amount,
        ),
    )


def _honour(state: Guarantee, debt: Debt, command: ask.Honour, context: Context) -> Decision:
    """What it pays beyond its own part frees margin that was set aside.

    It may pay all that it was called for: what the debtor paid meanwhile is no longer claimed,
    and yet the guarantor's money may count for an earlier day and come before it.
    """
    _payment_fits(state, debt.unpaid, command, context)
    taken = _taken(command)
    if taken.is_zero:
        return ()
    claimed = debt.claimed.less(taken)

    said = checks.said_of_debt(state, command.financing, debt.borrower, context)
    said["effective_on"] = command.value_date
    return (
        fact.CallHonoured(
            **said,
            amount=taken,
            value_date=command.value_date,
            bank_reference=command.bank_reference,
            still_claimed=claimed.total,
            subrogated=debt.paid + taken,
            freed=min(taken, state.utilised(command.financing)),
            claimed=claimed,
        ),
    )


def _payment_fits(
    state: Guarantee, claimed: Money, command: ask.ApplyMargin | ask.Honour, context: Context
) -> None:
    checks.happened(command.value_date, context)
    if claimed.is_zero:
        raise Refused(no.NothingClaimed(command.financing))
    checks.reference_is_new(state, command.bank_reference)
    if _taken(command) > claimed:
        raise Refused(no.BeyondClaimed(_taken(command), claimed))


def _taken(command: ask.ApplyMargin | ask.Honour) -> Money:
    """All that left the margin left it; of what the guarantor paid, what the financing took."""
    taken = command.taken if isinstance(command, ask.Honour) else None
    return command.amount if taken is None else taken


def take_back(state: Guarantee, command: ask.ReverseHonour, context: Context) -> Decision:
    """What was claimed in time is claimed again, whether or not the period ended meanwhile.

    If the debt went down meanwhile, only as far as the guarantor is bound for it now.
    """
    debt = checks.debt_of(state, command.financing)
    paid = debt.paid_by(command.bank_reference)
    if paid is None:
        raise Refused(no.PaymentUnknown(command.bank_reference))

    again = _again(state, command.financing, paid, context)
    claimed = debt.claimed.plus(again)
    return (
        HonourReversed(
            **checks.said_of_debt(state, command.financing, debt.borrower, context),
            amount=paid.amount,
            bank_reference=paid.reference,
            from_margin=again.from_margin,
            of_guarantor=again.of_guarantor,
            balance=state.margin + paid.amount if paid.out_of_margin else state.margin,
            still_claimed=claimed.total,
            subrogated=debt.paid - paid.amount,
            claimed=claimed,
        ),
    )


def _again(state: Guarantee, financing: FinancingId, paid: Paid, context: Context) -> Claimed:
    debt, aside = state.debts[financing], _aside_again(state, paid, context)
    left = debt.bound_without(paid.amount) - (debt.paid - paid.amount)
    whole = Claimed(from_margin=aside, of_guarantor=paid.amount - aside)
    return whole.at_most(left - state.utilised(financing))


def _aside_again(state: Guarantee, paid: Paid, context: Context) -> Money:
    """Margin that the payment had made free may secure something else by now, or be gone."""
    if paid.out_of_margin:
        back = max(state.margin_held + paid.amount, Money.zero(state.currency))
        return min(paid.amount, back)
    free = max(state.margin_free(context.now.day), Money.zero(state.currency))
    return min(paid.was_aside, free)


def keep_periods(state: Guarantee, context: Context) -> Decision:
    """Nothing where nothing ends: asked again, there is nothing new to say."""
    every = (_kept(state, name, context) for name in sorted(state.usage.uses))
    return tuple(event for events in every for event in events)


def _kept(
    state: Guarantee, financing: FinancingId, context: Context
) -> Iterator[fact.GuaranteeEvent]:
    debt, use, today = state.debts[financing], state.usage.of(financing), context.now.day
    if use is None or debt.lapsed:
        return
    said = checks.said_of_debt(state, financing, debt.borrower, context)
    unclaimed = use.utilised - debt.claimed.total
    if use.until is not None and use.until < today and use.reserved.is_positive:
        nothing = Money.zero(state.currency)
        yield fact.GuaranteeDropped(**said, amount=use.reserved, utilised=nothing)
    elif unclaimed.is_zero or _stands_by_suit(state, debt):
        return
    elif today > debt.ends_on:
        yield fact.GuaranteeLapsed(**said, ended_on=debt.ends_on, amount=unclaimed)
    elif not debt.warned and today >= debt.ends_on - timedelta(days=state.creditor.alarm_days):
        yield fact.GuaranteeEndsSoon(**said, ends_on=debt.ends_on, amount=unclaimed)
