"""What can stand in the way of a story that crosses rooms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from domain.shared.ids import (
    CollectionId,
    FinancingId,
    GuaranteeId,
    LineId,
    OrderId,
    PartyId,
    PoolId,
    ProgrammeId,
    ReceivableId,
)
from domain.shared.money import Money
from domain.shared.refusal import Kind, Refusal


@dataclass(frozen=True, slots=True)
class PoolUnknown(Refusal):
    """There is no such pool, or it is not this party's to see."""

    code: ClassVar[str] = "process.pool_unknown"
    kind: ClassVar[Kind] = Kind.ABSENT
    pool: PoolId


@dataclass(frozen=True, slots=True)
class ReceivableUnknown(Refusal):
    code: ClassVar[str] = "process.receivable_unknown"
    kind: ClassVar[Kind] = Kind.ABSENT
    receivable: ReceivableId


@dataclass(frozen=True, slots=True)
class StillLentOnTwice(Refusal):
    """They are one trade only when money is lent on one of them: the other is repaid first."""

    code: ClassVar[str] = "process.still_lent_on_twice"
    kind: ClassVar[Kind] = Kind.CONFLICT
    receivable: ReceivableId
    order: OrderId


@dataclass(frozen=True, slots=True)
class ReceivablesUnknown(Refusal):
    """The first hundred of them."""

    code: ClassVar[str] = "process.receivables_unknown"
    kind: ClassVar[Kind] = Kind.ABSENT
    receivables: tuple[ReceivableId, ...]


@dataclass(frozen=True, slots=True)
class FinancingUnknown(Refusal):
    code: ClassVar[str] = "process.financing_unknown"
    kind: ClassVar[Kind] = Kind.ABSENT
    financing: FinancingId


@dataclass(frozen=True, slots=True)
class GuaranteeUnknown(Refusal):
    """There is no such guarantee, or it is not this party's to see."""

    code: ClassVar[str] = "process.guarantee_unknown"
    kind: ClassVar[Kind] = Kind.ABSENT
    guarantee: GuaranteeId


@dataclass(frozen=True, slots=True)
class OtherGuarantor(Refusal):
    """The guarantee was given by somebody else than the financing says."""

    code: ClassVar[str] = "process.other_guarantor"
    kind: ClassVar[Kind] = Kind.UNSOUND
    guarantee: GuaranteeId
    guarantor: PartyId


@dataclass(frozen=True, slots=True)
class EvidenceNotOfQualification(Refusal):
    """What was named says something else of the guarantor than that it is qualified."""

    code: ClassVar[str] = "process.evidence_not_of_qualification"
    kind: ClassVar[Kind] = Kind.CONFLICT
    reference: str
    check: str


@dataclass(frozen=True, slots=True)
class CollectionUnknown(Refusal):
    code: ClassVar[str] = "process.collection_unknown"
    kind: ClassVar[Kind] = Kind.ABSENT
    collection: CollectionId


@dataclass(frozen=True, slots=True)
class LineUnknown(Refusal):
    """There is no such line, or it is not this party's to see."""

    code: ClassVar[str] = "process.line_unknown"
    kind: ClassVar[Kind] = Kind.ABSENT
    line: LineId


@dataclass(frozen=True, slots=True)
class LenderTakesNoMore(Refusal):
    """A limit of the lender's own stands in the way; whose and how high is nobody else's."""

    code: ClassVar[str] = "process.lender_takes_no_more"
    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class NoProgramme(Refusal):
    """No lender has an order programme for that buyer which the supplier was let into."""

    code: ClassVar[str] = "process.no_programme"
    kind: ClassVar[Kind] = Kind.CONFLICT
    core_enterprise: PartyId
    supplier: PartyId


@dataclass(frozen=True, slots=True)
class NoBankAccount(Refusal):
    """The seller named no account to pay to."""

    code: ClassVar[str] = "process.no_bank_account"
    kind: ClassVar[Kind] = Kind.CONFLICT
    seller: PartyId


@dataclass(frozen=True, slots=True)
class NotHeldHere(Refusal):
    """The pool holds no such claim."""

    code: ClassVar[str] = "process.not_held_here"
    kind: ClassVar[Kind] = Kind.CONFLICT
    receivable: ReceivableId


