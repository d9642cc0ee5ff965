"""What must be so before a guarantee bears anything, and what every event says."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TypedDict

from domain.guarantee import refusals as no
from domain.guarantee import use_refusals as unusable
from domain.guarantee.agreement import (
    CreditorTerms,
    GuaranteeTerms,
    Liability,
    Qualification,
    Reviewed,
)
from domain.guarantee.debt import Debt
from domain.guarantee.state import Guarantee, Stage
from domain.shared.event import Context
from domain.shared.fault import Fault
from domain.shared.ids import ActorId, FinancingId, GuaranteeId, PartyId
from domain.shared.money import Money
from domain.shared.refusal import Refused


class Said(TypedDict):
    """What every event of a guarantee says."""

    guarantee: GuaranteeId
    lender: PartyId
    guarantor: PartyId
    at: datetime
    effective_on: date
    by: ActorId


class SaidOfDebt(Said):
    financing: FinancingId
    borrower: PartyId


def what_all_say(
    guarantee: GuaranteeId, lender: PartyId, guarantor: PartyId, context: Context
) -> Said:
    return {
        "guarantee": guarantee,
        "lender": lender,
        "guarantor": guarantor,
        "at": context.now.at,
        "effective_on": context.now.day,
        "by": context.by,
    }


def said_of(state: Guarantee, context: Context) -> Said:
    return what_all_say(state.guarantee, state.lender, state.guarantor, context)


def said_of_debt(
    state: Guarantee, financing: FinancingId, borrower: PartyId, context: Context
) -> SaidOfDebt:
    return {**said_of(state, context), "financing": financing, "borrower": borrower}


def are_sound(faults: Iterable[Fault]) -> None:
    for field, rule, figure in faults:
        raise Refused(no.TermsUnsound(field, rule, figure))


def happened(day: date, context: Context) -> None:
    if day > context.now.day:
        raise Refused(no.DayInFuture(day, context.now.day))


def amount_fits(state: Guarantee, amount: Money) -> None:
    if not amount.is_positive:
        raise Refused(no.AmountNotPositive(amount))
    if amount.currency is not state.currency:
        raise Refused(no.OtherCurrency(guarantee=state.currency, asked=amount.currency))


def reference_is_new(state: Guarantee, reference: str) -> None:
    if reference in state.references:
        raise Refused(no.ReferenceTaken(reference))


def not_over(state: Guarantee) -> None:
    if state.stage is Stage.REFUSED:
        raise Refused(no.GuaranteeOver(state.refused_for))


def is_accepted(state: Guarantee) -> Reviewed:
    """The review that the acceptance rests on."""
    not_over(state)
    if state.in_force is None:
        raise Refused(no.NotAccepted())
    return state.in_force


def qualified(qualifications: Iterable[Qualification], today: date) -> None:
    for it in qualifications:
        if it.expires_on is not None and it.expires_on < today:
            raise Refused(no.QualificationExpired(it.reference, it.expires_on))


def type_is_accepted(terms: GuaranteeTerms, creditor: CreditorTerms) -> None:
    """Civil Code 686: unstated is ordinary."""
    if creditor.accepts_ordinary or terms.liability is Liability.JOINT_AND_SEVERAL:
        return
    if terms.liability is None:
        raise Refused(no.TypeNotStated())
    raise Refused(no.OrdinaryNotAccepted())


def is_authorised(terms: GuaranteeTerms, context: Context) -> None:
    """Company Law 15, and articles 7 to 9 of the interpretation on guarantees."""
    if terms.exemption is not None:
        if terms.listed and not terms.exemption.ground.holds_for_listed:
            raise Refused(no.NotForListed(terms.exemption.ground))
        return
    resolution = terms.resolution
    if resolution is None:
        raise Refused(no.ResolutionMissing())
    happened(resolution.decided_on, context)
    if resolution.amount < terms.limit:
        raise Refused(no.ResolutionBelowLimit(resolution.amount, terms.limit))
    if terms.listed and not resolution.disclosed_in:
        raise Refused(no.NotDisclosed(resolution.reference))


def debt_of(state: Guarantee, financing: FinancingId) -> Debt:
    """Raise `Refused` where nothing was ever reserved for it."""
    debt = state.debts.get(financing)
    if debt is None:
        raise Refused(unusable.NotInUse(financing))
    return debt


def has_not_lapsed(debt: Debt, financing: FinancingId) -> None:
    if debt.lapsed:
        raise Refused(unusable.GuaranteeHasLapsed(financing, debt.ends_on))
