"""Other lines count when the borrower accepted them in time, and nothing short of that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from domain.financing import commands as ask
from domain.financing import events as fact
from domain.financing import refusals as no
from domain.financing import trouble_events as bad
from domain.financing import trouble_refusals as kept
from domain.financing.commands import FinancingCommand
from domain.financing.events import FinancingEvent
from domain.shared.daycount import DayCount
from domain.shared.instalments import Instalment, Plan, PlanKind
from domain.shared.refusal import Refusal
from tests.domain.financing.scenes import (
    ANNA,
    financing,
    given,
    on,
    paid_out,
    repay,
    terms,
    then,
    yuan,
)
from tests.domain.financing.test_going_wrong import (
    BEN,
    DEFAULTED,
    FIRST,
    HALVES,
    LATE,
    LENT,
    WRITE_OFF,
    ZHOU,
    by,
    new_lines,
)

AGREE, ACCEPT = ask.AgreeToProposal(), ask.AcceptRestructuring()
DROP, DECLINE = ask.DropProposal(reason="no"), ask.DeclineRestructuring(reason="too dear")
EXPIRE = ask.ExpireOffer()
PROPOSED = then(DEFAULTED, (LATE, HALVES))
OFFERED = by(BEN, PROPOSED, AGREE, LATE)
UNTIL = LATE + timedelta(days=30)
TOO_LATE = UNTIL + timedelta(days=1)
EXPIRED = then(OFFERED, (TOO_LATE, EXPIRE))
DECLINED = by(ZHOU, OFFERED, DECLINE, LATE)
ACCEPTED = by(ZHOU, OFFERED, ACCEPT, LATE)
REPAID = then(OFFERED, (LATE, repay("1010333.33", LATE)))
ALONE = terms(
    count=DayCount.THIRTY_E_360,
    plan=Plan(kind=PlanKind.EQUAL_PRINCIPAL, number=3),
    second_person_restructures=False,
    offer_days=7,
)
"""One person of the lender is enough."""

AS_IT_IS = tuple(
    Instalment(line.due_on, line.principal) for line in financing(paid_out(ALONE)).schedule
)


def same_lines(rate: str | None) -> ask.ProposeRestructuring:
    return ask.ProposeRestructuring(
        dates=tuple(line.due_on for line in AS_IT_IS),
        parts=tuple(line.principal for line in AS_IT_IS),
        annual_rate=None if rate is None else Decimal(rate),
        consented=(),
        reason="a better rating",
    )


def test_when_the_lender_agreed_the_borrower_is_asked_and_nothing_changed_yet() -> None:
    offered = OFFERED[-1]

    assert isinstance(offered, bad.RestructuringOffered)
    assert (offered.principal, offered.expires_on) == (yuan("1000000.00"), UNTIL)
    assert financing(OFFERED).changes == ()
    assert financing(OFFERED).defaulted_on == LATE


def test_the_borrower_accepts_and_the_new_lines_count() -> None:
    last = ACCEPTED[-1]

    assert isinstance(last, bad.FinancingRestructured)
    assert (last.by, last.relief) == (ZHOU, False)
    assert financing(ACCEPTED).due_on == date(2026, 7, 15)


@pytest.mark.parametrize("history", [DECLINED, EXPIRED])
def test_declined_or_not_accepted_in_time_the_loan_stays_as_it_was(
    history: tuple[FinancingEvent, ...],
) -> None:
    assert financing(history) == financing(DEFAULTED)


def test_an_offer_ends_before_its_first_line_is_due() -> None:
    soon = new_lines("500000.00", "500000.00", dates=(date(2026, 3, 20), date(2026, 7, 15)))

    history = by(BEN, then(DEFAULTED, (LATE, soon)), AGREE, LATE)

    offered = history[-1]
    assert isinstance(offered, bad.RestructuringOffered)
    assert offered.expires_on == date(2026, 3, 19)


def test_what_is_paid_while_the_offer_stands_comes_off_the_last_lines() -> None:
    paid = then(OFFERED, (LATE, repay("210333.33", LATE)))

    loan = financing(by(ZHOU, paid, ACCEPT, UNTIL))

    at = loan.standing(UNTIL)
    assert at is not None
    assert [line.owed.principal for line in at.lines if not line.is_due] == [
        yuan("500000.00"),
        yuan("294666.67"),
    ]
    assert at.owed.principal == loan.principal_left == yuan("794666.67")


def test_what_is_paid_in_full_leaves_nothing_to_accept() -> None:
    assert isinstance(REPAID[-1], fact.FinancingRepaid)
    given(*REPAID).when(ACCEPT, on(LATE)).then_refused(no.NothingOwed())


def test_once_expired_another_may_be_proposed_though_no_close_said_so() -> None:
    later = new_lines("400000.00", "600000.00", dates=(date(2026, 6, 15), date(2026, 8, 15)))

    expired, proposed = given(*OFFERED).when(later, on(TOO_LATE)).events()

    assert isinstance(expired, bad.RestructuringExpired)
    assert expired.expires_on == UNTIL
    assert isinstance(proposed, bad.RestructuringProposed)


def test_where_the_terms_ask_for_one_person_its_proposal_is_the_offer() -> None:
    history = then(paid_out(ALONE), (FIRST - timedelta(days=5), HALVES))

    offered = history[-1]
    assert isinstance(offered, bad.RestructuringOffered)
    assert offered.expires_on == FIRST + timedelta(days=2)


def test_a_lower_rate_on_the_same_lines_needs_nobody_elses_agreement() -> None:
    day = FIRST - timedelta(days=5)

    history = then(paid_out(ALONE), (day, same_lines("0.03")))

    last = history[-1]
    assert isinstance(last, bad.FinancingRestructured)
    assert last.relief
    before, after = financing(history).owed(day).interest, financing(history).owed(FIRST).interest
    assert after - before == yuan("416.66")
    """A million for five days of 360 at 3 %, posted as a whole with what ran before."""


@pytest.mark.parametrize("rate", ["0.09", "0.072", None])
def test_what_is_not_cheaper_is_no_relief(rate: str | None) -> None:
    history = then(paid_out(ALONE), (FIRST - timedelta(days=5), same_lines(rate)))

    assert isinstance(history[-1], bad.RestructuringOffered)


def test_a_lower_rate_with_lines_put_off_is_asked_for() -> None:
    later = new_lines("500000.00", "500000.00", rate="0.01")

    history = then(paid_out(ALONE), (FIRST - timedelta(days=5), later))

    assert isinstance(history[-1], bad.RestructuringOffered)


def test_a_lower_rate_on_a_loan_in_arrears_is_asked_for() -> None:
    left = replace(same_lines("0.03"), dates=same_lines(None).dates[1:], parts=HALVES.parts)
    day = FIRST + timedelta(days=3)

    history = then(paid_out(ALONE), (day, left))

    assert isinstance(history[-1], bad.RestructuringOffered)


REFUSED: list[tuple[tuple[FinancingEvent, ...], FinancingCommand, date, Refusal]] = [
    (REPAID, ACCEPT, TOO_LATE, no.NothingOwed()),
    (LENT, ACCEPT, LATE, kept.NoOffer()),
    (PROPOSED, ACCEPT, LATE, kept.NoOffer()),
    (PROPOSED, DECLINE, LATE, kept.NoOffer()),
    (then(DEFAULTED, (LATE, WRITE_OFF)), ACCEPT, LATE, kept.NoOffer()),
    (OFFERED, ACCEPT, TOO_LATE, kept.OfferExpired(UNTIL)),
    (OFFERED, DECLINE, TOO_LATE, kept.OfferExpired(UNTIL)),
    (EXPIRED, ACCEPT, TOO_LATE, kept.NoOffer()),
    (DECLINED, ACCEPT, LATE, kept.NoOffer()),
    (ACCEPTED, ACCEPT, LATE, kept.NoOffer()),
    (OFFERED, DROP, UNTIL, kept.OfferStands(UNTIL)),
    (OFFERED, DROP, TOO_LATE, kept.NoProposal()),
    (OFFERED, AGREE, LATE, kept.OfferStands(UNTIL)),
    (OFFERED, HALVES, LATE, kept.OfferStands(UNTIL)),
    (OFFERED, WRITE_OFF, UNTIL, kept.OfferStands(UNTIL)),
    (OFFERED, ask.Accelerate(reason="no"), LATE, kept.OfferStands(UNTIL)),
    (PROPOSED, HALVES, LATE, kept.ProposalWaits(ANNA)),
]


@pytest.mark.parametrize(("history", "command", "day", "refusal"), REFUSED)
def test_what_is_refused(
    history: tuple[FinancingEvent, ...], command: FinancingCommand, day: date, refusal: Refusal
) -> None:
    given(*history).when(command, on(day)).then_refused(refusal)


def test_a_close_says_nothing_while_the_offer_stands_or_once_it_is_over() -> None:
    for history, day in ((OFFERED, UNTIL), (EXPIRED, TOO_LATE), (ACCEPTED, TOO_LATE)):
        given(*history).when(EXPIRE, on(day)).then()


def test_who_holds_no_money_yet_is_offered_nothing() -> None:
    given(*LENT[:1]).when(ACCEPT, on(LATE)).then_refused(no.NotDisbursed())


def test_called_in_once_the_offer_is_over() -> None:
    history = then(DECLINED, (LATE, ask.Accelerate(reason="no plan")))

    assert isinstance(history[-1], bad.FinancingAccelerated)
