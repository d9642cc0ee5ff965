"""What must be so before a line does anything, in the words of its refusals."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TypedDict

from domain.credit_line import commands as ask
from domain.credit_line import draw_refusals as no_draw
from domain.credit_line import refusals as no
from domain.credit_line.state import Line, LineState
from domain.credit_line.terms import LineTerms
from domain.shared.event import Context
from domain.shared.ids import ActorId, LineId, PartyId
from domain.shared.money import Money
from domain.shared.refusal import Refused


class Said(TypedDict):
    """What every event of a line says."""

    line: LineId
    lender: PartyId
    borrower: PartyId
    at: datetime
    effective_on: date
    by: ActorId


def what_all_say(line: Line | ask.ProposeLine, context: Context) -> Said:
    return {
        "line": line.line,
        "lender": line.lender,
        "borrower": line.borrower,
        "at": context.now.at,
        "effective_on": context.now.day,
        "by": context.by,
    }


def line_of(state: LineState) -> Line:
    if not isinstance(state, Line):
        raise Refused(no.LineNotFound())
    return state


def terms_are_sound(terms: LineTerms, version: int) -> None:
    for field, rule, figure in terms.faults(version):
        raise Refused(no.TermsUnsound(field, rule, figure))


def review_is_ahead(terms: LineTerms, today: date) -> None:
    if terms.review_due_on < today:
        given = str(terms.review_due_on)
        raise Refused(no.TermsUnsound("reviewDueOn", f"not before today, {today}", given))


def waits_for_approval(line: Line) -> Line:
    if line.rejected is not None:
        raise Refused(no.LineIsRejected(line.rejected))
    if line.approved_on is not None:
        raise Refused(no.AlreadyApproved(line.approved_on))
    return line


def approved(line: Line) -> Line:
    """Approved once, and not closed since."""
    if line.rejected is not None:
        raise Refused(no.LineIsRejected(line.rejected))
    if line.approved_on is None:
        raise Refused(no.NotYetApproved(line.line))
    if line.closed_on is not None:
        raise Refused(no.LineIsClosed(line.closed_on))
    return line


def open_for_draws(line: Line, today: date) -> None:
    approved(line)
    not_run_out(line.terms_on(today), today)
    if line.suspended is not None:
        raise Refused(no.LineIsSuspended(line.suspended))
    if line.waits_for_conditions(today):
        raise Refused(no_draw.ConditionsNotMet(line.terms_on(today).conditions))


def not_run_out(terms: LineTerms, today: date) -> None:
    if today > terms.valid_until:
        raise Refused(no.LineHasExpired(terms.valid_until, today))


def other_person(terms: LineTerms, first: ActorId | None, context: Context) -> None:
    if terms.four_eyes and first == context.by:
        raise Refused(no.SamePerson(context.by))


def same_currency(line: Line, amount: Money) -> None:
    if amount.currency is not line.currency:
        raise Refused(no.OtherCurrency(line.currency, amount.currency))


def positive(amount: Money) -> None:
    if not amount.is_positive:
        raise Refused(no.AmountNotPositive(amount))


def size_and_term_fit(terms: LineTerms, command: ask.Block, today: date) -> None:
    if terms.part_of(command.product) is None:
        raise Refused(no_draw.ProductNotInLine(command.product))
    if command.amount < terms.draw_minimum:
        raise Refused(no_draw.BelowMinimum(command.amount, terms.draw_minimum))
    if command.due_on <= today:
        raise Refused(no_draw.DueTooSoon(command.due_on, today))
    latest = today + timedelta(days=terms.tenor_days_max)
    if command.due_on > latest:
        raise Refused(no_draw.DueTooLate(command.due_on, latest))


def line_bears(line: Line, command: ask.Block, today: date) -> None:
    """The product's own part first, then what all products use together."""
    part = line.terms_on(today).part_of(command.product)
    if part is not None and part.limit is not None:
        left = part.limit - line.in_use(today, command.product)
        if command.amount > left:
            raise Refused(no_draw.BeyondPart(command.product, command.amount, left, part.limit))
    limit = line.total_on(today)
    left = limit - line.in_use(today)
    if command.amount > left:
        raise Refused(no_draw.BeyondLine(command.amount, left, limit))


def may_block(line: Line, command: ask.Block, today: date) -> None:
    """Everything that a block is refused for, in this order; a quote asks the same."""
    positive(command.amount)
    if command.borrower != line.borrower:
        raise Refused(no_draw.NotTheBorrower(command.borrower))
    same_currency(line, command.amount)
    open_for_draws(line, today)
    size_and_term_fit(line.terms_on(today), command, today)
    line_bears(line, command, today)
