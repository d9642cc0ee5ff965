"""Nobody is let in without evidence, and whoever entered it does not decide on it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.enterprise import commands as ask
from domain.enterprise import events as fact
from domain.enterprise import refusals as no
from domain.enterprise.profile import Check, Impediment
from domain.shared.ids import ActorId
from domain.shared.refusal import Refusal
from tests.domain.enterprise.scenes import (
    CHEN,
    COURTS,
    DECIDED,
    DONG,
    LICENCE,
    NEXT_YEAR,
    SAID,
    SPRING,
    TODAY,
    TOMORROW,
    YESTERDAY,
    admit,
    admitted,
    cleared,
    given,
    impeded,
    mark,
    party_after,
    registered,
    reviewed,
    suspended,
)

BAR: dict[Impediment, Refusal] = {
    Impediment.SANCTIONED: no.Sanctioned(SPRING),
    Impediment.INSOLVENT: no.Insolvent(SPRING),
}
SUSPEND = ask.Suspend(party=SPRING, reason="complaint 8")
REINSTATE = ask.Reinstate(party=SPRING, reason="complaint withdrawn")


def clear(impediment: Impediment) -> ask.ClearImpediment:
    return ask.ClearImpediment(party=SPRING, impediment=impediment, source="gazette")


def test_what_was_checked_is_kept_with_who_entered_it() -> None:
    review = ask.Review(party=SPRING, evidence=(LICENCE, COURTS))

    given(registered()).when(review, CHEN).then(reviewed(LICENCE, COURTS))
    file = party_after(registered(), reviewed(LICENCE, COURTS)).file
    assert [(item.evidence, item.entered_by) for item in file] == [
        (LICENCE, CHEN.by),
        (COURTS, CHEN.by),
    ]


def test_evidence_has_a_name_of_its_own() -> None:
    twice = no.EvidenceOnFile("licence")

    given(registered(), reviewed(LICENCE)).when(
        ask.Review(party=SPRING, evidence=(LICENCE,)), CHEN
    ).then_refused(twice)
    given(registered()).when(
        ask.Review(party=SPRING, evidence=(LICENCE, LICENCE)), CHEN
    ).then_refused(twice)


def test_a_review_finds_something_and_not_tomorrow() -> None:
    ahead = replace(LICENCE, checked_on=TOMORROW)

    given(registered()).when(ask.Review(party=SPRING, evidence=()), CHEN).then_refused(
        no.EvidenceMissing(SPRING)
    )
    given(registered()).when(ask.Review(party=SPRING, evidence=(ahead,)), CHEN).then_refused(
        no.DayInFuture(TOMORROW, TODAY)
    )


def test_the_decision_keeps_who_decided_and_on_what() -> None:
    (
        given(registered(), reviewed(LICENCE, COURTS))
        .when(admit("licence"), DONG)
        .then(admitted(LICENCE))
    )


def test_naming_evidence_twice_makes_it_no_stronger() -> None:
    (
        given(registered(), reviewed(LICENCE))
        .when(admit("licence", "licence"), DONG)
        .then(admitted(LICENCE))
    )


def test_whoever_entered_the_evidence_does_not_decide_on_it() -> None:
    file = given(registered(), reviewed(LICENCE))

    file.when(admit("licence"), CHEN).then_refused(no.SamePerson(CHEN.by))
    assert file.when(admit("licence", four_eyes=False), CHEN).events()


def test_one_piece_entered_by_the_decider_is_enough_to_bar_him() -> None:
    by_dong = fact.PartyReviewed(**DECIDED, evidence=(COURTS,))
    file = given(registered(), reviewed(LICENCE), by_dong)

    file.when(admit("licence", "courts"), DONG).then_refused(no.SamePerson(DONG.by))
    assert file.when(admit("licence"), DONG).events()


def test_an_admission_is_renewed() -> None:
    (
        given(registered(), reviewed(LICENCE), admitted(LICENCE, until=TODAY))
        .when(admit("licence"), DONG)
        .then(admitted(LICENCE, renewed=True))
    )


def test_the_order_in_which_an_admission_is_refused() -> None:
    stale = replace(LICENCE, expires_on=YESTERDAY)
    bare = given(registered(), impeded(Impediment.SANCTIONED), impeded(Impediment.INSOLVENT))
    bare.when(admit(), CHEN).then_refused(no.Sanctioned(SPRING))
    given(registered(), impeded(Impediment.INSOLVENT)).when(admit(), CHEN).then_refused(
        no.Insolvent(SPRING)
    )
    file = given(registered(), reviewed(stale, COURTS))
    required = (Check.IDENTITY,)
    file.when(admit(), CHEN).then_refused(no.EvidenceMissing(SPRING))
    file.when(admit("lease", "licence"), CHEN).then_refused(no.EvidenceUnknown("lease"))
    file.when(admit("licence", required=required), CHEN).then_refused(
        no.EvidenceExpired("licence", YESTERDAY)
    )
    file.when(admit("courts", required=required, until=YESTERDAY), CHEN).then_refused(
        no.CheckMissing(Check.IDENTITY)
    )
    file.when(admit("courts", until=YESTERDAY), CHEN).then_refused(no.SamePerson(CHEN.by))
    file.when(admit("courts", until=YESTERDAY), DONG).then_refused(
        no.AdmissionTooShort(YESTERDAY, TODAY)
    )
    assert file.when(admit("courts", until=TODAY), DONG).events()


def test_evidence_counts_on_its_last_day() -> None:
    last_day = replace(LICENCE, expires_on=TODAY)

    assert given(registered(), reviewed(last_day)).when(admit("licence"), DONG).events()


def test_an_admission_runs_out_and_that_is_said_once() -> None:
    expire = ask.Expire(party=SPRING)
    expired = fact.AdmissionExpired(**SAID, expired_on=YESTERDAY)
    let_in = admitted(LICENCE, until=YESTERDAY)

    given(registered(), let_in).when(expire, CHEN).then(expired)
    given(registered(), let_in, expired).when(expire, CHEN).then()
    given(registered(), admitted(LICENCE, until=TODAY)).when(expire, CHEN).then_refused(
        no.AdmissionRuns(TODAY)
    )
    given(registered()).when(expire, CHEN).then_refused(no.NotAdmitted(SPRING))
    renewed = (let_in, expired, admitted(LICENCE, until=YESTERDAY, renewed=True))
    given(registered(), *renewed).when(expire, CHEN).then(expired)


def test_a_party_is_suspended_and_reinstated() -> None:
    reinstated = fact.PartyReinstated(**SAID, reason="complaint withdrawn")

    given(registered()).when(SUSPEND, DONG).then(suspended())
    given(registered(), suspended()).when(REINSTATE, CHEN).then(reinstated)
    given(registered(), suspended()).when(SUSPEND, DONG).then_refused(no.Suspended(SPRING))
    for history in ((registered(),), (registered(), suspended(), reinstated)):
        given(*history).when(REINSTATE, CHEN).then_refused(no.NotSuspended(SPRING))


def test_whoever_suspended_does_not_reinstate() -> None:
    file = given(registered(), suspended())

    file.when(REINSTATE, DONG).then_refused(no.SamePerson(ActorId("operator/dong")))
    assert file.when(replace(REINSTATE, four_eyes=False), DONG).events()


@pytest.mark.parametrize("impediment", Impediment)
def test_an_impediment_is_recorded_with_its_source_and_cleared(impediment: Impediment) -> None:
    found, over = impeded(impediment), cleared(impediment)

    given(registered()).when(mark(impediment), CHEN).then(found)
    given(registered(), found).when(mark(impediment), CHEN).then_refused(
        no.AlreadyImpeded(impediment)
    )
    given(registered(), found).when(clear(impediment), CHEN).then(over)
    for history in ((registered(),), (registered(), found, over)):
        given(*history).when(clear(impediment), CHEN).then_refused(no.NotImpeded(impediment))
    given(registered(), found).when(admit("licence"), DONG).then_refused(BAR[impediment])


def test_an_impediment_of_tomorrow_is_no_fact_yet() -> None:
    given(registered(), impeded(Impediment.INSOLVENT)).when(
        mark(Impediment.INSOLVENT, since=TOMORROW), CHEN
    ).then_refused(no.DayInFuture(TOMORROW, TODAY))


def test_an_admission_lasts_through_its_last_day() -> None:
    party = party_after(registered(), admitted(LICENCE))

    assert party.admitted_until == NEXT_YEAR
