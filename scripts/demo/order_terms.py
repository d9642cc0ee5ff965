"""What is agreed around an order: the guarantee, the line, and the lender's programme."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from domain.credit_line.terms import LineTerms, Part
from domain.guarantee.agreement import Body, GuaranteeTerms, Liability, Resolution
from domain.guarantee.margin_account import Holder, MarginAccount
from domain.order_programme.terms import ProgrammeTerms
from domain.shared.facility import Product
from domain.shared.ids import PartyId
from domain.shared.money import Money
from scripts.demo.cast import LINE_TERMS, PROGRAMME_TERMS

YEAR, HALF_A_YEAR = timedelta(days=365), timedelta(days=180)


def guarantee_terms(day: date, limit: Money, supplier: PartyId) -> GuaranteeTerms:
    """Of the core enterprise, for one supplier: joint and several, with a margin of a tenth."""
    return GuaranteeTerms(
        liability=Liability.JOINT_AND_SEVERAL,
        limit=limit,
        valid_from=day,
        valid_until=day + YEAR,
        suppliers=(supplier,),
        margin_ratio=Decimal("0.10"),
        margin_account=MarginAccount(
            number="6217001099",
            bank="Lantern Bank 灯塔银行",
            holder=Holder.GUARANTOR,
            dedicated=True,
            controlled_by_creditor=True,
        ),
        resolution=Resolution(
            body=Body.SHAREHOLDERS,
            reference="SR-6",
            digest="6" * 64,
            decided_on=day - timedelta(days=10),
            amount=limit,
        ),
    )


def line_terms(day: date, limit: Money, of_orders: Money) -> LineTerms:
    """For a year, of which `of_orders` for money on orders."""
    return replace(
        LINE_TERMS,
        limit=limit,
        parts=(Part(Product.E_ORDER, of_orders), Part(Product.CREDIT_LINE)),
        valid_until=day + YEAR,
        review_due_on=day + HALF_A_YEAR,
    )


def programme_terms(second_person_from: Money) -> ProgrammeTerms:
    """Half of what the best suppliers borrow is to be guaranteed."""
    best, *others = PROGRAMME_TERMS.orders.ratings
    half = replace(best, guarantee_ratio=Decimal("0.50"))
    return replace(
        PROGRAMME_TERMS,
        orders=replace(PROGRAMME_TERMS.orders, ratings=(half, *others)),
        second_person_from=second_person_from,
    )
