"""Dividing an amount over claims so that the parts add up to the cent."""

from __future__ import annotations

import numpy as np

from domain.eligibility.arithmetic import Amounts, Rows, proportion


def by_largest_remainder(
    amounts: Amounts, of: Rows, take: Amounts, totals: Amounts, rows: Rows
) -> Amounts:
    """Each row's part of `take[of]` in proportion to its amount in `totals[of]`.

    `of` is ascending. Odd units go to the largest remainders, of equal ones to
    the lowest row.
    """
    floors, remainders = proportion(amounts, take[of], np.maximum(totals[of], 1))
    odd = take - _sums(floors, of, take.size)
    order = np.lexsort((rows, -remainders, of))
    first_of = np.searchsorted(of, np.arange(take.size))
    rank = np.empty(rows.size, np.int64)
    rank[order] = np.arange(rows.size) - first_of[of]
    parts: Amounts = floors + (rank < odd[of])
    return parts


def _sums(amounts: Amounts, of: Rows, groups: int) -> Amounts:
    totals = np.zeros(groups, np.int64)
    np.add.at(totals, of, amounts)
    return totals
