"""What a rule found: where, and with which figures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Broken:
    place: str
    facts: tuple[tuple[str, str], ...] = ()


def broken(place: str, **facts: object) -> Broken:
    """`broken("cbc:PayableAmount", stated="1.00", computed="2.00")`."""
    return Broken(place, tuple((name, str(fact)) for name, fact in facts.items()))
