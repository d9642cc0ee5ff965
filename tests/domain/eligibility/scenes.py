"""The cast of a pool and its book: suppliers of one anchor, and others for the exceptions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from domain.eligibility.claim import Claim, Mark
from domain.eligibility.judge import judge
from domain.eligibility.judgement import Judgement
from domain.eligibility.reasons import Rule
from domain.eligibility.standing import Circumstances, MonthlyFigures, PartyStanding
from domain.eligibility.terms import AgeLimits, EligibilityTerms
from domain.shared.currency import Currency
from domain.shared.ids import PartyId, ReceivableId
from domain.shared.money import Money

TODAY = date(2026, 6, 30)
SUPPLIER = PartyId("supplier")
RIVAL = PartyId("rival")
ANCHOR = PartyId("anchor")
OTHER = PartyId("other-buyer")
ALL_GOOD = Mark.CONFIRMED | Mark.NOTICED | Mark.REGISTERED

PLAIN = EligibilityTerms(
    advance_rate=Decimal(1),
    limit=Money(10**15, Currency.CNY),
    age=AgeLimits(past_due=None, from_invoice=None),
)
"""Every age limit off, the whole of what is eligible advanced: a test switches on what it tests."""


def claim(
    receivable: str = "r1",
    owed: int = 100_000,
    **facts: Any,  # noqa: ANN401 - whatever fields the test is about
) -> Claim:
    """A young, confirmed, noticed and registered claim, unless told otherwise."""
    plain = Claim(
        receivable=ReceivableId(receivable),
        seller=SUPPLIER,
        obligor=ANCHOR,
        currency=Currency.CNY,
        face=owed,
        vat=0,
        open=owed,
        confirmed=owed,
        disputed=0,
        retention=0,
        prepaid=0,
        issued_on=TODAY - timedelta(days=10),
        due_on=TODAY + timedelta(days=50),
        original_due_on=TODAY + timedelta(days=50),
        marks=ALL_GOOD,
    )
    return replace(plain, **facts)


def aged(days_from_invoice: int = 0, days_past_due: int = 0) -> dict[str, Any]:
    due = TODAY - timedelta(days=days_past_due)
    issued = TODAY - timedelta(days=days_from_invoice)
    return {"issued_on": issued, "due_on": due, "original_due_on": due}


def party(
    name: str,
    **facts: Any,  # noqa: ANN401 - whatever fields the test is about
) -> PartyStanding:
    return PartyStanding(party=PartyId(name), **facts)


def around(
    *others: PartyStanding,
    **facts: Any,  # noqa: ANN401 - whatever fields the test is about
) -> Circumstances:
    """The cast in good standing, but for `others`."""
    known = {standing.party: standing for standing in map(party, (SUPPLIER, RIVAL, ANCHOR, OTHER))}
    known |= {standing.party: standing for standing in others}
    return Circumstances(parties=tuple(known.values()), **facts)


def judged(
    *claims: Claim,
    terms: EligibilityTerms = PLAIN,
    circumstances: Circumstances | None = None,
    **changed: Any,  # noqa: ANN401 - whatever fields the test is about
) -> Judgement:
    return judge(claims, replace(terms, **changed), circumstances or around(), TODAY)


def rules(judgement: Judgement, receivable: str = "r1") -> list[Rule]:
    result = judgement.results.of(ReceivableId(receivable))
    assert result is not None
    return [reason.rule for reason in result.reasons]


def eligible(judgement: Judgement, receivable: str = "r1") -> int:
    result = judgement.results.of(ReceivableId(receivable))
    assert result is not None
    return result.eligible


def taken(judgement: Judgement) -> dict[Rule, int]:
    """What each rule took, counted once."""
    return {part.rule: part.amount.minor for part in judgement.certificate(1).ineligible}


def months(dilution: Sequence[Decimal], sales: int = 1_000_000) -> tuple[MonthlyFigures, ...]:
    """A history whose dilution ratios are `dilution`, measured without a lag."""
    return tuple(
        MonthlyFigures(date(2025 + place // 12, place % 12 + 1, 1), sales, int(sales * ratio), 0)
        for place, ratio in enumerate(dilution)
    )
