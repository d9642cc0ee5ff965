"""What is true of a party now, and what it is to those who judge claims on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.eligibility.order_permit import OrderPermit
from domain.eligibility.standing import PartyStanding
from domain.enterprise.profile import (
    Affiliate,
    Agency,
    BankAccount,
    ChainPlace,
    Impediment,
    OnFile,
    Payable,
    Permitted,
    Profile,
    Role,
)
from domain.shared.connection import GroupId
from domain.shared.currency import Currency
from domain.shared.identifiers.identifier import Identifier
from domain.shared.ids import ActorId, PartyId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class NoParty:
    """Before the first event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    party: PartyId
    profile: Profile
    identifiers: tuple[Identifier, ...]
    roles: tuple[Role, ...]
    accounts: tuple[BankAccount, ...]
    file: tuple[OnFile, ...] = ()
    admitted_until: date | None = None
    """The last day of the admission; None where nobody admitted it."""

    expiry_recorded: bool = False
    suspended_by: ActorId | None = None
    impediments: frozenset[Impediment] = frozenset()
    group: GroupId | None = None
    affiliates: tuple[Affiliate, ...] = ()
    agencies: tuple[Agency, ...] = ()
    places: tuple[ChainPlace, ...] = ()
    payables: tuple[Payable, ...] = ()
    permitted: tuple[Permitted, ...] = ()
    """What core enterprises said of borrowing on their orders; kept where it leaves a chain, so
    that coming back undoes no prohibition."""

    def has_agent(self, agent: PartyId, on: date) -> bool:
        """Whether `agent` may register assets in this party's name on that day."""
        return any(a.agent == agent and _lasts(a.until, on) for a in self.agencies)

    def is_in_chain_of(self, core_enterprise: PartyId, on: date) -> bool:
        return any(
            p.core_enterprise == core_enterprise and _lasts(p.until, on) for p in self.places
        )

    def permit_of(self, core_enterprise: PartyId) -> OrderPermit | None:
        """Its last word on borrowing on its orders; None where it said nothing."""
        own = (it.permit for it in self.permitted if it.core_enterprise == core_enterprise)
        return next(own, None)

    def owes(self, creditor: PartyId, currency: Currency) -> Money:
        """What this party owes `creditor`, as last stated."""
        owed = self.payable_to(creditor, currency)
        return Money.zero(currency) if owed is None else owed.amount

    def payable_to(self, creditor: PartyId, currency: Currency) -> Payable | None:
        for payable in self.payables:
            if payable.creditor == creditor and payable.amount.currency is currency:
                return payable
        return None


EnterpriseState = NoParty | Party


def standing_of(party: Party, on: date, *, home: str, overdue: bool) -> PartyStanding:
    """How eligibility sees the party on that day, for a lender seated in `home`.

    `overdue` is for other rooms to say: a financing or a bill of its own is unpaid.
    """
    return PartyStanding(
        party=party.party,
        admitted=party.admitted_until is not None and on <= party.admitted_until,
        suspended=party.suspended_by is not None,
        insolvent=Impediment.INSOLVENT in party.impediments,
        sanctioned=Impediment.SANCTIONED in party.impediments,
        overdue=overdue,
        foreign=party.profile.country != home,
        government=party.profile.public_body,
        affiliates=tuple(affiliate.party for affiliate in party.affiliates),
        group=party.group or "",
    )


def _lasts(until: date | None, on: date) -> bool:
    return until is None or on <= until
