"""The rules of an order programme, one function per command, the most fundamental check first.

What an order is worth is not decided here: the certificate says it, made by whoever
asks from the order as it stands in the same transaction.
"""

from __future__ import annotations

from typing import assert_never

from domain.order_programme import checks
from domain.order_programme import commands as ask
from domain.order_programme import events as fact
from domain.order_programme import refusals as no
from domain.order_programme.checks import Said
from domain.order_programme.events import ProgrammeEvent
from domain.order_programme.evolve import evolve
from domain.order_programme.lending import lend
from domain.order_programme.settling import settle
from domain.order_programme.state import NoProgramme, Programme, ProgrammeState
from domain.shared.decider import Decider
from domain.shared.event import Context
from domain.shared.refusal import Refused

Decision = tuple[ProgrammeEvent, ...]
Admitting = ask.LetSupplierIn | ask.RateSupplier | ask.LimitSupplier
Recording = ask.RecordReferences | ask.RecordCost
Governing = ask.FreezeProgramme | ask.UnfreezeProgramme | ask.CloseProgramme


def decide(state: ProgrammeState, command: ask.ProgrammeCommand, context: Context) -> Decision:
    if isinstance(command, ask.OpenProgramme):
        return _open(state, command, context)
    if isinstance(state, NoProgramme):
        raise Refused(no.ProgrammeNotFound())
    said = checks.what_all_say(state.programme, state.lender, context)
    match command:
        case (
            ask.CertifyOrder()
            | ask.ReturnOrderDraw()
            | ask.RescheduleOrderDraw()
            | ask.RepayOrderDraw()
            | ask.RestoreOrderDraw()
            | ask.HoldProceeds()
            | ask.GiveHeldProceeds()
            | ask.UndoHeldProceeds()
        ):
            return settle(state, command, said)
        case ask.AskOnOrder() | ask.DropAsking() | ask.FinanceOrder():
            return lend(state, command, said)
        case _:
            return _arrange(checks.not_closed(state), command, said)


def _open(state: ProgrammeState, command: ask.OpenProgramme, context: Context) -> Decision:
    if isinstance(state, Programme):
        raise Refused(no.ProgrammeAlreadyOpen(command.programme))
    checks.terms_are_sound(command.terms, version=1)

    said = checks.what_all_say(command.programme, command.lender, context)
    return (
        fact.ProgrammeOpened(**said, core_enterprise=command.core_enterprise, terms=command.terms),
    )


def _arrange(
    programme: Programme,
    command: ask.AmendProgramme | Admitting | Recording | Governing,
    said: Said,
) -> Decision:
    match command:
        case ask.AmendProgramme():
            return _amend(programme, command, said)
        case ask.LetSupplierIn() | ask.RateSupplier() | ask.LimitSupplier():
            return _admit(programme, command, said)
        case ask.RecordReferences() | ask.RecordCost():
            return _record(programme, command, said)
        case ask.FreezeProgramme() | ask.UnfreezeProgramme() | ask.CloseProgramme():
            return _govern(programme, command, said)
        case _:
            assert_never(command)


def _amend(programme: Programme, command: ask.AmendProgramme, said: Said) -> Decision:
    checks.currency_agrees(programme, command.terms.orders.limit)
    checks.terms_are_sound(command.terms, version=len(programme.next_terms) + 2)

    said["effective_on"] = max(command.effective_on, said["effective_on"])
    return (fact.ProgrammeAmended(**said, terms=command.terms),)


def _admit(programme: Programme, command: Admitting, said: Said) -> Decision:
    match command:
        case ask.LetSupplierIn():
            return _let_in(programme, command, said)
        case ask.RateSupplier():
            return _rate(programme, command, said)
        case ask.LimitSupplier():
            return _limit(programme, command, said)
        case _:
            assert_never(command)


def _let_in(programme: Programme, command: ask.LetSupplierIn, said: Said) -> Decision:
    supplier, rated, limit = command.supplier, command.rated, command.limit
    if supplier in programme.suppliers:
        raise Refused(no.SupplierAlreadyIn(supplier))
    checks.limit_is_sound(programme, limit)
    checks.not_later(rated.rated_on, said["effective_on"])
    checks.rating_is_lent_on(programme, rated, said["effective_on"])

    return (fact.SupplierLetIn(**said, supplier=supplier, rated=rated, limit=limit),)


def _rate(programme: Programme, command: ask.RateSupplier, said: Said) -> Decision:
    """Also to a rating of the terms that lends nothing: it is the truth, and stops lending."""
    known, rated = checks.supplier_in(programme, command.supplier).rated, command.rated
    checks.not_later(rated.rated_on, said["effective_on"])
    if rated.rated_on < known.rated_on:
        raise Refused(no.OlderRating(rated.rated_on, known.rated_on))
    checks.rating_is_in_terms(programme, rated, said["effective_on"])
    if rated == known:
        return ()

    return (fact.SupplierRated(**said, supplier=command.supplier, rated=rated),)


def _limit(programme: Programme, command: ask.LimitSupplier, said: Said) -> Decision:
    """A limit below what is lent stops lending; it makes nothing due."""
    known = checks.supplier_in(programme, command.supplier).limit
    checks.limit_is_sound(programme, command.limit)
    if command.limit == known:
        return ()

    return (fact.SupplierLimited(**said, supplier=command.supplier, limit=command.limit),)


def _record(programme: Programme, command: Recording, said: Said) -> Decision:
    match command:
        case ask.RecordReferences():
            return _references(command, said)
        case ask.RecordCost():
            return _cost(programme, command, said)
        case _:
            assert_never(command)


def _references(command: ask.RecordReferences, said: Said) -> Decision:
    if not command.references:
        raise Refused(no.NothingAsked())
    for reference in command.references:
        checks.not_later(reference.as_of, said["effective_on"])
        if reference.price <= 0:
            raise Refused(no.PriceNotPositive(reference.item))

    return (fact.ReferencesRecorded(**said, references=command.references),)


def _cost(programme: Programme, command: ask.RecordCost, said: Said) -> Decision:
    checks.supplier_in(programme, command.supplier)
    checks.currency_agrees(programme, command.cost.cost)
    checks.not_later(command.cost.stated_on, said["effective_on"])
    if not command.cost.cost.is_positive:
        raise Refused(no.AmountNotPositive(command.cost.cost))
    if programme.cost_of(command.supplier, command.order) == command.cost:
        return ()

    supplier, order, cost = command.supplier, command.order, command.cost
    return (fact.CostRecorded(**said, supplier=supplier, order=order, cost=cost),)


def _govern(programme: Programme, command: Governing, said: Said) -> Decision:
    match command:
        case ask.FreezeProgramme():
            return (fact.ProgrammeFrozen(**said, reason=command.reason),)
        case ask.UnfreezeProgramme():
            if programme.frozen is None:
                raise Refused(no.ProgrammeNotFrozen())
            return (fact.ProgrammeUnfrozen(**said),)
        case ask.CloseProgramme():
            checks.nothing_lent(programme)
            return (fact.ProgrammeClosed(**said),)
        case _:
            assert_never(command)


ORDER_PROGRAMME: Decider[ask.ProgrammeCommand, ProgrammeState, ProgrammeEvent] = Decider(
    initial=NoProgramme(), decide=decide, evolve=evolve
)
