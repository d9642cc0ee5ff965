"""What is left of an order while the rules are applied, and what each rule found."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.eligibility.order_facts import OrderFacts
from domain.eligibility.order_reasons import (
    ORDER_REMEDIES,
    Measure,
    OrderFigure,
    OrderReason,
    OrderRule,
)
from domain.shared.money import Money


@dataclass(slots=True)
class OrderTally:
    """Filled rule by rule: an amount goes to the first rule that takes it."""

    order: OrderFacts
    left: Money
    open: Money
    """What would be left if every reason that takes the whole order were cured, so that caps
    are told to an order that is out already: curing its other reasons promises nothing."""

    reasons: list[OrderReason] = field(default_factory=list[OrderReason])

    @classmethod
    def of(cls, order: OrderFacts) -> OrderTally:
        worth = max(order.ordered, Money.zero(order.ordered.currency))
        return cls(order, worth, worth)

    def take_whole(self, rule: OrderRule, **figures: Measure) -> None:
        """The order fails with everything."""
        worth = max(self.order.ordered, Money.zero(self.left.currency))
        self._note(rule, "", worth, self.left, figures)

    def take(self, rule: OrderRule, amount: Money, of_line: str = "", **figures: Measure) -> None:
        """The order fails with `amount`, or with all of it where that is less."""
        part = min(amount, max(self.order.ordered, Money.zero(amount.currency)))
        self.open -= min(part, self.open)
        self._note(rule, of_line, part, min(part, self.left), figures)

    def _note(
        self, rule: OrderRule, line: str, amount: Money, counted: Money, figures: dict[str, Measure]
    ) -> None:
        self.left -= counted
        named = tuple(map(OrderFigure, figures, figures.values()))
        self.reasons.append(OrderReason(rule, line, amount, counted, named, ORDER_REMEDIES[rule]))
