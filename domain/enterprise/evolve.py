"""How each event changes a party's file. Nothing here refuses."""

from __future__ import annotations

from typing import assert_never

from domain.eligibility.order_permit import OrderPermit
from domain.enterprise import events as fact
from domain.enterprise.profile import Agency, ChainPlace, OnFile, Payable, Permitted
from domain.enterprise.state import EnterpriseState, NoParty, Party
from domain.shared.ids import PartyId
from domain.shared.refusal import BrokenPromise
from domain.shared.replacing import replace

Identity = fact.ProfileChanged | fact.IdentifiersChanged | fact.RolesChanged | fact.AccountsChanged
Relations = (
    fact.GroupSet
    | fact.AffiliatesSet
    | fact.AgentAppointed
    | fact.AgentDismissed
    | fact.AdmittedToChain
    | fact.RemovedFromChain
    | fact.OrderFinancingAllowed
    | fact.OrderFinancingForbidden
)
Vetting = (
    fact.PartyReviewed
    | fact.PartyAdmitted
    | fact.AdmissionExpired
    | fact.PartySuspended
    | fact.PartyReinstated
    | fact.PartyImpeded
    | fact.ImpedimentCleared
)


def evolve(state: EnterpriseState, event: fact.EnterpriseEvent) -> EnterpriseState:
    if isinstance(event, fact.PartyRegistered):
        return Party(
            party=event.party,
            profile=event.profile,
            identifiers=event.identifiers,
            roles=event.roles,
            accounts=event.accounts,
        )
    if isinstance(state, NoParty):
        raise BrokenPromise("a party's history starts with PartyRegistered")
    return _changed(state, event)


def _changed(party: Party, event: Identity | Relations | Vetting | fact.PayableRecorded) -> Party:
    match event:
        case (
            fact.ProfileChanged()
            | fact.IdentifiersChanged()
            | fact.RolesChanged()
            | fact.AccountsChanged()
        ):
            return _identity(party, event)
        case (
            fact.GroupSet()
            | fact.AffiliatesSet()
            | fact.AgentAppointed()
            | fact.AgentDismissed()
            | fact.AdmittedToChain()
            | fact.RemovedFromChain()
            | fact.OrderFinancingAllowed()
            | fact.OrderFinancingForbidden()
        ):
            return _relations(party, event)
        case fact.PayableRecorded():
            return replace(party, payables=_with_payable(party, event.payable))
        case _:
            return _vetted(party, event)


def _identity(party: Party, event: Identity) -> Party:
    match event:
        case fact.ProfileChanged():
            return replace(party, profile=event.profile)
        case fact.IdentifiersChanged():
            return replace(party, identifiers=event.identifiers)
        case fact.RolesChanged():
            return replace(party, roles=event.roles)
        case fact.AccountsChanged():
            return replace(party, accounts=event.accounts)
        case _:
            assert_never(event)


def _vetted(party: Party, event: Vetting) -> Party:
    match event:
        case fact.PartyReviewed():
            added = tuple(OnFile(item, event.by) for item in event.evidence)
            return replace(party, file=party.file + added)
        case fact.PartyAdmitted():
            return replace(party, admitted_until=event.until, expiry_recorded=False)
        case fact.AdmissionExpired():
            return replace(party, expiry_recorded=True)
        case fact.PartySuspended():
            return replace(party, suspended_by=event.by)
        case fact.PartyReinstated():
            return replace(party, suspended_by=None)
        case _:
            return _impeded(party, event)


def _impeded(party: Party, event: fact.PartyImpeded | fact.ImpedimentCleared) -> Party:
    this = {event.impediment}
    match event:
        case fact.PartyImpeded():
            return replace(party, impediments=party.impediments | this)
        case fact.ImpedimentCleared():
            return replace(party, impediments=party.impediments - this)
        case _:
            assert_never(event)


def _relations(party: Party, event: Relations) -> Party:
    match event:
        case fact.GroupSet():
            return replace(party, group=event.group)
        case fact.AffiliatesSet():
            return replace(party, affiliates=event.affiliates)
        case fact.AgentAppointed():
            others = _agencies_but(party, event.agency.agent)
            return replace(party, agencies=(*others, event.agency))
        case fact.AgentDismissed():
            return replace(party, agencies=_agencies_but(party, event.agent))
        case fact.OrderFinancingAllowed() | fact.OrderFinancingForbidden():
            return _permitted(party, _last_word(event))
        case _:
            return _in_chain(party, event)


def _last_word(event: fact.OrderFinancingAllowed | fact.OrderFinancingForbidden) -> Permitted:
    if isinstance(event, fact.OrderFinancingAllowed):
        return event.permitted
    forbidden = OrderPermit(allowed=False, since=event.effective_on)
    return Permitted(event.core_enterprise, forbidden)


def _permitted(party: Party, permitted: Permitted) -> Party:
    named = permitted.core_enterprise
    others = (it for it in party.permitted if it.core_enterprise != named)
    return replace(party, permitted=(*others, permitted))


def _in_chain(party: Party, event: fact.AdmittedToChain | fact.RemovedFromChain) -> Party:
    match event:
        case fact.AdmittedToChain():
            others = _places_but(party, event.place.core_enterprise)
            return replace(party, places=(*others, event.place))
        case fact.RemovedFromChain():
            return replace(party, places=_places_but(party, event.core_enterprise))
        case _:
            assert_never(event)


def _agencies_but(party: Party, agent: PartyId) -> tuple[Agency, ...]:
    return tuple(agency for agency in party.agencies if agency.agent != agent)


def _places_but(party: Party, core_enterprise: PartyId) -> tuple[ChainPlace, ...]:
    return tuple(place for place in party.places if place.core_enterprise != core_enterprise)


def _with_payable(party: Party, payable: Payable) -> tuple[Payable, ...]:
    """A zero stays too, so that an older statement cannot come back."""
    earlier = party.payable_to(payable.creditor, payable.amount.currency)
    return (*(kept for kept in party.payables if kept is not earlier), payable)
