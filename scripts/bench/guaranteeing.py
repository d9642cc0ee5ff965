"""Fifty reserve at once on one guarantee, against the same fifty on guarantees of their own.

Each deal keeps a part of a guarantee, with its margin, as an approval does, and gives the one
before back, so that what is in use stays the same. Snapshots are taken meanwhile, as in the house.

A hot guarantee serialises its deals as a hot limit does: `contention` says why, and what is to
be seen here besides is that margin, claims and payments of all its debts cost nothing of note.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import count
from statistics import median
from time import monotonic

from application.guarantee.streams import ROOM, stream_of
from application.shared.carry_out import Desk, UseCase
from application.shared.ports import Outcome, Request, UnitOfWork
from domain.guarantee.agreement import (
    CreditorTerms,
    Exemption,
    GuaranteeTerms,
    Liability,
    NoResolution,
    Qualification,
)
from domain.guarantee.commands import Accept, Drop, Give, Reserve, Review
from domain.guarantee.margin_account import Holder, MarginAccount
from domain.guarantee.margin_commands import DepositMargin
from domain.shared.currency import Currency
from domain.shared.event import Context
from domain.shared.ids import ActorId, FinancingId, GuaranteeId, PartyId
from domain.shared.money import Money
from scripts.bench.contention import AT_ONCE, TIMES, desk_for
from scripts.bench.deal import CLERK, NOW
from scripts.bench.figures import Limited, Scale
from scripts.bench.ground import Ground
from scripts.bench.progress import Say

HOT = GuaranteeId("hot")
LENDER, GUARANTOR, BORROWER = PartyId("l"), PartyId("g"), PartyId("b")
CHIEF = ActorId("l/chief")
AMOUNT = Money(1_000_00, Currency.CNY)
LIMIT = Money(AMOUNT.minor * AT_ONCE * 2, Currency.CNY)
TERMS = GuaranteeTerms(
    liability=Liability.JOINT_AND_SEVERAL,
    limit=LIMIT,
    valid_from=NOW.day,
    valid_until=NOW.day + timedelta(days=365),
    suppliers=(BORROWER,),
    margin_ratio=Decimal("0.10"),
    margin_account=MarginAccount(
        number="1", bank="b", holder=Holder.CREDITOR, dedicated=True, controlled_by_creditor=True
    ),
    exemption=Exemption(ground=NoResolution.FINANCIAL_INSTITUTION, reason="bench"),
)
QUALIFIED = Qualification(
    reference="q", source="bench", checked_by="c", checked_on=NOW.day, expires_on=None
)


def measured(ground: Ground, scale: Scale, say: Say) -> list[Limited]:
    url, together, apart = ground.platform("guaranteeing"), [], []
    with desk_for(url, ROOM) as desk:
        for name in [HOT, *(_own(who) for who in range(AT_ONCE))]:
            _promise(desk, name)
        numbers = count()
        for number in range(scale.rounds):
            say(f"guaranteeing, round {number + 1}")
            ground.settle()
            together.append(_rate(desk, numbers, scale.seconds, lambda _: HOT))
            apart.append(_rate(desk, numbers, scale.seconds, _own))
    ratio = median(its / it for it, its in zip(together, apart, strict=True))
    shown = f"{median(apart):,.0f} / {median(together):,.0f} reservations/s = {ratio:.2f}"
    what = f"{AT_ONCE} reservations at once on {AT_ONCE} guarantees, in those on one"
    return [Limited(what, ratio, TIMES, shown)]


def _own(who: int) -> GuaranteeId:
    return GuaranteeId(f"own-{who}")


def _rate(
    desk: Desk, numbers: Iterator[int], seconds: float, of: Callable[[int], GuaranteeId]
) -> float:
    """Reservations a second of all together; the last of each is given back."""
    began = monotonic()

    def reserves(who: int) -> int:
        done, before = 0, None
        while monotonic() - began < seconds:
            name = FinancingId(f"f-{next(numbers)}")
            _do(desk, f"{name}", _next(of(who), name, before))
            before = name
            done += monotonic() - began < seconds
        _do(desk, f"end {before}", _next(of(who), None, before))
        return done

    with ThreadPoolExecutor(AT_ONCE) as crowd:
        return sum(crowd.map(reserves, range(AT_ONCE))) / seconds


def _next(of: GuaranteeId, name: FinancingId | None, before: FinancingId | None) -> UseCase:
    """Keep for `name`, and give back what was kept for the one before."""
    stream = stream_of(LENDER, of)

    def use_case(work: UnitOfWork, context: Context) -> None:
        work.lock(change=[stream])
        if before is not None:
            work.handle(ROOM, stream, Drop(financing=before), context)
        if name is not None:
            work.handle(ROOM, stream, _reserve(name), context)

    return use_case


def _reserve(name: FinancingId) -> Reserve:
    due_on = NOW.day + timedelta(days=90)
    return Reserve(
        financing=name, borrower=BORROWER, in_chain=True, group="", amount=AMOUNT, due_on=due_on
    )


@dataclass(frozen=True, slots=True)
class _Promised:
    guarantee: GuaranteeId


def _promise(desk: Desk, name: GuaranteeId) -> None:
    stream = stream_of(LENDER, name)
    give = Give(guarantee=name, lender=LENDER, guarantor=GUARANTOR, terms=TERMS)
    deposit = DepositMargin(amount=LIMIT, value_date=NOW.day, bank_reference="in")

    def use_case(work: UnitOfWork, context: Context) -> _Promised:
        work.lock(change=[stream])
        work.handle(ROOM, stream, give, context)
        work.handle(ROOM, stream, Review(qualifications=(QUALIFIED,)), context)
        work.handle(ROOM, stream, Accept(terms=CreditorTerms()), Context(context.now, CHIEF))
        work.handle(ROOM, stream, deposit, context)
        return _Promised(name)

    _do(desk, f"promise {name}", use_case)


def _do(desk: Desk, request_id: str, use_case: UseCase) -> None:
    answer = desk.carry_out(Request(LENDER, CLERK, request_id, "reserve", None), use_case)
    if answer.outcome is not Outcome.ACCEPTED:
        raise RuntimeError(f"a reservation was refused: {answer.body!r}")
