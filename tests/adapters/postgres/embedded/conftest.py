"""Folders for servers that a test starts itself."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.postgres import open_folder


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty data folder; the test stops what it starts in it."""
    made = open_folder()
    yield made
    shutil.rmtree(made)
