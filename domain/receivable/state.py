"""What is true of a claim now, and what it is as security."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.eligibility.claim import Claim, Mark
from domain.receivable.invoice import Invoice, Status, Trait
from domain.shared.ids import CollectionId, OrderId, PartyId, ReceivableId
from domain.shared.law.payment_terms import payable_now
from domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class NoReceivable:
    """Before the first event."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    receivable: ReceivableId


@dataclass(frozen=True, slots=True)
class Payment:
    """What one collection brought to this claim."""

    collection: CollectionId
    amount: Money


@dataclass(frozen=True, slots=True)
class Registration:
    lender: PartyId
    registry_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receivable:
    """A claim on record. `open` is gross less prepaid, credits, collections and write-downs."""

    receivable: ReceivableId
    invoice: Invoice
    open: Money
    due_on: date
    advances: Money
    """Still to be set off."""

    in_dispute: Money
    unconfirmed: Money | None = None
    """What was open and not confirmed when the buyer last answered; None before it did."""

    answer_due_on: date | None = None
    rejected: bool = False
    assignee: PartyId | None = None
    """Who the notice of assignment named, while it stands."""

    registration: Registration | None = None
    traits: frozenset[Trait] = frozenset()
    credits: frozenset[str] = frozenset()
    """Numbers of the credit notes applied."""

    payments: tuple[Payment, ...] = ()
    digests: frozenset[str] = frozenset()
    held_back: bool = False
    """Perhaps lent on twice, and nobody settled it."""

    borne: Mapping[OrderId, Money] = field(default_factory=dict[OrderId, Money])
    """What an order that it came out of bears of it, where that is not all; tax included."""

    accepted_beyond: Money | None = None
    """What no order bears and the buyer said it owes nevertheless."""

    @property
    def seller(self) -> PartyId:
        return self.invoice.seller

    @property
    def buyer(self) -> PartyId:
        return self.invoice.buyer

    @property
    def nothing(self) -> Money:
        return Money(0, self.open.currency)

    @property
    def confirmed(self) -> Money:
        """How much of what is open the buyer confirmed: payments use up the confirmed part first.

        Cautious on purpose; a buyer who means more may confirm more.
        """
        if self.unconfirmed is None:
            return self.nothing
        return max(self.open - self.unconfirmed, self.nothing)

    @property
    def contested(self) -> Money:
        """In dispute, and still open."""
        return min(self.in_dispute, self.open) if self.in_dispute.minor else self.in_dispute

    @property
    def undisputed(self) -> Money:
        """What the buyer may confirm."""
        return self.open - self.contested if self.in_dispute.minor else self.open

    @property
    def disputed(self) -> Money:
        """All of it where the buyer rejected the claim."""
        return self.open if self.rejected else self.contested

    @property
    def beyond_order(self) -> Money:
        """Still open, borne by no order, and not accepted by the buyer: it does not count."""
        if not self.borne:
            return self.nothing
        waiting = self.not_borne - (self.accepted_beyond or self.nothing)
        return min(max(waiting, self.nothing), self.open)

    @property
    def not_borne(self) -> Money:
        """Beyond its orders, whoever accepted it; what is credited is no longer billed."""
        if not self.borne:
            return self.nothing
        paid = Money.total((it.amount for it in self.payments), self.open.currency)
        billed = self.open + paid + self.invoice.prepaid
        return max(billed - min(self.borne.values()), self.nothing)

    @property
    def payable(self) -> Money:
        """The undisputed part, to be paid on its day (支付条例 art. 15)."""
        return payable_now(self.open, self.disputed)

    @property
    def terms_extended(self) -> bool:
        return self.due_on != self.invoice.due_on

    @property
    def is_noticed(self) -> bool:
        return self.assignee is not None


ReceivableState = NoReceivable | Receivable | Withdrawn


def status_of(state: Receivable | Withdrawn) -> Status:
    """The one word for it; the later line yields to the earlier."""
    if isinstance(state, Withdrawn):
        return Status.WITHDRAWN
    return next(word for word, holds in STATUSES if holds(state))


STATUSES: tuple[tuple[Status, Callable[[Receivable], bool]], ...] = (
    (Status.SETTLED, lambda claim: claim.open.is_zero),
    (Status.REJECTED, lambda claim: claim.rejected),
    (Status.DISPUTED, lambda claim: claim.disputed.is_positive),
    (Status.CONFIRMED, lambda claim: claim.confirmed == claim.open),
    (Status.PARTLY_CONFIRMED, lambda claim: claim.confirmed.is_positive),
    (Status.CONFIRMATION_ASKED, lambda claim: claim.answer_due_on is not None),
    (Status.REGISTERED, lambda _: True),
)


MARKS: dict[Trait, Mark] = {
    Trait.INSURED: Mark.INSURED,
    Trait.GOVERNMENT_ASSIGNED: Mark.GOVERNMENT_ASSIGNED,
    Trait.PROGRESS_BILLING: Mark.PROGRESS_BILLING,
    Trait.BILL_AND_HOLD: Mark.BILL_AND_HOLD,
    Trait.CONSIGNMENT: Mark.CONSIGNMENT,
    Trait.GUARANTEED_SALE: Mark.GUARANTEED_SALE,
    Trait.FINANCE_CHARGE: Mark.FINANCE_CHARGE,
    Trait.CHATTEL_PAPER: Mark.CHATTEL_PAPER,
    Trait.ENCUMBERED_ELSEWHERE: Mark.ENCUMBERED_ELSEWHERE,
}


def marks_of(claim: Receivable, lender: PartyId) -> Mark:
    """Notice and registration count only for the lender they were made for."""
    file = claim.registration
    marks = [MARKS[trait] for trait in claim.traits]
    if claim.held_back:
        marks.append(Mark.LENT_ON_TWICE)
    if claim.confirmed.is_positive:
        marks.append(Mark.CONFIRMED)
    if claim.assignee == lender:
        marks.append(Mark.NOTICED)
    if file is not None and file.lender == lender:
        marks.append(Mark.REGISTERED)
    if claim.terms_extended:
        marks.append(Mark.TERMS_EXTENDED)
    return Mark(sum(marks))


def claim_of(claim: Receivable, lender: PartyId) -> Claim:
    """The facts that eligibility looks at, for `lender`; amounts in minor units.

    Retention and advances are never more than what is open.
    """
    invoice = claim.invoice
    return Claim(
        receivable=claim.receivable,
        seller=invoice.seller,
        obligor=invoice.buyer,
        currency=claim.open.currency,
        face=invoice.gross.minor,
        vat=invoice.tax.minor,
        open=claim.open.minor,
        confirmed=claim.confirmed.minor,
        disputed=claim.disputed.minor,
        retention=min(invoice.retention, claim.open).minor,
        prepaid=min(claim.advances, claim.open).minor,
        issued_on=invoice.issued_on,
        due_on=claim.due_on,
        original_due_on=invoice.due_on,
        marks=marks_of(claim, lender),
        beyond_order=claim.beyond_order.minor,
    )
