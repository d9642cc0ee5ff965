"""Folders for servers that a test starts itself."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.postgres.embedded.server import start
from tests.support.postgres import open_folder


@pytest.fixture
def empty_folder() -> Iterator[Path]:
    """A data folder in which nothing was ever started; the test stops what it starts."""
    made = open_folder()
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="session")
def used_once() -> Iterator[Path]:
    """A data folder whose server was started and stopped."""
    made = open_folder()
    start(made).stop()
    yield made
    shutil.rmtree(made)


@pytest.fixture
def folder(empty_folder: Path, used_once: Path) -> Path:
    """A data folder with an empty database; the test stops what it starts."""
    subprocess.run(["/usr/bin/cp", "--archive", used_once / "postgres", empty_folder], check=True)
    return empty_folder
