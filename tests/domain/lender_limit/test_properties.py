"""Whatever is asked in whatever order: what is used is what a plain ledger says, and in bounds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import hypothesis.strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from domain.lender_limit import commands as ask
from domain.lender_limit.decide import LENDER_LIMIT
from domain.lender_limit.events import LimitEvent
from domain.lender_limit.state import Account
from domain.lender_limit.terms import LimitTerms
from domain.shared.currency import Currency
from domain.shared.ids import FinancingId
from domain.shared.money import Money
from domain.shared.refusal import Refused
from tests.domain.lender_limit.scenes import ANCHOR, ANNA, BANK, BEN, TODAY, on

NAMES = st.integers(0, 5).map(lambda n: FinancingId(f"fin-{n}"))
AMOUNTS = st.integers(1, 60)
LIMITS = st.integers(0, 120)


@dataclass
class Plain:
    """One financing as a clerk would keep it on paper."""

    blocked: int = 0
    out: int = 0
    until: date | None = None
    paid_out: int = 0
    came_back: int = 0

    def used(self, day: date) -> int:
        lapsed = self.until is not None and day > self.until
        return self.out + (0 if lapsed else self.blocked)


@dataclass
class Ledger:
    """The whole account on paper."""

    of: dict[FinancingId, Plain] = field(default_factory=dict)

    def used(self, day: date) -> int:
        return sum(one.used(day) for one in self.of.values())


def money(minor: int) -> Money:
    return Money(minor, Currency.CNY)


class AnAccount(RuleBasedStateMachine):
    """One party as obligor; days pass, limits change, money goes out and comes back."""

    def __init__(self) -> None:
        super().__init__()
        self.history: list[LimitEvent] = []
        self.ledger = Ledger()
        self.day = TODAY
        self.limit: int | None = None
        self.may_exceed = False
        """The limit was lowered below what was used, or a repayment was taken back."""

    def ask(self, command: ask.LimitCommand, by: str = "ben") -> bool:
        context = on(self.day, ANNA if by == "anna" else BEN)
        state = LENDER_LIMIT.replay(self.history)
        try:
            self.history += LENDER_LIMIT.decide(state, command, context)
        except Refused:
            return False
        return True

    def one(self, name: FinancingId) -> Plain:
        return self.ledger.of.setdefault(name, Plain())

    @rule(name=NAMES, amount=AMOUNTS, days=st.none() | st.integers(0, 3))
    def blocks(self, name: FinancingId, amount: int, days: int | None) -> None:
        until = None if days is None else self.day + timedelta(days)
        asked = ask.Block(
            lender=BANK,
            party=ANCHOR,
            financing=name,
            obligor=money(amount),
            guarantor=money(0),
            until=until,
        )
        one = self.one(name)
        fits = self.limit is None or self.ledger.used(self.day) + amount <= self.limit
        assert self.ask(asked) == (fits and not one.used(self.day))
        if fits and not one.used(self.day):
            one.blocked, one.until = amount, until

    @rule(name=NAMES)
    def utilises(self, name: FinancingId) -> None:
        one = self.one(name)
        stands = one.blocked > 0 and (one.until is None or self.day <= one.until)
        assert self.ask(ask.Utilise(financing=name)) == stands
        if stands:
            one.paid_out += one.blocked
            one.out, one.blocked = one.out + one.blocked, 0

    @rule(name=NAMES, amount=AMOUNTS)
    def releases(self, name: FinancingId, amount: int) -> None:
        one = self.one(name)
        asked = ask.Release(financing=name, obligor=money(amount), guarantor=money(0))
        assert self.ask(asked) == (amount <= one.out)
        if amount <= one.out:
            one.out -= amount
            one.came_back += amount

    @precondition(lambda self: any(one.came_back for one in self.ledger.of.values()))
    @rule(data=st.data())
    def restores(self, data: st.DataObject) -> None:
        """Only of what is not blocked anew."""
        names = sorted(n for n, it in self.ledger.of.items() if it.came_back and not it.blocked)
        if not names:
            return
        one = self.ledger.of[name := data.draw(st.sampled_from(names))]
        amount = data.draw(st.integers(1, one.came_back))
        asked = ask.Restore(financing=name, obligor=money(amount), guarantor=money(0))
        assert self.ask(asked)
        one.out, one.came_back, one.until = one.out + amount, one.came_back - amount, None
        self.may_exceed = True

    @rule(name=NAMES)
    def drops(self, name: FinancingId) -> None:
        one = self.one(name)
        assert self.ask(ask.Drop(financing=name)) == bool(one.blocked or one.out)
        self.ledger.of[name] = Plain()

    @rule(limit=LIMITS)
    def limits(self, limit: int) -> None:
        wanted = LimitTerms(currency=Currency.CNY, together=money(limit), source="committee")
        proposal = ask.ProposeLimit(lender=BANK, party=ANCHOR, terms=wanted, effective_on=self.day)
        assert self.ask(proposal, "anna")
        state = LENDER_LIMIT.replay(self.history)
        assert isinstance(state, Account)
        assert self.ask(ask.ApproveLimit(proposal=state.limits.proposals))
        self.limit = limit
        self.may_exceed |= self.ledger.used(self.day) > limit

    @rule(days=st.integers(1, 4))
    def days_pass(self, days: int) -> None:
        self.day += timedelta(days)

    @invariant()
    def uses_what_the_ledger_says(self) -> None:
        assert self.used() == self.ledger.used(self.day)

    @invariant()
    def never_uses_more_than_counts_by_itself(self) -> None:
        if self.limit is None:
            return
        within = self.used() <= self.limit
        assert within or self.may_exceed
        self.may_exceed = not within

    @invariant()
    def never_frees_more_than_was_paid_out(self) -> None:
        assert all(one.came_back <= one.paid_out for one in self.ledger.of.values())

    def used(self) -> int:
        state = LENDER_LIMIT.replay(self.history)
        if not isinstance(state, Account):
            return 0
        return state.in_use(self.day, Currency.CNY).together.minor


TestAnAccount = AnAccount.TestCase
