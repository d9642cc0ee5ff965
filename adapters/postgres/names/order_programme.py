"""The stored names of what happens to an order programme."""

from __future__ import annotations

from adapters.postgres.names.registry import room, with_loan_terms
from domain.order_programme.events import (
    AskingDropped,
    CostRecorded,
    MoneyAskedOnOrder,
    OrderCertified,
    OrderDrawRepaid,
    OrderDrawRescheduled,
    OrderDrawRestored,
    OrderDrawReturned,
    OrderFinanced,
    OrderOverAdvanceCured,
    OrderOverAdvanced,
    ProgrammeAmended,
    ProgrammeClosed,
    ProgrammeFrozen,
    ProgrammeOpened,
    ProgrammeUnfrozen,
    ReferencesRecorded,
    SupplierLetIn,
    SupplierLimited,
    SupplierRated,
)
from domain.order_programme.holding_events import (
    HeldOrderProceedsGiven,
    HeldOrderProceedsUndone,
    OrderProceedsHeld,
)

ORDER_PROGRAMME = room(
    "order_programme",
    {
        "opened": with_loan_terms(ProgrammeOpened),
        "amended": with_loan_terms(ProgrammeAmended),
        "supplier_let_in": SupplierLetIn,
        "supplier_rated": SupplierRated,
        "supplier_limited": SupplierLimited,
        "references_recorded": ReferencesRecorded,
        "cost_recorded": CostRecorded,
        "order_certified": OrderCertified,
        "order_over_advanced": OrderOverAdvanced,
        "order_over_advance_cured": OrderOverAdvanceCured,
        "money_asked": MoneyAskedOnOrder,
        "asking_dropped": AskingDropped,
        "order_financed": OrderFinanced,
        "draw_returned": OrderDrawReturned,
        "draw_repaid": OrderDrawRepaid,
        "draw_restored": OrderDrawRestored,
        "proceeds_held": OrderProceedsHeld,
        "held_given": HeldOrderProceedsGiven,
        "held_undone": HeldOrderProceedsUndone,
        "draw_rescheduled": OrderDrawRescheduled,
        "frozen": ProgrammeFrozen,
        "unfrozen": ProgrammeUnfrozen,
        "closed": ProgrammeClosed,
    },
)
