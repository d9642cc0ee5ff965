"""A draw that pays off another lender: promised, and made when the bank has paid.

Until then neither its claims nor its principal are in the pool, so that nothing else is
drawn on claims that may never come.
"""

from __future__ import annotations

from typing import assert_never

from domain.receivable_pool import checks
from domain.receivable_pool import commands as ask
from domain.receivable_pool import events as fact
from domain.receivable_pool import pay_off_events as paid
from domain.receivable_pool import refusals as no
from domain.receivable_pool.checks import Said
from domain.receivable_pool.events import PoolEvent
from domain.receivable_pool.pay_off import PayOffStage
from domain.receivable_pool.pay_off_refusals import ClaimsBearLess, NotUnderWay
from domain.receivable_pool.promised import PromisedDraw
from domain.receivable_pool.state import Pool
from domain.shared.ids import FinancingId
from domain.shared.money import Money
from domain.shared.refusal import Refused

Decision = tuple[PoolEvent, ...]
Paying = ask.PromisePayOff | ask.FulfilPayOff


def pay_off(pool: Pool, command: Paying, said: Said) -> Decision:
    match command:
        case ask.PromisePayOff():
            return _promise(checks.in_use(pool), command, said)
        case ask.FulfilPayOff():
            return _fulfil(pool, command, said)
        case _:
            assert_never(command)


def _promise(pool: Pool, command: ask.PromisePayOff, said: Said) -> Decision:
    today = said["effective_on"]
    checks.seller_is_in(pool, command.seller)
    checks.currency_agrees(pool, command.amount)
    checks.claims_fit(pool, ask.AssignClaims(command.seller, command.claims), today)
    checks.size_and_term_fit(pool, command, today)
    if pool.knows(command.financing):
        raise Refused(no.DrawAlreadyMade(command.financing))
    _claims_bear(pool, command)
    checks.pool_bears(pool, command.amount, command.certificate.base, today)

    return (
        paid.PayOffPromised(
            **said,
            seller=command.seller,
            financing=command.financing,
            amount=command.amount,
            due_on=command.due_on,
            pay_off=command.pay_off,
            certificate=command.certificate,
            outstanding=pool.outstanding,
            relied_on=command.relied_on,
        ),
    )


def _claims_bear(pool: Pool, command: ask.PromisePayOff) -> None:
    """What they add to the seller's base; less, where its draws are beyond the base now."""
    base = command.certificate.base_of(command.seller)
    added = base - command.base_without
    left = base - pool.outstanding_of(command.seller)
    borne = max(min(added, left), Money.zero(command.amount.currency))
    if command.amount > borne:
        raise Refused(ClaimsBearLess(command.amount, borne, command.amount - borne))


def _fulfil(pool: Pool, command: ask.FulfilPayOff, said: Said) -> Decision:
    """What the bank did is not refused, even where the pool is frozen meanwhile."""
    name, promised = command.financing, _under_way(pool, command.financing)
    drawn = fact.PoolDrawn(
        **said,
        seller=promised.seller,
        financing=name,
        amount=promised.amount,
        due_on=promised.due_on,
        sellers=tuple(sorted(pool.sellers)),
    )
    if command.missing is not None:
        short = paid.PayOffFellShort(**said, **promised.ended(name), missing=command.missing)
        return (short, drawn)
    assigned = fact.ClaimsAssigned(**said, seller=promised.seller, claims=command.claims)
    return (assigned, drawn, paid.PayOffMade(**said, **promised.ended(name)))


def _under_way(pool: Pool, financing: FinancingId) -> PromisedDraw:
    promised = pool.pay_offs.get(financing)
    if promised is None or promised.stage is not PayOffStage.UNDER_WAY:
        raise Refused(NotUnderWay(financing))
    return promised
