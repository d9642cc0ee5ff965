"""Fields of a draft out of nodes."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from adapters.xml.node import Node
from application.documents.draft import Written, clean


def written(node: Node | None, *paths: str) -> Written:
    """The first text at any of `paths`; its place is the path, also where it is absent."""
    for path in paths:
        found = next((it for it in node.all(path) if it.text), None) if node else None
        if found is not None:
            return Written(clean(found.text), path, found.attributes.get("currencyID"))
    return Written(None, paths[0])


def text(node: Node | None, *paths: str) -> str | None:
    """The first text at any of `paths`, as one plain line."""
    found = node.value(*paths) if node else None
    return clean(found) or None if found else None


def total(stated: Sequence[Written], place: str) -> Written:
    """The sum where there are several; one that cannot be read stays, to be refused."""
    if len(stated) <= 1:
        return (
            Written(stated[0].text, place, stated[0].currency) if stated else Written(None, place)
        )
    amounts = [one.amount for one in stated if one.amount is not None]
    if len(amounts) < len(stated):
        unread = next(one for one in stated if one.amount is None)
        return Written(unread.text or "", place)
    return Written(format(sum(amounts, Decimal(0)), "f"), place, stated[0].currency)


def truth(value: str | None) -> bool:
    return (value or "").strip().lower() in {"true", "1"}
