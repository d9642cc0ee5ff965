"""The words of a party: who it is, what it does here, what was checked of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.eligibility.order_permit import OrderPermit
from domain.shared.ids import ActorId, PartyId
from domain.shared.money import Money


class Role(StrEnum):
    """What a party comes to the platform for."""

    SUPPLIER = "supplier"
    CORE_ENTERPRISE = "core_enterprise"
    LENDER = "lender"
    AGENT = "agent"
    WAREHOUSE = "warehouse"
    PRICE_FEED = "price_feed"
    SENSOR_FEED = "sensor_feed"
    OPERATOR = "operator"
    AUDITOR = "auditor"


class Size(StrEnum):
    """支付条例 art. 3: as it was when the contract was made."""

    LARGE = "large"
    SMALL = "small"


class Check(StrEnum):
    """What is looked at before a party is admitted."""

    IDENTITY = "identity"
    AUTHENTICITY = "authenticity"
    QUALIFICATION = "qualification"
    LITIGATION = "litigation"
    SANCTIONS = "sanctions"
    OWNERSHIP = "ownership"
    FINANCES = "finances"


class Impediment(StrEnum):
    """What bars a party whatever was decided about it."""

    SANCTIONED = "sanctioned"
    INSOLVENT = "insolvent"


class Relation(StrEnum):
    PARENT = "parent"
    SUBSIDIARY = "subsidiary"
    COMMON_CONTROL = "common_control"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True)
class OtherName:
    """The name in another script or language: `("zh-Hans", "锚链")`."""

    script: str
    name: str


@dataclass(frozen=True, slots=True)
class BankAccount:
    """Where a party is paid. `number` is an IBAN or the domestic number, without spaces."""

    number: str
    bank: str
    holder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Who a party is."""

    name: str
    country: str
    """Of its seat: ISO 3166-1, two letters."""

    jurisdiction: str
    """Whose law it is formed under: ISO 3166-1 or 3166-2."""

    size: Size
    public_body: bool = False
    other_names: tuple[OtherName, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One thing that was checked; who entered it is on the event."""

    reference: str
    """Its own name within the party's file."""

    check: Check
    source: str
    """Where it was looked up: a register, a court's site, a visit."""

    checked_by: str
    checked_on: date
    expires_on: date | None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class OnFile:
    """A piece of evidence, and who put it on file."""

    evidence: Evidence
    entered_by: ActorId


@dataclass(frozen=True, slots=True)
class Affiliate:
    party: PartyId
    relation: Relation


@dataclass(frozen=True, slots=True)
class Agency:
    """An agent may register assets in the party's name until `until` (None: until dismissed)."""

    agent: PartyId
    until: date | None


@dataclass(frozen=True, slots=True)
class ChainPlace:
    """A supplier's place in a core enterprise's chain."""

    core_enterprise: PartyId
    until: date | None


@dataclass(frozen=True, slots=True)
class Permitted:
    """What a core enterprise said last of borrowing on its orders."""

    core_enterprise: PartyId
    permit: OrderPermit


@dataclass(frozen=True, slots=True)
class Payable:
    """What this party owes another, who may set it off (contra)."""

    creditor: PartyId
    amount: Money
    as_of: date
