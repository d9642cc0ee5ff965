"""How each event changes a line. Nothing is checked here."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from typing import assert_never

from domain.credit_line import events as fact
from domain.credit_line.state import (
    Change,
    Increase,
    Line,
    LineState,
    Moved,
    Pause,
)
from domain.shared.facility import Product
from domain.shared.money import Money
from domain.shared.refusal import BrokenPromise
from domain.shared.replacing import replace
from domain.shared.usage import Use


def evolve(state: LineState, event: fact.LineEvent) -> LineState:
    if isinstance(event, fact.LineProposed):
        return _proposed(event)
    if not isinstance(state, Line):
        raise BrokenPromise("a line's history starts with LineProposed")
    match event:
        case (
            fact.AmendmentProposed()
            | fact.IncreaseProposed()
            | fact.LineAmended()
            | fact.LineIncreased()
            | fact.ChangeRejected()
        ):
            return _agreed(state, event)
        case (
            fact.LineBlocked()
            | fact.BlockBound()
            | fact.LineUtilised()
            | fact.LineReleased()
            | fact.LineRestored()
            | fact.BlockDropped()
        ):
            return _used(state, event)
        case fact.LineSuspended() | fact.LineResumed():
            return _paused(state, event)
        case _:
            return _run(state, event)


def _proposed(event: fact.LineProposed) -> Line:
    return Line(
        line=event.line,
        lender=event.lender,
        borrower=event.borrower,
        proposed_by=event.by,
        agreed=((event.effective_on, event.terms),),
        next_review_on=event.terms.review_due_on,
        fee_posted=Money.zero(event.terms.currency),
    )


def _agreed(line: Line, event: fact.AgreedEvent) -> Line:
    match event:
        case fact.AmendmentProposed():
            waits = Change(event.proposal, event.by, event.counts_from, terms=event.terms)
            return replace(line, proposals=event.proposal, pending=waits)
        case fact.IncreaseProposed():
            more = Increase(event.amount, event.first_day, event.last_day)
            waits = Change(event.proposal, event.by, event.first_day, increase=more)
            return replace(line, proposals=event.proposal, pending=waits)
        case fact.LineAmended():
            agreed = (*line.agreed, (event.effective_on, event.terms))
            return replace(
                line, agreed=agreed, pending=None, next_review_on=event.terms.review_due_on
            )
        case fact.LineIncreased():
            more = Increase(event.amount, event.first_day, event.last_day)
            return replace(line, increases=(*line.increases, more), pending=None)
        case fact.ChangeRejected():
            return replace(line, pending=None)
        case _:
            assert_never(event)


def _run(
    line: Line,
    event: fact.LineApproved
    | fact.LineRejected
    | fact.ConditionsMet
    | fact.ConditionsBroken
    | fact.LineReviewed
    | fact.LineClosed
    | fact.UnusedFeePosted,
) -> Line:
    match event:
        case fact.LineApproved():
            return replace(line, approved_on=event.effective_on)
        case fact.LineRejected():
            return replace(line, rejected=event.reason)
        case fact.ConditionsMet() | fact.ConditionsBroken():
            return replace(line, conditions_met=isinstance(event, fact.ConditionsMet))
        case fact.LineReviewed():
            return replace(line, next_review_on=event.next_on)
        case fact.LineClosed():
            return replace(line, closed_on=event.effective_on, pending=None)
        case fact.UnusedFeePosted():
            posted = line.fee_posted + event.amount
            return replace(line, fee_posted=posted, fee_through=event.through)
        case _:
            assert_never(event)


def _paused(line: Line, event: fact.LineSuspended | fact.LineResumed) -> Line:
    day = event.effective_on
    if isinstance(event, fact.LineSuspended):
        pauses = (*line.pauses, Pause(day))
        return replace(line, pauses=pauses, suspended=event.reason, suspended_by=event.by)
    *earlier, last = line.pauses
    pauses = (*earlier, replace(last, ended_on=day))
    return replace(line, pauses=pauses, suspended=None, suspended_by=None)


def _used(line: Line, event: fact.UseEvent) -> Line:
    name, usage = event.financing, line.usage
    match event:
        case fact.LineBlocked():
            nothing = Money.zero(event.amount.currency)
            use = Use(event.amount, nothing, event.until, event.product.value)
            return replace(line, usage=usage.reserve(name, use))
        case fact.BlockBound():
            return replace(line, usage=usage.bind(name))
        case fact.LineUtilised():
            return _with_moved(replace(line, usage=usage.utilise(name)), event, event.amount)
        case fact.LineReleased():
            freed = replace(line, usage=usage.release(name, event.amount))
            return _with_moved(_spent(freed, event.product, event.amount), event, -event.amount)
        case fact.LineRestored():
            again = usage.restore(name, event.amount, event.product.value)
            used = _spent(replace(line, usage=again), event.product, -event.amount)
            return _with_moved(used, event, event.amount)
        case fact.BlockDropped():
            return _with_moved(replace(line, usage=usage.without(name)), event, -event.utilised)
        case _:
            assert_never(event)


def _with_moved(line: Line, event: fact.UseEvent, amount: Money) -> Line:
    if amount.is_zero:
        return line
    return replace(line, moved=_on_its_day(line.moved, event.effective_on, amount))


def _on_its_day(moved: tuple[Moved, ...], day: date, amount: Money) -> tuple[Moved, ...]:
    """One entry a day, however many draws: a day on which all came back is kept too."""
    place = bisect_left(moved, day, key=lambda each: each.on)
    if place < len(moved) and moved[place].on == day:
        now = Moved(day, moved[place].amount + amount)
        return (*moved[:place], now, *moved[place + 1 :])
    return (*moved[:place], Moved(day, amount), *moved[place:])


def _spent(line: Line, product: Product, amount: Money) -> Line:
    """On a line that does not revolve, what is repaid is used up for good."""
    if line.revolving:
        return line
    before = dict(line.spent)
    now = before.get(product, Money.zero(amount.currency)) + amount
    return replace(line, spent=tuple(sorted({**before, product: now}.items())))
