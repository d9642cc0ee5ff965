"""A worked case as it is written, with its figures as rates and minor units."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.support.shared import case


def read(case_id: str) -> tuple[dict[str, Any], dict[str, Any]]:
    found = case(case_id)
    return found["inputs"], found["expected"]


def rate(number: float) -> Decimal:
    return Decimal(str(number))


def minor(major: float) -> int:
    return int(Decimal(str(major)) * 100)
