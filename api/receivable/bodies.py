"""What clients write about claims on a buyer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from api.shared.entered import IdentifierEntered
from api.shared.fields import (
    ID,
    Amount,
    Body,
    Count,
    Day,
    Flag,
    Instant,
    Line,
    Note,
    Party,
    Receivable,
    Reference,
)
from application.receivable.confirming_many import CONFIRMED_AT_ONCE_MAX
from domain.receivable.invoice import Basis, CreditReason, EndOfRegistration, Trait
from domain.shared.currency import Currency
from domain.shared.ids import OrderId, PartyId, ReceivableId
from domain.shared.money import Money
from domain.shared.trade_document import DocumentKind

Identifiers = Annotated[
    tuple[IdentifierEntered, ...],
    Field(
        min_length=1,
        max_length=10,
        examples=[[{"scheme": "uscc", "value": "91350211M000100Y43"}]],
    ),
]


OTHER_CURRENCY = "every amount must be in the currency of the gross"
EITHER_OR = "name either `receivables` or `waiting`"


class KeyedBody(Body):
    """An invoice entered field by field; every amount in one currency, tax inside the gross."""

    kind: DocumentKind = DocumentKind.INVOICE
    number: Reference
    issued_on: Day
    due_on: Day | None = None
    gross: Amount
    tax: Amount | None = None
    prepaid: Amount | None = None
    retention: Amount | None = None
    seller: Identifiers
    buyer: Identifiers
    order: Reference | None = None
    contract: Reference | None = None
    payment_reference: Reference | None = None
    corrects: Reference | None = None
    """Of a credit note: the number of the invoice that it lowers."""

    @model_validator(mode="after")
    def one_currency(self) -> KeyedBody:
        parts = (self.tax, self.prepaid, self.retention)
        if any(part is not None and part.currency is not self.gross.currency for part in parts):
            raise PydanticCustomError("other_currency", OTHER_CURRENCY)
        return self

    def or_nothing(self, amount: Money | None) -> Money:
        return amount or Money.zero(self.gross.currency)


class AskBody(Body):
    answer_within_days: Annotated[Count, Field(ge=1, examples=[30])] | None = None


class ConfirmBody(Body):
    """Without an amount the whole undisputed part is confirmed."""

    evidence: Line
    amount: Amount | None = None


class Waiting(Body):
    """Which of the caller's own claims that wait for its answer; all that is said must hold."""

    seller: Party | None = None
    currency: Currency | None = None
    due_from: Day | None = None
    due_until: Day | None = None


Listed = Annotated[tuple[Receivable, ...], Field(max_length=CONFIRMED_AT_ONCE_MAX)]


class ConfirmManyBody(Body):
    """By list or by filter; each in full, all of them or none."""

    receivables: Listed | None = None
    waiting: Waiting | None = None
    evidence: Line

    @model_validator(mode="after")
    def one_way(self) -> ConfirmManyBody:
        if (self.receivables is None) == (self.waiting is None):
            raise PydanticCustomError("either_or", EITHER_OR)
        return self


class EvidenceBody(Body):
    evidence: Line


class ReasonBody(Body):
    reason: Line


class DisputeBody(Body):
    amount: Amount
    reason: CreditReason
    words: Note = ""


class ResolveBody(Body):
    for_seller: Amount
    for_buyer: Amount
    basis: Basis
    evidence: Line


class NoticeBody(Body):
    delivered_on: Day
    delivered_to: Line
    channel: Line
    evidence: Line


class RegistrationBody(Body):
    """On file at the public registry for the lender that asks."""

    registry_number: Reference
    registered_at: Instant
    expires_on: Day


class EndRegistrationBody(Body):
    registry_number: Reference
    reason: EndOfRegistration


class CreditNoteBody(Body):
    number: Reference
    issued_on: Day
    amount: Amount
    reason: CreditReason


class ShortPaymentBody(Body):
    amount: Amount
    reason: CreditReason


class ExtendBody(Body):
    due_on: Day
    reason: Line


class QualifyBody(Body):
    trait: Trait
    holds: Flag
    evidence: Line


@dataclass(frozen=True, slots=True)
class ConfirmAsAsked:
    """What a bulk confirmation said: by this, and not by what it came to, a repeat is known."""

    receivables: tuple[ReceivableId, ...] | None
    seller: PartyId | None
    currency: Currency | None
    due_from: date | None
    due_until: date | None
    evidence: str


def as_asked(body: ConfirmManyBody) -> ConfirmAsAsked:
    waiting = body.waiting or Waiting()
    return ConfirmAsAsked(
        receivables=body.receivables,
        seller=waiting.seller,
        currency=waiting.currency,
        due_from=waiting.due_from,
        due_until=waiting.due_until,
        evidence=body.evidence,
    )


class AnswerSuspicionBody(Body):
    """`apart`: it is another trade than the one that a paper says it is."""

    apart: Flag
    words: Line


class SettleSuspicionBody(Body):
    """`apart`: two trades. Else one, which asks that only one of them is still lent on."""

    order: Annotated[OrderId, Field(pattern=ID, examples=["ord_k5mzq3vj6wq7c2h4t5yx2b3d"])]
    apart: Flag
    reason: Line
