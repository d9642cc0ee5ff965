"""A party comes on file with identifiers and roles; what changes is kept with what was before."""

from __future__ import annotations

from dataclasses import replace

from domain.enterprise import commands as ask
from domain.enterprise import events as fact
from domain.enterprise import refusals as no
from domain.enterprise.profile import BankAccount, Role, Size
from tests.domain.enterprise.scenes import (
    ACCOUNT,
    CHEN,
    CODE,
    GLN,
    PROFILE,
    SAID,
    SPRING,
    given,
    party_after,
    register,
    registered,
)

MOVED = BankAccount("622200000002", "ABOCCNBJ", "Spring Castings Co., Ltd.")


def test_a_party_comes_on_file() -> None:
    given().when(register(), CHEN).then(registered())


def test_a_party_comes_on_file_once() -> None:
    given(registered()).when(register(identifiers=()), CHEN).then_refused(
        no.AlreadyRegistered(SPRING)
    )


def test_a_name_alone_tells_nobody_apart() -> None:
    given().when(register(identifiers=(), roles=()), CHEN).then_refused(
        no.IdentifierMissing(SPRING)
    )


def test_a_party_comes_for_something() -> None:
    given().when(register(roles=()), CHEN).then_refused(no.RoleMissing(SPRING))


def test_a_party_changes_its_name() -> None:
    renamed = replace(PROFILE, name="Spring Foundry Co., Ltd.", size=Size.LARGE)
    event = fact.ProfileChanged(**SAID, profile=renamed)

    given(registered()).when(ask.ChangeProfile(party=SPRING, profile=renamed), CHEN).then(event)
    assert party_after(registered(), event).profile == renamed


def test_identifiers_change_and_the_earlier_ones_are_kept() -> None:
    command = ask.ChangeIdentifiers(party=SPRING, identifiers=(CODE, GLN), reason="merged")
    event = fact.IdentifiersChanged(
        **SAID, earlier=(CODE,), identifiers=(CODE, GLN), reason="merged"
    )

    given(registered()).when(command, CHEN).then(event)
    assert party_after(registered(), event).identifiers == (CODE, GLN)
    given(registered()).when(
        ask.ChangeIdentifiers(party=SPRING, identifiers=(), reason=""), CHEN
    ).then_refused(no.IdentifierMissing(SPRING))


def test_roles_change_and_never_to_none() -> None:
    roles = (Role.SUPPLIER, Role.CORE_ENTERPRISE)
    event = fact.RolesChanged(**SAID, earlier=(Role.SUPPLIER,), roles=roles, reason="grew")
    command = ask.ChangeRoles(party=SPRING, roles=roles, reason="grew")

    given(registered()).when(command, CHEN).then(event)
    assert party_after(registered(), event).roles == roles
    given(registered()).when(replace(command, roles=()), CHEN).then_refused(no.RoleMissing(SPRING))


def test_an_account_changes_only_on_evidence() -> None:
    command = ask.ChangeAccounts(party=SPRING, accounts=(MOVED,), evidence="bank letter")
    event = fact.AccountsChanged(
        **SAID, earlier=(ACCOUNT,), accounts=(MOVED,), evidence="bank letter"
    )

    given(registered()).when(command, CHEN).then(event)
    assert party_after(registered(), event).accounts == (MOVED,)
    given(registered()).when(replace(command, evidence=""), CHEN).then_refused(
        no.EvidenceMissing(SPRING)
    )


def test_what_is_as_it_was_is_no_event() -> None:
    for unchanged in (
        ask.ChangeProfile(party=SPRING, profile=PROFILE),
        ask.ChangeIdentifiers(party=SPRING, identifiers=(CODE,), reason=""),
        ask.ChangeRoles(party=SPRING, roles=(Role.SUPPLIER,), reason=""),
        ask.ChangeAccounts(party=SPRING, accounts=(ACCOUNT,), evidence="bank letter"),
    ):
        given(registered()).when(unchanged, CHEN).then()
