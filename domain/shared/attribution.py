"""Whose debt goes down when principal is repaid, to the cent."""

from __future__ import annotations

from domain.shared.ids import PartyId
from domain.shared.money import Money

Parts = tuple[tuple[PartyId, Money], ...]
"""An amount by obligor; the parts sum to it."""


def repaid_by_obligor(
    principal: Money, left: Parts, drawn: Parts, payer: PartyId | None = None
) -> Parts:
    """Split `principal` over obligors: the payer's own part first, the others in proportion.

    What is undone (a negative figure) comes back in proportion to what went.
    """
    if principal.is_negative:
        still = dict(left)
        gone = tuple((who, part - still[who]) for who, part in drawn)
        return _in_proportion(gone, principal)

    own = dict(left).get(payer) if payer is not None else None
    if payer is None or own is None or not own.is_positive:
        return _in_proportion(left, principal)
    first = min(own, principal)
    others = tuple((who, part) for who, part in left if who != payer)
    return ((payer, first), *_in_proportion(others, principal - first))


def less(left: Parts, repaid: Parts) -> Parts:
    """What is left of each obligor's part."""
    gone = dict(repaid)
    return tuple((who, part - gone[who] if who in gone else part) for who, part in left)


def _in_proportion(parts: Parts, amount: Money) -> Parts:
    if amount.is_zero:
        return ()
    shares = amount.split([part.minor for _, part in parts])
    return tuple((who, share) for (who, _), share in zip(parts, shares, strict=True))
