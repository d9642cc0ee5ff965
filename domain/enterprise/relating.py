"""Whom a party stands with: its group, affiliates, agents, chains, and whom it owes."""

from __future__ import annotations

from typing import assert_never

from domain.enterprise import commands as ask
from domain.enterprise import events as fact
from domain.enterprise import refusals as no
from domain.enterprise.checks import Said, check_happened, check_other, what_all_say
from domain.enterprise.permitting import decide_permit
from domain.enterprise.state import Party
from domain.shared.event import Context
from domain.shared.refusal import Refused

Relating = (
    ask.SetGroup
    | ask.SetAffiliates
    | ask.AppointAgent
    | ask.DismissAgent
    | ask.AdmitToChain
    | ask.RemoveFromChain
    | ask.AllowOrderFinancing
    | ask.ForbidOrderFinancing
    | ask.RecordPayable
)
Decision = tuple[fact.EnterpriseEvent, ...]


def decide_relation(party: Party, command: Relating, context: Context) -> Decision:
    said = what_all_say(party.party, context)
    match command:
        case ask.SetGroup():
            return _group(party, command, said)
        case ask.SetAffiliates():
            return _affiliates(party, command, said)
        case ask.AppointAgent() | ask.DismissAgent():
            return _agency(party, command, said)
        case ask.AdmitToChain() | ask.RemoveFromChain():
            return _chain(party, command, said)
        case ask.AllowOrderFinancing() | ask.ForbidOrderFinancing():
            return decide_permit(party, command, said)
        case ask.RecordPayable():
            check_happened(command.payable.as_of, context)
            return _payable(party, command, said)
        case _:
            assert_never(command)


def _group(party: Party, command: ask.SetGroup, said: Said) -> Decision:
    if not command.evidence:
        raise Refused(no.EvidenceMissing(party.party))
    if command.group == party.group:
        return ()

    return (
        fact.GroupSet(
            **said,
            earlier=party.group,
            group=command.group,
            basis=command.basis,
            evidence=command.evidence,
        ),
    )


def _affiliates(party: Party, command: ask.SetAffiliates, said: Said) -> Decision:
    for affiliate in command.affiliates:
        check_other(party, affiliate.party)
    if command.affiliates == party.affiliates:
        return ()

    return (fact.AffiliatesSet(**said, affiliates=command.affiliates),)


def _agency(party: Party, command: ask.AppointAgent | ask.DismissAgent, said: Said) -> Decision:
    if isinstance(command, ask.AppointAgent):
        check_other(party, command.agency.agent)
        if command.agency in party.agencies:
            return ()
        return (fact.AgentAppointed(**said, agency=command.agency),)

    if all(agency.agent != command.agent for agency in party.agencies):
        raise Refused(no.NotItsAgent(command.agent))
    return (fact.AgentDismissed(**said, agent=command.agent, reason=command.reason),)


def _chain(party: Party, command: ask.AdmitToChain | ask.RemoveFromChain, said: Said) -> Decision:
    """That the other is a core enterprise, and may act, its own file says."""
    if isinstance(command, ask.AdmitToChain):
        check_other(party, command.place.core_enterprise)
        if command.place in party.places:
            return ()
        return (fact.AdmittedToChain(**said, place=command.place),)

    core_enterprise = command.core_enterprise
    if all(place.core_enterprise != core_enterprise for place in party.places):
        raise Refused(no.NotInChain(core_enterprise))
    return (fact.RemovedFromChain(**said, core_enterprise=core_enterprise, reason=command.reason),)


def _payable(party: Party, command: ask.RecordPayable, said: Said) -> Decision:
    payable = command.payable
    check_other(party, payable.creditor)
    if payable.amount.is_negative:
        raise Refused(no.AmountNegative(payable.amount))
    on_record = party.payable_to(payable.creditor, payable.amount.currency)
    if on_record is not None and payable.as_of < on_record.as_of:
        raise Refused(no.OlderStatement(as_of=payable.as_of, on_record=on_record.as_of))
    if payable == on_record:
        return ()

    return (fact.PayableRecorded(**said, payable=payable, source=command.source),)
