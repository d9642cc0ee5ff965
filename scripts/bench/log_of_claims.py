"""Puts the log of claims into the databases of the contenders."""

from __future__ import annotations

from io import BytesIO
from itertools import islice

from scripts.bench.counted import CODEC, events
from scripts.bench.deal_raw import connect

COPY = "COPY anchorline.event (position, stream, version, topic, body) FROM STDIN"
IN_ONE = 100
"""Events of one transaction, as a command of many claims would write them."""


def put_log(url: str, count: int) -> None:
    """As the recorder would have, each transaction with positions of its own."""
    told = events(count)
    connection = connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        while slice_ := list(islice(told, IN_ONE)):
            cursor.execute("BEGIN")
            cursor.execute("SELECT pg_current_xact_id()::text::bigint << 20")
            (start,) = cursor.fetchone()
            lines = []
            for place, (stream, version, event) in enumerate(slice_):
                topic, body = CODEC.encode(event)
                lines.append(f"{start + place}\t{stream}\t{version}\t{topic}\t\\\\x{body.hex()}\n")
            cursor.copy_expert(COPY, BytesIO("".join(lines).encode()))
            cursor.execute("COMMIT")
    connection.close()
