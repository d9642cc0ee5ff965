"""What every decision of a limit says, and what must be so before it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TypedDict

from domain.lender_limit import refusals as no
from domain.lender_limit.state import Account, Group, LimitState
from domain.lender_limit.terms import Capacity, InUse, LimitTerms, OwedAs
from domain.shared.connection import GroupId
from domain.shared.currency import Currency
from domain.shared.event import Context
from domain.shared.ids import ActorId, FinancingId, PartyId
from domain.shared.money import Money
from domain.shared.refusal import Refused


class Said(TypedDict):
    """When, for which day, by whom."""

    at: datetime
    effective_on: date
    by: ActorId


class SaidOfLimit(Said):
    """And whose limit it is."""

    lender: PartyId
    party: PartyId | None
    group: GroupId | None


def what_all_say(context: Context) -> Said:
    return {"at": context.now.at, "effective_on": context.now.day, "by": context.by}


def said_of(subject: Account | Group, context: Context) -> SaidOfLimit:
    party = subject.party if isinstance(subject, Account) else None
    group = subject.group if isinstance(subject, Group) else None
    return {
        **what_all_say(context),
        "lender": subject.lender,
        "party": party,
        "group": group,
    }


def account_of(state: LimitState) -> Account:
    if not isinstance(state, Account):
        raise Refused(no.LimitNotFound())
    return state


def same_currency(terms: LimitTerms, currency: Currency) -> None:
    if terms.currency is not currency:
        raise Refused(no.OtherCurrency(terms.currency, currency))


def account_bears(account: Account, asked: InUse, day: date) -> None:
    """Raise `Refused` where a limit does not bear what is asked beside what is used."""
    terms = account.limits.on(day)
    if terms is None:
        return
    same_currency(terms, asked.together.currency)
    used = account.in_use(day, terms.currency)
    for capacity in Capacity:
        limit, more = terms.limit_as(capacity), asked.used_as(capacity)
        if limit is None or more.is_zero:
            continue
        left = limit - used.used_as(capacity)
        if more > left:
            raise Refused(no.BeyondLimit(account.party, capacity, more, left, limit))


def group_bears(group: Group, used: InUse, asked: InUse, day: date) -> None:
    """`used` is what the members use before what is `asked` of all of them."""
    terms = group.limits.on(day)
    if terms is None:
        return
    same_currency(terms, asked.together.currency)
    for capacity in Capacity:
        limit, more = terms.limit_as(capacity), asked.used_as(capacity)
        if limit is None or more.is_zero:
            continue
        left = limit - used.used_as(capacity)
        if more > left:
            raise Refused(no.BeyondGroupLimit(group.group, capacity, more, left, limit))


def group_use(members: tuple[Account, ...], day: date, currency: Currency) -> InUse:
    """What the members use, as one party would: each financing once, however many stand in it."""
    sides: dict[FinancingId, _Sides] = {}
    for account in members:
        for name, use in account.as_obligor.uses.items():
            if use.reserved.currency is currency:
                side = sides.setdefault(name, _Sides())
                side.owed(use.in_use(day).minor, itself=name in account.own_debts)
        for name, use in account.as_guarantor.uses.items():
            if use.reserved.currency is currency:
                sides.setdefault(name, _Sides()).answered += use.in_use(day).minor
    nothing = InUse.nothing(currency)
    return sum((side.in_use(currency) for side in sides.values()), start=nothing)


def group_asks(parts: Iterable[tuple[Money, Money, OwedAs]], currency: Currency) -> InUse:
    """What one financing asks of a group of which several answer for it: of each what it owes,
    what it guarantees, and how it comes to owe."""
    sides = _Sides()
    for owed, guaranteed, owed_as in parts:
        sides.owed(owed.minor, itself=owed_as is OwedAs.DEBTOR)
        sides.answered += guaranteed.minor
    return sides.in_use(currency)


class _Sides:
    """One financing as a group answers for it, in minor units.

    Money on an order stands on its supplier, who owes it, and on its buyer, who is to pay it:
    that is the same money, and so is what a guarantor answers for.
    """

    def __init__(self) -> None:
        self._owed, self._to_pay, self.answered = 0, 0, 0

    def owed(self, minor: int, *, itself: bool) -> None:
        if itself:
            self._owed += minor
        else:
            self._to_pay += minor

    def in_use(self, currency: Currency) -> InUse:
        obligor = Money(max(self._owed, self._to_pay), currency)
        return of_one_financing(obligor, Money(self.answered, currency))


def of_one_financing(obligor: Money, guarantor: Money) -> InUse:
    """What one financing asks of one account, or of one group: together it is the larger, once."""
    return InUse(obligor=obligor, guarantor=guarantor, together=max(obligor, guarantor))
