"""Whether the disk has room: a full one stops a database in the middle of a write."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from adapters.postgres.embedded.failures import DiskNearlyFull

MIB = 1024 * 1024
RESERVE_MAX = 1024 * MIB
FIRST_START = 128 * MIB
"""What a new, empty server takes."""


@dataclass(frozen=True, slots=True)
class Space:
    """Bytes of the file system that holds the data."""

    total: int
    free: int

    @property
    def reserve(self) -> int:
        """Bytes to be left alone: a tenth of the disk, at most 1 GiB."""
        return min(RESERVE_MAX, self.total // 10)


Measure = Callable[[Path], Space]


def measured(folder: Path) -> Space:
    usage = shutil.disk_usage(folder)
    return Space(total=usage.total, free=usage.free)


def ensure_room(folder: Path, measure: Measure = measured, *, for_new: bool = False) -> None:
    """Raise `DiskNearlyFull` where less than the reserve is left in `folder`."""
    space = measure(folder)
    needed = space.reserve + (FIRST_START if for_new else 0)
    if space.free < needed:
        raise DiskNearlyFull(
            f"Only {space.free // MIB} MiB are free where {folder} is, "
            f"and {-(-needed // MIB)} MiB are needed. Free some space and start again."
        )
