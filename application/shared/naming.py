"""A name that a party chose for a thing of its own is that party's: the id is party, colon, name.

Ids stand in one space, names do not: no party finds out, by trying one, what another has so named.
"""

from __future__ import annotations

import re

from domain.shared.ids import PartyId

BETWEEN = ":"
"""Stands in no name of a party or of a thing, so that no two pairs come to one id."""

MADE = re.compile(r"[a-z]+_[0-9a-f]{24}", re.ASCII)
"""An id that the platform made, where nobody chose a name."""


def named_by(party: PartyId, name: str) -> str:
    """The id of what `party` gives a name to. Whatever is written, it is new to that party only."""
    return f"{party}{BETWEEN}{name}"


def meant_by(party: PartyId, written: str) -> str:
    """The id of what `party` speaks of: its own where it does not say whose."""
    if BETWEEN in written or MADE.fullmatch(written) is not None:
        return written
    return named_by(party, written)
