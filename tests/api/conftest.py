"""One database, one app and one small trade for all tests of the edge that only look."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from adapters.postgres.embedded.server import Server
from tests.support.edge import Edge, edge
from tests.support.postgres import Database, fresh


@pytest.fixture
def platform(database: Database) -> Iterator[Edge]:
    with edge(database) as opened:
        yield opened


@pytest.fixture(scope="module")
def shared_platform(server: Server, template: str) -> Iterator[Edge]:
    with fresh(server, template) as made, edge(made) as opened:
        yield opened
