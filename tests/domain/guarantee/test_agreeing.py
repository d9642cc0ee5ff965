"""A guarantee binds once its form is sound, its guarantor looked at, and a second person agrees."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.guarantee import call_refusals as unchanged
from domain.guarantee import commands as ask
from domain.guarantee import events as fact
from domain.guarantee import refusals as no
from domain.guarantee import use_refusals as unusable
from domain.guarantee.agreement import (
    CreditorTerms,
    Exemption,
    GuaranteeTerms,
    NoResolution,
)
from domain.guarantee.licence import Licence
from domain.shared.currency import Currency
from domain.shared.money import Money
from domain.shared.refusal import Refusal
from tests.domain.guarantee.scenes import (
    ANCHOR,
    ANNA,
    BORIS,
    CONTEXT,
    GUA,
    LENDER,
    NO_MARGIN,
    ORDINARY,
    QUALIFIED,
    RESOLUTION,
    REVIEW,
    SAID,
    SPRING,
    TAKES_ORDINARY,
    TERMS,
    TODAY,
    accepted,
    gave,
    given,
    on,
    paid_out,
    reviewed,
    standing,
    yuan,
)

GIVE = ask.Give(guarantee=GUA, lender=LENDER, guarantor=ANCHOR, terms=TERMS)
ACCEPT = ask.Accept(terms=CreditorTerms())
BY_BORIS = on(TODAY, BORIS)


def test_a_core_enterprise_gives_a_guarantee() -> None:
    given().when(GIVE, CONTEXT).then(fact.GuaranteeGiven(**SAID, terms=TERMS))


UNSOUND = [
    (replace(TERMS, limit=yuan("0.00")), "limit", "more than nothing", "CNY 0.00"),
    (replace(TERMS, valid_until=date(2026, 2, 1)), "validUntil", "not before 2026-03-01", None),
    (replace(TERMS, suppliers=(SPRING, SPRING)), "suppliers", "each named once", "2"),
    (replace(TERMS, margin_ratio=Decimal("1.1")), "marginRatio", "from 0 to 1", "1.1"),
    (replace(TERMS, margin_account=None), "marginAccount", "named, for a ratio of 0.10", "none"),
    (
        replace(TERMS, resolution=replace(RESOLUTION, amount=Money.of("1.00", Currency.EUR))),
        "resolution.amount",
        "in CNY",
        "EUR",
    ),
]


@pytest.mark.parametrize(("terms", "field", "rule", "figure"), UNSOUND)
def test_a_guarantee_that_contradicts_itself_is_not_given(
    terms: GuaranteeTerms, field: str, rule: str, figure: str | None
) -> None:
    found = figure or str(terms.valid_until)
    asked = replace(GIVE, terms=terms)
    given().when(asked, CONTEXT).then_refused(no.TermsUnsound(field, rule, found))


def test_what_cannot_be_given_is_refused_in_order() -> None:
    given(gave()).when(GIVE, CONTEXT).then_refused(no.AlreadyGiven(GUA))
    to_itself = replace(GIVE, guarantor=LENDER, terms=replace(TERMS, limit=yuan("0.00")))
    given().when(to_itself, CONTEXT).then_refused(no.GivenToItself(LENDER))
    later = replace(RESOLUTION, decided_on=date(2026, 3, 3))
    ahead = replace(GIVE, terms=replace(TERMS, resolution=later))
    given().when(ahead, CONTEXT).then_refused(no.DayInFuture(date(2026, 3, 3), TODAY))


def test_nothing_is_asked_of_a_guarantee_nobody_gave() -> None:
    given().when(ACCEPT, CONTEXT).then_refused(no.GuaranteeNotFound())


def test_a_second_person_accepts_what_the_first_looked_at() -> None:
    history = given(gave(), reviewed())

    history.when(ACCEPT, on(TODAY, ANNA)).then_refused(no.SamePerson(ANNA))
    history.when(ACCEPT, BY_BORIS).then(accepted())


def test_no_review_rests_on_nothing_or_on_what_has_run_out() -> None:
    out = replace(QUALIFIED, expires_on=date(2026, 3, 1))
    given(gave()).when(ACCEPT, CONTEXT).then_refused(no.NotReviewed())
    given(gave()).when(ask.Review(qualifications=()), CONTEXT).then_refused(
        no.QualificationMissing()
    )
    given(gave()).when(ask.Review(qualifications=(out,)), CONTEXT).then_refused(
        no.QualificationExpired("qual-1", date(2026, 3, 1))
    )
    on_the_last_day = replace(QUALIFIED, expires_on=TODAY)
    seen = replace(REVIEW, qualifications=(on_the_last_day,))
    given(gave()).when(ask.Review(qualifications=(on_the_last_day,)), CONTEXT).then(reviewed(seen))
    given(gave(), reviewed(seen)).when(ACCEPT, on(date(2026, 3, 3), BORIS)).then_refused(
        no.QualificationExpired("qual-1", TODAY)
    )


def test_figures_of_a_licence_are_of_a_past_day_and_in_the_guarantees_currency() -> None:
    licence = Licence(
        number="L-1",
        as_of=date(2026, 3, 3),
        net_assets=Money.of("100.00", Currency.EUR),
        liability_elsewhere=yuan("0.00"),
    )
    asked = ask.Review(qualifications=(QUALIFIED,), licence=licence)
    given(gave()).when(asked, CONTEXT).then_refused(no.DayInFuture(date(2026, 3, 3), TODAY))
    in_euros = replace(asked, licence=replace(licence, as_of=TODAY))
    given(gave()).when(in_euros, CONTEXT).then_refused(
        no.TermsUnsound("licence", "in CNY", "EUR 100.00")
    )


LISTED = replace(TERMS, listed=True)
OWNED = Exemption(ground=NoResolution.WHOLLY_OWNED_SUBSIDIARY, reason="its own subsidiary")
BANK_LETTER = Exemption(ground=NoResolution.FINANCIAL_INSTITUTION, reason="a letter of guarantee")

UNACCEPTABLE: list[tuple[GuaranteeTerms, Refusal]] = [
    (replace(TERMS, liability=None), no.TypeNotStated()),
    (ORDINARY, no.OrdinaryNotAccepted()),
    (replace(TERMS, resolution=None), no.ResolutionMissing()),
    (
        replace(TERMS, limit=yuan("1000.01")),
        no.ResolutionBelowLimit(yuan("1000.00"), yuan("1000.01")),
    ),
    (replace(LISTED, exemption=OWNED), no.NotForListed(NoResolution.WHOLLY_OWNED_SUBSIDIARY)),
    (LISTED, no.NotDisclosed("BR-2026-7")),
]


@pytest.mark.parametrize(("terms", "refusal"), UNACCEPTABLE)
def test_what_would_not_bind_is_not_accepted(terms: GuaranteeTerms, refusal: Refusal) -> None:
    """Civil Code 686; Company Law 15; articles 7 to 9 of the interpretation."""
    given(gave(terms), reviewed()).when(ACCEPT, BY_BORIS).then_refused(refusal)


@pytest.mark.parametrize(
    "terms",
    [
        replace(LISTED, resolution=replace(RESOLUTION, disclosed_in="announcement 2026-014")),
        replace(TERMS, resolution=None, exemption=OWNED),
        replace(LISTED, resolution=None, exemption=BANK_LETTER),
    ],
)
def test_what_binds_is_accepted(terms: GuaranteeTerms) -> None:
    given(gave(terms), reviewed()).when(ACCEPT, BY_BORIS).then(accepted())


def test_a_lender_whose_terms_take_an_ordinary_guarantee_takes_one_that_does_not_say() -> None:
    """CN-10: unstated, it is an ordinary one."""
    asked = ask.Accept(terms=TAKES_ORDINARY)
    for terms in (ORDINARY, replace(ORDINARY, liability=None)):
        given(gave(terms), reviewed()).when(asked, BY_BORIS).then(accepted(TAKES_ORDINARY))


def test_acceptance_is_renewed_on_a_later_review_and_not_without() -> None:
    history = standing()
    given(*history).when(ACCEPT, BY_BORIS).then_refused(no.AlreadyAccepted())
    later = replace(REVIEW, qualifications=(replace(QUALIFIED, reference="qual-2"),))

    renewed = given(*history, reviewed(later)).when(ACCEPT, BY_BORIS)

    renewed.then(replace(accepted(review=later), renewed=True))


def test_a_refused_guarantee_is_over_and_an_accepted_one_is_not_refused() -> None:
    refuse = ask.Refuse(reason="too thin")
    refused = fact.GuaranteeRefused(**SAID, reason="too thin")
    given(gave()).when(refuse, CONTEXT).then(refused)
    given(gave(), refused).when(ACCEPT, CONTEXT).then_refused(no.GuaranteeOver("too thin"))
    given(*standing()).when(refuse, CONTEXT).then_refused(no.AlreadyAccepted())


LESS = replace(TERMS, limit=yuan("700.00"))
PROPOSE = ask.ProposeChange(party=ANCHOR, terms=LESS)
PROPOSED = fact.ChangeProposed(**SAID, party=ANCHOR, number=1, terms=LESS)
AGREE = ask.AgreeChange(party=LENDER, number=1, consent="signed")


def test_terms_change_when_both_sides_consent() -> None:
    given(*standing()).when(PROPOSE, CONTEXT).then(PROPOSED)
    given(*standing(), PROPOSED).when(AGREE, CONTEXT).then(
        fact.TermsChanged(**SAID, proposed_by=ANCHOR, terms=LESS, consent="signed")
    )


def test_a_change_is_not_agreed_by_who_proposed_it_nor_unread() -> None:
    given(*standing()).when(AGREE, CONTEXT).then_refused(unchanged.NothingProposed())
    given(*standing(), PROPOSED).when(replace(AGREE, number=2), CONTEXT).then_refused(
        unchanged.ProposalReplaced(2, 1)
    )
    given(*standing(), PROPOSED).when(replace(AGREE, party=ANCHOR), CONTEXT).then_refused(
        unchanged.OwnProposal(ANCHOR)
    )


def test_terms_do_not_change_below_what_is_in_use() -> None:
    """Also where it grew after the proposal."""
    in_use = paid_out("600.00")
    to_500 = replace(PROPOSE, terms=replace(TERMS, limit=yuan("500.00")))
    below = unchanged.LimitBelowUse(yuan("500.00"), yuan("600.00"), yuan("0.00"))
    given(*in_use).when(to_500, CONTEXT).then_refused(below)
    proposed = replace(PROPOSED, terms=to_500.terms)
    given(*in_use, proposed).when(AGREE, CONTEXT).then_refused(below)
    dearer = replace(PROPOSE, terms=replace(TERMS, margin_ratio=Decimal("0.20")))
    given(*in_use).when(dearer, CONTEXT).then_refused(
        unusable.MarginShort(yuan("120.00"), yuan("100.00"))
    )
    in_euros = replace(NO_MARGIN, limit=Money.of("2.00", Currency.EUR), resolution=None)
    given(*in_use).when(replace(PROPOSE, terms=in_euros), CONTEXT).then_refused(
        no.OtherCurrency(guarantee=Currency.CNY, asked=Currency.EUR)
    )


def test_a_higher_limit_needs_a_resolution_for_it() -> None:
    more = replace(PROPOSE, terms=replace(TERMS, limit=yuan("1500.00")))
    given(*standing()).when(more, CONTEXT).then_refused(
        no.ResolutionBelowLimit(yuan("1000.00"), yuan("1500.00"))
    )


def test_a_guarantor_stops_new_use_by_notice_and_not_backwards() -> None:
    tomorrow, yesterday = date(2026, 3, 3), date(2026, 3, 1)
    stop = ask.StopNewUse(from_on=tomorrow, notice="letter 9")
    stopped = fact.NewUseStopped(**SAID, from_on=tomorrow, notice="letter 9")
    given(*standing()).when(stop, CONTEXT).then(stopped)
    given(*standing()).when(replace(stop, from_on=yesterday), CONTEXT).then_refused(
        unusable.NoticeInPast(yesterday, TODAY)
    )
    given(*standing(), stopped).when(stop, CONTEXT).then_refused(
        unusable.NewUseHasStopped(tomorrow)
    )


def test_a_lender_suspends_and_resumes() -> None:
    suspended = fact.GuaranteeSuspended(**SAID, reason="rating fell")
    given(*standing()).when(ask.Suspend(reason="rating fell"), CONTEXT).then(suspended)
    given(*standing(), suspended).when(ask.Suspend(reason="x"), CONTEXT).then_refused(
        unusable.GuaranteeIsSuspended("rating fell")
    )
    given(*standing(), suspended).when(ask.Resume(), CONTEXT).then(fact.GuaranteeResumed(**SAID))
    given(*standing()).when(ask.Resume(), CONTEXT).then_refused(unusable.NotSuspended())
