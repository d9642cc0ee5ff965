"""Which repayment of a loan a reference names.

A transfer's reference is what people read: typed otherwise it is the same transfer, of which
the loan has one part. Other repayments are named by the platform, letter by letter.
"""

from __future__ import annotations

from domain.financing.state import Financing, Repayment
from domain.financing.terms import Source
from domain.shared.fingerprint import normalised_number

TRANSFERRED = frozenset({Source.BORROWER, Source.GUARANTOR})
"""What came by a transfer of its own, and not through a claim."""


def repayment_named(loan: Financing, reference: str, source: Source) -> Repayment | None:
    """None where nothing of that name was taken."""
    return next((it for it in loan.repayments if _names(it, reference, source)), None)


def transferred(loan: Financing, reference: str) -> Repayment | None:
    """What came by the transfer of that reference; the one so written, where there are more."""
    own = [it for it in loan.repayments if it.source in TRANSFERRED and _is_read_as(it, reference)]
    return min(own, key=lambda it: it.reference != reference, default=None)


def _names(known: Repayment, reference: str, source: Source) -> bool:
    if known.source in TRANSFERRED and source in TRANSFERRED:
        return _is_read_as(known, reference)
    return known.reference == reference


def _is_read_as(known: Repayment, reference: str) -> bool:
    return normalised_number(known.reference) == normalised_number(reference)
