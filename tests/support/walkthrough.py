"""A page that shows commands and what they print: played as a reader would, and compared."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

BLOCK = re.compile(r"^```console (\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MARK = "=-=-= next command =-=-="
RULED = re.compile(r"[│┃]")
CHANGES = (
    (re.compile(r"\d{4}-\d\d-\d\d"), "<day>"),
    (re.compile(r"rcv_[a-z2-7]{24}"), "<claim>"),
    (re.compile(r"\s+"), " "),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One command of the page, and the lines that it is said to print, `...` for any text."""

    command: str
    prints: tuple[str, ...]


def steps(page: str, track: str) -> Iterator[Step]:
    """Those of blocks marked `console both` or `console <track>`."""
    for of, text in BLOCK.findall(page):
        if of in {"both", track}:
            for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                command, *printed = part.rstrip("\n").split("\n")
                yield Step(command, tuple(line for line in printed if line.strip() != "..."))


def play(page: list[Step], env: Mapping[str, str], folder: Path) -> list[str]:
    """Run all commands in one shell; what each printed."""
    script = "".join(f"echo '{MARK}'\n{step.command}\n" for step in page)
    done = subprocess.run(
        ["bash"],  # noqa: S607 -- as the reader has it
        input=script,
        cwd=folder,
        env=dict(env),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.stdout.split(f"{MARK}\n")[1:]


def missing(step: Step, printed: str) -> list[str]:
    """The lines that it was said to print and did not, in this order."""
    rest = plain(printed)
    lacking = []
    for line in step.prints:
        parts = [re.escape(part.strip()) for part in plain(line).split("...")]
        found = re.search(".*?".join(parts), rest)
        if found is None:
            lacking.append(line)
        else:
            rest = rest[found.end() :]
    return lacking


def plain(text: str) -> str:
    """Without the rules of tables, spacing, days, and ids that follow from days."""
    text = RULED.sub(" ", text)
    for pattern, stands_for in CHANGES:
        text = pattern.sub(stands_for, text)
    return text.strip()
