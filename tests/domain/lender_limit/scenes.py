"""The cast: a bank, an anchor and two suppliers, a limit of a thousand, a group of two."""

from __future__ import annotations

from datetime import UTC, date, datetime

from domain.lender_limit import commands as ask
from domain.lender_limit import events as fact
from domain.lender_limit.checks import said_of, what_all_say
from domain.lender_limit.commands import LimitCommand
from domain.lender_limit.decide import LENDER_LIMIT
from domain.lender_limit.events import LimitEvent
from domain.lender_limit.state import Account, Group, LimitState
from domain.lender_limit.terms import LimitTerms
from domain.shared.connection import Basis, GroupId
from domain.shared.currency import Currency
from domain.shared.event import Context
from domain.shared.ids import ActorId, FinancingId, PartyId
from domain.shared.moment import Moment
from domain.shared.money import Money
from tests.support.scenario import Given

BANK = PartyId("bank")
ANCHOR = PartyId("anchor")
SPRING = PartyId("spring")
GROUP = GroupId("harbour")
FIRST = FinancingId("fin-1")
SECOND = FinancingId("fin-2")
ANNA = ActorId("bank/anna")
BEN = ActorId("bank/ben")
TODAY = date(2026, 3, 2)
UNTIL = date(2026, 3, 9)


def on(day: date, by: ActorId = BEN) -> Context:
    return Context(now=Moment(datetime(day.year, day.month, day.day, 4, tzinfo=UTC), day), by=by)


CONTEXT = on(TODAY)
SAID = said_of(Account(lender=BANK, party=ANCHOR), CONTEXT)


def yuan(major: str) -> Money:
    return Money.of(major, Currency.CNY)


def terms(
    together: str | None = "1000.00", *, obligor: str | None = None, guarantor: str | None = None
) -> LimitTerms:
    return LimitTerms(
        currency=Currency.CNY,
        together=yuan(together) if together else None,
        obligor=yuan(obligor) if obligor else None,
        guarantor=yuan(guarantor) if guarantor else None,
        source="credit committee 4/2026",
    )


def given(*history: LimitEvent) -> Given[LimitCommand, LimitState, LimitEvent]:
    return Given(LENDER_LIMIT, history)


def account(*history: LimitEvent) -> Account:
    state = given(*history).state
    assert isinstance(state, Account)
    return state


def group(*history: LimitEvent) -> Group:
    state = given(*history).state
    assert isinstance(state, Group)
    return state


def propose(wanted: LimitTerms | None = None, day: date = TODAY) -> ask.ProposeLimit:
    return ask.ProposeLimit(lender=BANK, party=ANCHOR, terms=wanted or terms(), effective_on=day)


def proposed(wanted: LimitTerms | None = None, number: int = 1) -> fact.LimitProposed:
    said = said_of(Account(lender=BANK, party=ANCHOR), on(TODAY, ANNA))
    return fact.LimitProposed(**said, proposal=number, terms=wanted or terms(), counts_from=TODAY)


def agreed(wanted: LimitTerms | None = None, number: int = 1) -> fact.LimitSet:
    return fact.LimitSet(**SAID, proposal=number, proposed_by=ANNA, terms=wanted or terms())


def block(
    obligor: str = "0.00",
    guarantor: str = "0.00",
    financing: FinancingId = FIRST,
    until: date | None = UNTIL,
) -> ask.Block:
    return ask.Block(
        lender=BANK,
        party=ANCHOR,
        financing=financing,
        obligor=yuan(obligor),
        guarantor=yuan(guarantor),
        until=until,
    )


def blocked(
    obligor: str = "0.00", guarantor: str = "0.00", financing: FinancingId = FIRST
) -> fact.LimitBlocked:
    return fact.LimitBlocked(
        **what_all_say(CONTEXT),
        lender=BANK,
        party=ANCHOR,
        financing=financing,
        obligor=yuan(obligor),
        guarantor=yuan(guarantor),
        until=UNTIL,
    )


def utilised(obligor: str, guarantor: str = "0.00") -> fact.LimitUtilised:
    return fact.LimitUtilised(
        **what_all_say(CONTEXT),
        lender=BANK,
        party=ANCHOR,
        financing=FIRST,
        obligor=yuan(obligor),
        guarantor=yuan(guarantor),
    )


def released(obligor: str, guarantor: str = "0.00") -> fact.LimitReleased:
    return fact.LimitReleased(
        **what_all_say(CONTEXT),
        lender=BANK,
        party=ANCHOR,
        financing=FIRST,
        obligor=yuan(obligor),
        guarantor=yuan(guarantor),
    )


DECLARE = ask.DeclareGroup(
    lender=BANK, group=GROUP, members=(ANCHOR,), basis=Basis.CONTROL, evidence="chart"
)
DECLARED = fact.GroupDeclared(
    **what_all_say(CONTEXT),
    lender=BANK,
    group=GROUP,
    members=(ANCHOR,),
    basis=Basis.CONTROL,
    evidence="chart",
)
