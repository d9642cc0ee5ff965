"""A core enterprise gives a guarantee, its lender looks and decides, both may change it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from application.enterprise import streams as enterprises
from application.guarantee import streams as guarantees
from application.processes.guarantees import At, guarantee_of, handled
from application.processes.refusals import EvidenceNotOfQualification, GuaranteeUnknown
from application.processes.standing import in_good_standing
from application.shared.carry_out import UseCase
from application.shared.owners import own, owner_of
from application.shared.ports import Reading, UnitOfWork
from domain.enterprise.profile import Check, Evidence, Role
from domain.enterprise.refusals import EvidenceUnknown
from domain.enterprise.standing import registered
from domain.guarantee.agreement import (
    CreditorTerms,
    GuaranteeTerms,
    Qualification,
)
from domain.guarantee.commands import (
    Accept,
    AgreeChange,
    Give,
    GuaranteeCommand,
    ProposeChange,
    Refuse,
    Resume,
    Review,
    StopNewUse,
    Suspend,
)
from domain.guarantee.licence import Licence
from domain.guarantee.refusals import AlreadyGiven
from domain.shared.event import Context
from domain.shared.ids import GuaranteeId, PartyId
from domain.shared.money import Money
from domain.shared.refusal import Refused


@dataclass(frozen=True, slots=True)
class GuaranteeAsItIs:
    """What became of a guarantee."""

    guarantee: GuaranteeId
    lender: PartyId
    guarantor: PartyId
    stage: str
    limit: Money
    in_use: Money
    available: Money
    margin: Money
    margin_required: Money
    version: int


@dataclass(frozen=True, slots=True)
class GiveTo:
    guarantee: GuaranteeId
    lender: PartyId
    guarantor: PartyId
    terms: GuaranteeTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFor:
    """Evidence is named as it is on the guarantor's file."""

    guarantee: GuaranteeId
    lender: PartyId
    on_evidence: tuple[str, ...]
    licence: Licence | None = None
    as_business: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class AcceptFor:
    guarantee: GuaranteeId
    lender: PartyId
    terms: CreditorTerms


@dataclass(frozen=True, slots=True)
class RefuseFor:
    guarantee: GuaranteeId
    lender: PartyId
    reason: str


@dataclass(frozen=True, slots=True)
class StopFor:
    guarantee: GuaranteeId
    guarantor: PartyId
    from_on: date
    notice: str


@dataclass(frozen=True, slots=True)
class SuspendFor:
    """None to let it be used again."""

    guarantee: GuaranteeId
    lender: PartyId
    reason: str | None


@dataclass(frozen=True, slots=True)
class ProposeFor:
    guarantee: GuaranteeId
    party: PartyId
    terms: GuaranteeTerms


@dataclass(frozen=True, slots=True)
class AgreeFor:
    guarantee: GuaranteeId
    party: PartyId
    number: int
    consent: str


def give(asked: GiveTo) -> UseCase:
    """The stream is the lender's: it is the creditor."""

    def use_case(work: UnitOfWork, context: Context) -> GuaranteeAsItIs:
        at = At(asked.lender, asked.guarantee)
        parties = [enterprises.stream_of(it) for it in (asked.lender, asked.guarantor)]
        work.lock(change=[at.stream], rely_on=parties)
        if owner_of(work, guarantees.ROOM.name, asked.guarantee) is not None:
            raise Refused(AlreadyGiven(asked.guarantee))
        in_good_standing(work, asked.guarantor, context, Role.CORE_ENTERPRISE)
        in_good_standing(work, asked.lender, context, Role.LENDER)
        command = Give(
            guarantee=asked.guarantee,
            lender=asked.lender,
            guarantor=asked.guarantor,
            terms=asked.terms,
        )
        handled(work, context, at, command)
        own(work, guarantees.ROOM.name, asked.guarantee, asked.lender)
        return as_it_is(work, context, at)

    return use_case


def review(asked: ReviewFor) -> UseCase:
    """What is named must be on the guarantor's file as evidence of its qualification."""

    def use_case(work: UnitOfWork, context: Context) -> GuaranteeAsItIs:
        at = of_lender(work, asked.guarantee, asked.lender)
        guarantor = guarantee_of(work, at).guarantor
        _lock(work, at, guarantor)
        in_good_standing(work, at.lender, context, Role.LENDER)
        command = Review(
            qualifications=_on_file(work, guarantor, asked.on_evidence),
            licence=asked.licence,
            as_business=asked.as_business,
            words=asked.words,
        )
        return _done(work, context, at, command)

    return use_case


def _on_file(
    reading: Reading, guarantor: PartyId, named: Sequence[str]
) -> tuple[Qualification, ...]:
    file = reading.load(enterprises.ROOM, enterprises.stream_of(guarantor)).state
    known = {it.evidence.reference: it.evidence for it in registered(file, guarantor).file}
    return tuple(_qualification(known, reference) for reference in dict.fromkeys(named))


