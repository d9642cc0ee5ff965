"""What a lender holds of a receivable; surplus, priority and accounting differ by it."""

from __future__ import annotations

from enum import Enum


class LegalForm(Enum):
    """How the receivable secures or carries the money."""

    ASSIGNMENT_RECOURSE = "assignment_recourse"
    """有追索权保理: surplus goes back to the seller (Civil Code 766)."""

    ASSIGNMENT_NONRECOURSE = "assignment_nonrecourse"
    """无追索权保理: surplus stays with the lender (Civil Code 767)."""

    PLEDGE = "pledge"
    """应收账款质押: a loan; what is over goes back to the pledgor."""

    @property
    def is_loan(self) -> bool:
        """Whether interest may not be deducted in advance (Civil Code 670)."""
        return self is LegalForm.PLEDGE

    @property
    def has_recourse(self) -> bool:
        return self is not LegalForm.ASSIGNMENT_NONRECOURSE

    @property
    def surplus_goes_to_seller(self) -> bool:
        return self is not LegalForm.ASSIGNMENT_NONRECOURSE
