"""Parts of a claim that do not count: what may be disputed, set off, held back or taxed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from domain.eligibility.arithmetic import AMOUNT_TOTAL_MAX, Amounts, BeyondMeasure, sums
from domain.eligibility.claim import Mark
from domain.eligibility.columns import ClaimColumns
from domain.eligibility.reasons import Rule
from domain.eligibility.standing import Circumstances, Contra, UnappliedCredit
from domain.eligibility.tally import Cut, Tally
from domain.eligibility.terms import DisputeTakes, EligibilityTerms


def take_parts(tally: Tally, terms: EligibilityTerms, around: Circumstances) -> None:
    """Take out partial ineligibles, claim by claim and account by account."""
    claims = tally.claims
    unconfirmed = _unconfirmed(claims, terms)
    tally.take_part(Rule.UNCONFIRMED, unconfirmed)
    _take_disputed(tally, terms.dispute_takes, unconfirmed)
    # What the buyer disputes, or left unconfirmed, is mostly just this.
    out = np.maximum(unconfirmed, claims.disputed)
    tally.take_part(Rule.BEYOND_ORDER, claims.beyond_order, but_for=out)
    if terms.deduct_contra:
        _take_contra(tally, terms, around)
    for rule, amount in deductions(claims, terms):
        tally.take_part(rule, amount)
    _take_credits(tally, terms, around)


def deductions(claims: ClaimColumns, terms: EligibilityTerms) -> Iterator[tuple[Rule, Amounts]]:
    """What is never lent on, by the terms: retention, prepayments and VAT."""
    if terms.deduct_retention:
        yield Rule.RETENTION, claims.retention
    if terms.deduct_prepaid:
        yield Rule.PREPAID, claims.prepaid
    if terms.deduct_vat:
        yield Rule.VAT, claims.vat_open


def _unconfirmed(claims: ClaimColumns, terms: EligibilityTerms) -> Amounts:
    """Of what is open, what the obligor has not confirmed."""
    if not terms.confirmation_required:
        return np.zeros(len(claims), np.int64)
    answered = (claims.marks & int(Mark.CONFIRMED)) != 0
    missing = np.maximum(claims.open - claims.confirmed, 0)
    return np.where(answered, missing, claims.open)


def _take_disputed(tally: Tally, takes: DisputeTakes, unconfirmed: Amounts) -> None:
    claims = tally.claims
    if takes is DisputeTakes.WHOLE:
        whole = np.where(claims.disputed > 0, claims.open, 0)
        tally.take_part(Rule.DISPUTED, whole)
    else:
        # Who confirms in part disputes the rest: the same money is not out twice.
        tally.take_part(Rule.DISPUTED, claims.disputed, but_for=unconfirmed)


def _take_contra(tally: Tally, terms: EligibilityTerms, around: Circumstances) -> None:
    """The lower of what is owed both ways, per seller and obligor."""
    pairs = ((contra, contra.payable) for contra in around.contras)
    payable = _by_account(tally.claims, pairs)
    _take_from_accounts(tally, Rule.CONTRA, payable, terms)


def _take_credits(tally: Tally, terms: EligibilityTerms, around: Circumstances) -> None:
    """Unapplied credits come off what is left of the account, never off its aged part."""
    claims = tally.claims
    credit = _by_account(claims, ((credit, credit.amount) for credit in around.credits))
    if claims.overpaid.any():
        credit = credit + sums(claims.account, claims.overpaid, credit.size)
    _take_from_accounts(tally, Rule.UNAPPLIED_CREDIT, credit, terms)


def _take_from_accounts(tally: Tally, rule: Rule, asked: Amounts, terms: EligibilityTerms) -> None:
    if not asked.any():
        return
    claims = tally.claims
    rows = np.flatnonzero(asked[claims.account])
    accounts = claims.account[rows]
    left = sums(accounts, tally.left[rows], asked.size)
    owed = sums(accounts, claims.open[rows], asked.size)
    take = np.minimum(asked, left)
    cut = Cut(claims.account, take, more=asked - take, figures=(owed, asked))
    tally.take_from_groups(rule, cut, terms.excess_falls)


def _by_account(
    claims: ClaimColumns, pairs: Iterator[tuple[Contra | UnappliedCredit, int]]
) -> Amounts:
    totals: dict[int, int] = {}
    for pair, amount in pairs:
        seller, obligor = claims.code_of.get(pair.seller), claims.code_of.get(pair.obligor)
        if seller is not None and obligor is not None:
            account = claims.account_of.get((seller, obligor))
            if account is not None:
                totals[account] = totals.get(account, 0) + amount
    if max(totals.values(), default=0) > AMOUNT_TOTAL_MAX:
        raise BeyondMeasure("what is set off leaves 64 bits")
    by_account = np.zeros(claims.account_seller.size, np.int64)
    for account, amount in totals.items():
        by_account[account] = amount
    return by_account
