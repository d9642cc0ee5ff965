"""The book of examples that `serve --demo` shows: the story played once, and keys to see it by."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from application.shared.ports import RequestReused
from domain.enterprise.profile import Role
from domain.shared.ids import PartyId
from scripts.compose import House
from scripts.demo.cast import OPERATOR, PLAYERS
from scripts.demo.papers import RIVERS_LIST
from scripts.demo.stage import Stage
from scripts.demo.story import play
from scripts.demo.teller import Silent
from scripts.equipment.kept import write_privately
from scripts.written import written

SIGNING_IN = [(OPERATOR, Role.OPERATOR), (PartyId("auditor"), Role.AUDITOR)]


@dataclass(frozen=True, slots=True)
class SignIn:
    """Who may come in, as what, with which key."""

    party: PartyId
    role: str
    key: str


def load_book(house: House) -> None:
    """Play the story without a word, once for each database.

    Its papers are dated from the day it was begun, so that one cut short is gone on with.
    """
    played = house.settings.data / "demo-played"
    if _is_played(house, played):
        return
    mapping = house.settings.data / "mappings" / "river.json"
    mapping.parent.mkdir(exist_ok=True)
    mapping.write_text(written(RIVERS_LIST), encoding="utf-8")
    with tempfile.TemporaryDirectory(prefix="anchorline-papers-") as folder:
        stage = Stage(house, Silent(), _first_day(house), Path(folder))
        try:
            play(stage)
        except RequestReused:
            return  # another data folder played it on this database, from another day
    write_privately(played, stage.last)


def _is_played(house: House, file: Path) -> bool:
    """Whether the last command of the story was answered by this database."""
    if not file.exists():
        return False
    party, _, request = file.read_text(encoding="utf-8").partition(" ")
    return house.store.answer_to(PartyId(party), request) is not None


def sign_ins(house: House) -> list[SignIn]:
    """A key for each role of each party, made once and kept beside the data, mode 0600."""
    file = house.settings.data / "demo-keys.json"
    kept = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    wanted = [*SIGNING_IN, *((player.party, player.role) for player in PLAYERS)]
    for party, role in wanted:
        if house.keys.holder(kept.get(party, "")) is None:
            now = house.clock.now().at
            kept[party] = house.keys.create(party, role.value, "demonstration", now)[1]
    write_privately(file, json.dumps(kept))
    return [SignIn(party, role.value, kept[party]) for party, role in wanted]


def _first_day(house: House) -> date:
    file = house.settings.data / "demo-day"
    if not file.exists():
        write_privately(file, house.clock.now().day.isoformat())
    return date.fromisoformat(file.read_text(encoding="utf-8"))
