"""Time arrives as an argument.

Nothing in `domain/` or `application/` reads a clock. The `Clock` port is read
once a command and its answer is passed down.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Moment:
    """One reading of the clock: the instant in UTC, and the business day it falls on.

    They differ: 16:30 UTC on the 4th is already the 5th in Shanghai, and a
    claim falls due on a day, not at an instant.
    """

    at: datetime
    day: date
