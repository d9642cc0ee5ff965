"""How each event changes an account or a group. Nothing is checked here."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from domain.lender_limit import events as fact
from domain.lender_limit.state import Account, Group, Limits, LimitState, NoLimit, Proposal
from domain.lender_limit.terms import OwedAs
from domain.shared.ids import FinancingId
from domain.shared.kept import Kept
from domain.shared.money import Money
from domain.shared.refusal import BrokenPromise
from domain.shared.replacing import replace
from domain.shared.usage import Usage, Use


def evolve(state: LimitState, event: fact.LimitEvent) -> LimitState:
    match event:
        case fact.GroupDeclared() | fact.MembersChanged() | fact.MemberFound():
            return _grouped(state, event)
        case (
            fact.LimitProposed()
            | fact.LimitSet()
            | fact.LimitRejected()
            | fact.LimitExceeded()
            | fact.LimitKept()
        ):
            known = _known(state, event)
            return replace(known, limits=_limited(known.limits, event))
        case _:
            return _used(_account(state, event), event)


def _grouped(state: LimitState, event: fact.GroupEvent) -> Group:
    if isinstance(event, fact.GroupDeclared):
        return Group(
            lender=event.lender, group=event.group, basis=event.basis, members=event.members
        )
    if not isinstance(state, Group):
        raise BrokenPromise("a group's history starts with GroupDeclared")
    if isinstance(event, fact.MemberFound):
        return replace(state, members=(*state.members, event.party))
    left = (party for party in state.members if party not in event.removed)
    return replace(state, members=(*left, *event.added))


def _known(state: LimitState, event: fact.TermsEvent) -> Account | Group:
    if not isinstance(state, NoLimit):
        return state
    if event.party is None:
        raise BrokenPromise("a group's history starts with GroupDeclared")
    return Account(lender=event.lender, party=event.party)


def _limited(limits: Limits, event: fact.TermsEvent) -> Limits:
    match event:
        case fact.LimitProposed():
            pending = Proposal(event.proposal, event.terms, event.counts_from, event.by)
            return replace(limits, proposals=event.proposal, pending=pending)
        case fact.LimitSet():
            agreed = (*limits.agreed, (event.effective_on, event.terms))
            return replace(limits, agreed=agreed, pending=None)
        case fact.LimitRejected():
            return replace(limits, pending=None)
        case fact.LimitExceeded():
            return replace(limits, over=event.over)
        case fact.LimitKept():
            return replace(limits, over=())
        case _:
            assert_never(event)


def _account(state: LimitState, event: fact.AccountEvent) -> Account:
    if isinstance(state, Account):
        return state
    return Account(lender=event.lender, party=event.party)


def _used(account: Account, event: fact.AccountEvent) -> Account:
    name = event.financing
    match event:
        case fact.LimitBlocked():
            return replace(
                account,
                as_obligor=_blocked(account.as_obligor, name, event.obligor, event.until),
                as_guarantor=_blocked(account.as_guarantor, name, event.guarantor, event.until),
                ever_blocked=account.ever_blocked.plus(name, event.effective_on),
                own_debts=_own_debts(account.own_debts, event),
            )
        case fact.LimitReleased():
            return _moved(account, name, -event.obligor, -event.guarantor)
        case fact.LimitRestored():
            return _moved(account, name, event.obligor, event.guarantor)
        case fact.BlockBound():
            both = account.as_obligor.bind(name), account.as_guarantor.bind(name)
        case fact.LimitUtilised():
            both = account.as_obligor.utilise(name), account.as_guarantor.utilise(name)
        case fact.BlockDropped():
            both = _without(account.as_obligor, name), _without(account.as_guarantor, name)
        case _:
            assert_never(event)
    return replace(account, as_obligor=both[0], as_guarantor=both[1])


def _own_debts(
    so_far: Kept[FinancingId, date], event: fact.LimitBlocked
) -> Kept[FinancingId, date]:
    if event.owed_as is OwedAs.DEBTOR:
        return so_far.plus(event.financing, event.effective_on)
    return so_far.without(event.financing)


def _blocked(usage: Usage, name: FinancingId, amount: Money, until: date | None) -> Usage:
    if amount.is_zero:
        return _without(usage, name)
    return usage.reserve(name, Use(amount, Money.zero(amount.currency), until))


def _moved(account: Account, name: FinancingId, obligor: Money, guarantor: Money) -> Account:
    return replace(
        account,
        as_obligor=_by(account.as_obligor, name, obligor),
        as_guarantor=_by(account.as_guarantor, name, guarantor),
    )


def _by(usage: Usage, name: FinancingId, amount: Money) -> Usage:
    if amount.is_zero:
        return usage
    return usage.restore(name, amount) if amount.is_positive else usage.release(name, -amount)


def _without(usage: Usage, name: FinancingId) -> Usage:
    """What lapsed gives its place to a new block; what was dropped is gone."""
    return usage.without(name) if name in usage.uses else usage
