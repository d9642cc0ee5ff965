"""The stored names of what happens to a pool."""

from __future__ import annotations

from adapters.postgres.names.registry import Named, as_it_was, room, with_loan_terms
from domain.receivable_pool.draw_events import DrawRescheduled, DrawReturned
from domain.receivable_pool.events import (
    BorrowingBaseCertified,
    ClaimsAssigned,
    ClaimsChanged,
    ClaimsReleased,
    CrossSupportAgreed,
    DrawRepaid,
    HeldProceedsGiven,
    PoolClosed,
    PoolDrawn,
    PoolFrozen,
    PoolOpened,
    PoolReopened,
    PoolUnfrozen,
    ProceedsTaken,
    ProceedsUndone,
    SellerJoined,
    TermsAmended,
)
from domain.receivable_pool.over_advance_events import OverAdvanceCured, OverAdvanceRaised
from domain.receivable_pool.pay_off_events import (
    PayOffDropped,
    PayOffFellShort,
    PayOffMade,
    PayOffPromised,
)
from domain.shared.event import Event


def _with_terms(event: type[Event]) -> Named:
    """Version 3 knew no day by which the lender answers about an order."""
    older = with_loan_terms(event)
    return Named(event, older.version + 1, {**older.upcasts, older.version: as_it_was})


RECEIVABLE_POOL = room(
    "receivable_pool",
    {
        "opened": _with_terms(PoolOpened),
        "terms_amended": _with_terms(TermsAmended),
        "seller_joined": SellerJoined,
        "cross_support_agreed": CrossSupportAgreed,
        "claims_assigned": Named(ClaimsAssigned, 2, {1: as_it_was}),
        "claims_changed": Named(ClaimsChanged, 2, {1: as_it_was}),
        "claims_released": Named(ClaimsReleased, 2, {1: as_it_was}),
        "borrowing_base_certified": BorrowingBaseCertified,
        "over_advance_raised": OverAdvanceRaised,
        "over_advance_cured": OverAdvanceCured,
        "drawn": PoolDrawn,
        "draw_returned": DrawReturned,
        "draw_repaid": DrawRepaid,
        "draw_rescheduled": DrawRescheduled,
        "proceeds_taken": Named(ProceedsTaken, 3, {1: as_it_was, 2: as_it_was}),
        "held_proceeds_given": HeldProceedsGiven,
        "proceeds_undone": ProceedsUndone,
        "frozen": PoolFrozen,
        "unfrozen": PoolUnfrozen,
        "closed": PoolClosed,
        "reopened": PoolReopened,
        "pay_off_promised": Named(PayOffPromised, 2, {1: as_it_was}),
        "pay_off_made": Named(PayOffMade, 2, {1: as_it_was}),
        "pay_off_fell_short": Named(PayOffFellShort, 2, {1: as_it_was}),
        "pay_off_dropped": Named(PayOffDropped, 2, {1: as_it_was}),
    },
)
