"""One trade is financed once: what that means, in a few lines, to hold the platform against.

A trade is an order and the claims that came out of it. Each of them is free, or somebody's;
nothing may be taken while what it came out of, or what came out of it, is somebody's. While a
lender pays another off, the whole trade is kept for it, whoever has it. What stands behind a
loan (line, guarantee, the lender's limit) is in use for as much as is owed. No loan bears
interest here: all amounts are principal, in minor units.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction

from domain.shared.facility import Product
from domain.shared.ids import PartyId

KEPT_FOR = timedelta(days=7)
ORDER_BEARS, CLAIM_BEARS = Fraction(70, 100), Fraction(80, 100)


@dataclass(frozen=True, slots=True)
class Hold:
    """Whose an asset is, and what for: a pool, an order programme, or one draw."""

    lender: PartyId
    secures: str


class Stage(Enum):
    INSTRUCTED = "instructed"
    OUT = "out"
    BACK = "back"


@dataclass(slots=True, kw_only=True)
class Loan:
    """Money lent on an order, from a pool, or on a line."""

    product: Product
    hold: Hold
    lent: int
    order: str = ""
    guaranteed: int = 0
    on_line: bool = False
    stage: Stage = Stage.INSTRUCTED
    written_off: bool = False
    paid: dict[str, int] = field(default_factory=dict[str, int])
    """What went to it, by reference."""

    by_hand: set[str] = field(default_factory=set[str])
    """Of those, what the supplier paid itself: its bank may take it back."""

    @property
    def left(self) -> int:
        """Owed, or promised."""
        return 0 if self.stage is Stage.BACK else self.lent - sum(self.paid.values())

    @property
    def is_owed(self) -> bool:
        return self.stage is Stage.OUT and self.left > 0

    @property
    def answered_for(self) -> int:
        """Of a guarantee, in proportion; half a cent counts whole."""
        return int(Fraction(self.guaranteed * self.left, self.lent) + Fraction(1, 2))


@dataclass(slots=True)
class PayOff:
    """A draw that is to pay off what another lender lent."""

    order: str
    loans: tuple[str, ...]
    claims: tuple[str, ...]
    until: date
    settled: bool = False
    """The bank has paid; whether all was settled by it or not."""


@dataclass(slots=True)
class Claim:
    order: str
    billed: int
    open: int
    disputed: int = 0
    accepted: int = 0
    """Of what is beyond the order: the buyer owes it beside the order."""

    told: PartyId | None = None
    """Of which lender the buyer was told."""


@dataclass(slots=True)
class Trades:
    """Every order, every claim, who holds them, and what is lent."""

    today: date
    orders: dict[str, int] = field(default_factory=dict[str, int])
    """What each is for; nothing once it is cancelled."""

    claims: dict[str, Claim] = field(default_factory=dict[str, Claim])
    loans: dict[str, Loan] = field(default_factory=dict[str, Loan])
    pay_offs: dict[str, PayOff] = field(default_factory=dict[str, PayOff])
    """By the draw that pays; not those that came to nothing."""

    holds: dict[str, Hold] = field(default_factory=dict[str, Hold])
    kept: dict[str, tuple[Hold, date]] = field(default_factory=dict[str, tuple[Hold, date]])
    taken: dict[str, int] = field(default_factory=dict[str, int])
    freed: dict[str, int] = field(default_factory=dict[str, int])
    """How often each asset was taken and became free again."""

    # Who may take what.

    def may_take_order(self, order: str, by: Hold) -> bool:
        """Again for the same programme is no second taking."""
        if self.keeper(order) is not None:
            return False
        whole = (order, *self.out_of(order))
        return self.holds.get(order) == by or not any(it in self.holds for it in whole)

    def may_take_claim(self, claim: str) -> bool:
        both = (claim, self.claims[claim].order)
        return not any(it in self.holds or self.keeper(it) for it in both)

    def out_of(self, order: str) -> tuple[str, ...]:
        return tuple(name for name, it in self.claims.items() if it.order == order)

    def keeper(self, asset: str) -> Hold | None:
        hold, until = self.kept.get(asset, (None, self.today))
        return hold if self.today < until else None

    def lenders_of(self, order: str) -> set[PartyId]:
        """Without whom it is neither changed nor cancelled."""
        whole = (order, *self.out_of(order))
        held = (self.holds.get(it) or self.keeper(it) for it in whole)
        kept = (self.keeper(it) for it in (order,))
        return {it.lender for it in (*held, *kept) if it is not None}

    # What anything is worth, and what is lent on it.

    def owed_under(self, hold: Hold, order: str | None = None) -> int:
        """Promised or paid out, and not back yet; a pay-off counts once its bank has paid."""
        return sum(
            loan.left
            for name, loan in self.loans.items()
            if loan.hold == hold and order in {None, loan.order} and not self.is_under_way(name)
        )

    def is_under_way(self, name: str) -> bool:
        return name in self.pay_offs and not self.pay_offs[name].settled

    def worth_of_pool(self, pool: Hold, without: Collection[str] = ()) -> int:
        bearing = (
            self.worth(name)
            for name, it in self.claims.items()
            if self.holds.get(name) == pool and it.told == pool.lender and name not in without
        )
        return sum(bearing)

    def worth(self, claim: str) -> int:
        """What is disputed and what is beyond the order is mostly the same money."""
        it = self.claims[claim]
        waits = max(self.beyond(claim) - it.accepted, 0)
        return int((it.open - max(it.disputed, min(waits, it.open))) * CLAIM_BEARS)

    def beyond(self, claim: str) -> int:
        """Not borne by the order, whose bills count as they came; without what is credited."""
        it = self.claims[claim]
        room = self.orders[it.order]
        for name in self.out_of(it.order):
            borne = min(self.claims[name].billed, room)
            room -= borne
            if name == claim:
                return max(it.open - borne, 0)
        raise KeyError(claim)

    def order_bears(self, order: str) -> int:
        """What is not invoiced yet; the rest is lent on as claims."""
        billed = sum(self.claims[it].billed for it in self.out_of(order))
        return int(max(self.orders[order] - billed, 0) * ORDER_BEARS)

    def lent_on(self, order: str, by: PartyId) -> tuple[str, ...]:
        """The loans of one lender that are not back yet."""
        return tuple(
            name
            for name, it in self.loans.items()
            if it.order == order and it.hold.lender == by and it.left > 0
        )

    def unsecured(self, programme: Hold) -> set[str]:
        """Orders on which something is owed and which are not this lender's any more."""
        return {
            it
            for it in self.orders
            if self.owed_under(programme, it) and self.holds.get(it) != programme
        }

    # What happens.

    def take(self, asset: str, by: Hold) -> None:
        if self.holds.get(asset) != by:
            self.holds[asset] = by
            self.taken[asset] = self.taken.get(asset, 0) + 1
        self.kept.pop(asset, None)

    def free(self, asset: str) -> None:
        del self.holds[asset]
        self.freed[asset] = self.freed.get(asset, 0) + 1

    def pay(self, name: str, reference: str, amount: int) -> None:
        """At most what is owed; with the last of it the order is free."""
        loan = self.loans[name]
        loan.paid[reference] = min(amount, loan.left)
        self._free_when_paid(loan)

    def unpay(self, name: str, reference: str) -> None:
        """It is owed again, and secured again if the order is still free."""
        loan = self.loans[name]
        if loan.paid.pop(reference) and loan.order:
            self._take_again(loan)

    def send_back(self, name: str) -> None:
        loan, pay_off = self.loans[name], self.pay_offs.pop(name, None)
        if pay_off is not None:
            self._undo(name, pay_off)
        loan.stage = Stage.BACK
        self._free_when_paid(loan)

    def promise(self, name: str, loan: Loan, pay_off: PayOff) -> None:
        """The claims are kept for the pool, and what they came out of for the draw."""
        self.loans[name], self.pay_offs[name] = loan, pay_off
        self.kept |= dict.fromkeys(pay_off.claims, (loan.hold, pay_off.until))
        self.kept[pay_off.order] = Hold(loan.hold.lender, name), pay_off.until

    def settle(self, name: str) -> None:
        """The bank has paid the other lender: if that settles everything, the trade moves."""
        loan, pay_off = self.loans[name], self.pay_offs[name]
        left = loan.lent
        for each in pay_off.loans:
            given = min(left, self.loans[each].left)
            if given:
                self.pay(each, name, given)
            left -= given
        loan.stage, pay_off.settled = Stage.OUT, True
        if not any(self.loans[it].left for it in pay_off.loans) and pay_off.order not in self.holds:
            del self.kept[pay_off.order]
            for claim in pay_off.claims:
                self.take(claim, loan.hold)

    def _undo(self, name: str, pay_off: PayOff) -> None:
        hold = self.loans[name].hold
        for claim in pay_off.claims:
            if self.holds.get(claim) == hold:
                self.free(claim)
        self._keep_no_longer(pay_off.order, Hold(hold.lender, name))
        for claim in pay_off.claims:
            self._keep_no_longer(claim, hold)
        for each in pay_off.loans:
            if name in self.loans[each].paid:
                self.unpay(each, name)
        for each in pay_off.loans:
            if self.owed_under(self.loans[each].hold, pay_off.order):
                self._take_again(self.loans[each])

    def _keep_no_longer(self, asset: str, by: Hold) -> None:
        if self.kept.get(asset, (None,))[0] == by:
            del self.kept[asset]

    def _take_again(self, loan: Loan) -> None:
        if self.may_take_order(loan.order, loan.hold):
            self.take(loan.order, loan.hold)

    def _free_when_paid(self, loan: Loan) -> None:
        held = self.holds.get(loan.order) == loan.hold
        if held and not self.owed_under(loan.hold, loan.order):
            self.free(loan.order)

    # What stands behind loans.

    def in_use(self, what: str, lender: PartyId | None = None) -> tuple[int, int]:
        """Reserved and utilised: of the guarantee, the line, one lender's limit on a party, or
        the core enterprise's on its orders."""
        parts = {
            stage: sum(
                _counts(loan, what)
                for loan in self.loans.values()
                if loan.stage is stage and lender in {None, loan.hold.lender}
            )
            for stage in Stage
        }
        return parts[Stage.INSTRUCTED], parts[Stage.OUT]


def _counts(loan: Loan, what: str) -> int:
    match what:
        case "guarantee":
            return loan.answered_for
        case "line":
            return loan.left if loan.on_line else 0
        case "buyer":
            return loan.left if loan.product is not Product.CREDIT_LINE else 0
        case "orders":
            return loan.left if loan.product is Product.E_ORDER else 0
        case _:
            return loan.left if loan.product is not Product.RECEIVABLE_POOL else 0
