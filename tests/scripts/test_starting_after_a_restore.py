"""A log restored from a dump is not served before its base was raised."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine, text

from adapters.postgres.migrations.migrate import migrate
from scripts.after_restore import raise_log
from scripts.compose import CannotServe, opened
from scripts.settings import Settings
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

FAR_AHEAD = text(
    "INSERT INTO anchorline.tracking (follower, upstream, position) VALUES ('old', 'default', :at)"
)
"""What a server that had counted many more transactions left behind."""


def settings_for(database: Database, data: Path) -> Settings:
    found = {"DATABASE_URL": database.url, "DATABASE_OWNER_URL": database.owner_url}
    return Settings(**found, data=data)  # type: ignore[arg-type] # pydantic reads the aliases


def test_a_restored_log_is_served_only_after_its_base_was_raised(
    empty_database: Database, tmp_path: Path
) -> None:
    migrate(empty_database.owner_url, "anchorline")
    with create_engine(empty_database.owner_url, poolclass=NullPool).begin() as connection:
        connection.execute(FAR_AHEAD, {"at": 10**9 << 20})
    settings = settings_for(empty_database, tmp_path)

    with pytest.raises(CannotServe, match="after_restore"), opened(settings):
        pass
    base = raise_log(settings)
    with opened(settings) as house:
        house.catch_up()

    assert base == (10**9 + 1) << 20
    assert raise_log(settings) == base
