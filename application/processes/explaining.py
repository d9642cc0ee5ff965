"""Why each claim of a pool counts for what it counts: judged today, or replayed as it was kept.

A supplier sees the same decision as its lender, and of it its own claims.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice

from application.processes.certifying import decided, decision_key, pool_of
from application.processes.looking import Viewer, pool_for
from application.processes.refusals import DecisionUnknown
from application.receivable import streams as receivables
from application.shared.owners import owners_of
from application.shared.ports import Reading
from domain.eligibility.certificate import BaseCertificate
from domain.eligibility.reasons import (
    COUNTS_IN_DAYS,
    COUNTS_IN_MILLIONTHS,
    Fact,
    Reason,
    Remedy,
    Rule,
)
from domain.eligibility.results import ClaimResult, Results
from domain.shared.currency import Currency
from domain.shared.ids import PartyId, PoolId, ReceivableId
from domain.shared.money import Money
from domain.shared.refusal import Refused

Measured = Money | Decimal | int


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a reason: an amount, a share (0.25 is 25 %), or a count of days."""

    name: str
    value: Measured


@dataclass(frozen=True, slots=True)
class ReasonGiven:
    """One rule that a claim fails; `counted` of all of them add up to what is excluded."""

    rule: Rule
    amount: Money
    counted: Money
    figures: tuple[Figure, ...]
    remedy: Remedy


@dataclass(frozen=True, slots=True)
class ClaimExplained:
    """What one claim counts for, and every reason why it is not more."""

    receivable: ReceivableId
    seller: PartyId
    owed: Money
    eligible: Money
    excluded: Money
    reasons: tuple[ReasonGiven, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """One decision about a pool; `own` is the supplier whose part alone is shown."""

    pool: PoolId
    day: date
    hash: str
    results: Results
    seller_of: dict[ReceivableId, PartyId]
    own: PartyId | None
    certificate: BaseCertificate | None
    """None where the decision is replayed from what was kept, and for a supplier."""

    def claims(self, after: ReceivableId | None, limit: int) -> tuple[ClaimExplained, ...]:
        """At most `limit` of them beyond `after`, in order of their ids."""
        return tuple(islice(self._beyond(after), limit))

    def _beyond(self, after: ReceivableId | None) -> Iterator[ClaimExplained]:
        currency = self.results.currency
        for receivable in self.results.receivables:
            seller = self.seller_of[receivable]
            if (after is not None and receivable <= after) or self.own not in {None, seller}:
                continue
            result = self.results.of(receivable)
            if result is not None:
                yield _explained(result, seller, currency)


def explain_today(reading: Reading, pool: PoolId, viewer: Viewer, day: date) -> Explained:
    """Raise `Refused` where the pool is none of the viewer's."""
    state = pool_for(reading, pool, viewer).state
    claims = reading.claims(pool)
    decision = decided(reading, pool_of(reading, state.lender, pool), day, claims)
    own = None if viewer in {None, state.lender} else viewer
    return Explained(
        pool=pool,
        day=day,
        hash=decision.judgement.results_hash,
        results=decision.judgement.results,
        seller_of={claim.receivable: claim.seller for claim in claims},
        own=own,
        certificate=None if own else decision.certificate,
    )


def replay(reading: Reading, pool: PoolId, results_hash: str, viewer: Viewer) -> Explained:
    """The decision as it was kept, byte for byte. Raise `Refused` where none has that hash."""
    state = pool_for(reading, pool, viewer).state
    kept = reading.attachment(decision_key(pool, results_hash))
    if kept is None:
        raise Refused(DecisionUnknown(results_hash))
    results = Results.from_bytes(kept)
    sellers = owners_of(reading, receivables.ROOM.name, results.receivables)
    return Explained(
        pool=pool,
        day=results.day,
        hash=results.hash,
        results=results,
        seller_of={ReceivableId(it): seller for it, seller in sellers.items()},
        own=None if viewer in {None, state.lender} else viewer,
        certificate=None,
    )


def _explained(result: ClaimResult, seller: PartyId, currency: Currency) -> ClaimExplained:
    return ClaimExplained(
        receivable=result.receivable,
        seller=seller,
        owed=Money(result.owed, currency),
        eligible=Money(result.eligible, currency),
        excluded=Money(result.excluded, currency),
        reasons=tuple(_reason(reason, currency) for reason in result.reasons),
    )


def _reason(reason: Reason, currency: Currency) -> ReasonGiven:
    return ReasonGiven(
        rule=reason.rule,
        amount=Money(reason.amount, currency),
        counted=Money(reason.counted, currency),
        figures=tuple(Figure(it.figure.value, _measured(it, currency)) for it in reason.facts),
        remedy=reason.remedy,
    )


def _measured(fact: Fact, currency: Currency) -> Measured:
    if fact.figure in COUNTS_IN_DAYS:
        return fact.value
    if fact.figure in COUNTS_IN_MILLIONTHS:
        return Decimal(fact.value).scaleb(-6)
    return Money(fact.value, currency)
