"""Whose debt goes down when a draw is repaid, to the cent."""

from __future__ import annotations

from domain.receivable_pool.state import Draw
from domain.shared.ids import PartyId
from domain.shared.money import Money

Parts = tuple[tuple[PartyId, Money], ...]


def by_obligor(draw: Draw, principal: Money, payer: PartyId | None) -> Parts:
    """Split `principal` over the obligors of `draw`; parts sum to it.

    The payer's own part goes down first and the others in proportion; what is
    undone (a negative figure) comes back in proportion to what went.
    """
    if principal.is_negative:
        return _given_back(draw, principal)
    own = dict(draw.by_obligor).get(payer) if payer is not None else None
    first = min(own, principal) if own is not None else Money.zero(principal.currency)
    others = tuple((who, left) for who, left in draw.by_obligor if who != payer)
    rest = _in_proportion(others, principal - first)
    return ((payer, first), *rest) if payer is not None and first.is_positive else rest


def _given_back(draw: Draw, principal: Money) -> Parts:
    left = dict(draw.by_obligor)
    gone = tuple((who, drawn - left[who]) for who, drawn in draw.drawn_by_obligor)
    return _in_proportion(gone, principal)


def _in_proportion(parts: Parts, amount: Money) -> Parts:
    if amount.is_zero:
        return ()
    shares = amount.split([part.minor for _, part in parts])
    return tuple((who, share) for (who, _), share in zip(parts, shares, strict=True))