@dataclass(frozen=True, slots=True)
class HeldByAPool(Refusal):
    """A claim that secures money is not withdrawn."""

    code: ClassVar[str] = "process.held_by_a_pool"
    kind: ClassVar[Kind] = Kind.CONFLICT
    receivable: ReceivableId


@dataclass(frozen=True, slots=True)
class PriceBelowOpen(Refusal):
    """A buy-back pays at least what is still open on the claims."""

    code: ClassVar[str] = "process.price_below_open"
    kind: ClassVar[Kind] = Kind.CONFLICT
    price: Money
    open: Money


@dataclass(frozen=True, slots=True)
class DecisionUnknown(Refusal):
    """No decision of that hash was kept for this pool."""

    code: ClassVar[str] = "process.decision_unknown"
    kind: ClassVar[Kind] = Kind.ABSENT
    hash: str


@dataclass(frozen=True, slots=True)
class SeveralSellers(Refusal):
    """One seller buys back its own claims; those of another are another buy-back."""

    code: ClassVar[str] = "process.several_sellers"
    kind: ClassVar[Kind] = Kind.UNSOUND
    sellers: tuple[PartyId, ...]


@dataclass(frozen=True, slots=True)
class BuyBackUnknown(Refusal):
    """Nothing was bought back by that transfer, or it was taken back already."""

    code: ClassVar[str] = "process.buy_back_unknown"
    kind: ClassVar[Kind] = Kind.ABSENT
    reference: str


@dataclass(frozen=True, slots=True)
class TransferUsedUp(Refusal):
    """What was booked under the bank's reference would come to more than the transfer brought."""

    code: ClassVar[str] = "process.transfer_used_up"
    kind: ClassVar[Kind] = Kind.CONFLICT
    reference: str
    value_date: date
    transfer: Money
    booked: Money
    asked: Money


@dataclass(frozen=True, slots=True)
class TransferDiffers(Refusal):
    """The bank, or an earlier booking, said another amount of the same transfer."""

    code: ClassVar[str] = "process.transfer_differs"
    kind: ClassVar[Kind] = Kind.CONFLICT
    reference: str
    known: Money
    stated: Money


@dataclass(frozen=True, slots=True)
class ReferenceTaken(Refusal):
    """The bank's reference names another payment already."""

    code: ClassVar[str] = "process.reference_taken"
    kind: ClassVar[Kind] = Kind.CONFLICT
    reference: str


@dataclass(frozen=True, slots=True)
class NotYoursToAsk(Refusal):
    """The claim is this party's business, but what it asked is for another to ask."""

    code: ClassVar[str] = "process.not_yours_to_ask"
    kind: ClassVar[Kind] = Kind.FORBIDDEN
    receivable: ReceivableId


@dataclass(frozen=True, slots=True)
class ProgrammeUnknown(Refusal):
    """There is no such programme, or it is not this party's to see."""

    code: ClassVar[str] = "process.programme_unknown"
    kind: ClassVar[Kind] = Kind.ABSENT
    programme: ProgrammeId


@dataclass(frozen=True, slots=True)
class AskingUnknown(Refusal):
    """Nobody asked for money under that name."""

    code: ClassVar[str] = "process.asking_unknown"
    kind: ClassVar[Kind] = Kind.ABSENT
    financing: FinancingId


@dataclass(frozen=True, slots=True)
class DecidedUnderProgramme(Refusal):
    """Money on an order is decided where the order is judged and its lien taken."""

    code: ClassVar[str] = "process.decided_under_programme"
    kind: ClassVar[Kind] = Kind.CONFLICT
    financing: FinancingId
    programme: ProgrammeId


@dataclass(frozen=True, slots=True)
class SecurityBeforeLastApproval(Refusal):
    """Collateral and margin are held against what is lent, and count with the last approval."""

    code: ClassVar[str] = "process.security_before_last_approval"
    kind: ClassVar[Kind] = Kind.CONFLICT
    financing: FinancingId
    given: int
    """Approvals, with this one."""

    needed: int
