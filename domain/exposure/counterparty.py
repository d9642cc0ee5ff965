"""What a lender stands to lose with one name: directly, through what it is to pay, and its group.

When protection moves a loan's risk to its provider, an equal exposure to the
provider is booked: every chain that an anchor pays or guarantees adds up on
the anchor (large-exposure rules, LEX20 and APS 221 Attachment A).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from domain.exposure.rows import ExposureRow
from domain.shared.currency import Currency
from domain.shared.ids import PartyId
from domain.shared.money import Money

K = TypeVar("K")

LARGE = Decimal("0.10")
LIMIT = Decimal("0.25")


@dataclass(frozen=True, slots=True)
class CounterpartyExposure:
    """Three totals of one lender to one party in one currency."""

    lender: PartyId
    party: PartyId
    direct: Money
    """Drawn by the party itself."""

    as_payer: Money
    """Drawn by others against claims it is to pay, or under its guarantee: each part once."""

    group: Money
    """The same two of every party in its connected group, each part of a loan once."""

    @property
    def own(self) -> Money:
        return self.direct + self.as_payer


def counterparties(
    rows: Iterable[ExposureRow], groups: Mapping[PartyId, str]
) -> tuple[CounterpartyExposure, ...]:
    """Every name a lender is exposed to, sorted by lender, currency and party.

    `groups` names the connected group of a party; one without a group is alone.
    """
    direct: dict[_Key, int] = {}
    as_payer: dict[_Key, int] = {}
    group: dict[tuple[PartyId, str, Currency], int] = {}
    for row in rows:
        _add(direct, (row.lender, row.borrower, row.currency), row.drawn)
        parts = _payers(row)
        for party, amount in parts.items():
            _add(as_payer, (row.lender, party, row.currency), amount)
        for name, amount in _group_parts(row, parts, groups).items():
            _add(group, (row.lender, name, row.currency), amount)
    return tuple(
        CounterpartyExposure(
            lender,
            party,
            Money(direct.get((lender, party, currency), 0), currency),
            Money(as_payer.get((lender, party, currency), 0), currency),
            Money(group[lender, _group_of(party, groups), currency], currency),
        )
        for lender, party, currency in sorted(direct.keys() | as_payer.keys())
    )


_Key = tuple[PartyId, PartyId, Currency]


def _payers(row: ExposureRow) -> dict[PartyId, int]:
    """Whoever must pay if all goes well, and whoever must if it does not; a name once."""
    parts = {row.obligor: row.drawn}
    if row.guarantor is not None:
        parts[row.guarantor] = max(parts.get(row.guarantor, 0), min(row.guaranteed, row.drawn))
    parts.pop(row.borrower, None)
    return parts


def _group_parts(
    row: ExposureRow, payers: Mapping[PartyId, int], groups: Mapping[PartyId, str]
) -> dict[str, int]:
    parts = {_group_of(row.borrower, groups): row.drawn}
    for party, amount in payers.items():
        name = _group_of(party, groups)
        parts[name] = max(parts.get(name, 0), amount)
    return parts


def _group_of(party: PartyId, groups: Mapping[PartyId, str]) -> str:
    """Names of groups and of parties never meet."""
    group = groups.get(party)
    return f"group/{group}" if group else f"party/{party}"


def _add(totals: dict[K, int], key: K, amount: int) -> None:
    totals[key] = totals.get(key, 0) + amount


@dataclass(frozen=True, slots=True)
class LargeExposure:
    """One exposure against the lender's eligible (Tier 1) capital."""

    share: Decimal
    is_large: bool
    is_breach: bool


def against_capital(
    exposure: Money, capital: Money, *, large: Decimal = LARGE, limit: Decimal = LIMIT
) -> LargeExposure:
    """Report from `large` on (10 %), never beyond `limit` (25 %); LEX20.1-20.4.

    Decided on whole amounts; `share` is rounded down to six decimals. Raise
    `ValueError` where there is no capital.
    """
    if not capital.is_positive:
        raise ValueError("exposure is measured against positive capital")
    ratio = exposure.minor * 1_000_000 // capital.minor
    return LargeExposure(
        share=Decimal(ratio).scaleb(-6),
        is_large=exposure.minor >= capital.minor * large,
        is_breach=exposure.minor > capital.minor * limit,
    )
