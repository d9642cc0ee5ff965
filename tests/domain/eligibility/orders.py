"""One order of the anchor to a small supplier, ordered for 1,000.00, with nothing wrong with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from domain.eligibility.order_facts import Discord, Mismatch, OrderedLine, OrderFacts
from domain.eligibility.order_judge import OrderJudgement, judge_order
from domain.eligibility.order_permit import OrderPermit
from domain.eligibility.order_reasons import ORDER_FIGURES, OrderReason, OrderRule
from domain.eligibility.order_standing import (
    CostStated,
    FinancedOrder,
    OrderCircumstances,
    Rated,
    ReferencePrice,
)
from domain.eligibility.order_terms import OrderTerms, RatingTerms
from domain.eligibility.standing import PartyStanding
from domain.shared.currency import Currency
from domain.shared.ids import OrderId, PartyId
from domain.shared.money import Money

DAY = date(2026, 3, 2)
ANCHOR, SPRING, RIVER = PartyId("anchor"), PartyId("spring"), PartyId("river")


def yuan(major: str) -> Money:
    return Money.of(major, Currency.CNY)


LINE = OrderedLine(
    line="1",
    item="casting",
    quantity=Decimal(100),
    unit="H87",
    unit_price=Decimal("10.00"),
    amount=yuan("1000.00"),
)
ORDER = OrderFacts(
    order=OrderId("ord-1"),
    buyer=ANCHOR,
    supplier=SPRING,
    ordered=yuan("1000.00"),
    prepaid=yuan("0.00"),
    invoiced=yuan("0.00"),
    lost=yuan("0.00"),
    placed_on=date(2026, 2, 20),
    deliver_by=date(2026, 4, 30),
    accepted=True,
    authentic=True,
    cancelled=False,
    cancellable=False,
    lines=(LINE,),
)
PLAIN = RatingTerms(rating="A")
TERMS = OrderTerms(limit=yuan("10000.00"), ratings=(PLAIN,))
RATED = Rated(rating="A", source="own model", rated_on=date(2026, 1, 15))
WELL = OrderCircumstances(
    parties=(PartyStanding(party=ANCHOR), PartyStanding(party=SPRING)), in_chain=True, rated=RATED
)


BANK = PartyId("bank")


def permitted(lent: str = "0.00", **more: Any) -> OrderCircumstances:  # noqa: ANN401 - any field
    """The core enterprise's word, as it counts for the bank."""
    permit = OrderPermit(**{"allowed": True, "since": date(2026, 1, 1), **more})
    return replace(WELL, permit=permit.less(yuan(lent)), lender=BANK)


def reference(price: str, as_of: date = date(2026, 2, 1), item: str = "casting") -> ReferencePrice:
    return ReferencePrice(
        item=item, unit="H87", price=Decimal(price), as_of=as_of, source="exchange"
    )


def other(eligible: str, supplier: PartyId = SPRING, name: str = "ord-9") -> FinancedOrder:
    return FinancedOrder(OrderId(name), ANCHOR, supplier, yuan(eligible).minor)


def costing(major: str) -> CostStated:
    return CostStated(cost=yuan(major), source="quotation", stated_on=DAY)


def mismatch(discord: Discord, amount: str, line: str = "1") -> Mismatch:
    return Mismatch(
        line=line,
        discord=discord,
        expected=Decimal(100),
        found=Decimal(90),
        amount=yuan(amount),
    )


def judged(
    order: OrderFacts = ORDER, terms: OrderTerms = TERMS, around: OrderCircumstances = WELL
) -> OrderJudgement:
    """Every reason gives the figures that it is worded with."""
    made = judge_order(order, terms, around, DAY)
    for reason in made.results.reasons:
        assert tuple(told(reason)) == ORDER_FIGURES.get(reason.rule, ())
    return made


def standing(
    supplier: PartyStanding | None = None, buyer: PartyStanding | None = None
) -> OrderCircumstances:
    parties = (buyer or PartyStanding(party=ANCHOR), supplier or PartyStanding(party=SPRING))
    return replace(WELL, parties=parties)


def rules(judgement: OrderJudgement) -> list[OrderRule]:
    return [reason.rule for reason in judgement.results.reasons]


def only(judgement: OrderJudgement) -> OrderReason:
    (reason,) = judgement.results.reasons
    return reason


def told(reason: OrderReason) -> dict[str, object]:
    return {figure.name: figure.value for figure in reason.figures}
