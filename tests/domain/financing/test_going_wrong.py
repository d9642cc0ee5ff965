"""A loan that is not paid: default, everything due, another schedule, a call, off the book."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.financing import commands as ask
from domain.financing import events as fact
from domain.financing import refusals as no
from domain.financing import request_refusals as lines
from domain.financing import trouble_events as bad
from domain.financing import trouble_refusals as kept
from domain.financing.commands import FinancingCommand
from domain.financing.decide import FINANCING
from domain.financing.events import FinancingEvent
from domain.financing.state import Stage
from domain.financing.terms import Cause, Source
from domain.shared.currency import Currency
from domain.shared.daycount import DayCount
from domain.shared.event import Context
from domain.shared.facility import Guaranteed, Supports
from domain.shared.ids import ActorId, GuaranteeId
from domain.shared.instalments import Instalment, Plan, PlanKind
from domain.shared.money import Money
from domain.shared.refusal import Refusal
from tests.domain.financing.scenes import (
    ANCHOR,
    ANNA,
    BANK,
    DUE,
    SPRING,
    financing,
    given,
    kinds,
    on,
    owed,
    paid_out,
    repay,
    terms,
    then,
    yuan,
)

BEN = ActorId(f"{BANK}/ben")
ZHOU = ActorId(f"{SPRING}/zhou")
FIRST, LATE, LATER = date(2026, 2, 15), date(2026, 3, 17), date(2026, 3, 31)
GUARANTEE = GuaranteeId("g-1")
GUARANTEED = Supports(guarantees=(Guaranteed(GUARANTEE, ANCHOR, yuan("600000.00")),))
AGREED = terms(
    count=DayCount.THIRTY_E_360,
    plan=Plan(kind=PlanKind.EQUAL_PRINCIPAL, number=3),
    default_after_days=30,
)
LENT = paid_out(AGREED, GUARANTEED)
BY_DAYS = ask.DeclareDefault(cause=Cause.OVERDUE, detail="")
DEFAULTED = then(LENT, (LATE, BY_DAYS))
ACCELERATED = then(DEFAULTED, (LATE, ask.Accelerate(reason="no plan to pay")))


def by_ben(day: date) -> Context:
    return replace(on(day), by=BEN)


def agreed(
    history: tuple[FinancingEvent, ...], proposal: FinancingCommand, day: date = LATE
) -> tuple[FinancingEvent, ...]:
    """Proposed by Anna, agreed to by Ben; other lines also by the borrower."""
    history = by(BEN, then(history, (day, proposal)), ask.AgreeToProposal(), day)
    if isinstance(proposal, ask.ProposeWriteOff):
        return history
    return by(ZHOU, history, ask.AcceptRestructuring(), day)


def by(
    actor: ActorId, history: tuple[FinancingEvent, ...], command: FinancingCommand, day: date
) -> tuple[FinancingEvent, ...]:
    context = replace(on(day), by=actor)
    return history + FINANCING.decide(FINANCING.replay(history), command, context)


def new_lines(
    *parts: str,
    rate: str | None = None,
    dates: tuple[date, ...] = (date(2026, 6, 15), date(2026, 7, 15)),
) -> ask.ProposeRestructuring:
    return ask.ProposeRestructuring(
        dates=dates,
        parts=tuple(yuan(part) for part in parts),
        annual_rate=None if rate is None else Decimal(rate),
        consented=(),
        reason="a bad harvest",
    )


HALVES = new_lines("500000.00", "500000.00")
WRITE_OFF = ask.ProposeWriteOff(reason="nothing to be had")
WRITTEN_OFF = agreed(DEFAULTED, WRITE_OFF)
RESTRUCTURED = agreed(DEFAULTED, new_lines("400000.00", "600000.00", rate="0.036"))


def test_after_the_days_of_the_terms_it_may_be_declared_in_default() -> None:
    event = DEFAULTED[-1]

    assert isinstance(event, bad.DefaultDeclared)
    assert event.days_past_due == 30
    assert event.owed == owed(principal="1000000.00", interest="10333.33")
    assert financing(DEFAULTED).defaulted_on == LATE


def test_fraud_needs_no_days() -> None:
    asked = ask.DeclareDefault(cause=Cause.FRAUD, detail="invoices made up")

    (event,) = given(*LENT).when(asked, on(FIRST)).events()

    assert isinstance(event, bad.DefaultDeclared)
    assert event.days_past_due == 0


def test_accelerated_everything_is_due_today_and_penalty_follows() -> None:
    loan = financing(ACCELERATED)
    at = loan.standing(LATE)

    assert at is not None
    assert all(line.is_due for line in at.lines)
    assert loan.due_on == LATE
    assert kinds(ACCELERATED)[-3:] == [
        "FinancingOverdue",
        "FinancingOverdue",
        "FinancingAccelerated",
    ]


def test_after_it_penalty_runs_on_all_of_the_principal() -> None:
    history = paid_out(replace(AGREED, penalty_rate=Decimal("0.036")))
    history = then(history, (LATE, BY_DAYS), (LATE, ask.Accelerate(reason="default")))
    before, later = financing(history).owed(LATE), financing(history).owed(date(2026, 4, 17))

    assert later.penalty - before.penalty == yuan("3000.00")


def test_a_restructured_loan_is_paid_by_its_new_lines_at_its_new_rate() -> None:
    loan = financing(RESTRUCTURED)
    at = loan.standing(date(2026, 6, 15))

    assert at is not None
    assert [
        (line.due_on, line.owed.principal) for line in at.lines if line.owed.principal.minor
    ] == [
        (date(2026, 6, 15), yuan("400000.00")),
        (date(2026, 7, 15), yuan("600000.00")),
    ]
    assert loan.due_on == date(2026, 7, 15)
    assert loan.defaulted_on is None
    more = at.owed.interest - loan.owed(LATE).interest
    assert more == yuan("8800.00")
    """A million for 88 days of 360 at 3.6 %."""


def test_of_a_payment_learned_of_late_the_last_new_line_has_the_benefit() -> None:
    history = then(RESTRUCTURED, (LATER, repay("105000.00", FIRST)))
    at = financing(history).standing(LATER)

    assert at is not None
    assert at.lines[-1].owed.principal == yuan("500000.00")
    assert at.owed.principal == yuan("900000.00")


def test_a_guarantor_is_called_and_pays() -> None:
    asked = ask.CallGuarantee(guarantee=GUARANTEE, amount=yuan("600000.00"), due_on=LATER)
    history = then(DEFAULTED, (LATE, asked))
    event = history[-1]
    history = then(history, (LATE, repay("600000.00", LATE, source=Source.GUARANTOR)))

    assert isinstance(event, bad.GuaranteeCalled)
    assert event.guarantor == ANCHOR
    assert financing(history).owed(LATE).total == yuan("410333.33")


def test_written_off_it_stays_owed_and_what_comes_in_is_a_recovery() -> None:
    loan = financing(WRITTEN_OFF)
    history = then(WRITTEN_OFF, (LATER, repay("10333.33", LATER)))
    recovered = history[-1]

    assert loan.stage is Stage.WRITTEN_OFF
    assert loan.owed(LATE) == owed(principal="1000000.00", interest="10333.33")
    assert isinstance(recovered, fact.RepaymentAllocated)
    assert recovered.off_book
    assert then(WRITTEN_OFF, (LATER, ask.AccrueInterest(through=LATER))) == WRITTEN_OFF


def test_recovered_in_full_it_is_repaid_and_taken_back_it_is_written_off_again() -> None:
    repaid = then(WRITTEN_OFF, (LATE, repay("1010333.33", LATE)))
    back = then(repaid, (LATER, ask.ReverseRepayment(reference="col-1")))

    assert financing(repaid).stage is Stage.REPAID
    assert financing(back).stage is Stage.WRITTEN_OFF


def test_closed_nothing_is_asked_for_any_more() -> None:
    closed = then(WRITTEN_OFF, (LATER, ask.CloseFinancing(reason="liquidated")))

    assert isinstance(closed[-1], bad.FinancingClosed)
    assert financing(closed).owed(LATER).total.is_zero
    assert then(closed, (LATER, ask.AccrueInterest(through=LATER))) == closed
    given(*closed).when(repay("1.00", LATER), on(LATER)).then_refused(kept.FinancingOver())


def test_a_dropped_proposal_leaves_everything_as_it_was() -> None:
    history = then(DEFAULTED, (LATE, HALVES), (LATE, ask.DropProposal(reason="paid after all")))

    assert financing(history) == financing(DEFAULTED)


CALL = ask.CallGuarantee(guarantee=GUARANTEE, amount=yuan("1.00"), due_on=LATER)
CROSS = ask.DeclareDefault(cause=Cause.CROSS_DEFAULT, detail="fin-2")
REPAID = then(LENT, (FIRST, repay("1006000.00", FIRST)))
DAYS_SAID_NOWHERE = paid_out(terms())
PROPOSED = then(DEFAULTED, (LATE, HALVES))
ACCELERATE = ask.Accelerate(reason="default")

REFUSED: list[tuple[tuple[FinancingEvent, ...], FinancingCommand, Refusal]] = [
    (LENT[:1], BY_DAYS, no.NotDisbursed()),
    (REPAID, BY_DAYS, no.NothingOwed()),
    (DEFAULTED, BY_DAYS, kept.AlreadyInDefault(LATE)),
    (DAYS_SAID_NOWHERE, BY_DAYS, kept.NoDefaultByDays()),
    (DAYS_SAID_NOWHERE, CROSS, kept.NoCrossDefault()),
    (then(LENT, (FIRST, repay("338333.33", FIRST))), BY_DAYS, kept.NotLateEnough(2, 30)),
    (LENT[:1], ACCELERATE, no.NotDisbursed()),
    (REPAID, ACCELERATE, no.NothingOwed()),
    (LENT, ACCELERATE, kept.NotInDefault()),
    (ACCELERATED, ACCELERATE, kept.AllDueAlready(LATE)),
    (REPAID, CALL, no.NothingOwed()),
    (paid_out(AGREED), CALL, kept.NotGuaranteedBy(GUARANTEE)),
    (
        then(LENT, (FIRST, repay("671666.66", FIRST)), (FIRST, repay("335000.00", FIRST, "b"))),
        CALL,
        no.NothingOwed(),
    ),
    (
        DEFAULTED,
        replace(CALL, amount=Money(1, Currency.EUR)),
        no.OtherCurrency(Currency.CNY, Currency.EUR),
    ),
    (DEFAULTED, replace(CALL, amount=yuan("0.00")), no.AmountNotPositive(yuan("0.00"))),
    (
        DEFAULTED,
        replace(CALL, amount=yuan("600000.01")),
        kept.BeyondGuaranteed(yuan("600000.01"), yuan("600000.00")),
    ),
    (LENT[:1], HALVES, no.NotDisbursed()),
    (REPAID, HALVES, no.NothingOwed()),
    (WRITTEN_OFF, HALVES, kept.AlreadyWrittenOff(LATE)),
    (PROPOSED, HALVES, kept.ProposalWaits(ANNA)),
    (PROPOSED, WRITE_OFF, kept.ProposalWaits(ANNA)),
    (LENT, WRITE_OFF, kept.NotInDefault()),
    (LENT, new_lines(dates=()), lines.OtherNumberOfLines(1, 0)),
    (
        LENT,
        new_lines("1.00", "2.00", dates=(LATER, LATER)),
        lines.LinesOutOfOrder((LATER, LATER)),
    ),
    (LENT, new_lines("1.00", dates=(LATE,)), lines.LineBeforeStart(LATE, LATE)),
    (
        LENT,
        new_lines("1.00", "2.00", rate="1.5"),
        no.TermsUnsound("annualRate", "from 0 to below 1", "1.5"),
    ),
    (LENT, new_lines("1.00"), lines.OtherNumberOfLines(2, 1)),
    (LENT, new_lines("1.00", "2.00"), lines.PartsDiffer(yuan("1000000.00"), yuan("3.00"))),
    (DEFAULTED, ask.AgreeToProposal(), kept.NoProposal()),
    (PROPOSED, ask.AgreeToProposal(), kept.AgreesToOwnProposal(ANNA)),
    (DEFAULTED, ask.DropProposal(reason="no"), kept.NoProposal()),
    (DEFAULTED, ask.CloseFinancing(reason="no"), kept.NotWrittenOff()),
]


@pytest.mark.parametrize(("history", "command", "refusal"), REFUSED)
def test_what_is_refused(
    history: tuple[FinancingEvent, ...], command: FinancingCommand, refusal: Refusal
) -> None:
    given(*history).when(command, on(LATE)).then_refused(refusal)


def test_what_is_neither_late_nor_in_default_is_not_called() -> None:
    given(*LENT).when(CALL, on(FIRST)).then_refused(kept.NotInDefault())


def test_a_proposal_that_waited_too_long_is_proposed_again() -> None:
    day = date(2026, 6, 15)

    given(*PROPOSED).when(ask.AgreeToProposal(), by_ben(day)).then_refused(
        lines.LineBeforeStart(day, day)
    )


def test_the_proposal_holds_the_lines_and_who_consented() -> None:
    asked = replace(HALVES, consented=(ANCHOR,))

    event = agreed(DEFAULTED, asked)[-1]

    assert isinstance(event, bad.FinancingRestructured)
    assert event.consented == (ANCHOR,)
    assert event.schedule == (
        Instalment(date(2026, 6, 15), yuan("500000.00")),
        Instalment(date(2026, 7, 15), yuan("500000.00")),
    )
    assert (event.was_due_on, event.due_on) == (DUE, date(2026, 7, 15))
