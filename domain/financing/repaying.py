"""What a repayment does: interest is posted to its day, then it is used up in the agreed order.

A repayment that counts for a day already posted over changes what came after
it: how later ones are used up, and the interest since. Both are facts of their
own, posted today; what was said before stays said.
"""

from __future__ import annotations

from collections.abc import Sequence

from domain.financing import commands as ask
from domain.financing import events as fact
from domain.financing import refusals as no
from domain.financing.posting import (
    Decision,
    accrue_to,
    after,
    at_posting,
    check_come,
    correct,
    lent,
    what_all_say,
)
from domain.financing.references import TRANSFERRED, repayment_named
from domain.financing.schedule import Payment, UsedUp, used_up, used_up_by
from domain.financing.state import OWING, Financing, Repayment, Stage
from domain.financing.terms import Source
from domain.shared.attribution import Parts, repaid_by_obligor
from domain.shared.event import Context
from domain.shared.ids import PartyId
from domain.shared.money import Money
from domain.shared.refusal import BrokenPromise, Refused


def repay(financing: Financing, command: ask.AllocateRepayment, context: Context) -> Decision:
    loan = lent(financing)
    _check_repayment(financing, command, context)
    counts_on = max(command.value_date, loan.starts_on)

    run = accrue_to(financing, counts_on, context) if financing.stage in OWING else ()
    posted = after(financing, run)
    payment = Payment(counts_on, command.amount)
    through = posted.accrued_through or loan.starts_on
    (*others, used), now = used_up_by(loan, (*financing.payments, payment), through)
    used_up, state = _use_up(posted, command, (others, used), context)
    _check_surplus(financing, command, used_up)
    now = now or at_posting(state)
    corrected = correct(state, now, command.reference, context)
    settled = () if now.owed.total.is_positive else _settled(financing, state, command, context)
    return (*run, *used_up, *corrected, *settled)


def _check_repayment(
    financing: Financing, command: ask.AllocateRepayment, context: Context
) -> None:
    if command.amount.currency is not financing.currency:
        raise Refused(no.OtherCurrency(financing.currency, command.amount.currency))
    if not command.amount.is_positive:
        raise Refused(no.AmountNotPositive(command.amount))
    if repayment_named(financing, command.reference, command.source) is not None:
        raise Refused(no.RepaymentAlreadyAllocated(command.reference))
    check_come(command.value_date, context)
    if command.source in TRANSFERRED:
        _check_own_transfer(financing, command)


def _check_own_transfer(financing: Financing, command: ask.AllocateRepayment) -> None:
    """What is keyed in by hand: a slip must neither count before the loan nor be sent on."""
    began = lent(financing).starts_on
    if command.value_date < began:
        raise Refused(no.RepaidBeforeDisbursed(command.value_date, began))
    if command.source is Source.BORROWER and financing.to_settle(command.value_date).is_zero:
        raise Refused(no.NothingOwed())


def _check_surplus(financing: Financing, command: ask.AllocateRepayment, used_up: Decision) -> None:
    """A slip of the hand would close the loan, and the rest be sent away as too much."""
    if command.surplus is None:
        return
    surplus = Money.total(map(_gone_back, used_up), financing.currency)
    if command.surplus != surplus:
        raise Refused(
            no.SurplusNotStated(
                value_date=command.value_date,
                owed=financing.to_settle(command.value_date),
                amount=command.amount,
                surplus=surplus,
                stated=command.surplus,
            )
        )


def _gone_back(event: fact.FinancingEvent) -> Money:
    """Of the payment itself, and of later ones that it displaces."""
    match event:
        case fact.RepaymentAllocated():
            return event.surplus
        case fact.RepaymentReallocated():
            return event.released
        case _:
            raise BrokenPromise("a payment is used up by allocations alone")


def _use_up(
    financing: Financing,
    command: ask.AllocateRepayment,
    used_up: tuple[Sequence[UsedUp], UsedUp],
    context: Context,
) -> tuple[Decision, Financing]:
    """Principal that others give back comes first, so that no obligor's part falls below zero."""
    others, used = used_up
    freeing, taking = _reallocations(financing, others)

    freed, state = _reallocated(financing, freeing, command.reference, context)
    allocated = _allocated(state, command, used, context)
    state = after(state, (allocated,))
    taken, state = _reallocated(state, taking, command.reference, context)
    return (*freed, allocated, *taken), state


Change = tuple[Repayment, UsedUp]
"""A repayment as it was used up, and how it is now."""


