"""A request is listed until it is a loan; then the loan is."""

from __future__ import annotations

from application.views.exposure import EXPOSURE
from application.views.financings import FINANCINGS, seen
from application.views.inbox import INBOX
from application.views.loan_lines import LOAN_LINES
from application.views.requests import REQUESTS
from domain.financing import commands as ask
from domain.financing.state import Requested
from domain.financing.terms import Asking
from tests.application.views.folding import folded
from tests.domain.financing.scenes import ANNA, BANK, FIN, SPRING, repay, then
from tests.domain.financing.test_going_wrong import (
    ACCELERATED,
    DEFAULTED,
    LATE,
    LATER,
    RESTRUCTURED,
    WRITTEN_OFF,
)
from tests.domain.financing.test_requesting import EXPIRED, REJECTED, REQUESTED, TWICE, by, told

BOTH = {f"{BANK}|{FIN}", f"{SPRING}|{FIN}"}


def test_it_is_listed_for_lender_and_borrower_until_it_is_a_loan() -> None:
    approved = told(*TWICE)
    opened = told(*TWICE, (by(ANNA), ask.OpenApproved()))

    assert set(folded(REQUESTS, approved)) == BOTH
    assert folded(FINANCINGS, approved) == {}
    assert folded(REQUESTS, opened) == {}
    assert set(folded(FINANCINGS, opened)) == BOTH


def test_a_rejected_one_stays_to_be_seen() -> None:
    row = folded(REQUESTS, told(*REJECTED))[f"{SPRING}|{FIN}"]

    assert isinstance(row, Requested)
    assert row.asking is Asking.REJECTED


def test_it_waits_for_the_lender_until_it_is_decided() -> None:
    task = f"{BANK}|approve_financing|{FIN}"

    assert task in folded(INBOX, told(REQUESTED))
    assert task not in folded(INBOX, told(*REJECTED))
    assert task not in folded(INBOX, told(*EXPIRED))


def test_who_is_to_act_on_a_loan_that_is_late() -> None:
    overdue = then(DEFAULTED, (LATE, ask.AccrueInterest(through=LATE)))
    proposed = then(overdue, (LATE, ask.ProposeWriteOff(reason="nothing left")))

    assert f"{BANK}|pursue_overdue|{FIN}" in folded(INBOX, overdue)
    assert f"{SPRING}|pay_overdue|{FIN}" in folded(INBOX, overdue)
    assert f"{BANK}|agree_to_proposal|{FIN}" in folded(INBOX, proposed)
    assert not [task for task in folded(INBOX, RESTRUCTURED) if "overdue" in task]
    assert not [task for task in folded(INBOX, WRITTEN_OFF) if task.startswith(BANK)]


def test_what_is_written_off_is_no_exposure_and_its_recovery_changes_none() -> None:
    recovered = then(WRITTEN_OFF, (LATER, repay("10.00", LATER)))
    back = then(recovered, (LATER, ask.ReverseRepayment(reference="col-1")))

    assert folded(EXPOSURE, DEFAULTED) != {}
    assert folded(EXPOSURE, WRITTEN_OFF) == folded(EXPOSURE, recovered) == {}
    assert folded(EXPOSURE, back) == {}


def test_a_loan_put_off_or_brought_forward_is_due_on_its_new_days() -> None:
    """Arrears stay where they are when the rest is called in."""
    for history, oldest in ((ACCELERATED, None), (RESTRUCTURED, LATE)):
        (row,) = folded(LOAN_LINES, history).values()
        assert sum(line.principal.minor for line in row.drawn) == 100_000_000
        assert row.drawn[-1].due_on == (LATE if history is ACCELERATED else row.loan.due_on)
        assert oldest is None or row.drawn[0].due_on > oldest


def test_days_past_due_are_those_of_the_oldest_line() -> None:
    row = folded(FINANCINGS, DEFAULTED)[f"{BANK}|{FIN}"]

    assert seen(row, LATE, None).days_past_due == 30
    assert [line.is_due for line in seen(row, LATE, None).lines] == [True, True, False]
