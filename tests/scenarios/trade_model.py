"""One trade is financed once: what that means, in a few lines, to hold the platform against.

A trade is an order and the claims that came out of it. Each of them is free, or somebody's;
nothing may be taken while what it came out of, or what came out of it, is somebody's.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.shared.ids import PartyId
from domain.shared.money import Money
from tests.scenarios.cast import yuan

NOTHING = yuan("0.00")


@dataclass(frozen=True, slots=True)
class Hold:
    """Whose an asset is, and what for: a pool, or an order programme."""

    lender: PartyId
    secures: str


@dataclass(slots=True)
class Loan:
    """Money lent on an order, or asked for."""

    order: str
    hold: Hold
    amount: Money
    stage: str = "asked"


@dataclass(slots=True)
class Trades:
    """Every order, every claim, who holds them, and what was lent on orders."""

    claims: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    """Of each order, what was invoiced out of it."""

    holds: dict[str, Hold] = field(default_factory=dict[str, Hold])
    taken: dict[str, int] = field(default_factory=dict[str, int])
    freed: dict[str, int] = field(default_factory=dict[str, int])
    """How often each asset was taken and became free again."""

    loans: dict[str, Loan] = field(default_factory=dict[str, Loan])

    def may_take_order(self, order: str, by: Hold) -> bool:
        """Again for the same programme is no second taking."""
        if self.holds.get(order) == by:
            return True
        return not any(asset in self.holds for asset in (order, *self.claims[order]))

    def may_take_claim(self, claim: str) -> bool:
        return claim not in self.holds and self.order_of(claim) not in self.holds

    def take(self, asset: str, by: Hold) -> None:
        if self.holds.get(asset) != by:
            self.holds[asset] = by
            self.taken[asset] = self.taken.get(asset, 0) + 1

    def free(self, asset: str) -> None:
        del self.holds[asset]
        self.freed[asset] = self.freed.get(asset, 0) + 1

    def order_of(self, claim: str) -> str:
        return next(order for order, claims in self.claims.items() if claim in claims)

    def loans_on(self, order: str) -> dict[str, Loan]:
        """Promised or paid out, and not back yet."""
        loans = self.loans.items()
        return {name: it for name, it in loans if it.order == order and it.stage in OUT}

    def lent_on(self, order: str) -> Money:
        lent = (loan.amount for loan in self.loans_on(order).values())
        return Money.total(lent, NOTHING.currency)

    def settle(self, name: str, stage: str) -> None:
        """Nothing of this loan is owed any more; with the last one its order is free."""
        loan = self.loans[name]
        loan.stage = stage
        if self.lent_on(loan.order).is_zero:
            self.free(loan.order)


OUT = frozenset({"instructed", "disbursed"})
