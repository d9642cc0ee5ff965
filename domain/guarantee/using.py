"""A guarantee is reserved, utilised, released with repayment, and used again where that fails."""

from __future__ import annotations

from datetime import timedelta
from typing import assert_never

from domain.guarantee import checks
from domain.guarantee import commands as ask
from domain.guarantee import events as fact
from domain.guarantee import use_refusals as no
from domain.guarantee.checks import SaidOfDebt
from domain.guarantee.licence import Liabilities, Licence, breaches
from domain.guarantee.state import Guarantee
from domain.shared.event import Context
from domain.shared.law.guarantee_period import guarantee_ends
from domain.shared.money import Money
from domain.shared.refusal import Refused
from domain.shared.usage import Use

Using = ask.Reserve | ask.Utilise | ask.Release | ask.Restore | ask.Drop
Decision = tuple[fact.GuaranteeEvent, ...]


def use(state: Guarantee, command: Using, context: Context) -> Decision:
    if isinstance(command, ask.Reserve):
        return _reserve(state, command, context)
    debt = checks.debt_of(state, command.financing)
    said = checks.said_of_debt(state, command.financing, debt.borrower, context)
    match command:
        case ask.Utilise():
            return _utilise(state, command, said)
        case ask.Release():
            return _release(state, command, said)
        case ask.Restore():
            return _restore(state, command, said)
        case ask.Drop():
            return _drop(state, command, said)
        case _:
            assert_never(command)


def _reserve(state: Guarantee, command: ask.Reserve, context: Context) -> Decision:
    checks.amount_fits(state, command.amount)
    open_for_new_use(state, context)
    _covers(state, command)
    if command.financing in state.debts:
        raise Refused(no.AlreadyReserved(command.financing))
    if command.due_on <= context.now.day:
        raise Refused(no.DueTooSoon(command.due_on, context.now.day))
    bears(state, command.amount, context)
    _licence_bears(state, command, context)

    day = context.now.day
    said = checks.said_of_debt(state, command.financing, command.borrower, context)
    required = state.margin_required(day, command.amount)
    return (
        fact.GuaranteeReserved(
            **said,
            group=command.group,
            amount=command.amount,
            due_on=command.due_on,
            ends_on=guarantee_ends(command.due_on, state.terms.agreed_end),
            until=command.until,
            in_use=state.in_use(day) + command.amount,
            margin_required=required,
            margin_free=state.margin_held - required,
        ),
    )


def open_for_new_use(state: Guarantee, context: Context) -> None:
    today, terms = context.now.day, state.terms
    review = checks.is_accepted(state)
    if state.suspended is not None:
        raise Refused(no.GuaranteeIsSuspended(state.suspended))
    if state.stopped_from is not None and state.stopped_from <= today:
        raise Refused(no.NewUseHasStopped(state.stopped_from))
    if not terms.valid_from <= today <= terms.valid_until:
        raise Refused(no.OutsideValidity(today, terms.valid_from, terms.valid_until))
    checks.qualified(review.qualifications, today)


def _covers(state: Guarantee, command: ask.Reserve) -> None:
    if command.borrower == state.guarantor:
        raise Refused(no.BorrowerIsGuarantor(command.borrower))
    named = state.terms.suppliers
    covered = command.borrower in named if named else command.in_chain
    if not covered:
        raise Refused(no.BorrowerNotCovered(command.borrower))


def bears(state: Guarantee, more: Money, context: Context) -> None:
    """Limit and margin, with `more` in use."""
    day = context.now.day
    available = state.available(day)
    if more > available:
        in_use = state.in_use(day)
        raise Refused(no.BeyondLimit(more, available, state.terms.limit, in_use, state.paid))
    required = state.margin_required(day, more)
    if required > state.margin_held:
        raise Refused(no.MarginShort(required, state.margin_held))


def _licence_bears(state: Guarantee, command: ask.Reserve, context: Context) -> None:
    licence = None if state.in_force is None else state.in_force.licence
    if licence is None:
        return
    earliest = context.now.day - timedelta(days=state.creditor.figures_days_max)
    if licence.as_of < earliest:
        raise Refused(no.FiguresTooOld(licence.as_of, earliest))
    liabilities = _with_this(state, licence, command, context)
    for breach in breaches(liabilities, licence.net_assets, mainly_small=licence.mainly_small):
        raise Refused(no.BeyondLicence(breach.rule, breach.liability, breach.limit))


def _with_this(
    state: Guarantee, licence: Licence, command: ask.Reserve, context: Context
) -> Liabilities:
    day, currency = context.now.day, state.currency
    here = [
        (state.debts[name].borrower, state.debts[name].group, kept.in_use(day))
        for name, kept in state.usage.uses.items()
    ]
    known = [*here, *((it.debtor, it.group, it.amount) for it in licence.by_debtor)]
    one = (amount for debtor, _, amount in known if debtor == command.borrower)
    group = (
        amount
        for debtor, named, amount in known
        if debtor == command.borrower or (named and named == command.group)
    )
    return Liabilities(
        total=licence.liability_elsewhere + state.in_use(day) + command.amount,
        one_debtor=Money.total(one, currency) + command.amount,
        debtor_group=Money.total(group, currency) + command.amount,
    )


def _used(state: Guarantee, command: ask.Utilise | ask.Drop) -> Use:
    found = state.usage.of(command.financing)
    if found is None:
        raise Refused(no.NotInUse(command.financing))
    return found


def _utilise(state: Guarantee, command: ask.Utilise, said: SaidOfDebt) -> Decision:
    """Only what is reserved to this day: one that lapsed is never utilised."""
    found = _used(state, command)
    if found.reserved.is_zero:
        raise Refused(no.NotInUse(command.financing))
    if found.until is not None and found.reserved_on(said["effective_on"]).is_zero:
        raise Refused(no.ReservationLapsed(command.financing, found.until))

    return (fact.GuaranteeUtilised(**said, amount=found.reserved),)


def _release(state: Guarantee, command: ask.Release, said: SaidOfDebt) -> Decision:
    checks.amount_fits(state, command.amount)
    utilised = state.utilised(command.financing)
    if command.amount > utilised:
        raise Refused(no.BeyondUse(command.amount, utilised))

    left = utilised - command.amount
    claimed = state.debts[command.financing].claimed.at_most(left)
    return (fact.GuaranteeReleased(**said, amount=command.amount, left=left, claimed=claimed),)


def _restore(state: Guarantee, command: ask.Restore, said: SaidOfDebt) -> Decision:
    """Whether or not limit and margin bear it: the guarantor was bound for it all along."""
    checks.amount_fits(state, command.amount)
    debt = state.debts[command.financing]
    checks.has_not_lapsed(debt, command.financing)
    found = state.usage.of(command.financing)
    after = command.amount if found is None else found.reserved + found.utilised + command.amount
    if after > debt.most:
        raise Refused(no.BeyondBound(after, debt.most))

    return (fact.GuaranteeRestored(**said, amount=command.amount),)


def _drop(state: Guarantee, command: ask.Drop, said: SaidOfDebt) -> Decision:
    found = _used(state, command)
    called = state.debts[command.financing].called
    if called.is_positive:
        raise Refused(no.CalledAlready(command.financing, called))

    whole = found.reserved + found.utilised
    return (fact.GuaranteeDropped(**said, amount=whole, utilised=found.utilised),)
