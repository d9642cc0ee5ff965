"""What a command came to, as the bytes that are kept and given again for ever."""

from __future__ import annotations

import hashlib
from dataclasses import fields

from adapters.postgres.codec import SORTED, encode
from application.shared.ports import Request
from domain.shared.refusal import Refusal


def fingerprint(request: Request) -> bytes:
    """SHA-256 over name and content: the same request id must always bring the same."""
    said = SORTED.encode({"name": request.name, "content": request.content})
    return hashlib.sha256(said).digest()


def encode_refusal(refusal: Refusal) -> bytes:
    """`{"code","kind","facts"}`, the facts under the names of the refusal's fields."""
    facts = {field.name: getattr(refusal, field.name) for field in fields(refusal)}
    return encode({"code": refusal.code, "kind": refusal.kind, "facts": facts})
