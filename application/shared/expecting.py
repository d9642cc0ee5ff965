"""A client that edits what it read says which version that was; an older one is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from application.shared.ports import Loaded
from domain.shared.refusal import Kind, Refusal, Refused


@dataclass(frozen=True, slots=True)
class Stale(Refusal):
    """Somebody changed it since it was read."""

    code: ClassVar[str] = "request.stale"
    kind: ClassVar[Kind] = Kind.STALE
    read: int
    current: int


def check_version(loaded: Loaded[Any], expected: int | None) -> None:
    """Raise `Refused(Stale)` unless `loaded` is at the version the client read (None: any)."""
    if expected is not None and loaded.version != expected:
        raise Refused(Stale(expected, loaded.version))
