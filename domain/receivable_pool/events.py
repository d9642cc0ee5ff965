"""What can happen to a receivable pool."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.eligibility.certificate import BaseCertificate
from domain.eligibility.claim import Claim
from domain.receivable_pool.by_transfer import ByTransfer
from domain.receivable_pool.draw_events import DrawRescheduled, DrawReturned
from domain.receivable_pool.over_advance_events import OverAdvanceCured, OverAdvanceRaised
from domain.receivable_pool.pay_off_events import PayOffEvent
from domain.receivable_pool.terms import PoolTerms
from domain.shared.event import Event
from domain.shared.ids import CollectionId, FinancingId, PartyId, PoolId, ReceivableId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolOpened(Event):
    pool: PoolId
    lender: PartyId
    terms: PoolTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsAmended(Event):
    """Counts from `effective_on`; draws made before keep the price they were quoted."""

    pool: PoolId
    lender: PartyId
    terms: PoolTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerJoined(Event):
    pool: PoolId
    lender: PartyId
    seller: PartyId


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossSupportAgreed(Event):
    pool: PoolId
    lender: PartyId
    seller: PartyId


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsAssigned(Event):
    """The claims as they stood when the pool took them."""

    pool: PoolId
    lender: PartyId
    seller: PartyId
    claims: tuple[Claim, ...]
    again: bool = False
    """They had been let go when they were paid, and the bank took the payment back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsChanged(Event):
    """Something happened to assigned claims; these are their facts from now on."""

    pool: PoolId
    lender: PartyId
    cause: str
    """What happened to the claims, as `disputed` or `collected`."""

    claims: tuple[Claim, ...]
    diluted: Money
    """How much less is owed without payment: credit notes, disputes lost, short payments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsReleased(Event):
    """Claims left the pool and are free again, or are over."""

    pool: PoolId
    lender: PartyId
    cause: str
    """`released`, `settled`, `withdrawn` or `bought_back`."""

    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BorrowingBaseCertified(Event):
    pool: PoolId
    lender: PartyId
    certificate: BaseCertificate
    outstanding: Money
    relied_on: tuple[tuple[str, int], ...]
    """Every stream read and the version it stood at, so that the decision can be replayed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolDrawn(Event):
    """Money was promised to a seller; it uses the base from now on."""

    pool: PoolId
    lender: PartyId
    seller: PartyId
    financing: FinancingId
    amount: Money
    due_on: date
    sellers: tuple[PartyId, ...]
    """Everyone in the pool: what one draws, the others cannot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawRepaid(Event):
    """Principal of one draw went down; a negative figure undoes an earlier repayment."""

    pool: PoolId
    lender: PartyId
    seller: PartyId
    financing: FinancingId
    principal: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ProceedsTaken(Event):
    """A buyer paid; first draws were repaid, the rest is held or went where the form says.

    `amount` is `repaid + held + released + kept`.
    """

    pool: PoolId
    lender: PartyId
    seller: PartyId
    payer: PartyId
    receivable: ReceivableId
    collection: CollectionId
    value_date: date
    amount: Money
    repaid: Money
    """Over all draws and components; less than nothing where money that came late freed more of
    later money than it repaid itself."""

    held: Money
    """By the lender, for draws of the seller that the bank has not paid out yet."""

    released: Money
    """To the seller."""

    kept: Money
    """By the lender, where there is no recourse."""

    by_transfer: ByTransfer | None = None
    """Where the seller bought claims back; None for what a bank entry paid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldProceedsGiven(Event):
    """The draws that money was held for were paid out or returned.

    `amount` is `repaid + released + kept`.
    """

    pool: PoolId
    lender: PartyId
    seller: PartyId
    receivable: ReceivableId
    collection: CollectionId
    amount: Money
    repaid: Money
    released: Money
    kept: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ProceedsUndone(Event):
    """The bank took the payment back; what was released is owed again by the seller.

    `amount` is `repaid + held + released + kept`.
    """

    pool: PoolId
    lender: PartyId
    seller: PartyId
    receivable: ReceivableId
    collection: CollectionId
    amount: Money
    repaid: Money
    held: Money
    released: Money
    kept: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolFrozen(Event):
    pool: PoolId
    lender: PartyId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolUnfrozen(Event):
    pool: PoolId
    lender: PartyId


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolClosed(Event):
    pool: PoolId
    lender: PartyId


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolReopened(Event):
    """A closed pool is owed something again; it is frozen, so that nothing new is lent."""

    pool: PoolId
    lender: PartyId
    reason: str


PoolEvent = (
    PoolOpened
    | TermsAmended
    | SellerJoined
    | CrossSupportAgreed
    | ClaimsAssigned
    | ClaimsChanged
    | ClaimsReleased
    | BorrowingBaseCertified
    | OverAdvanceRaised
    | OverAdvanceCured
    | PoolDrawn
    | DrawReturned
    | DrawRepaid
    | DrawRescheduled
    | ProceedsTaken
    | HeldProceedsGiven
    | ProceedsUndone
    | PoolFrozen
    | PoolUnfrozen
    | PoolClosed
    | PoolReopened
    | PayOffEvent
)
