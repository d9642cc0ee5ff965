"""What a lender stands to lose with one name: directly, through what it is to pay, and its group.

When protection moves a loan's risk to its provider, an equal exposure to the
provider is booked: every chain that an anchor pays or guarantees adds up on
the anchor (large-exposure rules, LEX20 and APS 221 Attachment A).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from domain.exposure.rows import ExposureRow, Pair
from domain.shared.connection import GroupId
from domain.shared.currency import Currency
from domain.shared.ids import PartyId
from domain.shared.money import Money

LARGE = Decimal("0.10")
LIMIT = Decimal("0.25")

Groups = Mapping[PartyId, GroupId]
"""The connected group of a party; one without is alone."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Both are exposure: what is out, and what the lender has promised to pay out."""

    drawn: Money
    committed: Money

    @classmethod
    def of(cls, pair: Pair, currency: Currency) -> Figure:
        return cls(Money(pair.drawn, currency), Money(pair.committed, currency))

    @property
    def total(self) -> Money:
        return self.drawn + self.committed

    def __add__(self, other: Figure) -> Figure:
        return Figure(self.drawn + other.drawn, self.committed + other.committed)


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterpartyExposure:
    """Three totals of one lender to one party in one currency."""

    lender: PartyId
    party: PartyId
    currency: Currency
    direct: Figure
    """Lent to the party itself."""

    as_payer: Figure
    """Lent to others against what it is to pay, or under its guarantee: each part once."""

    guaranteed: Figure
    """Of loans to others and its own alike, what it answers for as guarantor."""

    connected: Figure
    """The same of every party in its connected group, each part of a loan once."""

    @property
    def own(self) -> Figure:
        return self.direct + self.as_payer

    @classmethod
    def nothing(cls, lender: PartyId, party: PartyId, currency: Currency) -> CounterpartyExposure:
        none = Figure.of(Pair(), currency)
        return cls(
            lender=lender,
            party=party,
            currency=currency,
            direct=none,
            as_payer=none,
            guaranteed=none,
            connected=none,
        )


def counterparty(
    rows: Iterable[ExposureRow], party: PartyId, groups: Groups
) -> tuple[CounterpartyExposure, ...]:
    """What every lender has on one party, by lender and currency."""
    sums: dict[tuple[PartyId, Currency], list[Pair]] = {}
    members = frozenset(it for it in groups if groups[it] == groups.get(party)) | {party}
    for row in rows:
        parts = _parts(row, party, members)
        if any(part != Pair() for part in parts):
            key = (row.lender, row.currency)
            was = sums.get(key, [Pair()] * len(parts))
            sums[key] = [one + more for one, more in zip(was, parts, strict=True)]
    return tuple(
        _said(lender, party, currency, sums[lender, currency]) for lender, currency in sorted(sums)
    )


def _parts(row: ExposureRow, party: PartyId, members: frozenset[PartyId]) -> list[Pair]:
    """Direct, as payer or guarantor, guaranteed, and with its group."""
    own = borne_by(row, {party})
    direct = own if row.borrower == party else Pair()
    as_payer = Pair() if row.borrower == party else own
    return [direct, as_payer, row.answered({party}), borne_by(row, members)]


def borne_by(row: ExposureRow, parties: Iterable[PartyId]) -> Pair:
    """What of a part is lost where all these fail: each part once, however many stand in it.

    Who owes it or is to pay it stands in the whole of it, and a guarantor in what it answers for.
    """
    named = frozenset(parties)
    return row.whole if {row.borrower, row.obligor} & named else row.answered(named)


def _said(
    lender: PartyId, party: PartyId, currency: Currency, sums: list[Pair]
) -> CounterpartyExposure:
    direct, as_payer, guaranteed, connected = (Figure.of(it, currency) for it in sums)
    return CounterpartyExposure(
        lender=lender,
        party=party,
        currency=currency,
        direct=direct,
        as_payer=as_payer,
        guaranteed=guaranteed,
        connected=connected,
    )


def by_group(rows: Iterable[ExposureRow], groups: Groups) -> Iterator[tuple[GroupId, Figure]]:
    """What a book has on each connected group, each part of a loan once in it; by currency."""
    sums: dict[tuple[Currency, GroupId], Pair] = {}
    for row in rows:
        stand = (row.borrower, row.obligor, *(who for who, _ in row.guaranteed))
        for group in {groups[it] for it in stand if it in groups}:
            members = {it for it in stand if groups.get(it) == group}
            key = (row.currency, group)
            sums[key] = sums.get(key, Pair()) + borne_by(row, members)
    for currency, group in sorted(sums):
        yield group, Figure.of(sums[currency, group], currency)


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
