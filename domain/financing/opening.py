"""A loan is opened at once, or out of a request that has all its approvals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from domain.financing import commands as ask
from domain.financing import events as fact
from domain.financing import refusals as no
from domain.financing import request_refusals as unasked
from domain.financing.posting import Decision, what_all_say
from domain.financing.state import Financing, FinancingState, NoFinancing, Requested
from domain.shared.event import Context
from domain.shared.exact import to_rate
from domain.shared.instalments import Instalment, PlanKind, Schedule, lay_out
from domain.shared.money import Money
from domain.shared.quoting import LoanQuote, quote_loan
from domain.shared.refusal import Refused


def open_now(state: FinancingState, command: ask.OpenFinancing, context: Context) -> Decision:
    check_new(state, command)
    schedule, priced = priced_as_asked(command, context.now.day)
    return (
        fact.FinancingOpened(
            financing=command.financing,
            facility=command.facility,
            lender=command.lender,
            borrower=command.borrower,
            at=context.now.at,
            effective_on=context.now.day,
            by=context.by,
            principal=command.principal,
            interest=priced.interest,
            fee=priced.fee,
            net_proceeds=priced.net_proceeds,
            effective_annual_rate=priced.effective_annual_rate,
            terms=command.terms,
            opened_on=context.now.day,
            due_on=command.due_on,
            schedule=schedule,
            by_obligor=command.by_obligor,
            supports=command.supports,
        ),
    )


def open_approved(request: Requested, context: Context) -> Decision:
    """Priced again: the days to the first line are fewer than when it was asked for."""
    if not request.is_approved:
        approved = len(request.approved_by)
        raise Refused(unasked.NotApproved(request.approvals_needed, approved))
    schedule = tuple(Instalment(line.due_on, line.principal) for line in request.quote.lines)
    terms = request.terms
    priced = quote_loan(
        request.principal, terms.price, context.now.day, schedule, terms.fees.period_rate
    )
    return (
        fact.FinancingOpened(
            **what_all_say(request, context),
            principal=request.principal,
            interest=priced.interest,
            fee=priced.fee,
            net_proceeds=priced.net_proceeds,
            effective_annual_rate=priced.effective_annual_rate,
            terms=terms,
            opened_on=context.now.day,
            due_on=priced.due_on,
            schedule=schedule,
            by_obligor=request.by_obligor,
            supports=request.supports,
        ),
    )


def check_new(state: FinancingState, command: ask.Asked) -> None:
    if isinstance(state, Financing):
        raise Refused(no.FinancingAlreadyOpen(command.financing))
    if not isinstance(state, NoFinancing):
        raise Refused(unasked.AlreadyRequested(command.financing))


def priced_as_asked(command: ask.Asked, day: date) -> tuple[Schedule, LoanQuote]:
    """The lines and the price; raise `Refused` with what does not fit."""
    if not command.principal.is_positive:
        raise Refused(no.AmountNotPositive(command.principal))
    for field, rule, figure in command.terms.faults():
        raise Refused(no.TermsUnsound(field, rule, figure))
    _check_attribution(command)
    schedule = _schedule(command, day)
    terms = command.terms
    priced = quote_loan(command.principal, terms.price, day, schedule, terms.fees.period_rate)
    _check_rate_ceiling(command, priced)
    return schedule, priced


def _schedule(command: ask.Asked, day: date) -> Schedule:
    plan = command.terms.plan
    dates = command.dates or (command.due_on,)
    check_dates(dates, plan.number, command.due_on)
    if len(dates) > 1 and dates[0] <= day:
        raise Refused(unasked.LineBeforeStart(dates[0], day))
    if plan.kind is PlanKind.GIVEN:
        return given_parts(dates, command.parts, command.principal)
    return lay_out(command.principal, command.terms.price, plan, day, dates)


def check_dates(dates: Sequence[date], number: int, due_on: date) -> None:
    if len(dates) != number:
        raise Refused(unasked.OtherNumberOfLines(number, len(dates)))
    if list(dates) != sorted(set(dates)):
        raise Refused(unasked.LinesOutOfOrder(tuple(dates)))
    if dates[-1] != due_on:
        raise Refused(unasked.LastLineDiffers(due_on, dates[-1]))


def given_parts(dates: Sequence[date], parts: Sequence[Money], principal: Money) -> Schedule:
    """As agreed, where they make up the principal."""
    if len(parts) != len(dates):
        raise Refused(unasked.OtherNumberOfLines(len(dates), len(parts)))
    for part in parts:
        if part.currency is not principal.currency:
            raise Refused(no.OtherCurrency(principal.currency, part.currency))
    whole = Money.total(parts, principal.currency)
    if whole != principal or any(part.is_negative for part in parts):
        raise Refused(unasked.PartsDiffer(principal, whole))
    return tuple(Instalment(day, part) for day, part in zip(dates, parts, strict=True))


def _check_attribution(command: ask.Asked) -> None:
    currency = command.principal.currency
    for _, part in command.by_obligor:
        if part.currency is not currency:
            raise Refused(no.OtherCurrency(currency, part.currency))
    attributed = Money.total((part for _, part in command.by_obligor), currency)
    negative = any(part.is_negative for _, part in command.by_obligor)
    if negative or attributed != command.principal:
        raise Refused(no.AttributionDiffers(command.principal, attributed))


def _check_rate_ceiling(command: ask.Asked, priced: LoanQuote) -> None:
    """Interest, penalty and fees count together (民间借贷解释 29), on what was really paid out
    and for as long as it is lent."""
    ceiling = command.terms.rate_ceiling
    if ceiling is None:
        return
    cost = (priced.interest + priced.fee + priced.period_fees).minor
    lent_days = sum(
        line.principal.minor * (line.due_on - priced.opened_on).days for line in priced.lines
    )
    received = Fraction(priced.net_proceeds.minor, priced.principal.minor)
    asked = Fraction(cost * 365) / (lent_days * received) + Fraction(command.terms.penalty_rate)
    if asked > Fraction(ceiling):
        raise Refused(no.BeyondRateCeiling(to_rate(asked), ceiling))
