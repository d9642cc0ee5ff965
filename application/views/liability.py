"""What guarantors answer for in all, by guarantor and currency: 或有负债."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from application.views.guarantees import GuaranteeRow
from domain.guarantee.state import Guarantee, Stage
from domain.shared.currency import Currency
from domain.shared.ids import PartyId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ContingentLiability:
    """What one guarantor answers for, in one currency: 或有负债."""

    guarantor: PartyId
    currency: Currency
    guarantees: int
    limit: Money
    in_use: Money
    claimed: Money
    paid: Money
    margin: Money


@dataclass(frozen=True, slots=True)
class Liability:
    """What guarantors answer for in all."""

    by_guarantor: tuple[ContingentLiability, ...]


def liability_of(rows: Iterable[GuaranteeRow], day: date) -> Liability:
    """Of the guarantees that bind, by guarantor and currency."""
    by_name: dict[tuple[PartyId, Currency], list[Guarantee]] = {}
    for row in rows:
        state = row.guarantee
        if state.stage is Stage.ACCEPTED:
            by_name.setdefault((state.guarantor, state.currency), []).append(state)
    return Liability(tuple(_sum(*name, by_name[name], day) for name in sorted(by_name)))


def _sum(
    guarantor: PartyId, currency: Currency, of: list[Guarantee], day: date
) -> ContingentLiability:
    return ContingentLiability(
        guarantor=guarantor,
        currency=currency,
        guarantees=len(of),
        limit=Money.total((it.terms.limit for it in of), currency),
        in_use=Money.total((it.in_use(day) for it in of), currency),
        claimed=Money.total((it.claimed for it in of), currency),
        paid=Money.total((it.paid for it in of), currency),
        margin=Money.total((it.margin for it in of), currency),
    )
