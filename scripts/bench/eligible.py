"""The eligibility of one large pool, all rules and all reasons, against one sort of it by numpy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal
from statistics import median
from time import perf_counter

import numpy as np

from domain.eligibility.claim import Claim, Mark
from domain.eligibility.columns import ClaimColumns
from domain.eligibility.judge import judge
from domain.eligibility.judgement import Judgement
from domain.eligibility.standing import Circumstances, Contra, PartyStanding
from domain.eligibility.terms import Concentration, CrossAging, Dimension, EligibilityTerms
from domain.shared.currency import Currency
from domain.shared.ids import PartyId, ReceivableId
from domain.shared.money import Money
from scripts.bench.figures import Limited, Scale
from scripts.bench.ground import Ground
from scripts.bench.progress import Say

TIMES = 5.0
DAY = date(2026, 6, 30)
SELLERS, OBLIGORS = 200, 50
STEP = 7919
BAD = 7
"""The seller that is suspended."""

MARKS = Mark.CONFIRMED | Mark.NOTICED | Mark.REGISTERED
REPEATED = 3
"""Within a round; the fastest counts, of both."""


def measured(_ground: Ground, scale: Scale, say: Say) -> list[Limited]:
    say(f"a pool of {scale.pool:,} receivables is laid out")
    claims = [_claim(number, scale.pool) for number in range(scale.pool)]
    columns, around, terms = ClaimColumns.of(claims, Currency.CNY), _around(), _terms()
    sorting, judging = [], []
    for number in range(scale.rounds):
        say(f"eligibility, round {number + 1}")
        sorting.append(_timed(lambda: _sorted(columns)))
        judging.append(_timed(lambda: _judged(columns, terms, around)))
    one, other = median(judging), median(sorting)
    ratio = median(it / its for it, its in zip(judging, sorting, strict=True))
    shown = f"{one * 1000:.1f} ms / {other * 1000:.1f} ms = {ratio:.1f}"
    return [Limited(f"eligibility of {scale.pool:,}, in sorts of it", ratio, TIMES, shown)]


def _judged(columns: ClaimColumns, terms: EligibilityTerms, around: Circumstances) -> Judgement:
    """With every reason of every claim, in columns."""
    judgement = judge(columns, terms, around, DAY)
    if len(judgement.results) != len(columns):
        raise RuntimeError("a claim without a result")
    return judgement


def _sorted(columns: ClaimColumns) -> None:
    """By obligor, then due day: the order that a person would read it in."""
    order = np.lexsort((columns.due_on, columns.obligor))
    for field in fields(columns):
        column = getattr(columns, field.name)
        if isinstance(column, np.ndarray) and len(column) == len(order):
            column[order]


def _timed(work: Callable[[], object]) -> float:
    found = []
    for _ in range(REPEATED):
        began = perf_counter()
        work()
        found.append(perf_counter() - began)
    return min(found)


def _claim(number: int, of: int) -> Claim:
    """Some of everything: old and new, confirmed and not, disputed and retained."""
    place = number * STEP % of
    issued = DAY - timedelta(days=place % 140)
    due = issued + timedelta(days=30 + place % 60)
    owed = 10_000_00 + place % 1_000 * 1_00
    return Claim(
        receivable=ReceivableId(f"rcv_{place:08}"),
        seller=PartyId(f"seller-{place % SELLERS}"),
        obligor=PartyId(f"obligor-{place % OBLIGORS}"),
        currency=Currency.CNY,
        face=owed,
        vat=owed // 10,
        open=owed,
        confirmed=owed if place % 11 else 0,
        disputed=owed // 4 if place % 17 == 0 else 0,
        retention=owed // 20 if place % 3 == 0 else 0,
        prepaid=0,
        issued_on=issued,
        due_on=due,
        original_due_on=due,
        marks=MARKS if place % 13 else Mark.CONFIRMED,
    )


def _around() -> Circumstances:
    sellers = [
        PartyStanding(party=PartyId(f"seller-{it}"), suspended=it == BAD) for it in range(SELLERS)
    ]
    obligors = [
        PartyStanding(party=PartyId(f"obligor-{it}"), foreign=it % 9 == 0, group=f"group-{it % 20}")
        for it in range(OBLIGORS)
    ]
    contras = [
        Contra(PartyId(f"seller-{it}"), PartyId(f"obligor-{it % OBLIGORS}"), 5_000_00)
        for it in range(0, SELLERS, 10)
    ]
    return Circumstances(parties=(*sellers, *obligors), contras=tuple(contras))


def _terms() -> EligibilityTerms:
    return EligibilityTerms(
        advance_rate=Decimal("0.80"),
        limit=Money(10**15, Currency.CNY),
        cross_aging=CrossAging(),
        concentrations=(
            Concentration(dimension=Dimension.GROUP, cap=Decimal("0.04")),
            Concentration(dimension=Dimension.SELLER, cap=Decimal("0.01")),
        ),
    )
