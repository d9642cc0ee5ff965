"""A lender's book on any day: each loan by who is to pay and who answers for it, and what it must
still pay out on lines that it is committed to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from application.shared.views import Views
from application.views.guarantees import GUARANTEES, uses_of
from application.views.lines import LINES
from application.views.loan_lines import LIVE, LOAN_LINES
from domain.credit_line.state import Line
from domain.credit_line.terms import Commitment
from domain.exposure.rows import ExposureRow
from domain.financing.standing import left_on
from domain.financing.state import Financing
from domain.guarantee.state import Guarantee
from domain.shared.attribution import Parts
from domain.shared.facility import Facility, Product
from domain.shared.ids import FinancingId, PartyId
from domain.shared.money import Money

Answering = Mapping[FinancingId, dict[PartyId, int]]
"""Of each loan, what each guarantor answers for; minor units."""


@dataclass(frozen=True, slots=True)
class When:
    """On which day; `live`: today, so that what is over need not be read."""

    day: date
    live: bool = True


def book_of(views: Views, lender: PartyId, when: When) -> Iterator[ExposureRow]:
    answering = _answering(views, lender, when.day)
    for _, row in views.all(LOAN_LINES, lender, facet=LIVE if when.live else None):
        yield from rows_of(row.loan, answering, when.day)
    for _, line in views.all(LINES, lender):
        if line.line.lender == lender:
            yield from undrawn(line.line, when.day)


def guarantees_of(views: Views, scope: PartyId, lender: PartyId) -> Iterator[Guarantee]:
    for _, row in views.all(GUARANTEES, scope):
        if row.guarantee.lender == lender:
            yield row.guarantee


def _answering(views: Views, lender: PartyId, day: date) -> Answering:
    """Said by the guarantees themselves, which alone know what they still answer for."""
    found: dict[FinancingId, dict[PartyId, int]] = {}
    for guarantee in guarantees_of(views, lender, lender):
        for name, use in uses_of(views, lender, guarantee.guarantee):
            of = found.setdefault(name, {})
            was = of.get(guarantee.guarantor, 0)
            of[guarantee.guarantor] = was + use.in_use(day).minor
    return found


def rows_of(loan: Financing, answering: Answering, day: date) -> Iterator[ExposureRow]:
    """One for each obligor's part; what is guaranteed is spread over the parts."""
    parts = tuple((who, part) for who, part in left_on(loan, day) if part.is_positive)
    spread = _spread(answering.get(loan.financing, {}), parts)
    out = loan.disbursed_on is not None and loan.disbursed_on <= day
    for place, (obligor, part) in enumerate(parts):
        yield ExposureRow(
            lender=loan.lender,
            facility=loan.facility,
            financing=loan.financing,
            borrower=loan.borrower,
            obligor=obligor,
            currency=loan.currency,
            drawn=part.minor if out else 0,
            committed=0 if out else part.minor,
            due_on=loan.due_on,
            guaranteed=tuple((who, shares[place]) for who, shares in spread),
        )


def _spread(answering: Mapping[PartyId, int], parts: Parts) -> list[tuple[PartyId, list[int]]]:
    weights = [part.minor for _, part in parts]
    if not weights:
        return []
    currency = parts[0][1].currency
    return [
        (who, [share.minor for share in Money(minor, currency).split(weights)])
        for who, minor in sorted(answering.items())
        if minor
    ]


def undrawn(line: Line, day: date) -> Iterator[ExposureRow]:
    """What may still be asked of a lender that must pay; a conditional line promises nothing.

    A line that is suspended for a while still stands.
    """
    terms = line.terms_on(day)
    left = line.total_on(day) - line.in_use(day)
    if not line.stands(day) or terms.commitment is not Commitment.COMMITTED or left.minor <= 0:
        return
    yield ExposureRow(
        lender=line.lender,
        facility=Facility(Product.CREDIT_LINE, line.line),
        financing=None,
        borrower=line.borrower,
        obligor=line.borrower,
        currency=line.currency,
        drawn=0,
        committed=left.minor,
        due_on=terms.valid_until,
    )
