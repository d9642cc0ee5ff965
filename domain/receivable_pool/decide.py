"""The rules of a receivable pool, one function per command, the most fundamental check first.

What the claims are worth is not decided here: the certificate says it, made by whoever
asks from the claims as they stand in the same transaction.
"""

from __future__ import annotations

from typing import assert_never

from domain.receivable_pool import checks
from domain.receivable_pool import commands as ask
from domain.receivable_pool import events as fact
from domain.receivable_pool import over_advance_events as over
from domain.receivable_pool import refusals as no
from domain.receivable_pool.checks import Said
from domain.receivable_pool.events import PoolEvent
from domain.receivable_pool.paying import pay_off
from domain.receivable_pool.settling import reopened, settle, take_again
from domain.receivable_pool.state import NoPool, Pool, PoolState, evolve
from domain.shared.decider import Decider
from domain.shared.event import Context
from domain.shared.money import Money
from domain.shared.refusal import Refused

Decision = tuple[PoolEvent, ...]


def decide(state: PoolState, command: ask.PoolCommand, context: Context) -> Decision:
    if isinstance(command, ask.OpenPool):
        return _open(state, command, context)
    if isinstance(state, NoPool):
        raise Refused(no.PoolNotFound())
    said = checks.what_all_say(state.pool, state.lender, context)
    match command:
        case (
            ask.ReturnDraw()
            | ask.RepayDraw()
            | ask.RescheduleDraw()
            | ask.TakeProceeds()
            | ask.GiveHeld()
            | ask.UndoProceeds()
        ):
            return settle(state, command, said)
        case ask.TakeClaimsAgain() | ask.ChangeClaims() | ask.ReleaseClaims() | ask.Certify():
            return _keep(state, command, said)
        case ask.PromisePayOff() | ask.FulfilPayOff():
            return pay_off(state, command, said)
        case ask.Unfreeze() | ask.Freeze() | ask.Close():
            return _govern(state, command, said)
        case _:
            return _use(checks.in_use(state), command, said)


def _use(
    pool: Pool,
    command: ask.AmendTerms | ask.JoinSeller | ask.AgreeCrossSupport | ask.AssignClaims | ask.Draw,
    said: Said,
) -> Decision:
    match command:
        case ask.AmendTerms():
            return _amend(pool, command, said)
        case ask.JoinSeller():
            return _join(pool, command, said)
        case ask.AgreeCrossSupport():
            return _agree(pool, command, said)
        case ask.AssignClaims():
            return _assign(pool, command, said)
        case ask.Draw():
            return _draw(pool, command, said)
        case _:
            assert_never(command)


def _open(state: PoolState, command: ask.OpenPool, context: Context) -> Decision:
    if isinstance(state, Pool):
        raise Refused(no.PoolAlreadyOpen(command.pool))
    checks.terms_are_sound(command.terms, version=1)

    said = checks.what_all_say(command.pool, command.lender, context)
    return (fact.PoolOpened(**said, terms=command.terms),)


def _amend(pool: Pool, command: ask.AmendTerms, said: Said) -> Decision:
    checks.currency_agrees(pool, command.terms.draw_minimum)
    checks.terms_are_sound(command.terms, version=len(pool.next_terms) + 2)
    checks.legal_form_stays(pool, command.terms)

    said["effective_on"] = max(command.effective_on, said["effective_on"])
    return (fact.TermsAmended(**said, terms=command.terms),)


def _join(pool: Pool, command: ask.JoinSeller, said: Said) -> Decision:
    if command.seller in pool.sellers:
        raise Refused(no.SellerAlreadyInPool(command.seller))

    return (fact.SellerJoined(**said, seller=command.seller),)


def _agree(pool: Pool, command: ask.AgreeCrossSupport, said: Said) -> Decision:
    checks.seller_is_in(pool, command.seller)
    if not pool.terms_on(said["effective_on"]).cross_support:
        raise Refused(no.CrossSupportNotInTerms())

    return (fact.CrossSupportAgreed(**said, seller=command.seller),)


def _assign(pool: Pool, command: ask.AssignClaims, said: Said) -> Decision:
    checks.seller_is_in(pool, command.seller)
    checks.claims_fit(pool, command, said["effective_on"])

    return (fact.ClaimsAssigned(**said, seller=command.seller, claims=command.claims),)


