"""A lender opens an order programme, sets its terms, lets suppliers in and rates them, ends it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from application.enterprise import streams as enterprises
from application.order_programme import streams as programmes
from application.processes.judging_again import lock_with_orders
from application.processes.judging_orders import certify_order
from application.processes.programmes import ProgrammeAt, own_programme, programme_of
from application.processes.standing import in_good_standing
from application.shared.carry_out import UseCase
from application.shared.expecting import check_version
from application.shared.owners import own, owner_of
from application.shared.ports import UnitOfWork
from domain.eligibility.order_standing import Rated, ReferencePrice
from domain.enterprise.profile import Role
from domain.order_programme import commands as ask
from domain.order_programme.refusals import ProgrammeAlreadyOpen
from domain.order_programme.terms import ProgrammeTerms
from domain.shared.event import Context
from domain.shared.ids import OrderId, PartyId, ProgrammeId
from domain.shared.money import Money
from domain.shared.refusal import Refused


@dataclass(frozen=True, slots=True)
class ProgrammeAsItIs:
    """What became of the programme."""

    programme: ProgrammeId
    lender: PartyId
    core_enterprise: PartyId
    suppliers: tuple[PartyId, ...]
    outstanding: Money
    over_advanced: tuple[OrderId, ...]
    """Orders that bear less than is lent on them."""

    frozen: str | None
    closed: bool
    terms_version: int
    version: int


@dataclass(frozen=True, slots=True)
class OpenProgrammeWith:
    programme: ProgrammeId
    lender: PartyId
    core_enterprise: PartyId
    terms: ProgrammeTerms


@dataclass(frozen=True, slots=True)
class AmendProgrammeTerms:
    programme: ProgrammeId
    lender: PartyId
    terms: ProgrammeTerms
    effective_on: date
    expected: int | None = None
    """The version of the programme that the lender read."""


@dataclass(frozen=True, slots=True)
class LetIntoProgramme:
    programme: ProgrammeId
    lender: PartyId
    supplier: PartyId
    rated: Rated
    limit: Money


@dataclass(frozen=True, slots=True)
class RateInProgramme:
    programme: ProgrammeId
    lender: PartyId
    supplier: PartyId
    rated: Rated


@dataclass(frozen=True, slots=True)
class LimitInProgramme:
    programme: ProgrammeId
    lender: PartyId
    supplier: PartyId
    limit: Money


@dataclass(frozen=True, slots=True)
class RecordPrices:
    """References that prices in orders are held against."""

    programme: ProgrammeId
    lender: PartyId
    references: tuple[ReferencePrice, ...]


@dataclass(frozen=True, slots=True)
class FreezeProgrammeFor:
    programme: ProgrammeId
    lender: PartyId
    reason: str


@dataclass(frozen=True, slots=True)
class ForProgramme:
    """Unfreeze it or close it, as the name of the command says."""

    programme: ProgrammeId
    lender: PartyId


def open_programme(asked: OpenProgrammeWith) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> ProgrammeAsItIs:
        at = ProgrammeAt(asked.lender, asked.programme)
        parties = [enterprises.stream_of(party) for party in (asked.lender, asked.core_enterprise)]
        work.lock(change=[at.stream], rely_on=parties)
        if owner_of(work, programmes.ROOM.name, at.programme) is not None:
            raise Refused(ProgrammeAlreadyOpen(at.programme))
        in_good_standing(work, at.lender, context, Role.LENDER)
        in_good_standing(work, asked.core_enterprise, context, Role.CORE_ENTERPRISE)
        command = ask.OpenProgramme(at.programme, at.lender, asked.core_enterprise, asked.terms)
        work.handle(programmes.ROOM, at.stream, command, context)
        own(work, programmes.ROOM.name, at.programme, at.lender)
        return _as_it_is(work, at)

    return use_case


def amend_programme(asked: AmendProgrammeTerms) -> UseCase:
    """New terms may carry less: every order that money is lent on is judged again at once."""

    def use_case(work: UnitOfWork, context: Context) -> ProgrammeAsItIs:
        at = own_programme(work, asked.programme, asked.lender)
        lent = lock_with_orders(work, at, None)
        in_good_standing(work, at.lender, context, Role.LENDER)
        check_version(work.load(programmes.ROOM, at.stream), asked.expected)
        command = ask.AmendProgramme(asked.terms, asked.effective_on)
        work.handle(programmes.ROOM, at.stream, command, context)
        return _judged_again(work, context, at, lent)

    return use_case


def let_into_programme(asked: LetIntoProgramme) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> ProgrammeAsItIs:
        at = _locked(work, context, asked.programme, asked.lender, asked.supplier)
        in_good_standing(work, asked.supplier, context, Role.SUPPLIER)
        command = ask.LetSupplierIn(asked.supplier, asked.rated, asked.limit)
        return _handled(work, context, at, command)

    return use_case


def rate_in_programme(asked: RateInProgramme) -> UseCase:
    """A worse rating may carry less: the supplier's orders are judged again at once."""

    def use_case(work: UnitOfWork, context: Context) -> ProgrammeAsItIs:
        at = own_programme(work, asked.programme, asked.lender)
        lent = lock_with_orders(work, at, asked.supplier)
        in_good_standing(work, at.lender, context, Role.LENDER)
        command = ask.RateSupplier(asked.supplier, asked.rated)
        work.handle(programmes.ROOM, at.stream, command, context)
        return _judged_again(work, context, at, lent)

    return use_case