def _qualification(known: dict[str, Evidence], reference: str) -> Qualification:
    if reference not in known:
        raise Refused(EvidenceUnknown(reference))
    evidence = known[reference]
    if evidence.check is not Check.QUALIFICATION:
        raise Refused(EvidenceNotOfQualification(reference, evidence.check.value))
    return Qualification(
        reference=evidence.reference,
        source=evidence.source,
        checked_by=evidence.checked_by,
        checked_on=evidence.checked_on,
        expires_on=evidence.expires_on,
    )


def accept(asked: AcceptFor) -> UseCase:
    """The guarantor must be in good standing while the lender decides."""

    def use_case(work: UnitOfWork, context: Context) -> GuaranteeAsItIs:
        at = of_lender(work, asked.guarantee, asked.lender)
        guarantor = guarantee_of(work, at).guarantor
        _lock(work, at, guarantor)
        in_good_standing(work, at.lender, context, Role.LENDER)
        in_good_standing(work, guarantor, context, Role.CORE_ENTERPRISE)
        return _done(work, context, at, Accept(terms=asked.terms))

    return use_case


def refuse(asked: RefuseFor) -> UseCase:
    return _by_lender(asked.guarantee, asked.lender, Refuse(reason=asked.reason))


def suspend(asked: SuspendFor) -> UseCase:
    command = Resume() if asked.reason is None else Suspend(reason=asked.reason)
    return _by_lender(asked.guarantee, asked.lender, command)


def stop_new_use(asked: StopFor) -> UseCase:
    """Whether or not the guarantor is in good standing: it may always stop."""

    def use_case(work: UnitOfWork, context: Context) -> GuaranteeAsItIs:
        at = of_party(work, asked.guarantee, asked.guarantor)
        if guarantee_of(work, at).guarantor != asked.guarantor:
            raise Refused(GuaranteeUnknown(asked.guarantee))
        work.lock(change=[at.stream])
        return _done(work, context, at, StopNewUse(from_on=asked.from_on, notice=asked.notice))

    return use_case


def propose_change(asked: ProposeFor) -> UseCase:
    command = ProposeChange(party=asked.party, terms=asked.terms)
    return _by_either(asked.guarantee, asked.party, command)


def agree_change(asked: AgreeFor) -> UseCase:
    command = AgreeChange(party=asked.party, number=asked.number, consent=asked.consent)
    return _by_either(asked.guarantee, asked.party, command)


def _by_lender(guarantee: GuaranteeId, lender: PartyId, command: GuaranteeCommand) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> GuaranteeAsItIs:
        at = of_lender(work, guarantee, lender)
        _lock(work, at)
        in_good_standing(work, lender, context, Role.LENDER)
        return _done(work, context, at, command)

    return use_case


def _by_either(guarantee: GuaranteeId, party: PartyId, command: GuaranteeCommand) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> GuaranteeAsItIs:
        at = of_party(work, guarantee, party)
        _lock(work, at, party)
        in_good_standing(work, party, context, Role.LENDER, Role.CORE_ENTERPRISE)
        return _done(work, context, at, command)

    return use_case


def of_lender(reading: Reading, guarantee: GuaranteeId, lender: PartyId) -> At:
    """Another lender's guarantee does not exist for this one."""
    if owner_of(reading, guarantees.ROOM.name, guarantee) != lender:
        raise Refused(GuaranteeUnknown(guarantee))
    return At(lender, guarantee)


def of_party(reading: Reading, guarantee: GuaranteeId, party: PartyId) -> At:
    """For its lender and its guarantor; to others there is no such guarantee."""
    lender = owner_of(reading, guarantees.ROOM.name, guarantee)
    if lender is None:
        raise Refused(GuaranteeUnknown(guarantee))
    at = At(lender, guarantee)
    if party not in {lender, guarantee_of(reading, at).guarantor}:
        raise Refused(GuaranteeUnknown(guarantee))
    return at


def _lock(work: UnitOfWork, at: At, *others: PartyId) -> None:
    files = {enterprises.stream_of(party) for party in (at.lender, *others)}
    work.lock(change=[at.stream], rely_on=sorted(files))


def _done(work: UnitOfWork, context: Context, at: At, command: GuaranteeCommand) -> GuaranteeAsItIs:
    handled(work, context, at, command)
    return as_it_is(work, context, at)


def as_it_is(work: UnitOfWork, context: Context, at: At) -> GuaranteeAsItIs:
    state, day = guarantee_of(work, at), context.now.day
    return GuaranteeAsItIs(
        guarantee=state.guarantee,
        lender=state.lender,
        guarantor=state.guarantor,
        stage=state.stage.value,
        limit=state.terms.limit,
        in_use=state.in_use(day),
        available=state.available(day),
        margin=state.margin,
        margin_required=state.margin_required(day),
        version=work.load(guarantees.ROOM, at.stream).version,
    )
