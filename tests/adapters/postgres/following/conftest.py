"""The house that these tests follow."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.adapters.postgres.following.scenes import House, house
from tests.support.postgres import Database


@pytest.fixture
def counting_house(database: Database) -> Iterator[House]:
    with house(database.url) as made:
        yield made
