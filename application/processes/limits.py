"""A lender's own limits take part in every financing, whatever product it is of.

Nothing is locked here: who opens a financing locks what `limit_locks.streams_for` names, and
who changes one locks `streams_of`; money on an order locks `streams_on_orders` besides. What
the lender has on a party is counted whether or not a limit is set.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from application.lender_limit import streams as limits
from application.processes.limit_locks import Groups, groups_of, streams_of
from application.processes.refusals import LenderTakesNoMore
from application.shared.ports import Reading, UnitOfWork
from domain.financing.state import Financing
from domain.lender_limit import commands as ask
from domain.lender_limit.checks import group_asks, group_bears, group_use
from domain.lender_limit.refusals import BeyondGroupLimit, BeyondLimit, OtherCurrency
from domain.lender_limit.state import Account, Group
from domain.lender_limit.terms import InUse, OwedAs
from domain.shared.attribution import Parts
from domain.shared.connection import GroupId
from domain.shared.currency import Currency
from domain.shared.event import Context
from domain.shared.facility import Facility, Product
from domain.shared.ids import FinancingId, PartyId
from domain.shared.money import Money
from domain.shared.refusal import Refused


@dataclass(frozen=True, slots=True)
class Share:
    """What one party answers for in one financing."""

    party: PartyId
    obligor: Money
    guarantor: Money
    owed_as: OwedAs = OwedAs.PAYER


@dataclass(frozen=True, slots=True)
class Stake:
    """One financing as the lender's limits see it, or the core enterprise's on its orders."""

    lender: PartyId
    """Whose limits they are."""

    financing: FinancingId
    currency: Currency
    shares: tuple[Share, ...]
    on_orders: bool = False
    """Of what a core enterprise lets its supplier borrow, whoever lends it."""

    def account_of(self, party: PartyId) -> str:
        of = limits.account_on_orders if self.on_orders else limits.account_of
        return of(self.lender, party)


def stake(loan: Financing, owing: Parts, answering: Parts, *, whole: bool = False) -> Stake:
    """`owing` are the obligors' parts, `answering` the guarantors'; parts of nothing are none.

    `whole` keeps those of nothing.
    """
    obligors, guarantors, zero = dict(owing), dict(answering), Money.zero(loan.currency)
    parties = dict.fromkeys([*obligors, *guarantors])
    shares = (
        Share(it, obligors.get(it, zero), guarantors.get(it, zero), _owed_as(loan, it))
        for it in parties
    )
    counted = tuple(
        it for it in shares if whole or not (it.obligor.is_zero and it.guarantor.is_zero)
    )
    return Stake(loan.lender, loan.financing, loan.currency, counted)


def _owed_as(loan: Financing, party: PartyId) -> OwedAs:
    return OwedAs.DEBTOR if party == loan.borrower else OwedAs.PAYER


def counted_on(facility: Facility, borrower: PartyId, parts: Parts) -> Parts:
    """On whom the lender's limits count what is lent, of which `parts` are the obligors'.

    Money on an order is owed by its supplier, while the buyer is who is to pay it: it counts
    in full on both.
    """
    if facility.product is not Product.E_ORDER or not parts:
        return parts
    whole = Money.total((part for _, part in parts), parts[0][1].currency)
    return (*(part for part in parts if part[0] != borrower), (borrower, whole))


def stake_on_orders(loan: Financing, parts: Parts) -> tuple[Stake, ...]:
    """What money on an order takes of its core enterprise's limit; `parts` are the obligors'.

    None where it is not lent on an order, or of nothing.
    """
    lent = dict(counted_on(loan.facility, loan.borrower, parts)).get(loan.borrower)
    if lent is None or lent.is_zero:
        return ()
    share = Share(loan.borrower, lent, Money.zero(lent.currency), OwedAs.DEBTOR)
    return tuple(
        Stake(buyer, loan.financing, loan.currency, (share,), on_orders=True)
        for buyer in _buyers(loan.facility, loan.borrower, loan.by_obligor)
    )


def streams_on_orders(facility: Facility, borrower: PartyId, parts: Parts) -> list[str]:
    """To lock exclusively where money on an order is opened or changes; none for other money."""
    buyers = _buyers(facility, borrower, parts)
    return [limits.account_on_orders(buyer, borrower) for buyer in buyers]


def _buyers(facility: Facility, borrower: PartyId, parts: Parts) -> list[PartyId]:
    if facility.product is not Product.E_ORDER:
        return []
    return [party for party, _ in parts if party != borrower]


def block(work: UnitOfWork, context: Context, of: Stake, until: date | None = None) -> None:
    """Raise `Refused` with the first limit that does not bear it: of a party, then of a group.

    What a core enterprise's limit leaves, the judgement of the order said behind the same lock.
    """
    named = [] if of.on_orders else [share.party for share in of.shares]
    groups = groups_of(work, of.lender, named)
    for party, joined in groups.found.items():
        work.reserve(limits.member_key(of.lender, party), joined)
        stream = limits.group_of(of.lender, joined)
        work.handle(limits.ROOM, stream, ask.RecordMember(party=party), context)
    used = _used(work, of, groups, context.now.day)
    for share in of.shares:
        asked = ask.Block(
            lender=of.lender,
            party=share.party,
            financing=of.financing,
            obligor=share.obligor,
            guarantor=share.guarantor,
            owed_as=share.owed_as,
            until=until,
        )
        work.handle(limits.ROOM, of.account_of(share.party), asked, context)
    for name, group in groups.known.items():
        asked_of = (it for it in of.shares if groups.of.get(it.party) == name)
        group_bears(group, used[name], _asked(asked_of, of.currency), context.now.day)


@contextmanager
def untold() -> Iterator[None]:
    """A borrower is told that its lender takes no more on, and none of the lender's figures."""
    try:
        yield
    except Refused as refused:
        if isinstance(refused.refusal, BeyondLimit | BeyondGroupLimit | OtherCurrency):
            raise Refused(LenderTakesNoMore()) from refused
        raise


