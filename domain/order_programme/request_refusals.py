"""Why money on an order is not asked for as it is, or not asked for any more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.eligibility.order_reasons import OrderRule
from domain.shared.ids import FinancingId, PartyId
from domain.shared.money import Money
from domain.shared.refusal import Kind, Refusal


@dataclass(frozen=True, slots=True)
class AskingNotFound(Refusal):
    """Nobody asks for money under that name, or it was decided already."""

    code: ClassVar[str] = "order_programme.asking_not_found"
    kind: ClassVar[Kind] = Kind.ABSENT
    financing: FinancingId


@dataclass(frozen=True, slots=True)
class PayeeMissing(Refusal):
    """The terms entrust the payment: it is said whom the money goes to (受托支付)."""

    code: ClassVar[str] = "order_programme.payee_missing"
    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class PayeeNotInTerms(Refusal):
    """The terms do not entrust the payment: it goes to the supplier."""

    code: ClassVar[str] = "order_programme.payee_not_in_terms"
    kind: ClassVar[Kind] = Kind.CONFLICT
    pay_to: PartyId


@dataclass(frozen=True, slots=True)
class BeyondCoreEnterprise(Refusal):
    """The core enterprise's own word, by `rule`, leaves too little of the order."""

    code: ClassVar[str] = "order_programme.beyond_core_enterprise"
    kind: ClassVar[Kind] = Kind.CONFLICT
    requested: Money
    available: Money
    rule: OrderRule
    excluded: Money
    """What of the order does not count because of it."""
