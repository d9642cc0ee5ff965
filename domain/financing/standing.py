"""How a financing stood on a day, by all that is known of that day."""

from __future__ import annotations

from datetime import date

from domain.financing.state import Financing, Stage
from domain.shared.attribution import Parts, less, repaid_by_obligor


def left_on(loan: Financing, day: date) -> Parts:
    """What each obligor was to pay on `day`."""
    written_off = loan.written_off_on is not None and loan.written_off_on <= day
    if loan.stage is Stage.RELEASED or loan.opened_on > day or written_off:
        return ()
    counted = [each for each in loan.repayments if each.counts_on <= day]
    if len(counted) == len(loan.repayments):
        return loan.left_by_obligor
    left = loan.by_obligor
    for each in sorted(counted, key=lambda it: it.counts_on):
        repaid = repaid_by_obligor(each.split.principal, left, loan.by_obligor, each.payer)
        left = less(left, repaid)
    return left
