"""The stored names of what happens to a loan."""

from __future__ import annotations

from adapters.postgres.names.registry import Body, Named, Upcast, as_it_was, room
from domain.financing.events import (
    BoughtBack,
    BuyBackDue,
    DisbursementConfirmed,
    DisbursementInstructed,
    DisbursementReturned,
    FinancingOpened,
    FinancingOverdue,
    FinancingRepaid,
    InterestAccrued,
    InterestCorrected,
    RepaymentAllocated,
    RepaymentReallocated,
    RepaymentReversed,
    SurplusDropped,
    SurplusHeld,
    SurplusReleased,
)
from domain.financing.request_events import (
    FinancingApproved,
    FinancingRejected,
    FinancingRequested,
    FinancingWithdrawn,
    RequestExpired,
)
from domain.financing.trouble_events import (
    DefaultDeclared,
    FinancingAccelerated,
    FinancingClosed,
    FinancingRestructured,
    FinancingWrittenOff,
    GuaranteeCalled,
    ProposalDropped,
    RestructuringDeclined,
    RestructuringExpired,
    RestructuringOffered,
    RestructuringProposed,
    WriteOffProposed,
)
from domain.shared.event import Event
from domain.shared.facility import Product


def under_a_facility(body: Body) -> Body:
    """Version 1 knew pools only."""
    said = {name: it for name, it in body.items() if name != "pool"}
    return {**said, "facility": {"product": Product.RECEIVABLE_POOL.value, "id": body["pool"]}}


def in_one_sum(body: Body) -> Body:
    """Version 1 knew no instalments."""
    line = {"due_on": body["due_on"], "principal": body["principal"]}
    return {**under_a_facility(body), "schedule": [line]}


def no_fee_accrued(body: Body) -> Body:
    """Version 1 took one fee, when it was opened."""
    return {**under_a_facility(body), "fee": {**body["amount"], "minor": 0}}


def no_fee_corrected(body: Body) -> Body:
    return {**under_a_facility(body), "fee_difference": {**body["difference"], "minor": 0}}


def since_pools(event: type[Event], lift: Upcast = under_a_facility) -> Named:
    """What was written when every financing was drawn from a pool."""
    return Named(event, 2, {1: lift})


FINANCING = room(
    "financing",
    {
        "requested": FinancingRequested,
        "approved": FinancingApproved,
        "rejected": FinancingRejected,
        "withdrawn": FinancingWithdrawn,
        "request_expired": RequestExpired,
        "opened": since_pools(FinancingOpened, in_one_sum),
        "disbursement_instructed": since_pools(DisbursementInstructed),
        "disbursement_confirmed": since_pools(DisbursementConfirmed),
        "disbursement_returned": since_pools(DisbursementReturned),
        "interest_accrued": since_pools(InterestAccrued, no_fee_accrued),
        "interest_corrected": since_pools(InterestCorrected, no_fee_corrected),
        "repayment_allocated": Named(RepaymentAllocated, 3, {1: under_a_facility, 2: as_it_was}),
        "repayment_reallocated": since_pools(RepaymentReallocated),
        "repayment_reversed": since_pools(RepaymentReversed),
        "surplus_held": SurplusHeld,
        "surplus_released": SurplusReleased,
        "surplus_dropped": SurplusDropped,
        "overdue": since_pools(FinancingOverdue),
        "buy_back_due": since_pools(BuyBackDue),
        "bought_back": since_pools(BoughtBack),
        "repaid": since_pools(FinancingRepaid),
        "default_declared": DefaultDeclared,
        "accelerated": FinancingAccelerated,
        "restructuring_proposed": RestructuringProposed,
        "restructuring_offered": RestructuringOffered,
        "restructuring_declined": RestructuringDeclined,
        "restructuring_expired": RestructuringExpired,
        "restructured": FinancingRestructured,
        "write_off_proposed": WriteOffProposed,
        "written_off": FinancingWrittenOff,
        "proposal_dropped": ProposalDropped,
        "guarantee_called": GuaranteeCalled,
        "closed": FinancingClosed,
    },
)
