"""Whatever was ever stored can be read, and says the same."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest

import domain
from adapters.postgres.codec import Codec
from adapters.postgres.names.house import HOUSE
from adapters.postgres.names.registry import Body, Named, Names, UnknownName, room
from domain.shared.event import Event
from domain.shared.refusal import BrokenPromise
from tests.support.golden import FOLDER, path_of
from tests.support.purse import KEY, NOON
from tests.support.samples import sample

ROOMS = Path(str(domain.__file__)).parent
CODEC = Codec(HOUSE)


def event_classes() -> Iterator[type[Event]]:
    """Those of all rooms that no other class of the room is made from."""
    for file in sorted(ROOMS.glob("*/*events.py")):
        module = importlib.import_module(f"domain.{file.parent.name}.{file.stem}")
        here = [
            it
            for it in vars(module).values()
            if isinstance(it, type) and issubclass(it, Event) and it.__module__ == module.__name__
        ]
        yield from (it for it in here if not any(it in other.__mro__[1:] for other in here))


@pytest.mark.parametrize("kind", list(event_classes()), ids=lambda it: it.__qualname__)
def test_every_event_has_a_stored_name(kind: type[Event]) -> None:
    assert HOUSE.topic_of(kind).startswith(f"{kind.__module__.split('.')[1]}.")


@pytest.mark.parametrize("topic", sorted(HOUSE.topics()))
def test_every_version_ever_stored_is_still_read(topic: str) -> None:
    """Where a file is missing, `python -m tests.support.golden` writes it."""
    body = path_of(topic).read_bytes()

    event = CODEC.decode(topic, body)

    written_as, written = CODEC.encode(event)
    if written_as == topic:
        assert written == body
        assert event == sample(type(event))


def test_no_name_in_a_log_is_forgotten() -> None:
    kept = {f"{it.parent.name}.{it.stem}" for it in FOLDER.glob("*/*.json")}

    assert kept == set(HOUSE.topics())


def test_a_name_never_registered_stops_the_reader() -> None:
    """No class is ever looked up by a path that stands in the log."""
    for topic in ("receivable.never@1", "receivable.registered@9", "os:system", "registered"):
        with pytest.raises(UnknownName):
            CODEC.decode(topic, b"{}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed(Event):
    grams: int
    scale: str


def with_scale(body: Body) -> Body:
    return {**body, "scale": "unknown"}


def in_grams(body: Body) -> Body:
    return {
        **{key: it for key, it in body.items() if key != "kilos"},
        "grams": body["kilos"] * 1000,
    }


WEIGHED = Names(room("yard", {"weighed": Named(Weighed, 3, {1: with_scale, 2: in_grams})}))


def test_old_versions_are_lifted_step_by_step() -> None:
    facts: dict[str, Any] = {"at": NOON.at, "effective_on": NOON.day, "by": KEY}
    first = msgspec.json.encode({**facts, "kilos": 2})
    second = msgspec.json.encode({**facts, "kilos": 3, "scale": "north"})
    codec = Codec(WEIGHED)

    assert codec.decode("yard.weighed@1", first) == Weighed(**facts, grams=2000, scale="unknown")
    assert codec.decode("yard.weighed@2", second) == Weighed(**facts, grams=3000, scale="north")
    assert codec.encode(Weighed(**facts, grams=1, scale="south"))[0] == "yard.weighed@3"
    assert list(WEIGHED.topics()) == ["yard.weighed@1", "yard.weighed@2", "yard.weighed@3"]


def test_each_version_must_be_lifted() -> None:
    with pytest.raises(BrokenPromise):
        room("yard", {"weighed": Named(Weighed, 3, {1: with_scale})})


def test_a_name_stands_for_one_class_and_a_class_for_one_name() -> None:
    with pytest.raises(BrokenPromise):
        Names(room("yard", {"weighed": Weighed, "measured": Weighed}))
    with pytest.raises(BrokenPromise):
        Names(room("yard", {"weighed": Weighed}), room("yard", {"weighed": Named(Weighed)}))


def test_one_more_upcast_makes_what_was_folded_before_old() -> None:
    assert WEIGHED.upcasts() == WEIGHED.upcasts("yard") == 2
    assert WEIGHED.upcasts("receivable") == 0
