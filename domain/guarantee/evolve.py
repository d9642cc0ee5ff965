"""How each event changes a guarantee."""

from __future__ import annotations

from typing import assert_never

from domain.guarantee import events as fact
from domain.guarantee.call_events import HonourReversed
from domain.guarantee.debt import Claimed, Debt, Paid
from domain.guarantee.evolve_margin import of_margin
from domain.guarantee.facts import OnDebt
from domain.guarantee.margin_events import MarginEvent
from domain.guarantee.state import Guarantee, GuaranteeState, NoGuarantee, Proposal, Stage
from domain.guarantee.totals import Counted
from domain.shared.ids import FinancingId
from domain.shared.money import Money
from domain.shared.refusal import BrokenPromise
from domain.shared.replacing import replace
from domain.shared.usage import Use

Using = (
    fact.GuaranteeReserved
    | fact.GuaranteeUtilised
    | fact.GuaranteeReleased
    | fact.GuaranteeRestored
    | fact.GuaranteeDropped
    | fact.GuaranteeLapsed
)
Paying = fact.MarginApplied | fact.CallHonoured | HonourReversed
Governing = (
    fact.NewUseStopped
    | fact.GuaranteeSuspended
    | fact.GuaranteeResumed
    | fact.ChangeProposed
    | fact.TermsChanged
)
Deciding = fact.QualificationReviewed | fact.GuaranteeAccepted | fact.GuaranteeRefused
OfDebt = (
    fact.DebtChanged
    | fact.AssignmentNotified
    | fact.DebtorSued
    | fact.GuaranteeCalled
    | fact.GuaranteeEndsSoon
)
AfterGiving = Using | Paying | Governing | Deciding | MarginEvent | OfDebt


def evolve(state: GuaranteeState, event: fact.GuaranteeEvent) -> GuaranteeState:
    if isinstance(event, fact.GuaranteeGiven):
        return Guarantee(
            guarantee=event.guarantee,
            lender=event.lender,
            guarantor=event.guarantor,
            terms=event.terms,
            margin=Money.zero(event.terms.limit.currency),
        )
    if isinstance(state, NoGuarantee):
        raise BrokenPromise("a guarantee's history starts with GuaranteeGiven")
    after = _evolve(state, event)
    return _with_totals(state, after, event.financing) if isinstance(event, OnDebt) else after


def _with_totals(before: Guarantee, after: Guarantee, financing: FinancingId) -> Guarantee:
    moved = before.totals.moved(_part(before, financing), _part(after, financing))
    return replace(after, totals=moved)


def _part(state: Guarantee, financing: FinancingId) -> Counted | None:
    debt = state.debts.get(financing)
    if debt is None:
        return None
    return Counted.of(debt, used=state.usage.of(financing) is not None)


def _evolve(state: Guarantee, event: AfterGiving) -> Guarantee:
    match event:
        case _ if isinstance(event, MarginEvent):
            return of_margin(state, event)
        case _ if isinstance(event, Paying):
            return _paying(state, event)
        case _ if isinstance(event, Using):
            return _using(state, event)
        case _ if isinstance(event, Deciding):
            return _deciding(state, event)
        case _ if isinstance(event, Governing):
            return _governing(state, event)
        case _:
            return _of_debt(state, event)


def _deciding(state: Guarantee, event: Deciding) -> Guarantee:
    match event:
        case fact.QualificationReviewed():
            return replace(state, review=event.review)
        case fact.GuaranteeAccepted():
            return replace(state, stage=Stage.ACCEPTED, in_force=event.review, creditor=event.terms)
        case fact.GuaranteeRefused():
            return replace(state, stage=Stage.REFUSED, refused_for=event.reason)
        case _:
            assert_never(event)


def _governing(state: Guarantee, event: Governing) -> Guarantee:
    match event:
        case fact.NewUseStopped():
            return replace(state, stopped_from=event.from_on)
        case fact.GuaranteeSuspended():
            return replace(state, suspended=event.reason)
        case fact.GuaranteeResumed():
            return replace(state, suspended=None)
        case fact.ChangeProposed():
            proposal = Proposal(event.party, event.number, event.terms)
            return replace(state, proposal=proposal, proposals=event.number)
        case fact.TermsChanged():
            return replace(state, terms=event.terms, proposal=None)
        case _:
            assert_never(event)


def _using(state: Guarantee, event: Using) -> Guarantee:
    match event:
        case fact.GuaranteeReserved():
            return _reserved(state, event)
        case fact.GuaranteeUtilised():
            return replace(state, usage=state.usage.utilise(event.financing))
        case fact.GuaranteeReleased():
            usage = state.usage.release(event.financing, event.amount)
            return _with_claims_within(replace(state, usage=usage), event.financing)
        case fact.GuaranteeRestored():
            usage = state.usage.restore(event.financing, event.amount)
            return replace(state, usage=usage)
        case fact.GuaranteeDropped():
            others = state.debts.without(event.financing)
            return replace(_unused(state, event.financing, event.amount), debts=others)
        case fact.GuaranteeLapsed():
            usage = state.usage.release(event.financing, event.amount)
            debt = replace(state.debts[event.financing], lapsed=True)
            return _with(replace(state, usage=usage), event.financing, debt)
        case _:
            assert_never(event)