def limit_in_programme(asked: LimitInProgramme) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> ProgrammeAsItIs:
        at = _locked(work, context, asked.programme, asked.lender)
        return _handled(work, context, at, ask.LimitSupplier(asked.supplier, asked.limit))

    return use_case


def record_prices(asked: RecordPrices) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> ProgrammeAsItIs:
        at = _locked(work, context, asked.programme, asked.lender)
        return _handled(work, context, at, ask.RecordReferences(asked.references))

    return use_case


def freeze_programme(asked: FreezeProgrammeFor) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> ProgrammeAsItIs:
        at = _locked(work, context, asked.programme, asked.lender)
        return _handled(work, context, at, ask.FreezeProgramme(asked.reason))

    return use_case


def unfreeze_programme(asked: ForProgramme) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> ProgrammeAsItIs:
        at = _locked(work, context, asked.programme, asked.lender)
        return _handled(work, context, at, ask.UnfreezeProgramme())

    return use_case


def close_programme(asked: ForProgramme) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> ProgrammeAsItIs:
        at = _locked(work, context, asked.programme, asked.lender)
        return _handled(work, context, at, ask.CloseProgramme())

    return use_case


def _locked(
    work: UnitOfWork, context: Context, programme: ProgrammeId, lender: PartyId, *others: PartyId
) -> ProgrammeAt:
    at = own_programme(work, programme, lender)
    parties = [enterprises.stream_of(party) for party in (lender, *others)]
    work.lock(change=[at.stream], rely_on=parties)
    in_good_standing(work, lender, context, Role.LENDER)
    return at


def _judged_again(
    work: UnitOfWork, context: Context, at: ProgrammeAt, orders: Iterable[OrderId]
) -> ProgrammeAsItIs:
    for order in orders:
        certify_order(work, context, at, order)
    return _as_it_is(work, at)


def _handled(
    work: UnitOfWork, context: Context, at: ProgrammeAt, command: ask.ProgrammeCommand
) -> ProgrammeAsItIs:
    work.handle(programmes.ROOM, at.stream, command, context)
    return _as_it_is(work, at)


def _as_it_is(work: UnitOfWork, at: ProgrammeAt) -> ProgrammeAsItIs:
    loaded = programme_of(work, at)
    programme = loaded.state
    return ProgrammeAsItIs(
        programme=at.programme,
        lender=at.lender,
        core_enterprise=programme.core_enterprise,
        suppliers=tuple(sorted(programme.suppliers)),
        outstanding=programme.outstanding,
        over_advanced=tuple(sorted(programme.over_advances)),
        frozen=programme.frozen,
        closed=programme.closed,
        terms_version=len(programme.next_terms) + 1,
        version=loaded.version,
    )
