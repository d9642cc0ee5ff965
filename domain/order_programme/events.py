"""What can happen to an order programme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.eligibility.order_certificate import OrderCertificate, Security
from domain.eligibility.order_standing import CostStated, Rated, ReferencePrice
from domain.order_programme.holding_events import HoldingEvent
from domain.order_programme.terms import ProgrammeTerms
from domain.shared.event import Event
from domain.shared.ids import FinancingId, OrderId, PartyId, ProgrammeId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeOpened(Event):
    programme: ProgrammeId
    lender: PartyId
    core_enterprise: PartyId
    terms: ProgrammeTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeAmended(Event):
    """Counts from `effective_on`; money lent before keeps the price it was quoted."""

    programme: ProgrammeId
    lender: PartyId
    terms: ProgrammeTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierLetIn(Event):
    programme: ProgrammeId
    lender: PartyId
    supplier: PartyId
    rated: Rated
    limit: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierRated(Event):
    programme: ProgrammeId
    lender: PartyId
    supplier: PartyId
    rated: Rated


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierLimited(Event):
    programme: ProgrammeId
    lender: PartyId
    supplier: PartyId
    limit: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencesRecorded(Event):
    """Each takes the place of the one before for the same item and unit."""

    programme: ProgrammeId
    lender: PartyId
    references: tuple[ReferencePrice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CostRecorded(Event):
    programme: ProgrammeId
    lender: PartyId
    supplier: PartyId
    order: OrderId
    cost: CostStated


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCertified(Event):
    programme: ProgrammeId
    lender: PartyId
    certificate: OrderCertificate
    outstanding: Money
    """Lent on the order when it was certified."""

    relied_on: tuple[tuple[str, int], ...]
    """Every stream read and the version it stood at, so that the decision can be replayed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderOverAdvanced(Event):
    """The order fell in value below what is lent on it: `amount` is to be cured."""

    programme: ProgrammeId
    lender: PartyId
    supplier: PartyId
    order: OrderId
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderOverAdvanceCured(Event):
    programme: ProgrammeId
    lender: PartyId
    supplier: PartyId
    order: OrderId


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyAskedOnOrder(Event):
    """It uses nothing yet: the order is judged again when it is lent on."""

    programme: ProgrammeId
    lender: PartyId
    supplier: PartyId
    order: OrderId
    financing: FinancingId
    amount: Money
    due_on: date
    pay_to: PartyId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingDropped(Event):
    programme: ProgrammeId
    lender: PartyId
    supplier: PartyId
    order: OrderId
    financing: FinancingId


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFinanced(Event):
    """Money was promised on an order; it uses the programme from now on."""

    programme: ProgrammeId
    lender: PartyId
    supplier: PartyId
    order: OrderId
    financing: FinancingId
    amount: Money
    due_on: date
    security: Security


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDrawRescheduled(Event):
    """It is due on another day: put off, or called in."""

    programme: ProgrammeId
    lender: PartyId
    supplier: PartyId
    order: OrderId
    financing: FinancingId
    was_due_on: date
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDrawReturned(Event):
    """The bank sent the disbursement back; what it used is free again."""

    programme: ProgrammeId
    lender: PartyId
    supplier: PartyId
    order: OrderId
    financing: FinancingId
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDrawRepaid(Event):
    programme: ProgrammeId
    lender: PartyId
    supplier: PartyId
    order: OrderId
    financing: FinancingId
    principal: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDrawRestored(Event):
    """A repayment was taken back by the bank: so much is owed again."""

    programme: ProgrammeId
    lender: PartyId
    supplier: PartyId
    order: OrderId
    financing: FinancingId
    principal: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeFrozen(Event):
    programme: ProgrammeId
    lender: PartyId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeUnfrozen(Event):
    programme: ProgrammeId
    lender: PartyId


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeClosed(Event):
    programme: ProgrammeId
    lender: PartyId


ProgrammeEvent = (
    ProgrammeOpened
    | ProgrammeAmended
    | SupplierLetIn
    | SupplierRated
    | SupplierLimited
    | ReferencesRecorded
    | CostRecorded
    | OrderCertified
    | OrderOverAdvanced
    | OrderOverAdvanceCured
    | MoneyAskedOnOrder
    | AskingDropped
    | OrderFinanced
    | OrderDrawReturned
    | OrderDrawRepaid
    | OrderDrawRestored
    | HoldingEvent
    | OrderDrawRescheduled
    | ProgrammeFrozen
    | ProgrammeUnfrozen
    | ProgrammeClosed
)
