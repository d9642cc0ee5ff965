"""Who belongs together: parties that would fall together are one risk."""

from __future__ import annotations

from enum import StrEnum
from typing import NewType

GroupId = NewType("GroupId", str)
"""A group of connected parties."""


class Basis(StrEnum):
    """Why parties are connected (large exposures: control, or economic dependence)."""

    CONTROL = "control"
    ECONOMIC_DEPENDENCE = "economic_dependence"
