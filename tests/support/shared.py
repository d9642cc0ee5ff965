"""Reference data and worked cases that lie beside the repository, read in place."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

BESIDE = Path(__file__).resolve().parents[3] / "shared"


def shared(relative: str) -> Path:
    """The path of shared material; in a clone without it the test is skipped, on CI it fails."""
    path = BESIDE / relative
    if not path.exists():
        if os.environ.get("CI") == "true":  # noqa: TID251 - whether absence is a fault is a fact of the machine
            pytest.fail(f"shared material is missing: {relative}")
        pytest.skip(f"shared material is not beside this clone: {relative}")
    return path


@cache
def _cases() -> dict[str, dict[str, Any]]:
    listed = json.loads(shared("cases.json").read_text(encoding="utf-8"))
    return {case["id"]: case for case in listed}


def case(case_id: str) -> dict[str, Any]:
    """One worked case: `inputs`, `expected`, `note`, `source`."""
    return _cases()[case_id]


def case_ids(prefix: str) -> list[str]:
    """The ids that begin with `prefix`, none where the cases are absent (for parametrising)."""
    if not (BESIDE / "cases.json").exists():
        return []
    return sorted(case_id for case_id in _cases() if case_id.startswith(prefix))
