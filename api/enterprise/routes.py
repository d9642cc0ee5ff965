"""Parties over HTTP: on file, looked at, admitted, suspended; and what they are to each other."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import Query
from fastapi.responses import Response

from api.enterprise import bodies
from api.shared.commanding import Counter, VersionRead
from api.shared.fields import PartyPath
from api.shared.identity import (
    ACTING,
    AUDITOR,
    CORE_ENTERPRISE,
    OPERATOR,
    ROLES,
    Anyone,
    Viewer,
)
from api.shared.reading import Asked, CaughtUp, Paging, listed, listing_of, wired
from api.shared.routes import command, read
from api.shared.services import Caller, Using
from api.shared.strict import room
from api.shared.wire import model_of
from application.enterprise.changing import PartyAsItIs, admit_to_chain, change
from application.enterprise.registering import change_identifiers, register_party
from application.processes.looking import party_for
from application.views.parties import EVERYONE, PARTIES, PartySeen, seen
from domain.enterprise import commands as ask
from domain.enterprise.profile import Agency, ChainPlace, Impediment, Payable
from domain.enterprise.refusals import PartyNotFound
from domain.shared.ids import PartyId
from domain.shared.refusal import Refused

router = room("/parties", "parties")

Standing = Annotated[
    Literal["registered", "admitted", "suspended", "impeded"] | None,
    Query(description="Only parties that stand so."),
]


@router.post(
    "", operation_id="registerParty", **command(PartyAsItIs, OPERATOR, status=HTTPStatus.CREATED)
)
def register(body: bodies.RegisterBody, desk: Counter) -> Response:
    """Put a party on file; nobody else has its identifiers."""
    asked = ask.RegisterParty(
        party=body.party,
        profile=body.profile,
        identifiers=body.identifiers,
        roles=body.roles,
        accounts=body.accounts,
    )
    return desk.carry_out(asked, register_party(asked), HTTPStatus.CREATED)


@router.get("", operation_id="listParties", **read(listing_of(PartySeen), OPERATOR, AUDITOR))
def list_parties(services: CaughtUp, paging: Paging, standing: Standing = None) -> Response:
    """Every party, by name."""
    return listed(services, PARTIES, Asked(EVERYONE, standing), paging, seen)


@router.get("/{party}", operation_id="showParty", **read(model_of(PartySeen), *ROLES, tagged=True))
def show(party: PartyPath, services: Using, viewer: Viewer) -> Response:
    """A party's file, for itself, the operator and the auditor."""
    with services.desk.store.reading() as reading:
        loaded = party_for(reading, party, viewer)
    return wired(seen(loaded.state), loaded.version)


@router.post("/{party}/evidence", operation_id="reviewParty", **command(PartyAsItIs, OPERATOR))
def review(party: PartyPath, body: bodies.ReviewBody, desk: Counter) -> Response:
    """Put what was checked on the party's file."""
    asked = ask.Review(party=party, evidence=body.evidence)
    return desk.carry_out(asked, change(asked))


@router.post("/{party}/admission", operation_id="admitParty", **command(PartyAsItIs, OPERATOR))
def admit(party: PartyPath, body: bodies.AdmitBody, desk: Counter) -> Response:
    """Let the party act until a day; whoever entered the evidence does not decide on it."""
    asked = ask.Admit(
        party=party,
        on_evidence=body.on_evidence,
        until=body.until,
        required=body.required,
        words=body.words,
    )
    return desk.carry_out(asked, change(asked))


@router.post("/{party}/suspension", operation_id="suspendParty", **command(PartyAsItIs, OPERATOR))
def suspend(party: PartyPath, body: bodies.ReasonBody, desk: Counter) -> Response:
    """Stop the party from acting, at once."""
    asked = ask.Suspend(party=party, reason=body.reason)
    return desk.carry_out(asked, change(asked))


@router.post(
    "/{party}/reinstatement", operation_id="reinstateParty", **command(PartyAsItIs, OPERATOR)
)
def reinstate(party: PartyPath, body: bodies.ReasonBody, desk: Counter) -> Response:
    """Lift the suspension; not for whoever imposed it to do."""
    asked = ask.Reinstate(party=party, reason=body.reason)
    return desk.carry_out(asked, change(asked))


@router.post("/{party}/impediments", operation_id="impedeParty", **command(PartyAsItIs, OPERATOR))
def impede(party: PartyPath, body: bodies.ImpededBody, desk: Counter) -> Response:
    """Record that the party is insolvent, or on a list of sanctions."""
    asked = ask.MarkImpeded(
        party=party, impediment=body.impediment, source=body.source, since=body.since
    )
    return desk.carry_out(asked, change(asked))


@router.post(
    "/{party}/impediments/{impediment}/clearing",
    operation_id="clearImpediment",
    **command(PartyAsItIs, OPERATOR),
)
def clear(
    party: PartyPath, impediment: Impediment, body: bodies.ClearedBody, desk: Counter
) -> Response:
    """Record that it no longer is."""
    asked = ask.ClearImpediment(party=party, impediment=impediment, source=body.source)
    return desk.carry_out(asked, change(asked))


@router.put("/{party}/profile", operation_id="changeProfile", **command(PartyAsItIs, OPERATOR))
def change_profile(
    party: PartyPath, body: bodies.ProfileBody, read_at: VersionRead, desk: Counter
) -> Response:
    """Say anew who the party is."""
    asked = ask.ChangeProfile(party=party, profile=body.profile)
    return desk.edit(asked, read_at, change(asked, read_at))


