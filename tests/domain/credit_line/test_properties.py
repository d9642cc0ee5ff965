"""Whatever is drawn, repaid and taken back in whatever order, a line agrees with a plain ledger."""

from __future__ import annotations

from dataclasses import dataclass

import hypothesis.strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from domain.credit_line import commands as ask
from domain.credit_line.decide import CREDIT_LINE
from domain.credit_line.events import LineEvent
from domain.credit_line.state import Line
from domain.credit_line.unused import Drawn
from domain.shared.currency import Currency
from domain.shared.facility import Product
from domain.shared.ids import FinancingId
from domain.shared.money import Money
from domain.shared.refusal import Refused
from tests.domain.credit_line.scenes import (
    CONTEXT,
    ONCE,
    TERMS,
    TODAY,
    approved,
    block,
    proposed,
)

LIMIT = 100_000
PARTS = {Product.CREDIT_LINE: LIMIT, Product.RECEIVABLE_POOL: 80_000, Product.E_ORDER: 60_000}
NAMES = st.integers(0, 4).map(lambda n: FinancingId(f"fin-{n}"))
AMOUNTS = st.integers(1_000, 50_000)


@dataclass
class Plain:
    """One financing as a clerk would keep it on paper."""

    product: Product = Product.CREDIT_LINE
    blocked: int = 0
    out: int = 0
    came_back: int = 0

    @property
    def held(self) -> int:
        return self.blocked + self.out


class ALine(RuleBasedStateMachine):
    """Three products draw on one line, that revolves or does not."""

    def __init__(self) -> None:
        super().__init__()
        self.history: list[LineEvent] = []
        self.ledger: dict[FinancingId, Plain] = {}
        self.spent = dict.fromkeys(Product, 0)
        self.revolving = True
        self.may_exceed = False
        """A repayment was taken back after others had drawn what was free."""

    @initialize(revolving=st.booleans())
    def agreed(self, *, revolving: bool) -> None:
        terms = TERMS if revolving else ONCE
        self.revolving = revolving
        self.history = [proposed(terms), approved(terms)]

    @rule(name=NAMES, amount=AMOUNTS, product=st.sampled_from(Product))
    def blocks(self, name: FinancingId, amount: int, product: Product) -> None:
        one = self.one(name)
        fits = (
            not one.held
            and self.used(product) + amount <= PARTS[product]
            and self.used() + amount <= LIMIT
        )
        assert self.ask(block(f"{amount / 100:.2f}", product, name)) == fits
        if fits:
            self.ledger[name] = Plain(product, blocked=amount)

    @rule(name=NAMES)
    def utilises(self, name: FinancingId) -> None:
        one = self.one(name)
        assert self.ask(ask.Utilise(financing=name, value_date=TODAY)) == bool(one.blocked)
        one.out, one.blocked = one.held, 0

    @rule(name=NAMES, amount=AMOUNTS)
    def releases(self, name: FinancingId, amount: int) -> None:
        one = self.one(name)
        asked = ask.Release(financing=name, amount=money(amount), value_date=TODAY)
        assert self.ask(asked) == (amount <= one.out)
        if amount <= one.out:
            one.out, one.came_back = one.out - amount, one.came_back + amount
            self.spent[one.product] += 0 if self.revolving else amount

    @rule(name=NAMES, amount=AMOUNTS)
    def restores(self, name: FinancingId, amount: int) -> None:
        """What came back, and only while nothing is blocked anew."""
        one = self.one(name)
        again = min(amount, one.came_back)
        if not again or one.blocked:
            return
        asked = ask.Restore(
            financing=name, product=one.product, amount=money(again), value_date=TODAY
        )
        assert self.ask(asked)
        one.out, one.came_back = one.out + again, one.came_back - again
        self.spent[one.product] -= 0 if self.revolving else again
        self.may_exceed = True

    @rule(name=NAMES)
    def drops(self, name: FinancingId) -> None:
        one = self.one(name)
        asked = ask.Drop(financing=name, reason="back", value_date=TODAY)
        assert self.ask(asked) == bool(one.held)
        one.blocked = one.out = 0

    @invariant()
    def uses_what_the_ledger_says(self) -> None:
        if not self.history:
            return
        line = self.line()
        assert line.in_use(TODAY).minor == self.used()
        for product in Product:
            assert line.in_use(TODAY, product).minor == self.used(product)
        out = sum(one.out for one in self.ledger.values())
        assert Drawn.of(line).on(TODAY).minor == out

    @invariant()
    def never_uses_more_than_was_agreed(self) -> None:
        within = self.used() <= LIMIT and all(self.used(it) <= PARTS[it] for it in Product)
        assert within or self.may_exceed
        self.may_exceed = not within

    def one(self, name: FinancingId) -> Plain:
        return self.ledger.setdefault(name, Plain())

    def used(self, product: Product | None = None) -> int:
        held = (it.held for it in self.ledger.values() if product in {None, it.product})
        return sum(held) + sum(it for of, it in self.spent.items() if product in {None, of})

    def ask(self, command: ask.LineCommand) -> bool:
        try:
            self.history += CREDIT_LINE.decide(self.line(), command, CONTEXT)
        except Refused:
            return False
        return True

    def line(self) -> Line:
        state = CREDIT_LINE.replay(self.history)
        assert isinstance(state, Line)
        return state


def money(minor: int) -> Money:
    return Money(minor, Currency.CNY)


TestALine = ALine.TestCase
