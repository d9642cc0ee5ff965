"""A repayment learned of years late, on a loan whose interest was posted every day since.

The loan has 2,394 daily postings and 78 monthly lines. What the late payment changes is
worked out in one walk over the lines and payments, whatever was posted in between; it is
measured against one fold of the loan's own history, and with all of the command on PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from statistics import median
from time import perf_counter

from adapters.postgres.engine import create_engine
from adapters.postgres.names.house import HOUSE
from adapters.postgres.store import PostgresStore
from application.financing import streams as financings
from application.shared.carry_out import Desk
from application.shared.ports import Outcome, Request, UnitOfWork
from domain.financing import commands as ask
from domain.financing.decide import FINANCING
from domain.financing.events import FinancingEvent
from domain.financing.terms import FinancingTerms
from domain.shared.currency import Currency
from domain.shared.daycount import DayCount
from domain.shared.event import Context
from domain.shared.facility import Facility, Product
from domain.shared.ids import ActorId, FinancingId, PartyId
from domain.shared.instalments import Plan, PlanKind
from domain.shared.legal_form import LegalForm
from domain.shared.moment import Moment
from domain.shared.money import Money
from domain.shared.pricing import Price
from scripts.bench.figures import Limited, Scale
from scripts.bench.ground import Ground
from scripts.bench.progress import Say

ACCRUALS = 2_394
SECONDS = 0.1
FOLDS = 10.0
"""In folds of the loan's own history; the decision walks the loan a few times and more."""

LENDER, SELLER, CLERK = PartyId("lantern"), PartyId("spring"), ActorId("lantern/clerk")
START = date(2020, 1, 15)
PRINCIPAL = Money.of("7800000.00", Currency.CNY)
TERMS = FinancingTerms(
    price=Price(
        annual_rate=Decimal("0.06"), day_count=DayCount.ACT_360, legal_form=LegalForm.PLEDGE
    ),
    penalty_rate=Decimal("0.03"),
    plan=Plan(kind=PlanKind.EQUAL_PRINCIPAL, number=78),
)
DATES = TERMS.plan.dates(date(2020, 2, 15))
Step = tuple[date, ask.FinancingCommand]


@dataclass(frozen=True, slots=True)
class Still:
    """A clock at the end of the loan's history."""

    def now(self) -> Moment:
        return _on(START + timedelta(days=ACCRUALS)).now


def measured(ground: Ground, scale: Scale, say: Say) -> list[Limited]:
    say(f"a loan with {ACCRUALS:,} postings is laid out")
    history = _history()
    deciding = [_decided(history) for _ in range(scale.rounds)]
    folding = [_folded(history) for _ in range(scale.rounds)]
    ratio = median(one / other for one, other in zip(deciding, folding, strict=True))
    desk = Desk(PostgresStore(create_engine(ground.platform("backdated")), names=HOUSE), Still())
    whole = []
    for number in range(scale.rounds):
        say(f"back-dated repayment, round {number + 1}")
        whole.append(_carried_out(desk, history, FinancingId(f"loan-{number}")))
    title = f"a back-dated repayment on {ACCRUALS:,} accruals"
    return [
        Limited(
            f"{title}: decided, in folds of its history",
            ratio,
            FOLDS,
            f"{median(deciding) * 1000:.1f} ms / {median(folding) * 1000:.1f} ms = {ratio:.1f}",
        ),
        Limited(f"{title}: the whole command, s", median(whole), SECONDS, f"{median(whole):.3f} s"),
    ]


def _on(day: date) -> Context:
    at = datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
    return Context(now=Moment(at=at, day=day), by=CLERK)


def _steps() -> Iterator[Step]:
    """Paid out, posted every day, and every line but the first paid on its day."""
    yield (
        START,
        ask.OpenFinancing(
            financing=FinancingId("loan"),
            facility=Facility(Product.RECEIVABLE_POOL, "north"),
            lender=LENDER,
            borrower=SELLER,
            principal=PRINCIPAL,
            terms=TERMS,
            due_on=DATES[-1],
            dates=DATES,
            by_obligor=((SELLER, PRINCIPAL),),
        ),
    )
    yield START, ask.InstructDisbursement(bank_account="62220001")
    paid = ask.ConfirmDisbursement(amount=PRINCIPAL, value_date=START, bank_reference="out")
    yield START, paid
    for number in range(1, ACCRUALS + 1):
        day = START + timedelta(days=number)
        if day in DATES[1:]:
            yield day, _repayment(f"paid-{number}", day, len(DATES) - DATES.index(day))
        yield day, ask.AccrueInterest(through=day)


def _repayment(reference: str, day: date, lines: int) -> ask.AllocateRepayment:
    """A line, and somewhat more than a month's interest on the `lines` that are left."""
    amount = Money(10_000_000 + 52_000 * lines, Currency.CNY)
    return ask.AllocateRepayment(reference=reference, value_date=day, amount=amount)


LATE = _repayment("late", DATES[0], len(DATES))


def _history() -> tuple[FinancingEvent, ...]:
    state, history = FINANCING.initial, list[FinancingEvent]()
    for day, command in _steps():
        events = FINANCING.decide(state, command, _on(day))
        for event in events:
            state = FINANCING.evolve(state, event)
        history += events
    return tuple(history)


def _decided(history: tuple[FinancingEvent, ...]) -> float:
    state = FINANCING.replay(history)
    context = Context(now=Still().now(), by=CLERK)
    began = perf_counter()
    FINANCING.decide(state, LATE, context)
    return perf_counter() - began


def _folded(history: tuple[FinancingEvent, ...]) -> float:
    began = perf_counter()
    FINANCING.replay(history)
    return perf_counter() - began


def _carried_out(desk: Desk, history: tuple[FinancingEvent, ...], financing: FinancingId) -> float:
    """From the request to the answer, on a loan read back from its events."""
    stream = financings.stream_of(LENDER, financing)

    def put(work: UnitOfWork, _: Context) -> None:
        work.record(financings.ROOM, work.load(financings.ROOM, stream), history)

    def repay(work: UnitOfWork, context: Context) -> None:
        work.lock(change=[stream])
        work.handle(financings.ROOM, stream, LATE, context)

    desk.carry_out(Request(LENDER, CLERK, f"put {financing}", "put", None), put)
    began = perf_counter()
    answer = desk.carry_out(Request(LENDER, CLERK, f"repay {financing}", "repay", None), repay)
    seconds = perf_counter() - began
    if answer.outcome is Outcome.REFUSED:
        raise RuntimeError(f"refused: {answer.body[:200]!r}")
    return seconds
