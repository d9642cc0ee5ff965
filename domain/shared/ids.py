"""Identities that several rooms speak of."""

from __future__ import annotations

from typing import NewType

PartyId = NewType("PartyId", str)
"""An enterprise, a lender, the operator."""

ActorId = NewType("ActorId", str)
"""Who acted: `party/key`, so that four eyes can be told apart."""

ReceivableId = NewType("ReceivableId", str)
"""One claim on a buyer; made from its fingerprint, so the same claim has the same id."""

AssetId = NewType("AssetId", str)
"""Anything that can secure money: a receivable now, an order or a lot of goods later."""

PoolId = NewType("PoolId", str)
FinancingId = NewType("FinancingId", str)

OrderId = NewType("OrderId", str)
"""One electronic order; made from its fingerprint, so the same order has the same id."""

ProgrammeId = NewType("ProgrammeId", str)
"""A lender's terms for lending on the orders of one core enterprise."""

LineId = NewType("LineId", str)
"""A credit line (综合授信)."""

GuaranteeId = NewType("GuaranteeId", str)

CollectionId = NewType("CollectionId", str)
"""One bank entry; made from account, reference, amount and value date."""

DocumentId = NewType("DocumentId", str)
"""One document as it was handed in; made from its file's digest and its place in the file."""


def party_of(actor: ActorId) -> PartyId:
    """Whose key or person it is."""
    return PartyId(actor.partition("/")[0])
