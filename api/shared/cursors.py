"""Opaque page cursors: where the last page ended, signed and bound to what was asked."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from http import HTTPStatus

from api.shared.problems import Fault

Place = tuple[str, str]
"""(sort, key) of the last row."""


def write(place: Place, asked: str, key: bytes) -> str:
    """A cursor for the rows after `place` of the listing that `asked` names."""
    body = json.dumps(place, ensure_ascii=True).encode()
    return base64.urlsafe_b64encode(_seal(body, asked, key) + body).decode().rstrip("=")


def read(cursor: str, asked: str, key: bytes) -> Place:
    """Where to go on; raise `Fault` for a cursor of another listing or of nobody's making."""
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    except (binascii.Error, ValueError):
        raise _foreign() from None
    seal, body = raw[:16], raw[16:]
    if not hmac.compare_digest(seal, _seal(body, asked, key)):
        raise _foreign()
    sort, row = json.loads(body)
    return sort, row


def _seal(body: bytes, asked: str, key: bytes) -> bytes:
    return hmac.digest(key, asked.encode() + b"\0" + body, hashlib.sha256)[:16]


def _foreign() -> Fault:
    return Fault(HTTPStatus.UNPROCESSABLE_ENTITY, "request.cursor_unknown", {"field": "after"})
