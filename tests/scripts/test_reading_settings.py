"""Nothing needs to be set; what is set is checked when it is read."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from scripts.settings import SYSTEM_DATA, Settings, default_data, with_driver


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "XDG_DATA_HOME", "ANCHORLINE_DATA"):
        monkeypatch.delenv(name, raising=False)


def test_without_any_setting_the_embedded_server_is_used() -> None:
    settings = Settings()

    assert settings.database_url is None
    assert settings.zone == ZoneInfo("Asia/Shanghai")
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)


def test_root_keeps_data_where_the_system_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)

    assert default_data() == SYSTEM_DATA


def test_others_keep_it_in_their_own_data_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setenv("HOME", str(tmp_path))

    assert default_data() == tmp_path / ".local" / "share" / "anchorline"

    monkeypatch.setenv("XDG_DATA_HOME", "/srv/data")

    assert default_data() == Path("/srv/data/anchorline")


def test_a_folder_that_is_given_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ANCHORLINE_DATA", str(tmp_path))

    assert Settings().data == tmp_path


@pytest.mark.parametrize("scheme", ["postgres://", "postgresql://", "postgresql+psycopg2://"])
def test_a_database_address_always_names_its_driver(
    scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"{scheme}app:secret@db.example/scf")

    assert Settings().database_url == "postgresql+psycopg2://app:secret@db.example/scf"


@pytest.mark.parametrize("url", ["mysql://db", "postgresql+asyncpg://db", "db.example"])
def test_another_kind_of_database_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="postgresql://"):
        with_driver(url)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ANCHORLINE_ZONE", "Asia/Atlantis"),
        ("ANCHORLINE_PORT", "70000"),
        ("ANCHORLINE_PEPPER", "salt"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(ValidationError):
        Settings()


def test_the_pepper_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANCHORLINE_PEPPER", "0123456789abcdef0123456789abcdef")

    assert "0123456789abcdef" not in repr(Settings())
