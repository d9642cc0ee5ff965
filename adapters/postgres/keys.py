"""API keys: shown once when made, kept only as a keyed hash, gone the moment they are revoked."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, bindparam, insert, select, update

from adapters.postgres.reaching import fetched
from adapters.postgres.tables import api_key
from domain.shared.ids import PartyId

SHAPE = re.compile(r"anchor_([0-9a-f]{12})_([A-Za-z0-9_-]{43})")
"""`anchor_<id>_<secret>`: the id finds the row, the 256-bit secret proves the holder."""


@dataclass(frozen=True, slots=True)
class ApiKey:
    """What may be told of a key; the secret is not among it."""

    id: str
    party: PartyId
    role: str
    label: str
    created_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Keys:
    """The key cabinet. `pepper` is kept outside the database, so that a dump opens nothing."""

    engine: Engine
    pepper: bytes

    def create(self, party: PartyId, role: str, label: str, at: datetime) -> tuple[ApiKey, str]:
        """A new key and its secret, which is not to be had again."""
        key = ApiKey(secrets.token_hex(6), party, role, label, at, None)
        secret = f"anchor_{key.id}_{secrets.token_urlsafe(32)}"
        row = {
            "id": key.id,
            "party": party,
            "role": role,
            "label": label,
            "secret_hash": self._hash(secret),
            "created_at": at,
        }
        with self.engine.begin() as connection:
            connection.execute(insert(api_key), row)
        return key, secret

    def revoke(self, key_id: str, at: datetime) -> bool:
        """Whether there was a live key of that id."""
        live = (api_key.c.id == key_id) & api_key.c.revoked_at.is_(None)
        with self.engine.begin() as connection:
            done = connection.execute(update(api_key).where(live).values(revoked_at=at))
        return done.rowcount == 1

    def all(self) -> Sequence[ApiKey]:
        with self.engine.connect() as connection:
            rows = connection.execute(_TOLD.order_by(api_key.c.party, api_key.c.created_at))
            return [ApiKey(*row) for row in rows]

    def holder(self, secret: str) -> ApiKey | None:
        """Whose key it is; None where it is unknown, wrong or revoked. Raise `Unavailable`."""
        shape = SHAPE.fullmatch(secret)
        if shape is None:
            return None
        row = next(iter(fetched(self.engine, _FOUND, {"id": shape[1]})), None)
        if row is None or not hmac.compare_digest(bytes(row.secret_hash), self._hash(secret)):
            return None
        return ApiKey(*row[:6]) if row.revoked_at is None else None

    def _hash(self, secret: str) -> bytes:
        return hmac.digest(self.pepper, secret.encode(), hashlib.sha256)


_COLUMNS = (
    api_key.c.id,
    api_key.c.party,
    api_key.c.role,
    api_key.c.label,
    api_key.c.created_at,
    api_key.c.revoked_at,
)
_TOLD = select(*_COLUMNS)
_FOUND = select(*_COLUMNS, api_key.c.secret_hash).where(api_key.c.id == bindparam("id"))
