"""How a guarantee comes to bind, and how its terms change: both sides, and four eyes."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from domain.guarantee import call_refusals as unchanged
from domain.guarantee import checks
from domain.guarantee import commands as ask
from domain.guarantee import events as fact
from domain.guarantee import refusals as no
from domain.guarantee import use_refusals as unusable
from domain.guarantee.agreement import GuaranteeTerms, Reviewed
from domain.guarantee.licence import Licence
from domain.guarantee.state import Guarantee, GuaranteeState, NoGuarantee
from domain.shared.event import Context
from domain.shared.fault import Fault
from domain.shared.refusal import Refused

Agreeing = ask.Review | ask.Accept | ask.Refuse | ask.ProposeChange | ask.AgreeChange
Governing = ask.StopNewUse | ask.Suspend | ask.Resume
Decision = tuple[fact.GuaranteeEvent, ...]


def give(state: GuaranteeState, command: ask.Give, context: Context) -> Decision:
    if not isinstance(state, NoGuarantee):
        raise Refused(no.AlreadyGiven(command.guarantee))
    if command.guarantor == command.lender:
        raise Refused(no.GivenToItself(command.guarantor))
    checks.are_sound(command.terms.faults())
    if command.terms.resolution is not None:
        checks.happened(command.terms.resolution.decided_on, context)

    said = checks.what_all_say(command.guarantee, command.lender, command.guarantor, context)
    return (fact.GuaranteeGiven(**said, terms=command.terms),)


def agree(state: Guarantee, command: Agreeing, context: Context) -> Decision:
    checks.not_over(state)
    match command:
        case ask.Review():
            return _review(state, command, context)
        case ask.Accept():
            return _accept(state, command, context)
        case ask.Refuse():
            return _refuse(state, command, context)
        case ask.ProposeChange():
            return _propose(state, command, context)
        case ask.AgreeChange():
            return _consent(state, command, context)
        case _:
            assert_never(command)


def _review(state: Guarantee, command: ask.Review, context: Context) -> Decision:
    if not command.qualifications:
        raise Refused(no.QualificationMissing())
    checks.qualified(command.qualifications, context.now.day)
    if command.licence is not None:
        checks.happened(command.licence.as_of, context)
        checks.are_sound(_licence_faults(state, command.licence))

    review = Reviewed(
        qualifications=command.qualifications,
        licence=command.licence,
        as_business=command.as_business,
        words=command.words,
        by=context.by,
    )
    return (fact.QualificationReviewed(**checks.said_of(state, context), review=review),)


def _licence_faults(state: Guarantee, licence: Licence) -> list[Fault]:
    by_debtor = (it.amount for it in licence.by_debtor)
    amounts = (licence.net_assets, licence.liability_elsewhere, *by_debtor)
    other = [it for it in amounts if it.currency is not state.currency]
    faults = [("licence", f"in {state.currency}", str(it)) for it in other]
    if not licence.net_assets.is_positive:
        faults.append(("licence.netAssets", "more than nothing", str(licence.net_assets)))
    return faults


def _accept(state: Guarantee, command: ask.Accept, context: Context) -> Decision:
    """On the last review, by a second person; again, to renew on a later one."""
    review = state.review
    if review is None:
        raise Refused(no.NotReviewed())
    if review == state.in_force:
        raise Refused(no.AlreadyAccepted())
    if review.by == context.by:
        raise Refused(no.SamePerson(context.by))
    checks.are_sound(command.terms.faults())
    checks.qualified(review.qualifications, context.now.day)
    checks.type_is_accepted(state.terms, command.terms)
    checks.is_authorised(state.terms, context)

    return (
        fact.GuaranteeAccepted(
            **checks.said_of(state, context),
            review=review,
            terms=command.terms,
            renewed=state.in_force is not None,
        ),
    )


def _refuse(state: Guarantee, command: ask.Refuse, context: Context) -> Decision:
    if state.in_force is not None:
        raise Refused(no.AlreadyAccepted())

    return (fact.GuaranteeRefused(**checks.said_of(state, context), reason=command.reason),)


def _propose(state: Guarantee, command: ask.ProposeChange, context: Context) -> Decision:
    checks.is_accepted(state)
    _can_change(state, command.terms, context)

    return (
        fact.ChangeProposed(
            **checks.said_of(state, context),
            party=command.party,
            number=state.proposals + 1,
            terms=command.terms,
        ),
    )


def _consent(state: Guarantee, command: ask.AgreeChange, context: Context) -> Decision:
    """Looked at again: what is in use may have grown since it was proposed."""
    proposal = state.proposal
    if proposal is None:
        raise Refused(unchanged.NothingProposed())
    if proposal.number != command.number:
        raise Refused(unchanged.ProposalReplaced(command.number, proposal.number))
    if proposal.party == command.party:
        raise Refused(unchanged.OwnProposal(command.party))
    _can_change(state, proposal.terms, context)

    return (
        fact.TermsChanged(
            **checks.said_of(state, context),
            proposed_by=proposal.party,
            terms=proposal.terms,
            consent=command.consent,
        ),
    )


def _can_change(state: Guarantee, terms: GuaranteeTerms, context: Context) -> None:
    checks.are_sound(terms.faults())
    if terms.limit.currency is not state.currency:
        raise Refused(no.OtherCurrency(guarantee=state.currency, asked=terms.limit.currency))
    checks.type_is_accepted(terms, state.creditor)
    checks.is_authorised(terms, context)
    day = context.now.day
    in_use, paid = state.in_use(day), state.paid
    if terms.limit < in_use + paid:
        raise Refused(unchanged.LimitBelowUse(terms.limit, in_use, paid))
    required = replace(state, terms=terms).margin_required(day)
    if required > state.margin_held and terms.margin_ratio > state.terms.margin_ratio:
        raise Refused(unusable.MarginShort(required, state.margin_held))


def govern(state: Guarantee, command: Governing, context: Context) -> Decision:
    checks.not_over(state)
    said = checks.said_of(state, context)
    match command:
        case ask.StopNewUse():
            return _stop(state, command, context)
        case ask.Suspend():
            checks.is_accepted(state)
            if state.suspended is not None:
                raise Refused(unusable.GuaranteeIsSuspended(state.suspended))
            return (fact.GuaranteeSuspended(**said, reason=command.reason),)
        case ask.Resume():
            if state.suspended is None:
                raise Refused(unusable.NotSuspended())
            return (fact.GuaranteeResumed(**said),)
        case _:
            assert_never(command)


def _stop(state: Guarantee, command: ask.StopNewUse, context: Context) -> Decision:
    """A later day than the one it gave notice for would take the notice back."""
    if command.from_on < context.now.day:
        raise Refused(unusable.NoticeInPast(command.from_on, context.now.day))
    if state.stopped_from is not None and state.stopped_from <= command.from_on:
        raise Refused(unusable.NewUseHasStopped(state.stopped_from))

    said = checks.said_of(state, context)
    return (fact.NewUseStopped(**said, from_on=command.from_on, notice=command.notice),)