def _reserved(state: Guarantee, event: fact.GuaranteeReserved) -> Guarantee:
    nothing = Money.zero(event.amount.currency)
    debt = Debt(
        borrower=event.borrower,
        group=event.group,
        agreed=event.amount,
        bound=event.amount,
        due_on=event.due_on,
        ends_on=event.ends_on,
        claimed=Claimed(from_margin=nothing, of_guarantor=nothing),
        called=nothing,
        paid=nothing,
    )
    use = Use(event.amount, nothing, event.until)
    kept = replace(state, usage=state.usage.reserve(event.financing, use))
    return _with(kept, event.financing, debt)


def _unused(state: Guarantee, financing: FinancingId, amount: Money) -> Guarantee:
    use = state.usage.of(financing)
    if use is None:
        return state
    usage = state.usage.release(financing, min(amount, use.utilised)).drop(financing)
    return replace(state, usage=usage)


def _paying(state: Guarantee, event: Paying) -> Guarantee:
    """What the guarantor pays, or margin pays for it, it no longer answers for."""
    if isinstance(event, HonourReversed):
        return _taken_back(state, event)
    debt, used = state.debts[event.financing], state.utilised(event.financing)
    if isinstance(event, fact.MarginApplied):
        left = replace(debt.claimed, from_margin=debt.claimed.from_margin - event.amount)
        margin = event.balance
    else:
        left, margin = debt.claimed.less(event.amount), state.margin
    paid = replace(
        state,
        margin=margin,
        references=state.references.plus(event.bank_reference, event.effective_on),
        usage=state.usage.release(event.financing, min(event.amount, used)),
    )
    payment = Paid(
        reference=event.bank_reference,
        amount=event.amount,
        was_aside=debt.claimed.from_margin - left.from_margin,
        out_of_margin=isinstance(event, fact.MarginApplied),
    )
    return _with(paid, event.financing, debt.paying(payment, left))


def _taken_back(state: Guarantee, event: HonourReversed) -> Guarantee:
    again = Claimed(from_margin=event.from_margin, of_guarantor=event.of_guarantor)
    debt = state.debts[event.financing].without(event.bank_reference, event.amount, again)
    usage = state.usage.restore(event.financing, again.total)
    return _with(replace(state, usage=usage, margin=event.balance), event.financing, debt)


def _of_debt(state: Guarantee, event: OfDebt) -> Guarantee:
    debt = state.debts[event.financing]
    match event:
        case fact.DebtChanged():
            return _changed(state, event)
        case fact.AssignmentNotified():
            return _with(state, event.financing, replace(debt, assignee=event.assignee))
        case fact.DebtorSued():
            return _with(state, event.financing, replace(debt, sued_on=event.sued_on))
        case fact.GuaranteeCalled():
            more = Claimed(from_margin=event.from_margin, of_guarantor=event.of_guarantor)
            claimed = debt.claimed.plus(more)
            called = replace(debt, claimed=claimed, called=debt.called + event.amount)
            return _with(state, event.financing, called)
        case fact.GuaranteeEndsSoon():
            return _with(state, event.financing, replace(debt, warned=True))
        case _:
            assert_never(event)


def _changed(state: Guarantee, event: fact.DebtChanged) -> Guarantee:
    """What is in use goes down, or up, by as much as what binds."""
    was = state.debts[event.financing]
    agreed = was.agreed_on(event.asked_amount, event.consent)
    debt = replace(was, agreed=agreed, bound=event.bound, due_on=event.due_on, warned=False)
    changed = _with(state, event.financing, replace(debt, ends_on=event.ends_on))
    use = state.usage.of(event.financing)
    if use is None:
        return changed
    kept = replace(
        use,
        reserved=use.reserved + event.reserved_more,
        utilised=use.utilised + event.utilised_more,
    )
    usage = state.usage.reserve(event.financing, kept)
    return _with_claims_within(replace(changed, usage=usage), event.financing)


def _with_claims_within(state: Guarantee, financing: FinancingId) -> Guarantee:
    """What is claimed is never more than what is in use: the debtor paid the rest itself."""
    debt = state.debts[financing]
    claimed = debt.claimed.at_most(state.utilised(financing))
    return _with(state, financing, replace(debt, claimed=claimed))


def _with(state: Guarantee, financing: FinancingId, debt: Debt) -> Guarantee:
    return replace(state, debts=state.debts.plus(financing, debt))