@router.put(
    "/{party}/identifiers", operation_id="changeIdentifiers", **command(PartyAsItIs, OPERATOR)
)
def change_its_identifiers(
    party: PartyPath, body: bodies.IdentifiersBody, read_at: VersionRead, desk: Counter
) -> Response:
    """All of them as they are from now on; what is given up is free for another."""
    asked = ask.ChangeIdentifiers(party=party, identifiers=body.identifiers, reason=body.reason)
    return desk.edit(asked, read_at, change_identifiers(asked, read_at))


@router.put("/{party}/roles", operation_id="changeRoles", **command(PartyAsItIs, OPERATOR))
def change_roles(
    party: PartyPath, body: bodies.RolesBody, read_at: VersionRead, desk: Counter
) -> Response:
    """All of them as they are from now on."""
    asked = ask.ChangeRoles(party=party, roles=body.roles, reason=body.reason)
    return desk.edit(asked, read_at, change(asked, read_at))


@router.put("/{party}/accounts", operation_id="changeAccounts", **command(PartyAsItIs, OPERATOR))
def change_accounts(
    party: PartyPath, body: bodies.AccountsBody, read_at: VersionRead, desk: Counter
) -> Response:
    """All of them as they are from now on: a changed account is a sign of fraud."""
    asked = ask.ChangeAccounts(party=party, accounts=body.accounts, evidence=body.evidence)
    return desk.edit(asked, read_at, change(asked, read_at))


@router.put("/{party}/group", operation_id="setGroup", **command(PartyAsItIs, OPERATOR))
def set_group(
    party: PartyPath, body: bodies.GroupBody, read_at: VersionRead, desk: Counter
) -> Response:
    """Say which group of connected parties it belongs to."""
    asked = ask.SetGroup(party=party, group=body.group, basis=body.basis, evidence=body.evidence)
    return desk.edit(asked, read_at, change(asked, read_at))


@router.put("/{party}/affiliates", operation_id="setAffiliates", **command(PartyAsItIs, OPERATOR))
def set_affiliates(
    party: PartyPath, body: bodies.AffiliatesBody, read_at: VersionRead, desk: Counter
) -> Response:
    """All of them as they are from now on."""
    asked = ask.SetAffiliates(party=party, affiliates=body.affiliates)
    return desk.edit(asked, read_at, change(asked, read_at))


@router.post("/{party}/agents", operation_id="appointAgent", **command(PartyAsItIs, *ACTING))
def appoint(party: PartyPath, body: bodies.AgentBody, caller: Anyone, desk: Counter) -> Response:
    """Let another party register claims in its name; for the party itself, or the operator."""
    _check_own(caller, party)
    asked = ask.AppointAgent(party=party, agency=Agency(body.agent, body.until))
    return desk.carry_out(asked, change(asked))


@router.post(
    "/{party}/agents/{agent}/dismissal",
    operation_id="dismissAgent",
    **command(PartyAsItIs, *ACTING),
)
def dismiss(
    party: PartyPath, agent: PartyPath, body: bodies.ReasonBody, caller: Anyone, desk: Counter
) -> Response:
    """The agent acts for it no longer."""
    _check_own(caller, party)
    asked = ask.DismissAgent(party=party, agent=agent, reason=body.reason)
    return desk.carry_out(asked, change(asked))


@router.post(
    "/{party}/chain-place",
    operation_id="admitToChain",
    **command(PartyAsItIs, CORE_ENTERPRISE),
)
def take_into_chain(
    party: PartyPath, body: bodies.ChainPlaceBody, caller: Anyone, desk: Counter
) -> Response:
    """The core enterprise that asks takes the party into its chain."""
    asked = ask.AdmitToChain(party=party, place=ChainPlace(caller.party, body.until))
    return desk.carry_out(asked, admit_to_chain(asked))


@router.post(
    "/{party}/chain-place/removal",
    operation_id="removeFromChain",
    **command(PartyAsItIs, CORE_ENTERPRISE),
)
def take_out_of_chain(
    party: PartyPath, body: bodies.ReasonBody, caller: Anyone, desk: Counter
) -> Response:
    """The core enterprise that asks takes the party out of its chain."""
    asked = ask.RemoveFromChain(party=party, core_enterprise=caller.party, reason=body.reason)
    return desk.carry_out(asked, change(asked))


@router.post(
    "/{party}/payables",
    operation_id="recordPayable",
    **command(PartyAsItIs, OPERATOR, CORE_ENTERPRISE),
)
def record_payable(
    party: PartyPath, body: bodies.PayableBody, caller: Anyone, desk: Counter
) -> Response:
    """What the party owes another, who may set it off; a core enterprise says what it is owed."""
    if caller.role == CORE_ENTERPRISE and body.creditor != caller.party:
        raise Refused(PartyNotFound(body.creditor))
    payable = Payable(body.creditor, body.amount, body.as_of)
    asked = ask.RecordPayable(party=party, payable=payable, source=body.source)
    return desk.carry_out(asked, change(asked))


def _check_own(caller: Caller, party: PartyId) -> None:
    """Another's file does not exist for the caller, unless it is the operator."""
    if caller.role != OPERATOR and caller.party != party:
        raise Refused(PartyNotFound(party))