def _draw(pool: Pool, command: ask.Draw, said: Said) -> Decision:
    checks.seller_is_in(pool, command.seller)
    checks.currency_agrees(pool, command.amount)
    checks.size_and_term_fit(pool, command, said["effective_on"])
    if pool.knows(command.financing):
        raise Refused(no.DrawAlreadyMade(command.financing))
    checks.base_bears(pool, command, said["effective_on"])

    certified = _certified(pool, command, said)
    drawn = fact.PoolDrawn(
        **said,
        seller=command.seller,
        financing=command.financing,
        amount=command.amount,
        due_on=command.due_on,
        sellers=tuple(sorted(pool.sellers)),
    )
    return (certified, *_cured(pool, said), drawn)


def _keep(
    pool: Pool,
    command: ask.TakeClaimsAgain | ask.ChangeClaims | ask.ReleaseClaims | ask.Certify,
    said: Said,
) -> Decision:
    match command:
        case ask.TakeClaimsAgain():
            return take_again(pool, command, said)
        case ask.ChangeClaims():
            return _change(command, said)
        case ask.ReleaseClaims():
            return _release(pool, command, said)
        case ask.Certify():
            return _certify(pool, command, said)
        case _:
            assert_never(command)


def _change(command: ask.ChangeClaims, said: Said) -> Decision:
    cause, claims, diluted = command.cause, command.claims, command.diluted
    return (fact.ClaimsChanged(**said, cause=cause, claims=claims, diluted=diluted),)


def _release(pool: Pool, command: ask.ReleaseClaims, said: Said) -> Decision:
    if not command.claims:
        raise Refused(no.NothingAsked())
    if command.certificate is not None:
        short_by = checks.short_by(pool, command.certificate, said["effective_on"])
        before = command.short_before or Money.zero(short_by.currency)
        if short_by.is_positive and short_by > before:
            raise Refused(no.WouldOverAdvance(short_by))

    return (fact.ClaimsReleased(**said, cause=command.cause, claims=command.claims),)


def _certify(pool: Pool, command: ask.Certify, said: Said) -> Decision:
    """A base below what is drawn is an event of its own, and so is its cure; and that a closed
    pool is owed something again."""
    short_by = checks.short_by(pool, command.certificate, said["effective_on"])
    owed_again = () if pool.outstanding.is_zero else reopened(pool, said)
    certified = (*owed_again, _certified(pool, command, said))
    if not short_by.is_positive:
        return (*certified, *_cured(pool, said))
    sellers = checks.short_sellers(pool, command.certificate)
    if (short_by, sellers) == (pool.over_advance, pool.short_sellers):
        return certified
    no_longer = tuple(who for who, _ in pool.short_sellers if who not in dict(sellers))
    raised = over.OverAdvanceRaised(**said, amount=short_by, sellers=sellers, no_longer=no_longer)
    return (*certified, raised)


def _cured(pool: Pool, said: Said) -> Decision:
    if pool.over_advance is None:
        return ()
    return (over.OverAdvanceCured(**said, sellers=tuple(who for who, _ in pool.short_sellers)),)


def _certified(
    pool: Pool, command: ask.Certify | ask.Draw, said: Said
) -> fact.BorrowingBaseCertified:
    return fact.BorrowingBaseCertified(
        **said,
        certificate=command.certificate,
        outstanding=pool.outstanding,
        relied_on=command.relied_on,
    )


def _govern(pool: Pool, command: ask.Freeze | ask.Unfreeze | ask.Close, said: Said) -> Decision:
    if pool.closed:
        raise Refused(no.PoolIsClosed())
    match command:
        case ask.Freeze():
            return (fact.PoolFrozen(**said, reason=command.reason),)
        case ask.Unfreeze():
            if pool.frozen is None:
                raise Refused(no.PoolNotFrozen())
            return (fact.PoolUnfrozen(**said),)
        case ask.Close():
            checks.nothing_left(pool)
            return (fact.PoolClosed(**said),)
        case _:
            assert_never(command)


RECEIVABLE_POOL: Decider[ask.PoolCommand, PoolState, PoolEvent] = Decider(
    initial=NoPool(), decide=decide, evolve=evolve
)
