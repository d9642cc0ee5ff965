"""The names of all rooms together."""

from __future__ import annotations

from adapters.postgres.names.registry import Names

HOUSE = Names()
