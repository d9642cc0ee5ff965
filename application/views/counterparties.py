"""What each lender has on one core enterprise: directly, as payer or guarantor, with its group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any, TypeVar

from application.shared.projection import Projection, Recorded
from application.shared.views import Views
from application.views.book import When, book_of, guarantees_of
from application.views.connections import CONNECTIONS, groups_of
from application.views.financings import FINANCINGS
from application.views.guarantees import GUARANTEES
from application.views.lines import LINES
from application.views.loan_lines import LOAN_LINES
from application.views.parties import EVERYONE, PARTIES
from domain.enterprise.profile import Role
from domain.exposure.counterparty import CounterpartyExposure, Figure, counterparty
from domain.shared.connection import GroupId
from domain.shared.currency import Currency
from domain.shared.ids import PartyId
from domain.shared.money import Money
from domain.shared.replacing import replace

R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExposureToParty:
    """What one lender has on a party, in one currency.

    None: not for the party itself, which would learn what its suppliers borrow.
    """

    lender: PartyId
    currency: Currency
    direct: Figure
    guaranteed: Figure
    """What it answers for as guarantor."""

    as_payer_or_guarantor: Figure | None
    """Of loans to others, each part once."""

    own: Figure | None
    """Direct, and as payer or guarantor."""

    group: GroupId | None
    members: tuple[PartyId, ...]
    connected: Figure | None
    """The same of all in its connected group, each loan once."""

    margin_held: Money


def lenders_of_all(views: Views) -> tuple[PartyId, ...]:
    everybody = (party for _, party in views.all(PARTIES, EVERYONE))
    return tuple(sorted(party.party for party in everybody if Role.LENDER in party.roles))


def lenders_of(views: Views, party: PartyId) -> tuple[PartyId, ...]:
    """Those whom the party itself knows: it borrows from them, or guarantees to them."""
    lenders = {row.guarantee.lender for _, row in views.all(GUARANTEES, party)}
    lenders |= {row.line.lender for _, row in views.all(LINES, party)}
    return tuple(sorted(lenders | {row.lender for _, row in views.all(FINANCINGS, party)}))


def on_party(
    views: Views, party: PartyId, lenders: Iterable[PartyId], when: When
) -> tuple[ExposureToParty, ...]:
    """By lender and currency; where a lender has nothing on it, it is left out."""
    return tuple(line for lender in lenders for line in _of_lender(views, party, lender, when))


def _of_lender(
    views: Views, party: PartyId, lender: PartyId, when: When
) -> Iterable[ExposureToParty]:
    groups = groups_of(views, lender)
    margins = _margins(views, party, lender)
    totals = counterparty(book_of(views, lender, when), party, groups)
    found = {it.currency: it for it in totals}
    for currency in sorted({*found, *margins}):
        held = margins.get(currency, Money.zero(currency))
        line = found.get(currency) or CounterpartyExposure.nothing(lender, party, currency)
        if not (line.connected.total.is_zero and held.is_zero):
            yield _line(line, groups, held)


def _line(
    line: CounterpartyExposure, groups: dict[PartyId, GroupId], held: Money
) -> ExposureToParty:
    group = groups.get(line.party)
    members = sorted(it for it, of in groups.items() if of == group) if group else ()
    return ExposureToParty(
        lender=line.lender,
        currency=line.currency,
        direct=line.direct,
        guaranteed=line.guaranteed,
        as_payer_or_guarantor=line.as_payer,
        own=line.own,
        group=group,
        members=tuple(members),
        connected=line.connected,
        margin_held=held,
    )


def _margins(views: Views, party: PartyId, lender: PartyId) -> dict[Currency, Money]:
    found: dict[Currency, Money] = {}
    for guarantee in guarantees_of(views, party, lender):
        if guarantee.guarantor == party and not guarantee.margin_held.is_zero:
            was = found.get(guarantee.currency, Money.zero(guarantee.currency))
            found[guarantee.currency] = was + guarantee.margin_held
    return found


def as_the_party_may_see(lines: Iterable[ExposureToParty]) -> tuple[ExposureToParty, ...]:
    """Its own debts, what it answers for and its margin: nothing of its suppliers or its group."""
    return tuple(
        replace(line, as_payer_or_guarantor=None, own=None, group=None, members=(), connected=None)
        for line in lines
        if _has_own(line)
    )


def _has_own(line: ExposureToParty) -> bool:
    figures = (line.direct.total, line.guaranteed.total, line.margin_held)
    return not all(it.is_zero for it in figures)


def as_of_day(day: date, zone: tzinfo) -> tuple[Projection[Any], ...]:
    """The views that totals of `day` are folded from.

    What was lent is known by its effective days, however late it is learnt. Guarantees, lines
    and groups are decided when they are decided: they are taken as they stood when the day ended.
    """
    decided = (GUARANTEES, LINES, CONNECTIONS)
    return (PARTIES, FINANCINGS, LOAN_LINES, *(_decided_by(it, day, zone) for it in decided))


def _decided_by(view: Projection[R], day: date, zone: tzinfo) -> Projection[R]:
    def keys(recorded: Recorded) -> tuple[str, ...]:
        at: datetime = recorded.event.at
        return view.keys(recorded) if at.astimezone(zone).date() <= day else ()

    return replace(view, keys=keys)
