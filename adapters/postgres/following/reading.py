"""How stored events become facts again."""

from __future__ import annotations

from collections.abc import Iterable

from adapters.postgres.codec import Codec
from adapters.postgres.following.failures import Halted
from adapters.postgres.log import Row
from application.shared.projection import Recorded


def recorded(codec: Codec, rows: Iterable[Row]) -> list[Recorded]:
    """The facts of `rows`, in order; raise `Halted` at the first that cannot be read."""
    return [_recorded(codec, row) for row in rows]


def _recorded(codec: Codec, row: Row) -> Recorded:
    try:
        event = codec.decode(row.topic, row.body)
    except Exception as cause:
        raise Halted(row.position, f"cannot read {row.topic}", cause) from cause
    return Recorded(row.position, row.stream, row.version, event)
