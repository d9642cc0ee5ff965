"""Builds the views of a follower anew, from the first event, and switches to them."""

from __future__ import annotations

from sqlalchemy import Engine

from adapters.postgres.codec import Codec
from adapters.postgres.following.building import (
    Progress,
    alone,
    scratch,
    seen_by_readers,
    unheard,
)
from adapters.postgres.following.generations import Wanted
from adapters.postgres.following.switching import switched
from application.shared.projection import Follower


def rebuild(engine: Engine, codec: Codec, follower: Follower, progress: Progress = unheard) -> None:
    """All views of `follower`, which share one position; readers see the old until the end.

    Raise `Busy`, `NotBuilt`, or `Halted` at an event that cannot be folded.
    """
    wanted = Wanted.of(follower, codec.names.upcasts())
    with alone(engine) as connection:
        seen_by_readers(connection, wanted)
        with scratch(engine, codec, wanted) as reader:
            applied, more = 0, True
            while more or not switched(engine, reader.generation):
                count, more = reader.step()
                applied += count
                progress(applied)
