"""A house opens on the database it is given, with no more power than it needs, or says why not."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from adapters.postgres.embedded.failures import DiskNearlyFull
from adapters.postgres.migrations.head import head
from adapters.postgres.vitals import migration_of
from scripts.compose import VIEWS, CannotServe, House, opened
from scripts.equipment.kept import derived, kept, pepper_of
from scripts.running.health import Expected, HouseHealth
from scripts.running.looking import Looking
from scripts.running.metrics import Metrics
from scripts.running.services import mappings_in
from scripts.settings import Settings
from tests.support.postgres import Database


def settings_for(data: Path, url: str, owner_url: str | None = None) -> Settings:
    own = {"data": data, "database_url": url, "database_owner_url": owner_url}
    return Settings().model_copy(update=own)


@pytest.mark.postgres
def test_it_makes_its_tables_and_shows_every_view(empty_database: Database, tmp_path: Path) -> None:
    settings = settings_for(tmp_path, empty_database.url, empty_database.owner_url)

    with opened(settings) as house:
        house.catch_up()
        with house.following.connect() as connection:
            assert migration_of(connection) == head()
        assert health(house).readiness()[1]["troubles"] == []


@pytest.mark.postgres
def test_it_does_not_serve_as_a_superuser(database: Database, tmp_path: Path) -> None:
    with (
        pytest.raises(CannotServe, match="superuser"),
        opened(settings_for(tmp_path, database.superuser_url)),
    ):
        pass


@pytest.mark.postgres
def test_readiness_names_what_stands_in_the_way(empty_database: Database, tmp_path: Path) -> None:
    settings = settings_for(tmp_path, empty_database.url, empty_database.owner_url)

    def full() -> None:
        raise DiskNearlyFull("Only 3 MiB are free.")

    with opened(settings) as house:
        house.catch_up()
        looking = Looking(house.following, house.supervisor, VIEWS)
        other = HouseHealth(looking, Metrics(tmp_path), Expected("9999", VIEWS), full)
        other.drain()

        fit, facts = other.readiness()
        looking.close()

    assert not fit
    wrong = f"migrations stand at {head()}, not 9999"
    assert facts["troubles"] == ["draining", "Only 3 MiB are free.", wrong]


def test_a_pepper_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    settings = Settings().model_copy(update={"data": tmp_path / "new", "pepper": None})

    first = pepper_of(settings)

    assert pepper_of(settings) == first
    assert stat.S_IMODE((tmp_path / "new" / "pepper").stat().st_mode) == 0o600
    assert len(first) >= 32
    assert kept(tmp_path / "another") != first.decode()


def test_keys_for_two_purposes_tell_nothing_of_each_other() -> None:
    assert derived(b"pepper", "cursors") != derived(b"pepper", "other")


def test_a_column_mapping_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text("{}")

    with pytest.raises(CannotServe, match=r"list\.json"):
        mappings_in(tmp_path)


def health(house: House) -> HouseHealth:
    looking = Looking(house.following, house.supervisor, VIEWS)
    metrics = Metrics(house.settings.data)
    return HouseHealth(looking, metrics, Expected(head(), VIEWS), lambda: None)
