"""How stored events become facts again."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.postgres.codec import Codec
from adapters.postgres.following.failures import Halted
from adapters.postgres.log import Row
from application.shared.projection import Recorded


def recorded(codec: Codec, rows: Sequence[Row]) -> list[Recorded]:
    """The facts of `rows`, in order; raise `Halted` at the first that cannot be read."""
    decode = codec.decode
    facts: list[Recorded] = []
    try:
        for position, stream, version, topic, body in rows:
            facts.append(Recorded(position, stream, version, decode(topic, body)))
    except Exception as cause:
        unread = rows[len(facts)]
        raise Halted(unread.position, f"cannot read {unread.topic}", cause) from cause
    return facts
