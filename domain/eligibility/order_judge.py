"""What one order is worth as security, by the terms, on one day.

The order of operations decides the number: gross, what takes the whole order, what
was paid, invoiced, lost or does not match, prices over their references, size and
concentration, financing ratio. An amount counts under the first rule that takes it;
an order is told every rule that it fails.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from domain.eligibility import order_parts as parts
from domain.eligibility import order_permitting as permitting
from domain.eligibility import order_screens as screens
from domain.eligibility.order_certificate import (
    OrderCertificate,
    OrderIneligible,
    SecurityRatios,
)
from domain.eligibility.order_digest import order_inputs_hash
from domain.eligibility.order_facts import OrderFacts
from domain.eligibility.order_reasons import OrderRule
from domain.eligibility.order_results import OrderResults
from domain.eligibility.order_standing import OrderCircumstances
from domain.eligibility.order_tally import OrderTally
from domain.eligibility.order_terms import OrderTerms, RatingTerms
from domain.shared.money import Money, Rounding

NOT_LENT_ON = RatingTerms(rating="", financing_ratio=Decimal(0))


@dataclass(frozen=True)
class OrderJudgement:
    """The whole decision about one order."""

    facts: OrderFacts
    terms: OrderTerms
    around: OrderCircumstances
    day: date
    results: OrderResults

    @property
    def eligible(self) -> Money:
        return self.results.eligible

    @property
    def rating(self) -> RatingTerms:
        """The row of the terms that the supplier's rating falls under."""
        return _row_of(self.terms, self.around)

    @property
    def advance(self) -> Money:
        """Never a cent more than the ratio allows."""
        return self.eligible.times(self.rating.financing_ratio, Rounding.IN_FAVOUR_OF_LENDER)

    @property
    def carried(self) -> Money:
        """What it bears of money that is lent already."""
        worth = self.carrying.eligible
        return worth.times(self.rating.financing_ratio, Rounding.IN_FAVOUR_OF_LENDER)

    @cached_property
    def carrying(self) -> OrderResults:
        """What it is worth to money that is lent already, and every reason why it is not more."""
        return _worth_to_what_is_lent(self.facts, self.terms, self.around, self.day)

    @cached_property
    def inputs_hash(self) -> str:
        return order_inputs_hash(self.facts, self.terms, self.around, self.day)

    def certificate(self, terms_version: int) -> OrderCertificate:
        row, facts, advance = self.rating, self.facts, self.advance
        ratios = SecurityRatios(row.guarantee_ratio, row.collateral_ratio, row.margin_ratio)
        return OrderCertificate(
            order=facts.order,
            buyer=facts.buyer,
            supplier=facts.supplier,
            terms_version=terms_version,
            day=self.day,
            gross=self.results.gross,
            ineligible=self._ineligible(),
            eligible=self.eligible,
            rating="" if self.around.rated is None else self.around.rated.rating,
            financing_ratio=row.financing_ratio,
            advance=advance,
            carried=self.carried,
            ratios=ratios,
            security=ratios.of(advance),
            deliver_by=facts.deliver_by,
            due_latest=screens.due_latest(facts.deliver_by, self.terms, self.day),
            inputs_hash=self.inputs_hash,
            results_hash=self.results.hash,
            carrying_hash=self.carrying.hash,
        )

    def _ineligible(self) -> tuple[OrderIneligible, ...]:
        by_rule: dict[OrderRule, Money] = {}
        for reason in self.results.reasons:
            before = by_rule.get(reason.rule, Money.zero(reason.counted.currency))
            by_rule[reason.rule] = before + reason.counted
        return tuple(OrderIneligible(rule, amount) for rule, amount in by_rule.items())


def judge_order(
    facts: OrderFacts, terms: OrderTerms, around: OrderCircumstances, day: date
) -> OrderJudgement:
    """Apply every rule of `terms` to the order as things stand on `day`.

    Deterministic: the same arguments give the same bytes. `terms` must have no
    `faults_of_order_terms`.
    """
    tally = OrderTally.of(facts)
    gross = tally.left
    screens.screen_order(tally, terms)
    screens.screen_parties(tally, terms, around)
    permitting.screen_permit(tally, around, day)
    screens.screen_suspicion(tally, around)
    screens.screen_rating(tally, terms, around, day)
    screens.screen_size_and_age(tally, terms, day)
    screens.screen_delivery(tally, terms, day)
    screens.screen_gross_margin(tally, terms, around)
    parts.take_used_parts(tally, terms)
    parts.take_mismatches(tally)
    parts.take_overpriced(tally, terms, around, day)
    parts.take_over_size(tally, terms)
    parts.take_concentration(tally, terms, around)
    permitting.take_beyond_permit(tally, around, _row_of(terms, around).financing_ratio)
    results = OrderResults(facts.order, day, gross, tally.left, tuple(tally.reasons))
    return OrderJudgement(facts, terms, around, day, results)


def _row_of(terms: OrderTerms, around: OrderCircumstances) -> RatingTerms:
    rated = around.rated
    row = None if rated is None else terms.of_rating(rated.rating)
    return row or NOT_LENT_ON


def _worth_to_what_is_lent(
    facts: OrderFacts, terms: OrderTerms, around: OrderCircumstances, day: date
) -> OrderResults:
    """What the order will still bring, whether or not money would be lent on it anew.

    Its age, size, price and share of the whole were looked at when it was lent on. An
    invoice of it counts as long as it is owed, since it repays this money first; what is
    neither delivered nor invoiced on the agreed day does not. Where somebody else has the
    order, those of its invoices count that the programme holds in its place.
    """
    instead = around.encumbered and around.instead > 0
    if instead:
        around = replace(around, encumbered=False, owed=around.instead)
    owed = min(Money(max(around.owed, 0), facts.ordered.currency), facts.invoiced)
    tally = OrderTally.of(replace(facts, invoiced=facts.invoiced - owed))
    gross = tally.left
    screens.screen_order(tally, terms)
    screens.screen_parties(tally, terms, around)
    parts.take_used_parts(tally, terms)
    parts.take_mismatches(tally)
    if instead:
        parts.take_others_part(tally, owed)
    parts.take_late(tally, owed, day)
    return OrderResults(facts.order, day, gross, tally.left, tuple(tally.reasons))
