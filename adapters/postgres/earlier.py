"""Data of a build in which what a party named had an id without the party.

Nobody can write such an id any more, so that whatever has one would answer 404 for good. The
migration that says "ids are `party:name`" is refused where there is one; a database that has
that migration is never looked through again.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

NAMED_BY_PARTIES = ("credit_line", "financing", "guarantee", "order_programme", "receivable_pool")
"""Rooms of things that parties name themselves; each thing holds the key `room/id` for ever."""

FOUND = text(
    """SELECT substr(key, length(:first) + 1) FROM anchorline.unique_key
    WHERE key > :first AND key < :beyond
      AND substr(key, length(:first) + 1) !~ '[:]|^[a-z]+_[0-9a-f]{24}$' LIMIT 1"""
)


class EarlierBuild(Exception):
    """The data stay as they are; this build begins with new ones."""

    def __init__(self, found: str) -> None:
        super().__init__(f"{found} is an id of an earlier build, without its party")
        self.found = found


def ensure_ids_have_parties(connection: Connection) -> None:
    """Raise `EarlierBuild` where a thing has an id that is neither `party:name` nor made here."""
    for room in NAMED_BY_PARTIES:
        between = {"first": f"{room}/", "beyond": f"{room}0"}  # 0 comes after /
        found = connection.execute(FOUND, between).scalar()
        if found is not None:
            raise EarlierBuild(found)
