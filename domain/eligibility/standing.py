"""What is so about the parties and the account on the day a pool is judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.shared.ids import PartyId


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyStanding:
    """A seller or an obligor as known today. A party nobody speaks of counts as not admitted."""

    party: PartyId
    admitted: bool = True
    suspended: bool = False
    insolvent: bool = False
    sanctioned: bool = False
    overdue: bool = False
    """A financing of its own (or, of an obligor, a bill) is past due and unpaid."""

    foreign: bool = False
    government: bool = False
    affiliates: tuple[PartyId, ...] = ()
    group: str = ""
    """The connected group it belongs to; parties of one group are affiliates. Empty: none."""


@dataclass(frozen=True, slots=True)
class Contra:
    """What the seller owes the obligor, who may set it off (Civil Code 549). Minor units."""

    seller: PartyId
    obligor: PartyId
    payable: int


@dataclass(frozen=True, slots=True)
class UnappliedCredit:
    """A credit note, or money received, not yet set against a claim. Minor units, positive."""

    seller: PartyId
    obligor: PartyId
    amount: int


@dataclass(frozen=True, slots=True)
class MonthlyFigures:
    """One month of the pool's business, for reserves. Minor units; `month` is its first day."""

    month: date
    sales: int
    credits: int
    """Non-cash reductions granted in the month (dilution), whatever month was sold."""

    defaults: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a seller has outstanding in the pool. Minor units."""

    seller: PartyId
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """Everything besides claims, terms and day that a judgement rests on."""

    parties: tuple[PartyStanding, ...] = ()
    contras: tuple[Contra, ...] = ()
    credits: tuple[UnappliedCredit, ...] = ()
    history: tuple[MonthlyFigures, ...] = ()
    """Oldest first, one entry a month."""

    drawn: tuple[Drawn, ...] = ()

    cross_support: bool = False
    """Terms and every seller agree that one may draw against the claims of all."""
