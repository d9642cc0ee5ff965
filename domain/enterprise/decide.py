"""The rules of a party's file.

Checks run from the most to the least fundamental; the tests pin the order.
Vetting and relations have a file each beside this one; whether a party may act
is asked of `standing.py`.
"""

from __future__ import annotations

from typing import assert_never

from domain.enterprise import commands as ask
from domain.enterprise import events as fact
from domain.enterprise import refusals as no
from domain.enterprise.checks import what_all_say
from domain.enterprise.evolve import evolve
from domain.enterprise.relating import decide_relation
from domain.enterprise.standing import registered
from domain.enterprise.state import EnterpriseState, NoParty, Party
from domain.enterprise.vetting import decide_vetting
from domain.shared.decider import Decider
from domain.shared.event import Context
from domain.shared.identifiers.identifier import Identifier
from domain.shared.ids import PartyId
from domain.shared.refusal import Refused

Decision = tuple[fact.EnterpriseEvent, ...]
Identity = ask.ChangeProfile | ask.ChangeIdentifiers | ask.ChangeRoles | ask.ChangeAccounts


def decide(state: EnterpriseState, command: ask.EnterpriseCommand, context: Context) -> Decision:
    if isinstance(command, ask.RegisterParty):
        return _register(state, command, context)
    party = registered(state, command.party)
    match command:
        case (
            ask.ChangeProfile() | ask.ChangeIdentifiers() | ask.ChangeRoles() | ask.ChangeAccounts()
        ):
            return _identity(party, command, context)
        case (
            ask.Review()
            | ask.Admit()
            | ask.Expire()
            | ask.Suspend()
            | ask.Reinstate()
            | ask.MarkImpeded()
            | ask.ClearImpediment()
        ):
            return decide_vetting(party, command, context)
        case _:
            return decide_relation(party, command, context)


def _register(state: EnterpriseState, command: ask.RegisterParty, context: Context) -> Decision:
    if isinstance(state, Party):
        raise Refused(no.AlreadyRegistered(command.party))
    _check_identified(command.party, command.identifiers)
    if not command.roles:
        raise Refused(no.RoleMissing(command.party))

    return (
        fact.PartyRegistered(
            **what_all_say(command.party, context),
            profile=command.profile,
            identifiers=command.identifiers,
            roles=command.roles,
            accounts=command.accounts,
        ),
    )


def _identity(party: Party, command: Identity, context: Context) -> Decision:
    """What is as it was is no event."""
    match command:
        case ask.ChangeProfile():
            return _profile(party, command, context)
        case ask.ChangeIdentifiers():
            return _identifiers(party, command, context)
        case ask.ChangeRoles():
            return _roles(party, command, context)
        case ask.ChangeAccounts():
            return _accounts(party, command, context)
        case _:
            assert_never(command)


def _profile(party: Party, command: ask.ChangeProfile, context: Context) -> Decision:
    if command.profile == party.profile:
        return ()

    said = what_all_say(party.party, context)
    return (fact.ProfileChanged(**said, profile=command.profile),)


def _identifiers(party: Party, command: ask.ChangeIdentifiers, context: Context) -> Decision:
    _check_identified(party.party, command.identifiers)
    if command.identifiers == party.identifiers:
        return ()

    return (
        fact.IdentifiersChanged(
            **what_all_say(party.party, context),
            earlier=party.identifiers,
            identifiers=command.identifiers,
            reason=command.reason,
        ),
    )


def _roles(party: Party, command: ask.ChangeRoles, context: Context) -> Decision:
    if not command.roles:
        raise Refused(no.RoleMissing(party.party))
    if command.roles == party.roles:
        return ()

    return (
        fact.RolesChanged(
            **what_all_say(party.party, context),
            earlier=party.roles,
            roles=command.roles,
            reason=command.reason,
        ),
    )


def _accounts(party: Party, command: ask.ChangeAccounts, context: Context) -> Decision:
    """A changed account is how payments are stolen: no change without evidence."""
    if not command.evidence:
        raise Refused(no.EvidenceMissing(party.party))
    if command.accounts == party.accounts:
        return ()

    return (
        fact.AccountsChanged(
            **what_all_say(party.party, context),
            earlier=party.accounts,
            accounts=command.accounts,
            evidence=command.evidence,
        ),
    )


def _check_identified(party: PartyId, identifiers: tuple[Identifier, ...]) -> None:
    """A name alone tells nobody apart."""
    if not identifiers:
        raise Refused(no.IdentifierMissing(party))


ENTERPRISE: Decider[ask.EnterpriseCommand, EnterpriseState, fact.EnterpriseEvent] = Decider(
    initial=NoParty(), decide=decide, evolve=evolve
)
