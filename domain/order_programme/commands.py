"""What may be asked of an order programme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.eligibility.order_certificate import OrderCertificate, Security
from domain.eligibility.order_reasons import OrderReason
from domain.eligibility.order_standing import CostStated, Rated, ReferencePrice
from domain.order_programme.terms import ProgrammeTerms
from domain.shared.ids import (
    CollectionId,
    FinancingId,
    OrderId,
    PartyId,
    ProgrammeId,
    ReceivableId,
)
from domain.shared.money import Money

ReliedOn = tuple[tuple[str, int], ...]
"""(stream, version) of everything a certificate was made from."""


@dataclass(frozen=True, slots=True)
class OpenProgramme:
    programme: ProgrammeId
    lender: PartyId
    core_enterprise: PartyId
    terms: ProgrammeTerms


@dataclass(frozen=True, slots=True)
class AmendProgramme:
    terms: ProgrammeTerms
    effective_on: date


@dataclass(frozen=True, slots=True)
class LetSupplierIn:
    """`limit` is the most that is lent to it under this programme."""

    supplier: PartyId
    rated: Rated
    limit: Money


@dataclass(frozen=True, slots=True)
class RateSupplier:
    supplier: PartyId
    rated: Rated


@dataclass(frozen=True, slots=True)
class LimitSupplier:
    supplier: PartyId
    limit: Money


@dataclass(frozen=True, slots=True)
class RecordReferences:
    """Prices that orders are held against."""

    references: tuple[ReferencePrice, ...]


@dataclass(frozen=True, slots=True)
class RecordCost:
    """What a supplier says that an order costs it."""

    order: OrderId
    supplier: PartyId
    cost: CostStated


@dataclass(frozen=True, slots=True)
class CertifyOrder:
    """The order was judged again; where it bears less than is lent on it, that is said."""

    certificate: OrderCertificate
    relied_on: ReliedOn


@dataclass(frozen=True, slots=True, kw_only=True)
class AskOnOrder:
    """A supplier asks for money on its order; people of the lender decide."""

    financing: FinancingId
    order: OrderId
    supplier: PartyId
    amount: Money
    due_on: date
    pay_to: PartyId | None
    """Whom the money is paid to instead, where the terms entrust the payment."""

    certificate: OrderCertificate
    why: tuple[OrderReason, ...] = ()
    """Why the order bears no more, as far as whoever asks is told it."""


@dataclass(frozen=True, slots=True)
class DropAsking:
    """It was rejected or withdrawn."""

    financing: FinancingId


@dataclass(frozen=True, slots=True, kw_only=True)
class FinanceOrder:
    """`certificate` is of this moment; `security` is what is given besides the order."""

    financing: FinancingId
    order: OrderId
    supplier: PartyId
    amount: Money
    due_on: date
    security: Security
    certificate: OrderCertificate
    relied_on: ReliedOn
    why: tuple[OrderReason, ...] = ()
    """Why the order bears no more."""


@dataclass(frozen=True, slots=True)
class ReturnOrderDraw:
    """The bank sent the money back."""

    financing: FinancingId


@dataclass(frozen=True, slots=True)
class RescheduleOrderDraw:
    """Its financing is due on another day: put off, or called in."""

    financing: FinancingId
    due_on: date


@dataclass(frozen=True, slots=True)
class RepayOrderDraw:
    """Principal that its financing says was repaid."""

    financing: FinancingId
    principal: Money


@dataclass(frozen=True, slots=True)
class RestoreOrderDraw:
    """A repayment was taken back: so much is owed again."""

    financing: FinancingId
    principal: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldProceeds:
    """A buyer paid on an order before what is lent on it was paid out."""

    order: OrderId
    supplier: PartyId
    payer: PartyId
    receivable: ReceivableId
    collection: CollectionId
    value_date: date
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveHeldProceeds:
    """`amount` of what is held of a payment is held no longer; `repaid` of it repaid money lent."""

    order: OrderId
    receivable: ReceivableId
    collection: CollectionId
    amount: Money
    repaid: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoHeldProceeds:
    """The bank took the payment back."""

    order: OrderId
    receivable: ReceivableId
    collection: CollectionId


@dataclass(frozen=True, slots=True)
class FreezeProgramme:
    reason: str


@dataclass(frozen=True, slots=True)
class UnfreezeProgramme:
    pass


@dataclass(frozen=True, slots=True)
class CloseProgramme:
    pass


ProgrammeCommand = (
    OpenProgramme
    | AmendProgramme
    | LetSupplierIn
    | RateSupplier
    | LimitSupplier
    | RecordReferences
    | RecordCost
    | CertifyOrder
    | AskOnOrder
    | DropAsking
    | FinanceOrder
    | ReturnOrderDraw
    | RepayOrderDraw
    | RestoreOrderDraw
    | HoldProceeds
    | GiveHeldProceeds
    | UndoHeldProceeds
    | RescheduleOrderDraw
    | FreezeProgramme
    | UnfreezeProgramme
    | CloseProgramme
)
