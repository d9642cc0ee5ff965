"""What the edge calls upon, made from a house."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from adapters.calendars.published import calendar_named
from adapters.camt.reader import read_message
from adapters.intake.reader import DocumentIntake
from adapters.postgres.following.as_of import fold_at
from adapters.postgres.following.known_at import known_at
from adapters.postgres.keys import Keys
from adapters.postgres.migrations.head import head
from api.shared.services import Caller, Services
from application.documents.mapping import ColumnMapping
from application.shared.projection import Projection
from application.shared.views import Views
from domain.shared.ids import ActorId
from scripts.compose import VIEWS, CannotServe, House
from scripts.equipment.kept import derived
from scripts.running.health import Expected, HouseHealth
from scripts.running.looking import Looking
from scripts.running.metrics import Metrics
from scripts.written import mapping_in


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Answers `api.shared.services.KeyRing`; who acts is `party/key`."""

    keys: Keys

    def holder(self, secret: str) -> Caller | None:
        key = self.keys.holder(secret)
        if key is None:
            return None
        return Caller(party=key.party, by=ActorId(f"{key.party}/{key.id}"), role=key.role)


def services_of(house: House, health: HouseHealth) -> Services:
    def past(views: Sequence[Projection[Any]], position: int) -> Views:
        return fold_at(house.following, house.codec, views, position)

    return Services(
        desk=house.desk,
        views=house.views,
        keys=KeyRing(house.keys),
        health=health,
        cursor_key=derived(house.pepper, "cursors"),
        documents=DocumentIntake(),
        bank_messages=read_message,
        calendar=calendar_named(house.settings.calendar),
        mappings=mappings_in(house.settings.data / "mappings"),
        past=past,
        known_at=partial(known_at, house.following),
        zone=house.settings.zone,
    )


def health_of(house: House, looking: Looking, metrics: Metrics) -> HouseHealth:
    return HouseHealth(looking, metrics, Expected(head(), VIEWS), house.ensure_room)


def mappings_in(folder: Path) -> dict[str, ColumnMapping]:
    """Column mappings by name, from `<name>.json` files; raise `CannotServe`."""
    try:
        return {file.stem: mapping_in(file) for file in sorted(folder.glob("*.json"))}
    except ValueError as why:
        raise CannotServe(str(why)) from why
