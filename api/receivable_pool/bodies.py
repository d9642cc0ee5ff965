"""What clients write about pools."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, Field

from api.shared.entered import Entered
from api.shared.fields import Amount, Body, Day, Line, Party, Receivable, Reference
from api.shared.named import Financing, NamedFinancing, NamedLine, Pool
from api.shared.wire import MoneyBody, model_of
from application.processes.assigning import CLAIMS_AT_ONCE_MAX
from domain.eligibility.certificate import BaseCertificate
from domain.receivable_pool.terms import PoolTerms

Terms = Annotated[
    PoolTerms,
    Entered(),
    Field(
        examples=[
            {
                "version": 1,
                "obligors": ["anchor"],
                "eligibility": {
                    "advanceRate": "0.80",
                    "limit": {"amount": "1000000.00", "currency": "CNY"},
                },
                "price": {
                    "annualRate": "0.06",
                    "dayCount": "ACT/360",
                    "legalForm": "assignment_recourse",
                },
                "penaltyRate": "0.09",
                "tenorDaysMax": 180,
                "drawMinimum": {"amount": "1000.00", "currency": "CNY"},
            }
        ]
    ),
]

Receivables = Annotated[tuple[Receivable, ...], Field(min_length=1, max_length=CLAIMS_AT_ONCE_MAX)]


LOANS_MAX = 50

Loans = Annotated[tuple[NamedFinancing, ...], Field(min_length=1, max_length=LOANS_MAX)]
"""All that is lent on the orders that the claims came out of."""


class OpenBody(Body):
    """Without an id the pool gets one."""

    pool: Pool | None = None
    terms: Terms


class AmendBody(Body):
    terms: Terms
    effective_on: Day


class SellerBody(Body):
    seller: Party


class ReceivablesBody(Body):
    receivables: Receivables


class BuyBackBody(Body):
    receivables: Receivables
    price: Amount
    value_date: Day
    bank_reference: Reference
    transfer: Amount | None = None
    """All that the transfer brought, where it pays other loans too; left out, it paid this one."""


class TakeBackBody(Body):
    """Names the buy-back by the transfer that paid it."""

    bank_reference: Reference


class QuoteBody(Body):
    amount: Amount
    due_on: Day


class DrawBody(Body):
    """Without an id the financing gets one."""

    financing: Financing | None = None
    amount: Amount
    due_on: Day
    line: NamedLine | None = None


class TakeOutBody(Body):
    """Without an id the financing gets one; its amount is what settles the others."""

    financing: Financing | None = None
    takes_out: Loans
    receivables: Receivables
    due_on: Day
    line: NamedLine | None = None


class PayOffBody(Body):
    """Without an id the financing gets one; its amount is what settles the others in time."""

    financing: Financing | None = None
    pays_off: Loans
    receivables: Receivables
    due_on: Day
    line: NamedLine | None = None
    pay_by: Day


class FreezeBody(Body):
    reason: Line


class WordsShown(BaseModel):
    en: str
    zh: str


class ReasonShown(BaseModel):
    """Why a claim counts for less; `counted` of all reasons add up to what is excluded."""

    rule: str
    amount: MoneyBody
    counted: MoneyBody
    figures: dict[str, Any]
    words: WordsShown
    remedy: str
    remedy_words: WordsShown = Field(alias="remedyWords")


class ClaimShown(BaseModel):
    receivable: str
    seller: str
    owed: MoneyBody
    eligible: MoneyBody
    excluded: MoneyBody
    reasons: list[ReasonShown]


class DecisionShown(BaseModel):
    """A decision about a pool, a page of its claims at a time."""

    pool: str
    day: str
    hash: str = Field(description="Under which the results were kept, or would be.")
    certificate: model_of(BaseCertificate) | None = Field(  # type: ignore[valid-type] # made at run time
        description="The whole pool's; for its lender alone, and not with a replay."
    )
    items: list[ClaimShown]
    next: str | None
