"""The seller takes claims back (回购): what it pays repays its draws, and the claims are free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from application.lien import streams as lien
from application.processes.assigning import At, Freed, free, names_of, own_pool
from application.processes.bought_back import remember
from application.processes.certifying import decided, files_of, pool_of
from application.processes.proceeds import repay_from, streams_of
from application.processes.refusals import (
    NotHeldHere,
    PriceBelowOpen,
    ReferenceTaken,
    SeveralSellers,
)
from application.processes.repaying import Proceeds
from application.processes.standing import in_good_standing
from application.processes.tracing import traced
from application.processes.transfers import Transfer, book, brought, by_buy_back
from application.shared.carry_out import UseCase
from application.shared.ports import Conflict, UnitOfWork
from domain.enterprise.profile import Role
from domain.financing.terms import Source
from domain.lien.events import Reason
from domain.receivable_pool.by_transfer import ByTransfer, name_of_buy_back
from domain.receivable_pool.checks import short_by
from domain.receivable_pool.refusals import OtherCurrency
from domain.shared.event import Context
from domain.shared.ids import AssetId, PartyId, PoolId, ReceivableId
from domain.shared.money import Money
from domain.shared.refusal import Refused


@dataclass(frozen=True, slots=True)
class BuyBack:
    """The seller takes claims back (回购) and pays for them through its bank."""

    pool: PoolId
    lender: PartyId
    receivables: tuple[ReceivableId, ...]
    price: Money
    value_date: date
    bank_reference: str
    transfer: Money | None = None
    """All that the transfer brought, where it pays other loans too."""

    @property
    def told(self) -> Transfer:
        return Transfer(self.lender, self.bank_reference, self.value_date, self.transfer)


def buy_back(asked: BuyBack) -> UseCase:
    """What the seller pays repays its draws; then its claims are free again.

    The pool may stay short, as it may where a seller buys back one claim after another; but not
    shorter than it was.
    """

    def use_case(work: UnitOfWork, context: Context) -> Freed:
        at = own_pool(work, asked.pool, asked.lender)
        named = names_of(asked.receivables)
        liens = [lien.stream_of(AssetId(it)) for it in named]
        streams, files = _behind(work, at)
        told = asked.told
        entry = told.rests_on(work)
        changed = [at.stream, *liens, *streams, *told.names(work)]
        work.lock(change=changed, rely_on=sorted({*files, *entry}))
        now = _behind(work, at)
        if not (now[0] <= streams and now[1] <= files) or told.rests_on(work) != entry:
            raise Conflict
        in_good_standing(work, at.lender, context, Role.LENDER)
        paid = _price_paid(work, at, named, asked)
        before = _short_by(work, context, at)
        book(work, told, by_buy_back(asked.pool, asked.bank_reference), asked.price)
        repay_from(work, context, paid)
        remember(work, asked.bank_reference, paid)
        return free(work, context, at, named, Reason.BOUGHT_BACK, before)

    return use_case


def _short_by(work: UnitOfWork, context: Context, at: At) -> Money:
    """How far what is drawn goes beyond what the claims bear; not positive where it does not."""
    pool, day = pool_of(work, at.lender, at.pool), context.now.day
    return short_by(pool, decided(work, pool, day).certificate, day)


def _behind(work: UnitOfWork, at: At) -> tuple[set[str], set[str]]:
    """Streams that the money may change, and files that the base rests on: a draw adds to both."""
    pool = pool_of(work, at.lender, at.pool)
    return set(streams_of(work, pool)), set(files_of(pool))


def _price_paid(
    work: UnitOfWork, at: At, named: Sequence[ReceivableId], asked: BuyBack
) -> Proceeds:
    held = work.claims_by_id(at.pool, named)
    for receivable in named:
        if receivable not in held:
            raise Refused(NotHeldHere(receivable))
    first = held[named[0]]
    sellers = sorted({claim.seller for claim in held.values()})
    if len(sellers) > 1:
        raise Refused(SeveralSellers(tuple(sellers)))
    still_open = Money(sum(claim.open for claim in held.values()), first.currency)
    named_as = name_of_buy_back(asked.bank_reference)
    if traced(work, [(named_as, first.receivable)]):
        raise Refused(ReferenceTaken(asked.bank_reference))
    if asked.price.currency is not first.currency:
        raise Refused(OtherCurrency(pool=first.currency, asked=asked.price.currency))
    if asked.price < still_open:
        raise Refused(PriceBelowOpen(asked.price, still_open))
    return Proceeds(
        lender=at.lender,
        pool=at.pool,
        seller=first.seller,
        payer=first.seller,
        receivable=first.receivable,
        collection=named_as,
        amount=asked.price,
        value_date=asked.value_date,
        source=Source.BUY_BACK,
        by_transfer=ByTransfer(
            reference=asked.bank_reference,
            brought=brought(work, asked.told, asked.price),
            claims=tuple(named),
        ),
    )
