"""What clients write about order programmes."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from fastapi import Path
from pydantic import BaseModel, BeforeValidator, Field, WithJsonSchema

from api.shared.entered import Entered
from api.shared.fields import ID, Amount, Body, Day, Line, Party, Reference, matching
from api.shared.named import Financing, NamedGuarantee, NamedLine, Programme
from api.shared.order_reasons import OrderReasonShown
from api.shared.wire import MoneyBody, model_of
from domain.eligibility.order_certificate import OrderBears, OrderCertificate
from domain.eligibility.order_standing import Rated
from domain.order_programme.terms import ProgrammeTerms
from domain.shared.ids import OrderId

UNIT_PRICE = r"^(0|[1-9][0-9]{0,12})(\.[0-9]{1,8})?$"
REFERENCES_MAX = 1_000

Terms = Annotated[
    ProgrammeTerms,
    Entered(),
    Field(
        examples=[
            {
                "version": 1,
                "orders": {
                    "limit": {"amount": "1000000.00", "currency": "CNY"},
                    "ratings": [
                        {"rating": "A", "financingRatio": "0.80"},
                        {"rating": "B", "financingRatio": "0.70", "marginRatio": "0.10"},
                    ],
                },
                "price": {"annualRate": "0.06", "dayCount": "ACT/360", "legalForm": "pledge"},
                "penaltyRate": "0.09",
                "drawMinimum": {"amount": "1000.00", "currency": "CNY"},
                "secondPersonFrom": {"amount": "500000.00", "currency": "CNY"},
            }
        ]
    ),
]
RatingGiven = Annotated[
    Rated,
    Entered(),
    Field(examples=[{"rating": "A", "source": "own model", "ratedOn": "2026-01-15"}]),
]


def _unit_price(written: object) -> Decimal:
    return Decimal(matching(UNIT_PRICE, written))


UnitPrice = Annotated[
    Decimal,
    BeforeValidator(_unit_price),
    WithJsonSchema({"type": "string", "pattern": UNIT_PRICE, "examples": ["9.5"]}),
]
"""Of one unit of an item: it may have more decimals than money has."""


Order = Annotated[OrderId, Field(pattern=ID, examples=["ord_k5mzq3vj6wq7c2h4t5yx2b3d"])]
OrderPath = Annotated[OrderId, Path(pattern=ID, examples=["ord_k5mzq3vj6wq7c2h4t5yx2b3d"])]


class OpenProgrammeBody(Body):
    """Without an id the programme gets one."""

    programme: Programme | None = None
    core_enterprise: Party
    terms: Terms


class AmendProgrammeBody(Body):
    terms: Terms
    effective_on: Day


class AdmittedSupplierBody(Body):
    supplier: Party
    rated: RatingGiven
    limit: Amount


class RatingBody(Body):
    rated: RatingGiven


class SupplierLimitBody(Body):
    limit: Amount


class ReferenceBody(Body):
    item: Reference
    unit: Reference
    price: UnitPrice
    as_of: Day
    source: Line


class ReferencesBody(Body):
    """Prices in the programme's currency."""

    references: Annotated[tuple[ReferenceBody, ...], Field(min_length=1, max_length=REFERENCES_MAX)]


class CostBody(Body):
    order: Order
    cost: Amount
    source: Line
    stated_on: Day


class FreezeProgrammeBody(Body):
    reason: Line


class MoneyOnOrderBody(Body):
    """`payTo` where the terms entrust the payment: the party that is paid."""

    order: Order
    amount: Amount
    due_on: Day
    pay_to: Party | None = None


class GuaranteedBody(Body):
    """The part that a guarantor answers for."""

    guarantee: NamedGuarantee
    guarantor: Party
    amount: Amount


class RequestOnOrderBody(MoneyOnOrderBody):
    """Without an id the financing gets one. `line` is a credit line that it uses up besides."""

    financing: Financing | None = None
    line: NamedLine | None = None
    guarantees: Annotated[tuple[GuaranteedBody, ...], Field(max_length=10)] = ()


class ApprovalBody(Body):
    """What the lender has of the supplier for it, where the rating asks for it."""

    collateral: Amount | None = None
    margin: Amount | None = None


class RequestEndBody(Body):
    reason: Line


class OrderDecisionShown(BaseModel):
    """What one order counts for under a programme, and every reason why it is not more."""

    programme: str
    order: str
    day: str
    hash: str = Field(description="Under which the reasons were kept, or would be.")
    ordered: MoneyBody
    eligible: MoneyBody
    excluded: MoneyBody
    certificate: model_of(OrderCertificate) | None = Field(  # type: ignore[valid-type] # made at run time
        description="For the lender; not with a decision read as it was kept."
    )
    bears: model_of(OrderBears) | None = Field(  # type: ignore[valid-type] # made at run time
        description="What its supplier may borrow on it; not with a decision as it was kept."
    )
    lent: MoneyBody | None
    available: MoneyBody | None
    reasons: list[OrderReasonShown]
