"""A request waits for people of the lender, and becomes a loan with all of their approvals only."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.financing import commands as ask
from domain.financing import events as fact
from domain.financing import refusals as no
from domain.financing import request_events as asked
from domain.financing import request_refusals as not_asked
from domain.financing.commands import FinancingCommand
from domain.financing.decide import FINANCING
from domain.financing.events import FinancingEvent
from domain.financing.state import Financing, Requested, Stage
from domain.financing.terms import Approvals, Verdict
from domain.shared.event import Context
from domain.shared.ids import ActorId
from domain.shared.instalments import Plan, PlanKind
from domain.shared.refusal import Refusal
from tests.domain.financing.scenes import (
    ACCOUNT,
    ANNA,
    BANK,
    DUE,
    FIN,
    OPENED,
    SPRING,
    given,
    on,
    open_financing,
    opened,
    terms,
    yuan,
)

SUE, BEN, CLEO = ActorId(f"{SPRING}/sue"), ActorId(f"{BANK}/ben"), ActorId(f"{BANK}/cleo")
MONTHLY = terms(plan=Plan(kind=PlanKind.EQUAL_PRINCIPAL, number=3))
TWO_FROM_A_MILLION = Approvals(second_from=yuan("1000000.00"), valid_days=10)
EXPIRES = OPENED + timedelta(days=10)


def by(who: ActorId, day: date = OPENED) -> Context:
    return replace(on(day), by=who)


def request(
    principal: str = "1000000.00", approvals: Approvals = TWO_FROM_A_MILLION
) -> ask.RequestFinancing:
    wanted = open_financing(MONTHLY, principal, by_obligor=((SPRING, yuan(principal)),))
    return ask.RequestFinancing(
        financing=FIN,
        facility=wanted.facility,
        lender=BANK,
        borrower=SPRING,
        principal=wanted.principal,
        terms=MONTHLY,
        due_on=wanted.due_on,
        by_obligor=wanted.by_obligor,
        dates=wanted.dates,
        approvals=approvals,
    )


Asked = tuple[Context, FinancingCommand]


def told(*steps: Asked) -> tuple[FinancingEvent, ...]:
    history: tuple[FinancingEvent, ...] = ()
    for context, command in steps:
        history += FINANCING.decide(FINANCING.replay(history), command, context)
    return history


REQUESTED: Asked = (by(SUE), request())
APPROVE = ask.ApproveFinancing()
ONCE = (REQUESTED, (by(ANNA), APPROVE))
TWICE = (*ONCE, (by(BEN), APPROVE))


def test_the_request_holds_all_that_the_borrower_accepted() -> None:
    (event,) = given().when(request(), by(SUE)).events()

    assert isinstance(event, asked.FinancingRequested)
    assert event.quote.net_proceeds == yuan("1000000.00")
    assert event.quote.repayable == yuan("1000000.00") + event.quote.interest
    assert [line.due_on for line in event.quote.lines][-1] == DUE
    assert (event.approvals_needed, event.expires_on) == (2, EXPIRES)


@pytest.mark.parametrize(
    ("principal", "approvals", "needed"),
    [
        ("999999.99", TWO_FROM_A_MILLION, 1),
        ("1000000.00", TWO_FROM_A_MILLION, 2),
        ("5000000.00", Approvals(), 1),
    ],
)
def test_the_terms_say_from_which_amount_a_second_person_approves(
    principal: str, approvals: Approvals, needed: int
) -> None:
    (event,) = given().when(request(principal, approvals), by(SUE)).events()

    assert isinstance(event, asked.FinancingRequested)
    assert event.approvals_needed == needed


def test_with_all_approvals_it_is_opened_as_it_was_asked_for() -> None:
    history = told(*TWICE)

    (event,) = given(*history).when(ask.OpenApproved(), by(BEN)).events()

    assert isinstance(event, fact.FinancingOpened)
    assert len(event.schedule) == 3
    assert event.due_on == DUE
    loan = FINANCING.replay((*history, event))
    assert isinstance(loan, Financing)
    assert loan.stage is Stage.OPENED


def test_opened_later_it_costs_no_more_than_was_accepted() -> None:
    history = told(REQUESTED, (by(ANNA, EXPIRES), APPROVE), (by(BEN, EXPIRES), APPROVE))

    (event,) = given(*history).when(ask.OpenApproved(), by(BEN, EXPIRES)).events()

    request_ = FINANCING.replay(history)
    assert isinstance(request_, Requested)
    assert isinstance(event, fact.FinancingOpened)
    assert event.interest < request_.quote.interest


REJECTED = (*ONCE, (by(BEN), ask.RejectFinancing(reason="too long")))
WITHDRAWN = (*ONCE, (by(SUE), ask.WithdrawFinancing(reason="paid otherwise")))
LATE = EXPIRES + timedelta(days=1)

EXPIRED = (*ONCE, (by(BEN, LATE), ask.ExpireRequest()))

LENT = (*TWICE, (by(BEN), ask.OpenApproved()))


def over(verdict: Verdict, *who: ActorId, day: date = OPENED) -> Refusal:
    """Of whom only people of whoever asks are named."""
    return not_asked.RequestOver(FIN, verdict, who, by(BEN, day).now.at)


REFUSED: list[tuple[tuple[Asked, ...], Asked, Refusal]] = [
    ((), (by(ANNA), APPROVE), no.FinancingNotFound()),
    (ONCE, (by(SUE), request()), not_asked.AlreadyRequested(FIN)),
    (ONCE, (by(ANNA), open_financing()), not_asked.AlreadyRequested(FIN)),
    (REJECTED, (by(BEN), APPROVE), over(Verdict.REJECTED, BEN)),
    (WITHDRAWN, (by(BEN), APPROVE), over(Verdict.WITHDRAWN)),
    (
        REJECTED,
        (by(SUE), ask.WithdrawFinancing(reason="late")),
        over(Verdict.REJECTED),
    ),
    (ONCE, (by(SUE, LATE), APPROVE), not_asked.RequestExpired(EXPIRES)),
    (EXPIRED, (by(BEN), APPROVE), over(Verdict.EXPIRED, day=LATE)),
    (
        EXPIRED,
        (by(SUE), ask.WithdrawFinancing(reason="late")),
        over(Verdict.EXPIRED, day=LATE),
    ),
    (EXPIRED, (by(ANNA), ask.OpenApproved()), over(Verdict.EXPIRED, day=LATE)),
    (ONCE, (by(SUE), APPROVE), not_asked.ApprovesOwnRequest(SUE)),
    (ONCE, (by(ANNA), APPROVE), not_asked.ApprovedAlready(ANNA)),
    (TWICE, (by(CLEO), APPROVE), not_asked.EnoughApprovals(2)),
    (ONCE, (by(ANNA), ask.OpenApproved()), not_asked.NotApproved(2, 1)),
    (REJECTED, (by(ANNA), ask.OpenApproved()), over(Verdict.REJECTED, BEN)),
    (WITHDRAWN, (by(ANNA), ask.OpenApproved()), over(Verdict.WITHDRAWN)),
    (WITHDRAWN, (by(SUE), ask.WithdrawFinancing(reason="twice")), over(Verdict.WITHDRAWN, SUE)),
    (LENT, (by(CLEO), APPROVE), over(Verdict.APPROVED, ANNA, BEN)),
    (LENT, (by(BEN), APPROVE), over(Verdict.APPROVED, ANNA, BEN)),
    (LENT, (by(CLEO), ask.RejectFinancing(reason="late")), over(Verdict.APPROVED, ANNA, BEN)),
    (LENT, (by(SUE), ask.WithdrawFinancing(reason="late")), over(Verdict.APPROVED)),
    (
        ONCE,
        (by(ANNA), ask.InstructDisbursement(bank_account=ACCOUNT)),
        not_asked.NotApproved(2, 1),
    ),
]


@pytest.mark.parametrize(("before", "step", "refusal"), REFUSED)
def test_what_is_refused(before: tuple[Asked, ...], step: Asked, refusal: Refusal) -> None:
    context, command = step

    given(*told(*before)).when(command, context).then_refused(refusal)


def test_what_nobody_decided_by_its_last_day_is_said_to_have_expired_once() -> None:
    waits, expire = given(*told(*ONCE)), ask.ExpireRequest()

    waits.when(expire, by(ANNA, EXPIRES)).then()
    (event,) = waits.when(expire, by(ANNA, LATE)).events()
    assert isinstance(event, asked.RequestExpired)
    assert event.expired_on == EXPIRES
    given(*told(*EXPIRED)).when(expire, by(ANNA, LATE)).then()
    given(*told(*REJECTED)).when(expire, by(ANNA, LATE)).then()
    given(*told(*LENT)).when(expire, by(ANNA, LATE)).then()


def test_a_loan_is_no_request_any_more() -> None:
    given(*opened()).when(APPROVE, by(BEN)).then_refused(not_asked.NotRequested())
    given(*opened()).when(request(), by(SUE)).then_refused(no.FinancingAlreadyOpen(FIN))


DATES = (date(2026, 2, 15), date(2026, 3, 15), DUE)

UNSOUND: list[tuple[dict[str, object], Refusal]] = [
    ({"dates": DATES[:2]}, not_asked.OtherNumberOfLines(3, 2)),
    (
        {"dates": (DATES[1], DATES[0], DUE)},
        not_asked.LinesOutOfOrder((DATES[1], DATES[0], DUE)),
    ),
    ({"due_on": DATES[1]}, not_asked.LastLineDiffers(DATES[1], DUE)),
    ({"dates": (OPENED, *DATES[1:])}, not_asked.LineBeforeStart(OPENED, OPENED)),
    (
        {"terms": terms(plan=Plan(kind=PlanKind.GIVEN, number=3)), "parts": (yuan("1.00"),)},
        not_asked.OtherNumberOfLines(3, 1),
    ),
    (
        {"terms": terms(plan=Plan(kind=PlanKind.GIVEN, number=3)), "parts": (yuan("1.00"),) * 3},
        not_asked.PartsDiffer(yuan("1000000.00"), yuan("3.00")),
    ),
    (
        {"terms": terms(plan=Plan(number=3))},
        no.TermsUnsound("plan.number", "1 for a bullet", "3"),
    ),
    (
        {"terms": terms(grace_days=-1)},
        no.TermsUnsound("graceDays", "not negative", "-1"),
    ),
]


@pytest.mark.parametrize(("change", "refusal"), UNSOUND)
def test_lines_that_do_not_fit_are_refused(change: dict[str, object], refusal: Refusal) -> None:
    given().when(replace(request(), **change), by(SUE)).then_refused(refusal)  # type: ignore[arg-type] # fields of the command
