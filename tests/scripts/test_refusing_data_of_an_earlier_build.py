"""Data whose ids have no party are left as they are, and whoever opens them is told so."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Connection, NullPool, create_engine, text

from adapters.postgres.earlier import EarlierBuild
from adapters.postgres.embedded.server import start
from adapters.postgres.migrations.head import head
from adapters.postgres.migrations.migrate import migrate
from scripts import after_restore
from scripts.after_restore import raise_log
from scripts.compose import DataOfEarlierBuild, opened
from scripts.settings import Settings
from tests.scripts.scenes import anchorline, data_folder
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

OWNED = text("INSERT INTO anchorline.unique_key (key, holder) VALUES (:key, 'lantern')")
BEFORE = text("UPDATE anchorline.alembic_version SET version_num = '0003'")
HOLDERS = text(
    "SELECT (SELECT count(*) FROM anchorline.unique_key), version_num "
    "FROM anchorline.alembic_version"
)
OLD = "receivable_pool/harbour-suppliers"


def as_left(connection: Connection, *keys: str) -> None:
    """By a build that did not say yet that ids have their party."""
    connection.execute(BEFORE)
    for key in keys:
        connection.execute(OWNED, {"key": key})


def settings_for(database: Database, data: Path) -> Settings:
    found = {"DATABASE_URL": database.url, "DATABASE_OWNER_URL": database.owner_url}
    return Settings(**found, data=data)  # type: ignore[arg-type] # pydantic reads the aliases


@pytest.mark.parametrize(
    "key",
    [
        OLD,
        "credit_line/line-1",
        "financing/fin-1",
        "guarantee/gua-1",
        "order_programme/prog_1",
        "financing/fin_0123456789ABCDEF01234567",
    ],
)
def test_an_id_without_its_party_is_of_an_earlier_build(
    key: str, empty_database: Database, tmp_path: Path
) -> None:
    migrate(empty_database.owner_url, "anchorline")
    settings = settings_for(empty_database, tmp_path)
    with create_engine(empty_database.owner_url, poolclass=NullPool).begin() as connection:
        as_left(connection, "receivable_pool/lantern:first-hour", key)

    with pytest.raises(DataOfEarlierBuild, match=empty_database.name), opened(settings):
        pass
    with pytest.raises(EarlierBuild, match=key.partition("/")[2]):
        raise_log(settings)

    with create_engine(empty_database.owner_url, poolclass=NullPool).connect() as connection:
        assert connection.execute(HOLDERS).one() == (2, "0003")


def test_ids_with_their_party_or_made_here_are_taken_on(
    empty_database: Database, tmp_path: Path
) -> None:
    migrate(empty_database.owner_url, "anchorline")
    with create_engine(empty_database.owner_url, poolclass=NullPool).begin() as connection:
        as_left(
            connection,
            "receivable_pool/lantern:first-hour",
            "financing/fin_0123456789abcdef01234567",
            "financing_of/fin-1",
            "collection/col-1",
        )

    with (
        opened(settings_for(empty_database, tmp_path)) as house,
        house.following.connect() as connection,
    ):
        assert connection.execute(HOLDERS).one()[1] == head()


def test_restoring_a_dump_of_an_earlier_build_is_told_in_both_languages(
    empty_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate(empty_database.owner_url, "anchorline")
    with create_engine(empty_database.owner_url, poolclass=NullPool).begin() as connection:
        as_left(connection, OLD)
    monkeypatch.setenv("DATABASE_URL", empty_database.url)
    monkeypatch.setenv("DATABASE_OWNER_URL", empty_database.owner_url)

    with pytest.raises(SystemExit) as ended:
        after_restore.main()

    english, chinese = str(ended.value).splitlines()
    assert empty_database.name in english
    assert empty_database.name in chinese
    assert "***" in english, "no password is told"


@pytest.mark.scenario
def test_server_and_commands_refuse_such_a_folder_and_name_it() -> None:
    with data_folder() as folder:
        made = anchorline("parties", "list", "--json", data=folder)
        left_by_an_earlier_build(folder)
        served = anchorline("serve", "--port", "0", data=folder)
        listed = anchorline("pools", "--json", data=folder)

    assert made.code == 0, made.told
    assert served.code == listed.code == 1
    english, chinese = served.told.strip().splitlines()[-2:]
    assert english.startswith(f"{folder} holds data of an earlier build")
    assert chinese.startswith(f"{folder} 中的数据由早期版本生成")
    assert listed.json["failed"]["code"] == "data.of_earlier_build"
    assert "ANCHORLINE_DATA" in listed.json["failed"]["detail"]


def left_by_an_earlier_build(folder: Path) -> None:
    with (
        start(folder) as server,
        create_engine(server.owner_url, poolclass=NullPool).begin() as connection,
    ):
        as_left(connection, OLD)
