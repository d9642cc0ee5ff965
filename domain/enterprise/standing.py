"""Whether a party may act at all. Who may not is told so by a code, and never why."""

from __future__ import annotations

from datetime import date

from domain.enterprise import refusals as no
from domain.enterprise.profile import Impediment, Role
from domain.enterprise.state import EnterpriseState, NoParty, Party
from domain.shared.ids import PartyId
from domain.shared.refusal import Refusal, Refused


def registered(state: EnterpriseState, party: PartyId) -> Party:
    if isinstance(state, NoParty):
        raise Refused(no.PartyNotFound(party))
    return state


def bar_to_acting(party: Party, on: date) -> Refusal | None:
    """What keeps the party from acting on that day, the gravest first; None if nothing does."""
    if Impediment.SANCTIONED in party.impediments:
        return no.Sanctioned(party.party)
    if Impediment.INSOLVENT in party.impediments:
        return no.Insolvent(party.party)
    if party.admitted_until is None:
        return no.NotAdmitted(party.party)
    if party.suspended_by is not None:
        return no.Suspended(party.party)
    if party.admitted_until < on:
        return no.AdmissionHasExpired(party.party, party.admitted_until)
    return None


def may_act(state: EnterpriseState, party: PartyId, on: date, *roles: Role) -> Party:
    """The party, if it may act on that day in one of `roles` (any, where none is named).

    Raise `Refused` with what stands in the way.
    """
    known = registered(state, party)
    bar = bar_to_acting(known, on)
    if bar is not None:
        raise Refused(bar)
    if roles and not set(roles) & set(known.roles):
        raise Refused(no.RoleNotHeld(party, roles[0]))
    return known