def _reallocations(
    financing: Financing, now: Sequence[UsedUp]
) -> tuple[list[Change], list[Change]]:
    """Those that now repay less principal, and those that repay as much or more."""
    pairs = zip(financing.repayments, now, strict=True)
    changed = [
        (it, used) for it, used in pairs if (it.split, it.across) != (used.split, used.across)
    ]
    freeing = [(it, used) for it, used in changed if used.split.principal < it.split.principal]
    taking = [(it, used) for it, used in changed if used.split.principal >= it.split.principal]
    return freeing, taking


def _allocated(
    financing: Financing, command: ask.AllocateRepayment, used: UsedUp, context: Context
) -> fact.RepaymentAllocated:
    counts_on, split = max(command.value_date, lent(financing).starts_on), used.split
    return fact.RepaymentAllocated(
        **what_all_say(financing, context, effective_on=counts_on),
        reference=command.reference,
        source=command.source,
        payer=command.payer,
        value_date=command.value_date,
        amount=command.amount,
        split=split,
        order=financing.terms.allocation,
        surplus=command.amount - split.total,
        by_obligor=_parts(financing, split.principal, command.payer),
        by_guarantor=_guaranteed(financing, split.principal),
        due_on=financing.due_on,
        across=used.across,
        off_book=financing.off_book,
        transfer=command.transfer,
    )


def _reallocated(
    financing: Financing, changes: Sequence[Change], because_of: str, context: Context
) -> tuple[Decision, Financing]:
    """What is said of the changes, and the financing as it is after them."""
    events, state = [], financing
    for change in changes:
        said = _said_of_change(state, change, because_of, context)
        events.append(said)
        state = after(state, (said,))
    return tuple(events), state


def _said_of_change(
    financing: Financing, change: Change, because_of: str, context: Context
) -> fact.RepaymentReallocated:
    was, used = change
    split = used.split
    more = split.principal - was.split.principal
    return fact.RepaymentReallocated(
        **what_all_say(financing, context),
        reference=was.reference,
        because_of=because_of,
        before=was.split,
        after=split,
        released=was.split.total - split.total,
        by_obligor=_parts(financing, more, was.payer),
        by_guarantor=_guaranteed(financing, more),
        due_on=financing.due_on,
        across=used.across,
        off_book=financing.off_book,
    )


def _settled(
    before: Financing, now: Financing, command: ask.AllocateRepayment, context: Context
) -> Decision:
    """Said once, on the day the last cent counted."""
    if before.stage is Stage.REPAID:
        return ()
    last = max(each.counts_on for each in now.repayments if each.split.total.is_positive)
    said = what_all_say(now, context, effective_on=last)
    repaid = fact.FinancingRepaid(**said, paid=now.paid)
    if command.source is not Source.BUY_BACK:
        return (repaid,)
    reference, value_date = command.reference, command.value_date
    return (fact.BoughtBack(**said, reference=reference, value_date=value_date), repaid)


def reverse(financing: Financing, command: ask.ReverseRepayment, context: Context) -> Decision:
    """The repayment counts as never made: interest runs as if it had not come."""
    undone = next((r for r in financing.repayments if r.reference == command.reference), None)
    if undone is None:
        raise Refused(no.RepaymentUnknown(command.reference))

    events: Decision = (_reversed(financing, undone, context),)
    state = after(financing, events)
    freeing, taking = _reallocations(state, used_up(lent(state), state.payments))
    for changes in (freeing, taking):
        said, state = _reallocated(state, changes, command.reference, context)
        events = (*events, *said)
    return (*events, *correct(state, at_posting(state), command.reference, context))


def _reversed(financing: Financing, undone: Repayment, context: Context) -> fact.RepaymentReversed:
    return fact.RepaymentReversed(
        **what_all_say(financing, context),
        reference=undone.reference,
        amount=undone.amount,
        split=undone.split,
        surplus=undone.surplus,
        by_obligor=_parts(financing, -undone.split.principal, undone.payer),
        by_guarantor=_guaranteed(financing, -undone.split.principal),
        reopened=financing.stage is Stage.REPAID and undone.split.total.is_positive,
        due_on=financing.due_on,
        off_book=financing.off_book,
    )


def _parts(financing: Financing, principal: Money, payer: PartyId | None) -> Parts:
    return repaid_by_obligor(principal, financing.left_by_obligor, financing.by_obligor, payer)


def _guaranteed(financing: Financing, principal: Money) -> Parts:
    """What each guarantor no longer answers for once `principal` is repaid."""
    if not financing.supports.guarantees:
        return ()
    left = financing.principal_left - principal
    after = dict(financing.supports.by_guarantor(financing.principal, left))
    return tuple((who, part - after[who]) for who, part in financing.by_guarantor)
