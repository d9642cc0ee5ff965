"""What every test may ask for."""

from __future__ import annotations

import gc
from collections.abc import Callable

import pytest
from hypothesis import settings

pytest_plugins = ["tests.support.postgres"]

settings.register_profile("house", deadline=None)
settings.load_profile("house")

Rounds = Callable[[int, int], int]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="races and kills at their full counts")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever can be repeated more often is repeated by `make soak`: none is forgotten."""
    for item in items:
        if "rounds" in getattr(item, "fixturenames", ()):
            item.add_marker("soak")


def pytest_collection() -> None:
    """What is imported and collected stays to the end: the collector need not look at it."""
    gc.disable()


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> Rounds:
    """How often to repeat: `rounds(20, 1000)` is 20 in the tests and 1,000 in `make soak`."""
    full = bool(request.config.getoption("--soak"))
    return lambda usual, soaking: soaking if full else usual
