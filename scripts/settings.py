"""Everything that may be set from outside, read once; nothing needs to be set."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

SYSTEM_DATA = Path("/var/lib/anchorline")
DRIVER = "postgresql+psycopg2://"
ACCEPTED = ("postgres://", "postgresql://", DRIVER)


def with_driver(url: str) -> str:
    """The same address with the driver named; raise `ValueError` where it is not PostgreSQL's."""
    for scheme in ACCEPTED:
        if url.startswith(scheme):
            return DRIVER + url.removeprefix(scheme)
    raise ValueError("a database address begins with postgresql://")


def default_data() -> Path:
    """Root's goes where system data goes, everyone else's into their own data folder."""
    if os.geteuid() == 0:
        return SYSTEM_DATA
    home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(home) / "anchorline"


DatabaseUrl = Annotated[str, AfterValidator(with_driver)]


class Settings(BaseSettings):
    """From the environment: `DATABASE_URL`, `DATABASE_OWNER_URL`, and the rest `ANCHORLINE_*`."""

    model_config = SettingsConfigDict(env_prefix="ANCHORLINE_", frozen=True, env_ignore_empty=True)

    database_url: DatabaseUrl | None = Field(default=None, validation_alias="DATABASE_URL")
    """A server of one's own, as the application's role; without it the embedded one is started."""

    database_owner_url: DatabaseUrl | None = Field(
        default=None, validation_alias="DATABASE_OWNER_URL"
    )
    """The same database as the owner of the tables; without it the application owns them."""

    data: Path = Field(default_factory=default_data)
    """Where the embedded server and what is made once are kept."""

    zone: ZoneInfo = ZoneInfo("Asia/Shanghai")
    """Whose midnight ends the business day."""

    calendar: str = "CN"
    """By whose business days invoices fall due: a country (ISO 3166) or TARGET."""

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)

    drain_seconds: float = Field(default=5.0, ge=0, le=60)
    """On SIGTERM, how long readiness says no before the door is shut, for a balancer to notice."""

    instructions: Path | None = None
    """Where instructions to banks are handed over as files; without it, in `data`."""

    pepper: SecretStr | None = Field(default=None, min_length=32)
    """Mixed into the hashes of API keys; without it one is made and kept in `data`."""
