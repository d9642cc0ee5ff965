"""One kind of goods, as papers name it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """By whoever's number for it is given."""

    name: str = ""
    buyers: str = ""
    sellers: str = ""
    standard: str = ""
    """GTIN or the like."""


UNNAMED = Item()
