"""Why a follower does not go on."""

from __future__ import annotations


class Halted(Exception):
    """An event cannot be read or folded: a person must look. It is never skipped."""

    def __init__(self, position: int, what: str, cause: Exception) -> None:
        super().__init__(f"{what} at {position}: {type(cause).__name__}: {cause}")
        self.position = position


class Overtaken(Exception):
    """Another copy of this follower applied these events first."""


class Superseded(Exception):
    """These builds were replaced by newer ones, and are no longer kept up."""
