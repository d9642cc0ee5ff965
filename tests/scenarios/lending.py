"""Money asked for and lent by instalments: Spring asks, two people of the bank decide."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from application.financing import streams as financings
from application.processes.disbursing import ConfirmPaidOut, confirm_paid_out
from application.processes.requesting import Approve, approve, hand_in
from application.processes.supports import streams_behind
from application.shared.carry_out import UseCase
from application.shared.ports import Outcome, Request, UnitOfWork
from domain.financing.commands import RequestFinancing
from domain.financing.state import Financing
from domain.financing.terms import Approvals, FinancingTerms
from domain.shared.daycount import DayCount
from domain.shared.event import Context
from domain.shared.facility import UNSUPPORTED, Facility, Product, Supports
from domain.shared.ids import ActorId, FinancingId, PartyId
from domain.shared.instalments import Plan, PlanKind
from domain.shared.legal_form import LegalForm
from domain.shared.pricing import Price
from tests.scenarios.cast import BANK, SPRING, yuan
from tests.support.house import House, RefusedInTest

LOAN = FinancingId("loan-1")
UNDER = Facility(Product.CREDIT_LINE, "north")
DATES = (date(2026, 4, 2), date(2026, 5, 2), date(2026, 6, 2))
TERMS = FinancingTerms(
    price=Price(
        annual_rate=Decimal("0.06"),
        day_count=DayCount.THIRTY_E_360,
        legal_form=LegalForm.PLEDGE,
    ),
    penalty_rate=Decimal("0.09"),
    plan=Plan(kind=PlanKind.EQUAL_PRINCIPAL, number=3),
    default_after_days=30,
    cross_default=True,
)


def request(name: FinancingId = LOAN, supports: Supports = UNSUPPORTED) -> RequestFinancing:
    return RequestFinancing(
        financing=name,
        facility=UNDER,
        lender=BANK,
        borrower=SPRING,
        principal=yuan("3000.00"),
        terms=TERMS,
        due_on=DATES[-1],
        dates=DATES,
        by_obligor=((SPRING, yuan("3000.00")),),
        supports=supports,
        approvals=Approvals(second_from=yuan("1000.00")),
    )


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of a party, told apart from the others of it."""

    house: House
    party: PartyId
    name: str

    def ask(self, content: object, use_case: UseCase) -> tuple[Outcome, dict[str, Any]]:
        """What it came to, and the answer."""
        asked = Request(
            party=self.party,
            by=ActorId(f"{self.party}/{self.name}"),
            id=f"{self.name}-{next(self.house.numbers)}",
            name=type(content).__name__,
            content=content,
        )
        answer = self.house.desk.carry_out(asked, use_case)
        return answer.outcome, json.loads(answer.body)

    def do(self, content: object, use_case: UseCase) -> dict[str, Any]:
        outcome, body = self.ask(content, use_case)
        if outcome is Outcome.REFUSED:
            raise RefusedInTest(body)
        return body

    def refused(self, content: object, use_case: UseCase) -> str:
        outcome, body = self.ask(content, use_case)
        assert outcome is Outcome.REFUSED, body
        return str(body["code"])


def people(house: House) -> tuple[Person, Person, Person]:
    """Sue of Spring, Anna and Ben of the bank."""
    return Person(house, SPRING, "sue"), Person(house, BANK, "anna"), Person(house, BANK, "ben")


def handed_in(asked: RequestFinancing) -> UseCase:
    """As a programme or a line hands requests in."""

    def use_case(work: UnitOfWork, context: Context) -> object:
        behind = streams_behind(asked.lender, asked.facility, asked.supports)
        work.lock(change=[financings.stream_of(asked.lender, asked.financing), *behind])
        return hand_in(work, context, asked)

    return use_case


def lent(house: House, name: FinancingId = LOAN, supports: Supports = UNSUPPORTED) -> None:
    """Requested, approved by both, and paid out by the bank."""
    sue, anna, ben = people(house)
    wanted = request(name, supports)
    sue.do(wanted, handed_in(wanted))
    for person in (anna, ben):
        approval = Approve(name, BANK)
        person.do(approval, approve(approval))
    paid = ConfirmPaidOut(name, BANK, yuan("3000.00"), house.clock.day, f"out-{name}")
    anna.do(paid, confirm_paid_out(paid))


def loan(house: House, name: FinancingId = LOAN) -> Financing:
    with house.store.reading() as reading:
        state = reading.load(financings.ROOM, financings.stream_of(BANK, name)).state
    assert isinstance(state, Financing)
    return state


def other(name: str) -> RequestFinancing:
    return replace(request(), financing=FinancingId(name))
