"""What a lender writes about its own limits."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from api.shared.entered import Entered
from api.shared.fields import ID, Body, Count, Day, Line, Party
from domain.lender_limit.terms import LimitTerms
from domain.shared.connection import Basis, GroupId

MEMBERS_MAX = 1_000

Terms = Annotated[
    LimitTerms,
    Entered(),
    Field(
        examples=[
            {
                "currency": "CNY",
                "together": {"amount": "5000000.00", "currency": "CNY"},
                "source": "credit committee 4/2026",
            }
        ]
    ),
]
Members = Annotated[tuple[Party, ...], Field(max_length=MEMBERS_MAX)]


class ProposalBody(Body):
    terms: Terms
    effective_on: Day


class ApprovalBody(Body):
    proposal: Count


class RejectionBody(Body):
    proposal: Count
    reason: Line


class GroupBody(Body):
    group: Annotated[GroupId, Field(pattern=ID, examples=["harbour"])]
    members: Members
    basis: Basis
    evidence: Line


class MembersBody(Body):
    added: Members = ()
    removed: Members = ()
    evidence: Line
