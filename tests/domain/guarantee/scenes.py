"""The cast: an anchor that answers for its suppliers, one lender, round numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from domain.guarantee import commands as ask
from domain.guarantee import events as fact
from domain.guarantee.agreement import (
    Body,
    CreditorTerms,
    Ground,
    GuaranteeTerms,
    Liability,
    MarginEntry,
    Qualification,
    Resolution,
    Reviewed,
)
from domain.guarantee.checks import SaidOfDebt, what_all_say
from domain.guarantee.commands import GuaranteeCommand
from domain.guarantee.debt import Claimed
from domain.guarantee.decide import GUARANTEE
from domain.guarantee.events import GuaranteeEvent
from domain.guarantee.margin_account import Holder, MarginAccount
from domain.guarantee.margin_events import MarginDeposited
from domain.guarantee.state import Guarantee, GuaranteeState
from domain.shared.currency import Currency
from domain.shared.event import Context
from domain.shared.ids import ActorId, FinancingId, GuaranteeId, PartyId
from domain.shared.moment import Moment
from domain.shared.money import Money
from tests.support.scenario import Given

GUA = GuaranteeId("gua-1")
LENDER = PartyId("bank")
ANCHOR = PartyId("anchor")
SPRING = PartyId("spring")
RIVER = PartyId("river")
FIRST = FinancingId("fin-1")
SECOND = FinancingId("fin-2")

TODAY = date(2026, 3, 2)
DUE = date(2026, 6, 30)
ENDS = date(2026, 12, 30)
PAY_BY = date(2026, 8, 31)
ANNA = ActorId("bank/anna")
BORIS = ActorId("bank/boris")


def on(day: date, by: ActorId = ANNA) -> Context:
    return Context(Moment(datetime(day.year, day.month, day.day, 4, tzinfo=UTC), day), by)


CONTEXT = on(TODAY)
SAID = what_all_say(GUA, LENDER, ANCHOR, CONTEXT)


def of_debt(
    day: date = TODAY, financing: FinancingId = FIRST, borrower: PartyId = SPRING
) -> SaidOfDebt:
    return {
        **what_all_say(GUA, LENDER, ANCHOR, on(day)),
        "financing": financing,
        "borrower": borrower,
    }


def yuan(major: str) -> Money:
    return Money.of(major, Currency.CNY)


ACCOUNT = MarginAccount(
    number="6222-01",
    bank="A Bank",
    holder=Holder.GUARANTOR,
    dedicated=True,
    controlled_by_creditor=True,
)
RESOLUTION = Resolution(
    body=Body.BOARD,
    reference="BR-2026-7",
    digest="d" * 64,
    decided_on=date(2026, 2, 20),
    amount=yuan("1000.00"),
)
TERMS = GuaranteeTerms(
    liability=Liability.JOINT_AND_SEVERAL,
    limit=yuan("1000.00"),
    valid_from=date(2026, 3, 1),
    valid_until=date(2027, 2, 28),
    margin_ratio=Decimal("0.10"),
    margin_account=ACCOUNT,
    resolution=RESOLUTION,
)
NO_MARGIN = replace(TERMS, margin_ratio=Decimal(0), margin_account=None)
ORDINARY = replace(NO_MARGIN, liability=Liability.ORDINARY)
TAKES_ORDINARY = CreditorTerms(accepts_ordinary=True)
QUALIFIED = Qualification(
    reference="qual-1",
    source="rating agency",
    checked_by="cheng",
    checked_on=date(2026, 2, 25),
    expires_on=date(2027, 2, 25),
)
REVIEW = Reviewed(qualifications=(QUALIFIED,), licence=None, as_business=False, words="", by=ANNA)


def given(*history: GuaranteeEvent) -> Given[GuaranteeCommand, GuaranteeState, GuaranteeEvent]:
    return Given(GUARANTEE, history)


def gave(terms: GuaranteeTerms = TERMS) -> fact.GuaranteeGiven:
    return fact.GuaranteeGiven(**SAID, terms=terms)


def reviewed(review: Reviewed = REVIEW) -> fact.QualificationReviewed:
    return fact.QualificationReviewed(**SAID, review=review)


def accepted(
    terms: CreditorTerms | None = None, review: Reviewed = REVIEW
) -> fact.GuaranteeAccepted:
    return fact.GuaranteeAccepted(
        **what_all_say(GUA, LENDER, ANCHOR, on(TODAY, BORIS)),
        review=review,
        terms=terms or CreditorTerms(),
        renewed=False,
    )


def standing(
    terms: GuaranteeTerms = TERMS, margin: str = "100.00", creditor: CreditorTerms | None = None
) -> tuple[GuaranteeEvent, ...]:
    """Given, reviewed and accepted, with margin for all of the limit."""
    deposit = deposited(margin) if terms.margin_account else None
    history = (gave(terms), reviewed(), accepted(creditor))
    return (*history, deposit) if deposit else history


def deposited(amount: str, reference: str = "in-1") -> MarginDeposited:
    return MarginDeposited(
        **SAID,
        amount=yuan(amount),
        value_date=TODAY,
        bank_reference=reference,
        entry=MarginEntry.DEPOSIT,
        balance=yuan(amount),
    )


def reserve(
    amount: str = "600.00", financing: FinancingId = FIRST, borrower: PartyId = SPRING
) -> ask.Reserve:
    return ask.Reserve(
        financing=financing,
        borrower=borrower,
        in_chain=True,
        group="",
        amount=yuan(amount),
        due_on=DUE,
    )


def after(
    history: tuple[GuaranteeEvent, ...], *asked: tuple[GuaranteeCommand, date]
) -> tuple[GuaranteeEvent, ...]:
    """The history, with what comes of each command on its day."""
    for command, day in asked:
        history = (*history, *given(*history).when(command, on(day)).events())
    return history


def paid_out(
    amount: str = "600.00", history: tuple[GuaranteeEvent, ...] | None = None
) -> tuple[GuaranteeEvent, ...]:
    start = standing() if history is None else history
    return after(start, (reserve(amount), TODAY), (ask.Utilise(financing=FIRST), TODAY))


def call(amount: str = "600.00", ground: Ground = Ground.DUE_AND_UNPAID) -> ask.Call:
    return ask.Call(
        financing=FIRST, amount=yuan(amount), pay_by=PAY_BY, ground=ground, evidence="notice"
    )


LATE = DUE + timedelta(days=10)


def state_after(history: tuple[fact.GuaranteeEvent, ...]) -> Guarantee:
    state = given(*history).state
    assert isinstance(state, Guarantee)
    return state


def claiming(margin: str, guarantor: str) -> Claimed:
    return Claimed(from_margin=yuan(margin), of_guarantor=yuan(guarantor))
