"""Every pay-off under way, for its borrower and for both lenders, each of its own side only.

One that was made, fell short or was dropped is under way no more: its draw is among the
financings, and what it leaves to do is in the inbox.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from application.shared.projection import Placed, Projection, Recorded
from application.views.keys import key, scope_of
from domain.receivable_pool.pay_off_events import OnPayOff, PayOffEnded, PayOffPromised
from domain.shared.ids import FinancingId, PartyId, PoolId, ReceivableId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class PayOffUnderWay:
    """The old lender is told what comes in for which of its loans, and nothing of the new one;
    the new lender what it pays, and nothing of what the loans were."""

    borrower: PartyId
    owed_to: PartyId
    """The old lender."""

    amount: Money
    """What it is paid: it settles the loans on any day through `pay_by`."""

    asked_on: date
    pay_by: date
    """The last day on which the bank may pay."""

    kept_until: datetime
    """When what is kept for the new lender runs out, and nothing is under way any more."""

    loans: tuple[FinancingId, ...] = ()
    """What is paid off; empty for the new lender."""

    lender: PartyId | None = None
    """The new one; with what follows, None for the old."""

    pool: PoolId | None = None
    financing: FinancingId | None = None
    """The draw that pays."""

    drawn: Money | None = None
    due_on: date | None = None
    """When the draw is due."""

    receivables: tuple[ReceivableId, ...] = ()
    """The claims that come into the pool; empty for the old lender."""


def keys(recorded: Recorded) -> tuple[str, ...]:
    event = recorded.event
    if not isinstance(event, OnPayOff):
        return ()
    own = key(event.lender, event.financing), key(event.seller, event.financing)
    of = _of_old_lender(event)
    return own if of is None else (*own, of)


def _of_old_lender(event: OnPayOff) -> str | None:
    """By the loans: the draw is the new lender's."""
    if isinstance(event, PayOffPromised):
        return key(event.pay_off.owed_to, *event.pay_off.financings)
    if isinstance(event, PayOffEnded) and event.owed_to is not None:
        return key(event.owed_to, *event.loans)
    return None


def fold(_: PayOffUnderWay | None, row_key: str, recorded: Recorded) -> PayOffUnderWay | None:
    event = recorded.event
    if not isinstance(event, PayOffPromised):
        return None
    of, scope = event.pay_off, scope_of(row_key)
    old, new = scope == of.owed_to, scope == event.lender
    return PayOffUnderWay(
        borrower=event.seller,
        owed_to=of.owed_to,
        amount=of.amount,
        asked_on=event.effective_on,
        pay_by=of.pay_by,
        kept_until=of.until,
        loans=() if new else of.financings,
        lender=None if old else event.lender,
        pool=None if old else event.pool,
        financing=None if old else event.financing,
        drawn=None if old else event.amount,
        due_on=None if old else event.due_on,
        receivables=() if old else of.receivables,
    )


def place(row_key: str, row: PayOffUnderWay) -> Placed:
    """The one that is to be paid first before the others."""
    return Placed(scope_of(row_key), "", row.pay_by.isoformat())


PAY_OFFS: Projection[PayOffUnderWay] = Projection(
    name="pay_offs", version=1, row=PayOffUnderWay, keys=keys, fold=fold, place=place
)
