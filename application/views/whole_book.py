"""All that a daily close goes through, of every lender.

What came a moment ago may be missing: it is gone through the day after.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from application.shared.views import Views
from application.views.financings import FINANCINGS
from application.views.guarantees import GUARANTEES
from application.views.lender_limits import LENDER_LIMITS, LimitRow
from application.views.lines import LINES
from application.views.parties import EVERYONE, PARTIES
from application.views.pools import POOLS
from application.views.programmes import PROGRAMMES
from application.views.requests import REQUESTS
from domain.enterprise.profile import Role
from domain.financing.state import Stage
from domain.financing.terms import Asking
from domain.guarantee.state import Stage as GuaranteeStage
from domain.shared.ids import FinancingId, GuaranteeId, LineId, PartyId, PoolId, ProgrammeId


def all_pools(views: Views) -> Iterator[tuple[PartyId, PoolId]]:
    for lender in _lenders(views):
        for _, row in views.all(POOLS, lender):
            yield lender, row.pool.pool


def all_loans(views: Views) -> Iterator[tuple[PartyId, FinancingId]]:
    """Of every product, that bear interest now."""
    for lender in _lenders(views):
        for _, loan in views.all(FINANCINGS, lender, facet=Stage.DISBURSED.value):
            if loan.lender == lender:
                yield lender, loan.financing


def all_lines(views: Views) -> Iterator[tuple[PartyId, LineId]]:
    """That were approved once: a fee may be owed for the days before one was closed."""
    for lender in _lenders(views):
        for _, row in views.all(LINES, lender):
            if row.line.lender == lender and row.line.approved_on is not None:
                yield lender, row.line.line


def all_programmes(views: Views) -> Iterator[tuple[PartyId, ProgrammeId]]:
    """Under which something is owed."""
    for lender in _lenders(views):
        for _, row in views.all(PROGRAMMES, lender):
            if row.programme.outstanding.is_positive:
                yield lender, row.programme.programme


def all_limits(views: Views) -> Iterator[LimitRow]:
    for lender in _lenders(views):
        for _, row in views.all(LENDER_LIMITS, lender):
            yield row


def all_guarantees(views: Views) -> Iterator[tuple[PartyId, GuaranteeId]]:
    """That bind."""
    for lender in _lenders(views):
        for _, row in views.all(GUARANTEES, lender, facet=GuaranteeStage.ACCEPTED.value):
            if row.guarantee.lender == lender:
                yield lender, row.guarantee.guarantee


def all_expired(views: Views, day: date) -> Iterator[tuple[PartyId, FinancingId]]:
    """Requests that nobody decided by their last day."""
    for lender in _lenders(views):
        for _, row in views.all(REQUESTS, lender, facet=Asking.OPEN.value):
            if row.lender == lender and row.expires_on < day:
                yield lender, row.financing


def _lenders(views: Views) -> list[PartyId]:
    return sorted(
        party.party for _, party in views.all(PARTIES, EVERYONE) if Role.LENDER in party.roles
    )
