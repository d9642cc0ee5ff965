"""The last migration that this program knows, told from the names of the files alone."""

from __future__ import annotations

from pathlib import Path

VERSIONS = Path(__file__).parent / "versions"


def head() -> str:
    """`0007` of `0007_what_it_does.py`; migrations are numbered in their order."""
    return max(file.name.partition("_")[0] for file in VERSIONS.glob("[0-9]*.py"))
