"""Rooms look alike, files stay small, refusals have names of their own, exceptions have reasons."""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections import Counter
from pathlib import Path

import pytest

import application
import domain
from domain.shared.refusal import Kind, Refusal

ROOT = Path(__file__).parents[2]
LINES_MAX = 250
OF_EVERY_ROOM = {"__init__.py", "commands.py", "decide.py", "events.py", "refusals.py", "state.py"}
CALCULATIONS = {"eligibility", "exposure", "shared"}
CODE = re.compile(r"[a-z_]+\.[a-z_]+(\.[a-z_]+)*")

ROOMS = sorted(
    folder.name
    for folder in (ROOT / "domain").iterdir()
    if (folder / "__init__.py").exists() and folder.name not in CALCULATIONS
)
DOMAIN_FILES = sorted((ROOT / "domain").rglob("*.py"))


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_the_same_files(room: str) -> None:
    """A room may have more where one would be too long; it never has fewer."""
    found = {file.name for file in (ROOT / "domain" / room).glob("*.py")}

    assert found >= OF_EVERY_ROOM


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_says_which_streams_it_keeps(room: str) -> None:
    assert (ROOT / "application" / room / "streams.py").is_file()


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_a_decider_of_its_name(room: str) -> None:
    decide = importlib.import_module(f"domain.{room}.decide")

    assert hasattr(decide, room.upper())


@pytest.mark.parametrize("file", DOMAIN_FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_file_of_the_domain_is_short(file: Path) -> None:
    assert len(file.read_text().splitlines()) <= LINES_MAX


def refusals() -> list[type[Refusal]]:
    for package in (domain, application):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    return sorted(subclasses(Refusal), key=lambda refusal: refusal.__qualname__)


def subclasses(parent: type[Refusal]) -> set[type[Refusal]]:
    """Those a module of the house holds under their name.

    A dataclass with slots leaves the class it was made from behind, which nobody holds.
    """
    children = {child for child in parent.__subclasses__() if held(child)}
    return children.union(*(subclasses(child) for child in children))


def held(found: type) -> bool:
    house = found.__module__.startswith(("domain.", "application."))
    return house and getattr(sys.modules[found.__module__], found.__name__, None) is found


def test_no_two_refusals_have_the_same_code() -> None:
    named = Counter(refusal.code for refusal in refusals() if "code" in vars(refusal))

    assert named
    assert [code for code, times in named.items() if times > 1] == []


def test_a_refusal_is_named_by_room_and_fact_and_has_a_kind() -> None:
    for refusal in refusals():
        if subclasses(refusal):
            continue
        assert CODE.fullmatch(refusal.code), refusal
        assert isinstance(refusal.kind, Kind), refusal


def test_every_exception_from_the_linter_has_a_reason() -> None:
    """`# noqa: X  # why` and `# type: ignore[x]  # why`."""
    excused = re.compile(r"# (?:noqa|type: ignore|pragma)\b(?P<rest>.*)")
    reason = re.compile(r"[:\[][^#]*?(?:#| --? ).{4,}")
    bare = [
        f"{file.relative_to(ROOT)}:{number}"
        for top in ("domain", "application", "adapters", "api", "scripts", "tests")
        for file in (ROOT / top).rglob("*.py")
        if file != Path(__file__)
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if (found := excused.search(line)) and not reason.search(found["rest"])
    ]

    assert bare == []


def test_every_rule_that_is_switched_off_has_a_reason() -> None:
    """In `pyproject.toml`, each line of ruff's exceptions ends with one."""
    settings = (ROOT / "pyproject.toml").read_text()
    ignored = re.search(r"^ignore = \[\n(.*?)^\]", settings, re.MULTILINE | re.DOTALL)
    by_file = re.search(r"per-file-ignores\]\n(.*?)\n\n", settings, re.DOTALL)

    assert ignored is not None
    assert by_file is not None
    lines = [*ignored[1].splitlines(), *by_file[1].splitlines()]
    assert [line for line in lines if not re.search(r"#\s\S.{8,}", line)] == []
