"""The decision about a pool's claims: per claim, per seller and as one certificate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from domain.eligibility.arithmetic import Amounts, sums
from domain.eligibility.base import Base, seller_bases
from domain.eligibility.certificate import BaseCertificate, Ineligible, Reserve, SellerBase
from domain.eligibility.columns import ClaimColumns
from domain.eligibility.digest import inputs_hash
from domain.eligibility.reasons import Rule
from domain.eligibility.results import Results
from domain.eligibility.standing import Circumstances
from domain.eligibility.tally import Finding
from domain.eligibility.terms import EligibilityTerms
from domain.shared.ids import PartyId
from domain.shared.money import Money


@dataclass(frozen=True)
class Judgement:
    """The whole decision; what is large or slow about it is made when asked for."""

    claims: ClaimColumns
    terms: EligibilityTerms
    around: Circumstances
    day: date
    eligible: Amounts
    """Minor units, one row a claim."""

    findings: tuple[Finding, ...]
    base: Base

    @cached_property
    def results(self) -> Results:
        claims = self.claims
        return Results(
            self.day,
            claims.currency,
            claims.receivables,
            claims.open,
            self.eligible,
            self.findings,
        )

    @cached_property
    def inputs_hash(self) -> str:
        return inputs_hash(self.claims, self.terms, self.around, self.day)

    @cached_property
    def sellers(self) -> tuple[SellerBase, ...]:
        return seller_bases(self.claims, self.eligible, self.base, self.around)

    def results_bytes(self) -> bytes:
        return self.results.to_bytes()

    @property
    def results_hash(self) -> str:
        return self.results.hash

    def eligible_by_obligor(
        self, seller: PartyId | None = None
    ) -> tuple[tuple[PartyId, Money], ...]:
        """Who is to pay the eligible amount (of one seller's claims), sorted by party."""
        claims = self.claims
        counted = self.eligible
        if seller is not None:
            counted = np.where(claims.seller == claims.code_of.get(seller, -1), counted, 0)
        totals = sums(claims.obligor, counted, len(claims.parties)).tolist()
        pairs = zip(claims.parties, totals, strict=True)
        return tuple((party, self._money(minor)) for party, minor in pairs if minor)

    def last_due_on(self, seller: PartyId | None = None) -> date | None:
        """When the last eligible claim (of one seller) falls due; None where there is none."""
        claims = self.claims
        counts = self.eligible > 0
        if seller is not None:
            counts &= claims.seller == claims.code_of.get(seller, -1)
        due = claims.due_on[counts]
        return None if due.size == 0 else date.fromordinal(int(due.max()))

    def certificate(self, terms_version: int) -> BaseCertificate:
        base = self.base
        return BaseCertificate(
            terms_version=terms_version,
            day=self.day,
            claims=len(self.claims),
            gross=self._money(base.gross),
            ineligible=self._ineligible(),
            eligible=self._money(base.eligible),
            advance=self._money(base.advance),
            reserves=self._reserves(),
            base=self._money(base.base),
            limit=self.terms.limit,
            outstanding=self._money(base.outstanding),
            available=self._money(base.available),
            sellers=self.sellers,
            inputs_hash=self.inputs_hash,
            results_hash=self.results_hash,
        )

    def _ineligible(self) -> tuple[Ineligible, ...]:
        by_rule: dict[Rule, list[Finding]] = {}
        for found in self.findings:
            by_rule.setdefault(found.rule, []).append(found)
        return tuple(self._by(rule, found) for rule, found in by_rule.items())

    def _by(self, rule: Rule, found: Sequence[Finding]) -> Ineligible:
        rows = np.unique(np.concatenate([one.rows for one in found]))
        counted = sum(int(one.counted.sum()) for one in found)
        return Ineligible(rule, int(rows.size), self._money(counted))

    def _reserves(self) -> tuple[Reserve, ...]:
        return tuple(
            Reserve(held.name, held.ratio, self._money(held.amount)) for held in self.base.reserves
        )

    def _money(self, minor: int) -> Money:
        return Money(minor, self.claims.currency)