def bind(work: UnitOfWork, context: Context, of: Stake) -> None:
    """The bank was asked to pay: the block does not lapse before its answer."""
    for share in _known(work, of):
        _tell(work, context, of, share.party, ask.Bind(financing=of.financing))


def utilise(work: UnitOfWork, context: Context, of: Stake) -> None:
    for share in _known(work, of):
        _tell(work, context, of, share.party, ask.Utilise(financing=of.financing))


def drop(work: UnitOfWork, context: Context, of: Stake) -> None:
    """The money never went out, or came back as a whole."""
    for share in _known(work, of):
        _tell(work, context, of, share.party, ask.Drop(financing=of.financing))


def release(work: UnitOfWork, context: Context, of: Stake) -> None:
    """Principal came back: each share says by how much less is owed or answered for."""
    for share in _known(work, of):
        asked = ask.Release(
            financing=of.financing, obligor=share.obligor, guarantor=share.guarantor
        )
        _tell(work, context, of, share.party, asked)


def restore(work: UnitOfWork, context: Context, of: Stake) -> None:
    """A repayment was taken back: each share says by how much more is owed."""
    for share in _known(work, of):
        asked = ask.Restore(
            financing=of.financing, obligor=share.obligor, guarantor=share.guarantor
        )
        _tell(work, context, of, share.party, asked)


def follow_guarantors(work: UnitOfWork, context: Context, of: Stake) -> None:
    """Each share says what is answered for now; the account is moved by the difference."""
    for share in of.shares:
        counted = _answered(work, of, share.party)
        if counted is not None:
            answer_for(work, context, of, share.party, share.guarantor - counted)


def answer_for(
    work: UnitOfWork, context: Context, of: Stake, guarantor: PartyId, more: Money
) -> None:
    """A guarantor answers for so much more, or less; nothing where no account of it is kept."""
    counted, nothing = _answered(work, of, guarantor), Money.zero(of.currency)
    if counted is None:
        return
    less = min(-more, counted)
    name = of.financing
    if more.is_positive:
        restore_ = ask.Restore(financing=name, obligor=nothing, guarantor=more)
        _tell(work, context, of, guarantor, restore_)
    elif less.is_positive:
        release_ = ask.Release(financing=name, obligor=nothing, guarantor=less)
        _tell(work, context, of, guarantor, release_)


def _answered(work: UnitOfWork, of: Stake, guarantor: PartyId) -> Money | None:
    accounts = _accounts(work, streams_of(of.lender, [guarantor]))
    if not accounts or of.financing not in accounts[0].ever_blocked:
        return None
    use = accounts[0].as_guarantor.of(of.financing)
    return Money.zero(of.currency) if use is None else use.utilised


def use_of(reading: Reading, group: Group, day: date, currency: Currency) -> InUse:
    """What the lender has on all members of a group together."""
    accounts = _accounts(reading, streams_of(group.lender, group.members))
    return group_use(accounts, day, currency)


def _used(work: UnitOfWork, of: Stake, groups: Groups, day: date) -> dict[GroupId, InUse]:
    """Of each group, before anything more is blocked; members just found are counted."""
    joining = {name: [it for it, to in groups.found.items() if to == name] for name in groups.known}
    return {
        name: group_use(
            _accounts(work, streams_of(of.lender, [*group.members, *joining[name]])),
            day,
            of.currency,
        )
        for name, group in groups.known.items()
    }


def _accounts(reading: Reading, streams: Iterable[str]) -> tuple[Account, ...]:
    loaded = reading.load_many(limits.ROOM, list(dict.fromkeys(streams)))
    return tuple(it.state for it in loaded.values() if isinstance(it.state, Account))


def _asked(shares: Iterable[Share], currency: Currency) -> InUse:
    """Of one group, for one financing."""
    return group_asks(((it.obligor, it.guarantor, it.owed_as) for it in shares), currency)


def _known(work: UnitOfWork, of: Stake) -> list[Share]:
    """Those whose account knew the financing, paid back or not: what was lent before accounts
    were kept is not counted."""
    accounts = _accounts(work, [of.account_of(share.party) for share in of.shares])
    knowing = {it.party for it in accounts if of.financing in it.ever_blocked}
    return [share for share in of.shares if share.party in knowing]


def _tell(
    work: UnitOfWork, context: Context, of: Stake, party: PartyId, asked: ask.AccountCommand
) -> None:
    work.handle(limits.ROOM, of.account_of(party), asked, context)
