"""What a command came to, as the bytes that are kept and given again for ever."""

from __future__ import annotations

import hashlib
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import Any

from adapters.postgres.codec import SORTED, encode
from application.shared.ports import Request
from domain.shared.refusal import Refusal


def fingerprint(request: Request) -> bytes:
    """SHA-256 over name and content: the same request id must always bring the same."""
    said = SORTED.encode({"name": request.name, "content": request.content})
    return hashlib.sha256(said).digest()


def encode_refusal(refusal: Refusal) -> bytes:
    """`{"code","kind","facts"}`, the facts under the names of the refusal's fields."""
    facts = {field.name: _plain(getattr(refusal, field.name)) for field in fields(refusal)}
    return encode({"code": refusal.code, "kind": refusal.kind, "facts": facts})


def _plain(fact: Any) -> Any:  # noqa: ANN401  # whatever a refusal says
    """Figures as people write them: a price of a hundred is `100`, never `1E+2`."""
    if isinstance(fact, Decimal):
        return f"{fact:f}"
    if isinstance(fact, tuple):
        return tuple(_plain(part) for part in fact)
    if is_dataclass(fact) and not isinstance(fact, type):
        written = {it.name: getattr(fact, it.name) for it in fields(fact)}
        changed = {name: _plain(part) for name, part in written.items()}
        return fact if changed == written else replace(fact, **changed)
    return fact
