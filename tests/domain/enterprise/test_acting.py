"""A party not admitted cannot act; it is told that, the gravest thing first, and never why."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from domain.eligibility.standing import PartyStanding
from domain.enterprise import events as fact
from domain.enterprise import refusals as no
from domain.enterprise.events import EnterpriseEvent
from domain.enterprise.profile import Affiliate, Impediment, Relation, Role
from domain.enterprise.standing import bar_to_acting, may_act
from domain.enterprise.state import NoParty, standing_of
from domain.shared.connection import Basis, GroupId
from domain.shared.refusal import Refusal, Refused
from tests.domain.enterprise.scenes import (
    ANCHOR,
    LICENCE,
    NEXT_YEAR,
    SAID,
    SPRING,
    TODAY,
    TOMORROW,
    YESTERDAY,
    admitted,
    cleared,
    impeded,
    party_after,
    registered,
    suspended,
)

LET_IN = admitted(LICENCE, until=TODAY)
SANCTIONED, INSOLVENT = (impeded(it) for it in (Impediment.SANCTIONED, Impediment.INSOLVENT))


@pytest.mark.parametrize(
    ("history", "bar"),
    [
        ((LET_IN,), None),
        ((), no.NotAdmitted(SPRING)),
        ((suspended(),), no.NotAdmitted(SPRING)),
        ((LET_IN, suspended()), no.Suspended(SPRING)),
        ((LET_IN, suspended(), INSOLVENT), no.Insolvent(SPRING)),
        ((INSOLVENT,), no.Insolvent(SPRING)),
        ((INSOLVENT, SANCTIONED), no.Sanctioned(SPRING)),
        ((LET_IN, SANCTIONED, cleared(Impediment.SANCTIONED)), None),
        (
            (admitted(LICENCE, until=YESTERDAY), suspended()),
            no.Suspended(SPRING),
        ),
        (
            (admitted(LICENCE, until=YESTERDAY),),
            no.AdmissionHasExpired(SPRING, YESTERDAY),
        ),
    ],
)
def test_the_gravest_bar_is_told(history: tuple[EnterpriseEvent, ...], bar: Refusal | None) -> None:
    assert bar_to_acting(party_after(registered(), *history), TODAY) == bar


def test_whether_the_close_recorded_the_expiry_makes_no_difference() -> None:
    expired = fact.AdmissionExpired(**SAID, expired_on=TODAY)
    bar = no.AdmissionHasExpired(SPRING, TODAY)

    assert bar_to_acting(party_after(registered(), LET_IN), TOMORROW) == bar
    assert bar_to_acting(party_after(registered(), LET_IN, expired), TOMORROW) == bar
    assert (
        bar_to_acting(party_after(registered(), LET_IN, expired, admitted(LICENCE)), TOMORROW)
        is None
    )


def test_no_bar_says_why() -> None:
    for refusal in (no.Suspended, no.Insolvent, no.Sanctioned, no.NotAdmitted):
        assert asdict(refusal(SPRING)) == {"party": SPRING}


def test_who_is_not_on_file_does_not_act() -> None:
    with pytest.raises(Refused) as refused:
        may_act(NoParty(), SPRING, TODAY)

    assert refused.value.refusal == no.PartyNotFound(SPRING)


def test_a_party_acts_in_the_roles_it_has() -> None:
    party = party_after(registered(Role.SUPPLIER, Role.AGENT), LET_IN)

    assert may_act(party, SPRING, TODAY) is party
    assert may_act(party, SPRING, TODAY, Role.LENDER, Role.AGENT) is party
    with pytest.raises(Refused) as refused:
        may_act(party, SPRING, TODAY, Role.LENDER, Role.OPERATOR)
    assert refused.value.refusal == no.RoleNotHeld(SPRING, Role.LENDER)


def test_a_bar_is_told_before_a_role() -> None:
    with pytest.raises(Refused) as refused:
        may_act(party_after(registered()), SPRING, TODAY, Role.LENDER)

    assert refused.value.refusal == no.NotAdmitted(SPRING)


def test_eligibility_is_told_how_a_party_stands() -> None:
    party = party_after(
        registered(),
        LET_IN,
        fact.AffiliatesSet(**SAID, affiliates=(Affiliate(ANCHOR, Relation.OFFICER),)),
        fact.GroupSet(
            **SAID, earlier=None, group=GroupId("g"), basis=Basis.CONTROL, evidence="chart"
        ),
    )

    assert standing_of(party, TODAY, home="CN", overdue=False) == PartyStanding(
        party=SPRING, affiliates=(ANCHOR,), group="g"
    )


def test_eligibility_is_told_everything_that_is_wrong() -> None:
    party = party_after(registered(), LET_IN, suspended(), SANCTIONED, INSOLVENT)

    assert standing_of(party, TOMORROW, home="DE", overdue=True) == PartyStanding(
        party=SPRING,
        admitted=False,
        suspended=True,
        insolvent=True,
        sanctioned=True,
        overdue=True,
        foreign=True,
    )
    assert NEXT_YEAR > TOMORROW
