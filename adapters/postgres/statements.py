"""What the unit of work says to the server, prepared once on each connection.

Parameters are columns of rows (array literals), so that one statement serves
one event and ten thousand.
"""

from __future__ import annotations

from adapters.postgres.log import START

LOCK = """lock_streams (bigint[], bool[]) AS
SELECT CASE WHEN shared THEN pg_advisory_xact_lock_shared(key) ELSE pg_advisory_xact_lock(key) END
FROM unnest($1, $2) AS asked (key, shared)"""
"""In the order given, which is the same for everyone: nobody waits in a circle."""

ANSWERED = """find_command (text, text) AS
SELECT fingerprint, outcome, answer, position FROM anchorline.command
WHERE party = $1 AND id = $2"""

REPLAY = """touch_command (text, text) AS
UPDATE anchorline.command SET replays = replays + 1
WHERE party = $1 AND id = $2 RETURNING outcome, answer, position"""
"""A write, so that the replay too is answered only when a standby has the first answer."""

HISTORY = """read_streams (text[], int[]) AS
SELECT snapshot.stream, snapshot.version, snapshot.topic,
convert_from(snapshot.body, 'UTF8'), snapshot.fold, 0::bigint AS position
FROM unnest($1, $2) AS asked (stream, known)
JOIN anchorline.snapshot ON snapshot.stream = asked.stream AND asked.known = 0
UNION ALL
SELECT event.stream, event.version, event.topic,
convert_from(event.body, 'UTF8'), NULL, event.position
FROM unnest($1, $2) AS asked (stream, known)
LEFT JOIN anchorline.snapshot ON snapshot.stream = asked.stream AND asked.known = 0
JOIN anchorline.event ON event.stream = asked.stream
AND event.version >= GREATEST(asked.known, COALESCE(snapshot.version, 0))
ORDER BY stream, version, position"""
"""Of each stream the newest snapshot, the event that it (or version `known`) ends with, and
what happened since. As text, which the driver reads three times as fast as bytes."""

FULL_HISTORY = """read_streams_whole (text[], int[]) AS
SELECT event.stream, event.version, event.topic,
convert_from(event.body, 'UTF8'), NULL, event.position
FROM unnest($1, $2) AS asked (stream, known)
JOIN anchorline.event ON event.stream = asked.stream AND event.version >= asked.known
ORDER BY stream, version"""

HOLDERS = """read_keys (text[]) AS
SELECT key, holder FROM anchorline.unique_key WHERE key = ANY ($1)"""

APPEND = """append_events (text[], int[], text[], bytea[], int[]) AS
INSERT INTO anchorline.event (position, stream, version, topic, body)
SELECT {START} + place, stream, version, topic, body
FROM unnest($1, $2, $3, $4, $5) AS recorded (stream, version, topic, body, place)""".replace(
    "{START}", START
)

ANSWER = """insert_command (text, text, text, bytea, text, bytea, int, text) AS
INSERT INTO anchorline.command
(party, id, name, fingerprint, outcome, answer, position, actor)
VALUES ($1, $2, $3, $4, $5, $6, CASE WHEN $7 = 0 THEN 0 ELSE {START} + $7 - 1 END, $8)
RETURNING position""".replace("{START}", START)

RESERVE = """insert_keys (text[], text[]) AS
INSERT INTO anchorline.unique_key (key, holder) SELECT * FROM unnest($1, $2)"""

ATTACHED = """read_attachment (text) AS
SELECT body FROM anchorline.attachment WHERE key = $1"""

FREE = """delete_keys (text[]) AS
DELETE FROM anchorline.unique_key WHERE key = ANY ($1)"""

ATTACH = """insert_attachments (text[], bytea[]) AS
INSERT INTO anchorline.attachment (key, body) SELECT * FROM unnest($1, $2)
ON CONFLICT (key) DO NOTHING"""
"""The key ends in a hash of the body: what is there is the same."""

SEND = """insert_messages (text[], text[], bytea[]) AS
INSERT INTO anchorline.outbox (position, ordinal, kind, key, body)
SELECT {START}, ordinal - 1, kind, key, body
FROM unnest($1, $2, $3) WITH ORDINALITY AS sent (kind, key, body, ordinal)""".replace(
    "{START}", START
)

PREPARED = (
    LOCK,
    ANSWERED,
    REPLAY,
    HISTORY,
    FULL_HISTORY,
    HOLDERS,
    ATTACHED,
    APPEND,
    ANSWER,
    RESERVE,
    FREE,
    ATTACH,
    SEND,
)

PREPARE = ";".join(f"PREPARE {it}" for it in PREPARED)
