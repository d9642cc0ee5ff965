"""Why the embedded server would not start, in words for whoever started it."""

from __future__ import annotations


class CannotStart(Exception):
    """The server was not started; the message says why and what would help."""


class DiskNearlyFull(CannotStart):
    """Starting or going on would risk stopping in the middle of a write."""
