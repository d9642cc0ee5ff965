"""What clients write about parties."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from api.shared.entered import Entered, IdentifierEntered
from api.shared.fields import ID, Amount, Body, Day, Line, Note, Party, Rate, Reference
from domain.enterprise.profile import (
    Affiliate,
    BankAccount,
    Check,
    Evidence,
    Impediment,
    Profile,
    Role,
)
from domain.shared.connection import Basis, GroupId
from domain.shared.facility import Product

Identifiers = Annotated[
    tuple[IdentifierEntered, ...],
    Field(
        min_length=1,
        max_length=20,
        examples=[[{"scheme": "uscc", "value": "91350211M000100Y43"}]],
    ),
]
Roles = Annotated[tuple[Role, ...], Field(min_length=1, max_length=9, examples=[["supplier"]])]
Accounts = Annotated[tuple[Annotated[BankAccount, Entered()], ...], Field(max_length=50)]


class RegisterBody(Body):
    party: Party
    profile: Annotated[Profile, Entered()]
    identifiers: Identifiers
    roles: Roles
    accounts: Accounts = ()


class ProfileBody(Body):
    profile: Annotated[Profile, Entered()]


class IdentifiersBody(Body):
    identifiers: Identifiers
    reason: Line


class RolesBody(Body):
    roles: Roles
    reason: Line


class AccountsBody(Body):
    accounts: Accounts
    evidence: Line


class ReviewBody(Body):
    evidence: Annotated[
        tuple[Annotated[Evidence, Entered()], ...], Field(min_length=1, max_length=50)
    ]


class AdmitBody(Body):
    on_evidence: Annotated[tuple[Line, ...], Field(min_length=1, max_length=50)]
    until: Day
    required: Annotated[tuple[Check, ...], Field(max_length=7)] = ()
    words: Note = ""


class ReasonBody(Body):
    reason: Line


class ImpededBody(Body):
    impediment: Impediment
    source: Line
    since: Day


class ClearedBody(Body):
    source: Line


class GroupBody(Body):
    group: Annotated[GroupId, Field(pattern=ID, examples=["kin"])] | None
    basis: Basis
    evidence: Line


class AffiliatesBody(Body):
    affiliates: Annotated[tuple[Annotated[Affiliate, Entered()], ...], Field(max_length=200)]


class AgentBody(Body):
    agent: Party
    until: Day | None = None


class ChainPlaceBody(Body):
    """The core enterprise is the one that asks."""

    until: Day | None = None


class OrderFinancingBody(Body):
    """What is left out is not restricted. The core enterprise is the one that asks."""

    since: Day
    until: Day | None = None
    products: Annotated[tuple[Product, ...], Field(max_length=3, examples=[["e_order"]])] = ()
    lenders: Annotated[tuple[Party, ...], Field(max_length=50)] = ()
    ratio_max: Rate | None = None
    limit: Amount | None = None


class PayableBody(Body):
    """What the party of the address owes `creditor`; zero clears it."""

    creditor: Party
    amount: Amount
    as_of: Day
    source: Reference
