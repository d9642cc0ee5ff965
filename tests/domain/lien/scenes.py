"""The cast: one asset, two lenders, a pool and a financing of each."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from domain.lien import commands as ask
from domain.lien import events as fact
from domain.lien.commands import LienCommand
from domain.lien.decide import LIEN
from domain.lien.events import Encumbrance, LienEvent, Reason
from domain.lien.state import Asset
from domain.shared.currency import Currency
from domain.shared.event import Context
from domain.shared.ids import ActorId, AssetId, PartyId
from domain.shared.moment import Moment
from domain.shared.money import Money
from tests.support.scenario import Given

INVOICE = AssetId("rcv_1")
ORDER = AssetId("ord_1")
OTHER = AssetId("ord_2")
BANK = PartyId("bank")
RIVAL = PartyId("rival")
POOL = "pool-1"
RIVALS_POOL = "pool-9"

TODAY = date(2026, 3, 2)
NOON = Moment(at=datetime(2026, 3, 2, 4, 0, tzinfo=UTC), day=TODAY)
CONTEXT = Context(now=NOON, by=ActorId("bank/anna"))
IN_AN_HOUR = NOON.at + timedelta(hours=1)


def yuan(major: str) -> Money:
    return Money.of(major, Currency.CNY)


def at(moment: datetime) -> Context:
    return Context(now=Moment(at=moment, day=moment.date()), by=CONTEXT.by)


def given(*history: LienEvent) -> Given[LienCommand, Asset, LienEvent]:
    return Given(LIEN, history)


def lien(
    lender: PartyId = BANK, secures: str = POOL, *, rank: int = 1, amount: Money | None = None
) -> Encumbrance:
    return Encumbrance(rank=rank, lender=lender, secures=secures, amount=amount)


RIVALS = lien(RIVAL, RIVALS_POOL)


def encumber(encumbrance: Encumbrance | None = None) -> ask.Encumber:
    return ask.Encumber(asset=INVOICE, encumbrance=encumbrance or lien(), act="assignment 4")


def release(
    encumbrance: Encumbrance | None = None, *, reason: Reason = Reason.REPAID
) -> ask.Release:
    held = encumbrance or lien()
    return ask.Release(
        asset=INVOICE,
        rank=held.rank,
        lender=held.lender,
        secures=held.secures,
        reason=reason,
        act="repayment 5",
    )


def transfer(successor: Encumbrance, *, held: Encumbrance | None = None) -> ask.Transfer:
    own = held or lien()
    return ask.Transfer(
        asset=INVOICE, lender=own.lender, secures=own.secures, successor=successor, act="take-out 6"
    )


def reserve(encumbrance: Encumbrance | None = None, *, until: datetime = IN_AN_HOUR) -> ask.Reserve:
    deal = encumbrance or lien()
    return ask.Reserve(
        asset=INVOICE, rank=deal.rank, lender=deal.lender, secures=deal.secures, until=until
    )


def let_go(encumbrance: Encumbrance | None = None) -> ask.LetGo:
    deal = encumbrance or lien()
    return ask.LetGo(asset=INVOICE, rank=deal.rank, lender=deal.lender, secures=deal.secures)


def encumbered(encumbrance: Encumbrance | None = None) -> fact.AssetEncumbered:
    return fact.AssetEncumbered(
        asset=INVOICE,
        encumbrance=encumbrance or lien(),
        act="assignment 4",
        at=NOON.at,
        effective_on=TODAY,
        by=CONTEXT.by,
    )


def released(encumbrance: Encumbrance | None = None) -> fact.AssetReleased:
    return fact.AssetReleased(
        asset=INVOICE,
        encumbrance=encumbrance or lien(),
        reason=Reason.REPAID,
        act="repayment 5",
        at=NOON.at,
        effective_on=TODAY,
        by=CONTEXT.by,
    )


def transferred(successor: Encumbrance) -> fact.LienTransferred:
    return fact.LienTransferred(
        asset=INVOICE,
        predecessor=lien(),
        successor=successor,
        act="take-out 6",
        at=NOON.at,
        effective_on=TODAY,
        by=CONTEXT.by,
    )


def reserved(
    encumbrance: Encumbrance | None = None, *, until: datetime = IN_AN_HOUR
) -> fact.AssetReserved:
    deal = encumbrance or lien()
    return fact.AssetReserved(
        asset=INVOICE,
        rank=deal.rank,
        lender=deal.lender,
        secures=deal.secures,
        until=until,
        at=NOON.at,
        effective_on=TODAY,
        by=CONTEXT.by,
    )


def reservation_let_go() -> fact.ReservationLetGo:
    return fact.ReservationLetGo(
        asset=INVOICE,
        rank=1,
        lender=BANK,
        secures=POOL,
        at=NOON.at,
        effective_on=TODAY,
        by=CONTEXT.by,
    )


def came_from(origin: AssetId = ORDER) -> fact.OriginRecorded:
    return fact.OriginRecorded(
        asset=INVOICE, origin=origin, act="invoiced", at=NOON.at, effective_on=TODAY, by=CONTEXT.by
    )


def became(outcome: AssetId = ORDER) -> fact.OutcomeRecorded:
    return fact.OutcomeRecorded(
        asset=INVOICE,
        outcome=outcome,
        act="invoiced",
        at=NOON.at,
        effective_on=TODAY,
        by=CONTEXT.by,
    )


def consumed(outcome: AssetId = ORDER) -> fact.AssetConsumed:
    return fact.AssetConsumed(
        asset=INVOICE,
        outcome=outcome,
        act="assignment 4",
        at=NOON.at,
        effective_on=TODAY,
        by=CONTEXT.by,
    )


def restored(outcome: AssetId = ORDER) -> fact.AssetRestored:
    return fact.AssetRestored(
        asset=INVOICE,
        outcome=outcome,
        act="repayment 5",
        at=NOON.at,
        effective_on=TODAY,
        by=CONTEXT.by,
    )


SUSPICION = {
    "asset": INVOICE,
    "other": ORDER,
    "is_outcome": True,
    "lender": BANK,
    "at": NOON.at,
    "effective_on": TODAY,
    "by": CONTEXT.by,
}


def suspected() -> fact.DoubleFinancingSuspected:
    return fact.DoubleFinancingSuspected(**SUSPICION, act="paper 9")  # type: ignore[arg-type] # each of its own kind


def answered(*, apart: bool = True) -> fact.SuspicionAnswered:
    return fact.SuspicionAnswered(**SUSPICION, apart=apart, words="other goods")  # type: ignore[arg-type] # as above


def settled(*, apart: bool = True) -> fact.SuspicionSettled:
    return fact.SuspicionSettled(**SUSPICION, apart=apart, reason="looked at both")  # type: ignore[arg-type] # as above
