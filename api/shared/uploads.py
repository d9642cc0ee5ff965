"""Files that come in: their names cleaned, their contents known by their digest."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import File, UploadFile
from pydantic import BaseModel, Field

from api.shared.problems import facts_of
from api.shared.words import worded
from domain.shared.refusal import Refusal

NAME_MAX = 200
FILES_MAX = 1_000

Files = Annotated[
    list[UploadFile],
    File(min_length=1, max_length=FILES_MAX, description="Any number of files in one request."),
]


class NoShown(BaseModel):
    """Why it was not taken, with its figures, in two languages."""

    code: str
    detail: str
    detail_zh: str = Field(alias="detailZh")
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Uploaded:
    name: str
    content: bytes
    digest: str
    """SHA-256."""


def read(files: Sequence[UploadFile]) -> Iterator[Uploaded]:
    """One after the other, in the order sent."""
    for file in files:
        content = file.file.read()
        yield Uploaded(clean(file.filename or ""), content, hashlib.sha256(content).hexdigest())


def clean(name: str) -> str:
    """Only a name to show: no folders, nothing invisible, not endless."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    return shown.strip()[:NAME_MAX] or "unnamed"


def no(code: str, facts: dict[str, Any]) -> dict[str, Any]:
    english, chinese = worded(code, facts)
    return {"code": code, "detail": english, "detailZh": chinese, "facts": facts}


def refused(refusal: Refusal) -> dict[str, Any]:
    return no(refusal.code, facts_of(refusal))
