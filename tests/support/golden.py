"""One file for every version of every event that may stand in a log, kept for ever.

`python -m tests.support.golden` writes those that are missing and touches no other.
A file that was once released is never changed: the class gets a new version.
`--unreleased` writes the present versions anew, for events that no release has stored.
"""

from __future__ import annotations

import sys
from pathlib import Path

from adapters.postgres.codec import Codec
from adapters.postgres.names.house import HOUSE
from tests.support.samples import sample

FOLDER = Path(__file__).parents[1] / "adapters" / "postgres" / "golden"


def path_of(topic: str) -> Path:
    """Of the golden body stored under `room.name@version`."""
    room, _, name = topic.partition(".")
    return FOLDER / room / f"{name}.json"


def write(*, anew: bool = False) -> list[Path]:
    """Write a body for each present version that has none, or for all; say which."""
    codec = Codec(HOUSE)
    written = []
    for kind in sorted(HOUSE.classes(), key=HOUSE.topic_of):
        topic, body = codec.encode(sample(kind))
        path = path_of(topic)
        if anew or not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
            written.append(path)
    return written


if __name__ == "__main__":
    for path in write(anew="--unreleased" in sys.argv):
        print(path)  # noqa: T201 -- a tool for people
