"""Notice and registration make a claim hold against others; neither betrays a financier."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime, timedelta

import pytest

from domain.receivable import commands as ask
from domain.receivable import events as fact
from domain.receivable import refusals as no
from domain.receivable.answer_refusals import EvidenceMissing
from domain.receivable.invoice import EndOfRegistration
from domain.shared.ids import PartyId
from tests.domain.receivable.scenes import (
    BANK,
    CLAIM,
    CONTEXT,
    LATER,
    NOON,
    RIVAL,
    SAID,
    SPRING,
    TODAY,
    claim_after,
    given,
    noticed,
    off_file,
    on_file,
    registered,
    yuan,
)

TOMORROW = date(2026, 3, 3)


def notice(
    *, assignee: PartyId = BANK, evidence: str = "assignment deed 12", on: date = TODAY
) -> ask.RecordNotice:
    return ask.RecordNotice(
        seller=SPRING,
        receivable=CLAIM,
        assignee=assignee,
        delivered_on=on,
        delivered_to="accounts payable",
        channel="portal",
        evidence=evidence,
    )


def take_back(party: PartyId = BANK) -> ask.WithdrawNotice:
    return ask.WithdrawNotice(seller=SPRING, receivable=CLAIM, party=party, reason="repaid")


def put_on_file(
    *, lender: PartyId = BANK, at: datetime = NOON.at, expires_on: date = LATER
) -> ask.RecordRegistration:
    return ask.RecordRegistration(
        seller=SPRING,
        receivable=CLAIM,
        lender=lender,
        registry_number="ZD-9",
        registered_at=at,
        expires_on=expires_on,
    )


def take_off_file(number: str = "ZD-9") -> ask.EndRegistration:
    return ask.EndRegistration(
        seller=SPRING,
        receivable=CLAIM,
        registry_number=number,
        reason=EndOfRegistration.CANCELLED,
    )


def test_the_notice_reaches_the_buyer() -> None:
    given(registered()).when(notice(), CONTEXT).then(noticed())


def test_a_late_notice_counts_from_the_day_it_arrived() -> None:
    (event,) = given(registered()).when(notice(on=date(2026, 2, 20)), CONTEXT).events()

    assert event.effective_on == date(2026, 2, 20)
    assert event.at == NOON.at


def test_a_notice_without_evidence_binds_nobody() -> None:
    given(registered()).when(notice(evidence=""), CONTEXT).then_refused(EvidenceMissing(CLAIM))


def test_a_notice_of_tomorrow_did_not_arrive() -> None:
    given(registered()).when(notice(on=TOMORROW), CONTEXT).then_refused(
        no.DayInFuture(TOMORROW, TODAY)
    )


def test_a_second_notice_is_refused_without_saying_whose_the_first_was() -> None:
    refusal = no.AlreadyNoticed(CLAIM)
    given(registered(), noticed()).when(notice(assignee=RIVAL), CONTEXT).then_refused(refusal)

    assert asdict(refusal) == {"receivable": CLAIM}


def test_only_the_assignee_takes_a_notice_back() -> None:
    claim = given(registered(), noticed())
    taken_back = fact.NoticeWithdrawn(
        **SAID, effective_on=TODAY, open=yuan("1000.00"), assignee=BANK, reason="repaid"
    )

    claim.when(take_back(SPRING), CONTEXT).then_refused(no.NotTheAssignee(CLAIM))
    claim.when(take_back(), CONTEXT).then(taken_back)
    given(registered()).when(take_back(), CONTEXT).then_refused(no.NotNoticed(CLAIM))
    assert not claim_after(registered(), noticed(), taken_back).is_noticed


def test_a_new_assignee_gives_notice_after_the_first_took_its_own_back() -> None:
    taken_back = fact.NoticeWithdrawn(
        **SAID, effective_on=TODAY, open=yuan("1000.00"), assignee=BANK, reason="repaid"
    )

    (
        given(registered(), noticed(), taken_back)
        .when(notice(assignee=RIVAL), CONTEXT)
        .then(noticed(RIVAL))
    )


def test_the_registrys_own_time_is_kept() -> None:
    given(registered()).when(put_on_file(), CONTEXT).then(on_file())


def test_a_registration_ahead_of_the_clock_is_no_fact_yet() -> None:
    ahead = NOON.at + timedelta(seconds=1)
    given(registered()).when(put_on_file(at=ahead), CONTEXT).then_refused(
        no.DayInFuture(ahead.date(), TODAY)
    )


def test_a_registration_that_ran_out_protects_nobody() -> None:
    yesterday = date(2026, 3, 1)
    given(registered()).when(put_on_file(expires_on=yesterday), CONTEXT).then_refused(
        no.RegistrationLapsed(yesterday, TODAY)
    )
    assert given(registered()).when(put_on_file(expires_on=TODAY), CONTEXT).events()


def test_a_second_registration_is_refused_without_saying_whose_the_first_is() -> None:
    refusal = no.AlreadyOnFile(CLAIM)
    given(registered(), on_file()).when(put_on_file(lender=RIVAL), CONTEXT).then_refused(refusal)

    assert asdict(refusal) == {"receivable": CLAIM}


def test_a_registration_ends_once_and_makes_room_for_another() -> None:
    given(registered(), on_file()).when(take_off_file(), CONTEXT).then(off_file())
    given(registered(), on_file(), off_file()).when(take_off_file(), CONTEXT).then_refused(
        no.NotOnFile("ZD-9")
    )
    assert given(registered(), on_file(), off_file()).when(put_on_file(), CONTEXT).events()


@pytest.mark.parametrize("number", ["ZD-8", ""])
def test_another_registration_is_not_this_one(number: str) -> None:
    given(registered(), on_file()).when(take_off_file(number), CONTEXT).then_refused(
        no.NotOnFile(number)
    )
