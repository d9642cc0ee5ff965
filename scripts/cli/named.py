"""Names on the command line: one's own by the name alone, another's as `party:name`."""

from __future__ import annotations

from typing import Any

from application.shared.naming import meant_by
from domain.shared.ids import PartyId

ONE = ("pool", "programme", "line", "guarantee", "financing")
"""Arguments that name what parties name themselves, in whatever command."""

SEVERAL = ("settles", "guarantee")
"""The same, as lists. A list of `line` is of the lines of a paper, which no party names."""


def as_meant(given: dict[str, Any]) -> dict[str, Any]:
    """What a command was given, every thing under the id that whoever acts or looks means."""
    whose = given.get("acting") or given.get("party")
    if whose is None:
        return given
    party = PartyId(whose)
    one = {key: _meant(party, given[key]) for key in ONE if isinstance(given.get(key), str)}
    several = {
        key: [_meant(party, each) for each in given[key]]
        for key in SEVERAL
        if isinstance(given.get(key), list)
    }
    return {**given, **one, **several}


def _meant(party: PartyId, written: str) -> str:
    """`gua-1=500.00` names a guarantee and its part."""
    name, equals, part = written.partition("=")
    return f"{meant_by(party, name)}{equals}{part}"
