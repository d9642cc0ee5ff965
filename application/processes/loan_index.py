"""Which loans a lender has to one borrower, known in the transaction that opens or requests one.

Entries are numbered from one without a gap and never taken out, so that their number is
found by a few looks; whoever loses the race for a number gets `Conflict` and asks again.
"""

from __future__ import annotations

from collections.abc import Sequence

from application.financing import streams as financings
from application.shared.owners import own
from application.shared.ports import Reading, UnitOfWork
from domain.shared.ids import FinancingId, PartyId

SPREAD = 100
ROUNDS = 3
"""So that a borrower has fewer than SPREAD ** ROUNDS loans of one lender, ever."""


def own_loan(work: UnitOfWork, lender: PartyId, borrower: PartyId, financing: FinancingId) -> None:
    """Say whose a new loan, or request for one, is."""
    own(work, financings.ROOM.name, financing, lender)
    number = _count(work, lender, borrower) + 1
    work.reserve(_key(lender, borrower, number), financing)


def loans_to(reading: Reading, lender: PartyId, borrower: PartyId) -> Sequence[FinancingId]:
    """All that were ever opened or requested, the first before the others."""
    numbers = range(1, _count(reading, lender, borrower) + 1)
    keys = [_key(lender, borrower, number) for number in numbers]
    holders = reading.holders(keys)
    return [FinancingId(holders[key]) for key in keys]


def _count(reading: Reading, lender: PartyId, borrower: PartyId) -> int:
    """Digit by digit: how many hundreds of hundreds there are, then hundreds, then ones."""
    count = 0
    for power in reversed(range(ROUNDS)):
        step = SPREAD**power
        keys = [_key(lender, borrower, count + step * digit) for digit in range(1, SPREAD)]
        count += step * len(reading.holders(keys))
    return count


def _key(lender: PartyId, borrower: PartyId, number: int) -> str:
    """Ids hold no slash, so no two pairs share one."""
    return f"loan-of/{lender}/{borrower}/{number}"
