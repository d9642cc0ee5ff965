"""The cast: a small supplier, its anchor, and two people of the operator who vet them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from domain.enterprise import commands as ask
from domain.enterprise import events as fact
from domain.enterprise.checks import what_all_say
from domain.enterprise.commands import EnterpriseCommand
from domain.enterprise.decide import ENTERPRISE
from domain.enterprise.events import EnterpriseEvent
from domain.enterprise.profile import (
    BankAccount,
    Check,
    Evidence,
    Impediment,
    OtherName,
    Payable,
    Profile,
    Role,
    Size,
)
from domain.enterprise.state import EnterpriseState, Party
from domain.shared.currency import Currency
from domain.shared.event import Context
from domain.shared.identifiers.identifier import Identifier, Scheme
from domain.shared.ids import ActorId, PartyId
from domain.shared.moment import Moment
from domain.shared.money import Money
from tests.support.scenario import Given

SPRING = PartyId("spring")
ANCHOR = PartyId("anchor")
AGENT = PartyId("agent")

TODAY = date(2026, 3, 2)
YESTERDAY = date(2026, 3, 1)
TOMORROW = date(2026, 3, 3)
NEXT_YEAR = date(2027, 3, 2)
NOON = Moment(at=datetime(2026, 3, 2, 4, 0, tzinfo=UTC), day=TODAY)
CHEN = Context(now=NOON, by=ActorId("operator/chen"))
"""Enters the evidence."""

DONG = Context(now=NOON, by=ActorId("operator/dong"))
"""Decides on it."""

SAID = what_all_say(SPRING, CHEN)
DECIDED = what_all_say(SPRING, DONG)

PROFILE = Profile(
    name="Spring Castings Co., Ltd.",
    country="CN",
    jurisdiction="CN-32",
    size=Size.SMALL,
    other_names=(OtherName("zh-Hans", "春泉铸造有限公司"),),
)
CODE = Identifier.of(Scheme.REGISTER, "0002:732829320")
GLN = Identifier.of(Scheme.GLN, "4006381333931")
ACCOUNT = BankAccount(number="622200000001", bank="ICBKCNBJ", holder="Spring Castings Co., Ltd.")
LICENCE = Evidence(
    reference="licence",
    check=Check.IDENTITY,
    source="company register",
    checked_by="Chen",
    checked_on=YESTERDAY,
    expires_on=NEXT_YEAR,
)
COURTS = Evidence(
    reference="courts",
    check=Check.LITIGATION,
    source="register of judgments",
    checked_by="Chen",
    checked_on=TODAY,
    expires_on=None,
)


def yuan(major: str) -> Money:
    return Money.of(major, Currency.CNY)


def given(*history: EnterpriseEvent) -> Given[EnterpriseCommand, EnterpriseState, EnterpriseEvent]:
    return Given(ENTERPRISE, history)


def party_after(*history: EnterpriseEvent) -> Party:
    state = ENTERPRISE.replay(history)
    assert isinstance(state, Party)
    return state


def register(
    *, identifiers: tuple[Identifier, ...] = (CODE,), roles: tuple[Role, ...] = (Role.SUPPLIER,)
) -> ask.RegisterParty:
    return ask.RegisterParty(
        party=SPRING, profile=PROFILE, identifiers=identifiers, roles=roles, accounts=(ACCOUNT,)
    )


def admit(
    *on: str,
    until: date = NEXT_YEAR,
    required: tuple[Check, ...] = (),
    four_eyes: bool = True,
) -> ask.Admit:
    return ask.Admit(
        party=SPRING, on_evidence=on, until=until, required=required, four_eyes=four_eyes
    )


def mark(impediment: Impediment, since: date = YESTERDAY) -> ask.MarkImpeded:
    return ask.MarkImpeded(party=SPRING, impediment=impediment, source="gazette", since=since)


def registered(*roles: Role) -> fact.PartyRegistered:
    return fact.PartyRegistered(
        **SAID,
        profile=PROFILE,
        identifiers=(CODE,),
        roles=roles or (Role.SUPPLIER,),
        accounts=(ACCOUNT,),
    )


def reviewed(*evidence: Evidence) -> fact.PartyReviewed:
    return fact.PartyReviewed(**SAID, evidence=evidence)


def admitted(
    *evidence: Evidence, until: date = NEXT_YEAR, renewed: bool = False, four_eyes: bool = True
) -> fact.PartyAdmitted:
    return fact.PartyAdmitted(
        **DECIDED,
        evidence=evidence,
        entered_by=(CHEN.by,) * len(evidence),
        until=until,
        four_eyes=four_eyes,
        renewed=renewed,
        words="",
    )


def suspended() -> fact.PartySuspended:
    return fact.PartySuspended(**DECIDED, reason="complaint 8")


def impeded(impediment: Impediment) -> fact.PartyImpeded:
    said = what_all_say(SPRING, CHEN)
    said["effective_on"] = YESTERDAY
    return fact.PartyImpeded(**said, impediment=impediment, source="gazette", since=YESTERDAY)


def cleared(impediment: Impediment) -> fact.ImpedimentCleared:
    return fact.ImpedimentCleared(**SAID, impediment=impediment, source="gazette")


def owing(amount: str, as_of: date = YESTERDAY) -> fact.PayableRecorded:
    return fact.PayableRecorded(
        **SAID, payable=Payable(ANCHOR, yuan(amount), as_of), source="statement"
    )
