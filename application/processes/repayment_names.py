"""How repayments are named in the loans they went to: each form is written and read here alone.

A loan takes a reference once. Where the same money comes to it again, a number behind `#` tells
one from the next.
"""

from __future__ import annotations

from domain.shared.ids import CollectionId, FinancingId, ReceivableId

PASSED_ON, PAID_OFF = "passed on by", "paid off by"


def name_of_payment(collection: CollectionId, claim: ReceivableId) -> str:
    """What a payment on a claim repaid."""
    return f"{collection}/{claim}"


def is_payment(reference: str, collection: CollectionId, claim: ReceivableId) -> bool:
    return unnumbered(reference) == name_of_payment(collection, claim)


def claim_in(reference: str) -> ReceivableId | None:
    """The claim it was paid on; None where it names none."""
    _, parted, claim = unnumbered(reference).rpartition("/")
    return ReceivableId(claim) if parted else None


def name_of_passed_on(old: FinancingId) -> str:
    """What the lender of `old`, which was paid off, passed on of what it had too much."""
    return f"{PASSED_ON} {old}"


def is_passed_on(reference: str, old: FinancingId) -> bool:
    return unnumbered(reference) == name_of_passed_on(old)


def name_of_paid_off(by: FinancingId) -> str:
    """What the draw `by` of another lender paid here."""
    return f"{PAID_OFF} {by}"


def is_paid_off(reference: str, by: FinancingId) -> bool:
    return unnumbered(reference) == name_of_paid_off(by)


def numbered(name: str, number: int) -> str:
    return f"{name}#{number}"


def unnumbered(reference: str) -> str:
    """A bank's own reference in a name may hold the sign too."""
    name, _, number = reference.rpartition("#")
    return name if name and number.isdecimal() else reference
