"""Secrets made once and kept in the data folder, readable only by whoever runs the platform."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from scripts.settings import Settings


def pepper_of(settings: Settings) -> bytes:
    """What is mixed into the hashes of API keys: as set, or made at the first start."""
    if settings.pepper is not None:
        return settings.pepper.get_secret_value().encode()
    return kept(settings.data / "pepper").encode()


def derived(pepper: bytes, purpose: str) -> bytes:
    """A key for one purpose, from which neither the pepper nor another key can be told."""
    return hmac.digest(pepper, purpose.encode(), hashlib.sha256)


def kept(file: Path) -> str:
    """The text of `file`; made by chance where there is none. Of two makers, one wins."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        _make(file)
    return file.read_text(encoding="ascii").strip()


def _make(file: Path) -> None:
    part = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    write_privately(part, secrets.token_urlsafe(48))
    try:
        os.link(part, file)
    except FileExistsError:
        pass
    finally:
        part.unlink()


def write_privately(file: Path, text: str) -> None:
    """Mode 0600 from the first moment, and on the disk when it returns."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(handle)
