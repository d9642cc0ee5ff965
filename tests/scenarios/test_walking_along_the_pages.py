"""Pages to walk along are played as they are written, by command line and by `curl`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.support.postgres import open_folder
from tests.support.walkthrough import Step, missing, play, steps
from tests.support.warm import client

pytestmark = pytest.mark.scenario

ROOT = Path(__file__).parents[2]
PAGES = ("first-hour", "an-order")
WARM = ("an-order", "cli")
"""The longer walk spares its commands their loading; the first hour is of processes as they are."""

SAMPLES = "/tmp/samples"  # noqa: S108 -- where the reader puts them; the test has its own folder


@pytest.fixture
def folder() -> Iterator[Path]:
    made = open_folder()
    yield made
    shutil.rmtree(made)


@pytest.mark.parametrize("track", ["cli", "curl"])
@pytest.mark.parametrize("name", PAGES)
def test_every_step_prints_what_the_page_says(name: str, track: str, folder: Path) -> None:
    if track == "curl" and shutil.which("curl") is None:
        pytest.skip("curl is not installed on this machine")
    env = environment(folder)
    with ExitStack() as stack:
        address = stack.enter_context(serving(env))
        if (name, track) == WARM:
            stack.enter_context(warmed(folder, env))
        page = (ROOT / "docs" / f"{name}.md").read_text().replace("http://127.0.0.1:8000", address)
        shown = list(steps(page.replace(SAMPLES, str(folder / "samples")), track))
        printed = play(shown, env, ROOT)

    assert len(printed) == len(shown) > 15
    wrong = [
        f"$ {step.command}\n{told}\nlacks: {lacking}"
        for step, told in zip(shown, printed, strict=True)
        if (lacking := missing(step, told))
    ]
    assert not wrong, "\n\n".join(wrong)


def test_a_line_that_is_not_printed_is_missed() -> None:
    step = Step("true", ("| base │ CNY 1.00 │", "on 2026-11-22"))

    assert missing(step, "│ base │   CNY 1.00 │\non 2027-01-01\n") == ["| base │ CNY 1.00 │"]
    assert missing(step, "| base  CNY 1.00\non 2027-01-01\n") == []
    assert missing(step, "on 2027-01-01\n| base CNY 1.00\n") == ["on 2026-11-22"]


def environment(folder: Path) -> dict[str, str]:
    """As after `make run`: `anchorline` and `python` are those of the project."""
    bin_folder = folder / "bin"
    bin_folder.mkdir()
    for name, more in {"anchorline": "-m scripts.cli", "python": "", "python3": ""}.items():
        command = bin_folder / name
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" {more} "$@"\n')
        command.chmod(0o755)
    ours = os.environ.items()  # noqa: TID251 -- programs of the machine are found by it
    env = {name: value for name, value in ours if "DATABASE" not in name}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # the first command compiles for all that follow
    path = f"{bin_folder}:{env['PATH']}"
    return {**env, "PATH": path, "ANCHORLINE_DATA": str(folder / "data"), "COLUMNS": "200"}


@contextmanager
def serving(env: dict[str, str]) -> Iterator[str]:
    """`anchorline serve --demo` on any free port; its address."""
    command = [sys.executable, "-m", "scripts.cli", "serve", "--demo", "--json", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            yield str(json.loads(server.stdout.readline())["serving"])
        finally:
            server.terminate()


@contextmanager
def warmed(folder: Path, env: dict[str, str]) -> Iterator[None]:
    """From now on `anchorline` is a copy of a process that has loaded already."""
    address, command = folder / "warm", folder / "bin" / "anchorline"
    asked = [sys.executable, "-m", "tests.support.warm", str(address)]
    with subprocess.Popen(asked, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True) as warm:
        try:
            assert warm.stdout is not None
            assert warm.stdout.readline() == "warm\n"
            command.write_text(f"#!{sys.executable} -IS\n{client(address)}")
            yield
        finally:
            warm.terminate()
