"""What is left of each claim while the rules are applied, and what each rule found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from domain.eligibility.arithmetic import Amounts, Codes, Flags, Rows
from domain.eligibility.columns import ClaimColumns, Days, stable_order
from domain.eligibility.proration import by_largest_remainder
from domain.eligibility.reasons import Rule
from domain.eligibility.terms import ExcessFalls


@dataclass(frozen=True, slots=True)
class Finding:
    """All claims that fail one rule: a sparse column of the matrix of reasons."""

    rule: Rule
    rows: Rows
    """Ascending."""

    amount: Amounts
    counted: Amounts
    figures: tuple[Amounts, ...]
    """One column for each of `FIGURES[rule]`."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What a rule takes out of groups of claims; columns by group, but for `groups`."""

    groups: Codes
    """The group of each claim."""

    take: Amounts
    """At most what is left of the group."""

    more: Amounts
    """What it would take besides, were claims of the group that are out already cured."""

    figures: tuple[Amounts | int, ...]


@dataclass(slots=True)
class Tally:
    """Filled rule by rule: an amount goes to the first rule that takes it."""

    claims: ClaimColumns
    left: Amounts
    findings: list[Finding] = field(default_factory=list[Finding])

    def take_whole(self, rule: Rule, rows: Rows, *figures: Amounts | int) -> None:
        """The claims at `rows` (ascending) fail with everything still owed on them."""
        if not rows.size:
            return
        counted = self.left[rows]
        self.left[rows] = 0
        self._note(rule, rows, self.claims.open[rows], counted, figures)

    def take_part(self, rule: Rule, amount: Amounts, *, but_for: Amounts | None = None) -> None:
        """Each claim fails with `amount`; `but_for` is the part of it that is already out."""
        rows = np.flatnonzero(amount > 0)
        if not rows.size:
            return
        of = slice(None) if rows.size == amount.size else rows
        owed, asked = self.claims.open[of], amount[of]
        part = np.minimum(asked, owed)
        new = part if but_for is None else np.maximum(part - but_for[of], 0)
        counted = np.minimum(new, self.left[of])
        self.left[of] -= counted
        self._note(rule, rows, part, counted, (owed, asked))

    def take_from_groups(self, rule: Rule, cut: Cut, falls: ExcessFalls) -> None:
        """Take out of each group what `cut` asks, from the claims that are to bear it.

        A claim that was out already is told too where the cut would take it as
        well, so that curing its other reason promises nothing.
        """
        touched = (cut.take > 0) | (cut.more > 0)
        if not touched.any():
            return
        rows, taken = spread(self.left, cut, touched, falls, self.claims.issued_from_first)
        of = cut.groups[rows]
        left = self.left[rows]
        would = np.where(left == 0, np.minimum(self.claims.open[rows], cut.more[of]), 0)
        self.left[rows] = left - taken
        told = np.flatnonzero((taken > 0) | (would > 0))
        of = of[told]
        figures = [figure if isinstance(figure, int) else figure[of] for figure in cut.figures]
        amount, counted = np.maximum(taken, would)[told], taken[told]
        self._note(rule, rows[told], amount, counted, figures)

    def _note(
        self,
        rule: Rule,
        rows: Rows,
        amount: Amounts,
        counted: Amounts,
        figures: Sequence[Amounts | int],
    ) -> None:
        columns = tuple(np.broadcast_to(np.asarray(f, np.int64), rows.shape) for f in figures)
        self.findings.append(Finding(rule, rows, amount, counted, columns))


def spread(
    left: Amounts, cut: Cut, touched: Flags, falls: ExcessFalls, issued: Days
) -> tuple[Rows, Amounts]:
    """The rows of every touched group, ascending, and how much each gives.

    What the rows of a group give adds up to `cut.take` of it. A touched group has rows.
    """
    rows = np.flatnonzero(touched[cut.groups])
    order, starts = _by_group(cut.groups[rows], touched, issued[rows])
    take = cut.take[touched]
    of = np.repeat(np.arange(starts.size), np.diff(np.append(starts, rows.size)))
    amounts = left[rows[order]]
    totals = np.add.reduceat(amounts, starts)
    taken = np.empty_like(amounts)
    if falls is ExcessFalls.PRO_RATA:
        taken[order] = by_largest_remainder(amounts, of, take, totals, order)
    else:
        taken[order] = _from_the_end(amounts, of, take, totals, starts)
    return rows, taken


def _from_the_end(
    amounts: Amounts, of: Rows, take: Amounts, totals: Amounts, starts: Rows
) -> Amounts:
    """What each row gives when the last rows of its group give first."""
    running = np.cumsum(amounts) - amounts
    before = running - running[starts][of]
    kept: Amounts = np.clip((totals - take)[of] - before, 0, amounts)
    return amounts - kept


def _by_group(groups: Codes, touched: Flags, issued: Days) -> tuple[Rows, Rows]:
    """The order of rows by group, oldest first; and where in it each touched group starts."""
    order = stable_order(issued)
    keys = (np.cumsum(touched, dtype=np.int32) - 1)[groups[order]]
    by_key = stable_order(keys)
    return order[by_key], np.flatnonzero(np.diff(keys[by_key], prepend=-1))
