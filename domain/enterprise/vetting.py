"""How a party comes to be admitted, and ceases to be: evidence, decision, suspension."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from domain.enterprise import commands as ask
from domain.enterprise import events as fact
from domain.enterprise import refusals as no
from domain.enterprise.checks import check_happened, what_all_say
from domain.enterprise.profile import Impediment, OnFile
from domain.enterprise.state import Party
from domain.shared.event import Context
from domain.shared.refusal import Refused

Vetting = (
    ask.Review
    | ask.Admit
    | ask.Expire
    | ask.Suspend
    | ask.Reinstate
    | ask.MarkImpeded
    | ask.ClearImpediment
)
Decision = tuple[fact.EnterpriseEvent, ...]


def decide_vetting(party: Party, command: Vetting, context: Context) -> Decision:
    match command:
        case ask.Review():
            return _review(party, command, context)
        case ask.Admit():
            return _admit(party, command, context)
        case ask.Expire():
            return _expire(party, context)
        case ask.Suspend() | ask.Reinstate():
            return _suspension(party, command, context)
        case ask.MarkImpeded() | ask.ClearImpediment():
            return _impediment(party, command, context)
        case _:
            assert_never(command)


def _review(party: Party, command: ask.Review, context: Context) -> Decision:
    if not command.evidence:
        raise Refused(no.EvidenceMissing(party.party))
    known = {item.evidence.reference for item in party.file}
    for evidence in command.evidence:
        check_happened(evidence.checked_on, context)
        if evidence.reference in known:
            raise Refused(no.EvidenceOnFile(evidence.reference))
        known.add(evidence.reference)

    return (
        fact.PartyReviewed(
            **what_all_say(party.party, context),
            evidence=command.evidence,
        ),
    )


def _admit(party: Party, command: ask.Admit, context: Context) -> Decision:
    _check_unimpeded(party)
    rests_on = _evidence(party, command, context.now.day)
    if command.four_eyes and any(item.entered_by == context.by for item in rests_on):
        raise Refused(no.SamePerson(context.by))
    if command.until < context.now.day:
        raise Refused(no.AdmissionTooShort(command.until, context.now.day))

    return (
        fact.PartyAdmitted(
            **what_all_say(party.party, context),
            evidence=tuple(item.evidence for item in rests_on),
            entered_by=tuple(item.entered_by for item in rests_on),
            until=command.until,
            four_eyes=command.four_eyes,
            renewed=party.admitted_until is not None,
            words=command.words,
        ),
    )


def _check_unimpeded(party: Party) -> None:
    if Impediment.SANCTIONED in party.impediments:
        raise Refused(no.Sanctioned(party.party))
    if Impediment.INSOLVENT in party.impediments:
        raise Refused(no.Insolvent(party.party))


def _evidence(party: Party, command: ask.Admit, today: date) -> tuple[OnFile, ...]:
    """What the decision rests on: on file, not run out, and all that the policy requires."""
    if not command.on_evidence:
        raise Refused(no.EvidenceMissing(party.party))
    on_file = {item.evidence.reference: item for item in party.file}
    for reference in command.on_evidence:
        if reference not in on_file:
            raise Refused(no.EvidenceUnknown(reference))
        expires_on = on_file[reference].evidence.expires_on
        if expires_on is not None and expires_on < today:
            raise Refused(no.EvidenceExpired(reference, expires_on))
    rests_on = tuple(on_file[reference] for reference in dict.fromkeys(command.on_evidence))
    checked = {item.evidence.check for item in rests_on}
    for check in command.required:
        if check not in checked:
            raise Refused(no.CheckMissing(check))
    return rests_on


def _expire(party: Party, context: Context) -> Decision:
    """Asked again for the same admission, there is nothing new to say."""
    until = party.admitted_until
    if until is None:
        raise Refused(no.NotAdmitted(party.party))
    if until >= context.now.day:
        raise Refused(no.AdmissionRuns(until))
    if party.expiry_recorded:
        return ()

    return (
        fact.AdmissionExpired(
            **what_all_say(party.party, context),
            expired_on=until,
        ),
    )


def _suspension(party: Party, command: ask.Suspend | ask.Reinstate, context: Context) -> Decision:
    happened: type[fact.PartySuspended | fact.PartyReinstated]
    if isinstance(command, ask.Suspend):
        if party.suspended_by is not None:
            raise Refused(no.Suspended(party.party))
        happened = fact.PartySuspended
    else:
        if party.suspended_by is None:
            raise Refused(no.NotSuspended(party.party))
        if command.four_eyes and party.suspended_by == context.by:
            raise Refused(no.SamePerson(context.by))
        happened = fact.PartyReinstated

    return (
        happened(
            **what_all_say(party.party, context),
            reason=command.reason,
        ),
    )


def _impediment(
    party: Party, command: ask.MarkImpeded | ask.ClearImpediment, context: Context
) -> Decision:
    impeded = command.impediment in party.impediments
    if isinstance(command, ask.ClearImpediment):
        if not impeded:
            raise Refused(no.NotImpeded(command.impediment))
        return (
            fact.ImpedimentCleared(
                **what_all_say(party.party, context),
                impediment=command.impediment,
                source=command.source,
            ),
        )
    check_happened(command.since, context)
    if impeded:
        raise Refused(no.AlreadyImpeded(command.impediment))

    said = what_all_say(party.party, context)
    said["effective_on"] = command.since
    return (
        fact.PartyImpeded(
            **said,
            impediment=command.impediment,
            source=command.source,
            since=command.since,
        ),
    )
