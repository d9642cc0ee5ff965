"""A PDF or a workbook is opened in a process of its own, with little memory and time.

The libraries that open them are large, and one of them is not Python: what a hostile
file does to them must not happen to us.
"""

from __future__ import annotations

import json
import subprocess
import sys
from enum import Enum
from pathlib import Path
from typing import Any

SECONDS_MAX = 30
_HERE = Path(__file__).parent


class Opener(Enum):
    """The scripts; each reads the file from standard input and writes JSON."""

    PDF = "open_pdf.py"
    WORKBOOK = "open_workbook.py"


class NotOpened(Exception):
    """`fact` is `unreadable`, or what the script found: archive_unsafe, too_many_rows."""

    def __init__(self, fact: str, reason: str = "") -> None:
        super().__init__(fact)
        self.fact = fact
        self.reason = reason


def opened(opener: Opener, content: bytes, argument: str = "") -> Any:  # noqa: ANN401 - JSON
    """What the script read; raise `NotOpened` where it refused, failed or took too long."""
    command = [sys.executable, "-I", str(_HERE / opener.value), argument]
    try:
        done = subprocess.run(  # noqa: S603 - our own script under our own interpreter
            command, input=content, capture_output=True, timeout=SECONDS_MAX, check=False
        )
    except subprocess.TimeoutExpired:
        raise NotOpened("unreadable", "took too long") from None
    if done.returncode != 0:
        raise NotOpened("unreadable", f"ended with {done.returncode}")
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise NotOpened(answer["refused"], answer.get("reason", ""))
    return answer["read"]
