"""On every operation a misspelt field, and what is no amount, day or text, is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

import pytest

from api.app import create_app
from api.rooms import ROUTERS
from api.shared.nearest import known_at, nearest
from api.shared.services import Services
from tests.api.doors import Door
from tests.support.edge import PREFIX, Edge, Hand
from tests.support.latin import told_in_english

pytestmark = pytest.mark.postgres

DOCUMENT: dict[str, Any] = create_app(cast("Services", None), ROUTERS).openapi()
SCHEMAS: dict[str, Any] = DOCUMENT["components"]["schemas"]
DEPTH_MAX = 5
LONG = "x" * 10_000
NO_AMOUNTS: tuple[object, ...] = (
    {"amount": 1.5, "currency": "CNY"},
    {"amount": "1.5", "currency": "JPY"},
    {"amount": "1.00", "currency": "XXQ"},
    {"amount": "-1.00", "currency": "CNY"},
    {"amount": "1e3", "currency": "CNY"},
    {"amount": "1.00"},
    1.5,
)


@dataclass(frozen=True, slots=True)
class Operation:
    method: str
    path: str
    role: str
    body: dict[str, Any]

    @property
    def address(self) -> str:
        path = self.path.replace("{number}", "1")
        return Door(self.method, path, frozenset()).address.removeprefix(PREFIX)


def operations() -> Iterator[Operation]:
    for path, methods in DOCUMENT["paths"].items():
        for method, described in methods.items():
            content = described.get("requestBody", {}).get("content", {})
            if "application/json" in content:
                role = described["x-roles"][0]
                yield Operation(method.upper(), path, role, content["application/json"]["schema"])


OPERATIONS = list(operations())


def resolved(shape: dict[str, Any]) -> dict[str, Any]:
    """Without references, and without the null that it may be."""
    if "$ref" in shape:
        return resolved(SCHEMAS[shape["$ref"].rpartition("/")[2]])
    choices = [it for it in shape.get("anyOf", ()) if it.get("type") != "null"]
    return resolved(choices[0]) if choices else shape


def places(shape: dict[str, Any], at: tuple[str | int, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a body, with its shape."""
    shape = resolved(shape)
    yield at, shape
    if len(at) > DEPTH_MAX or shape.get("title") == "MoneyEntered":
        return
    for name, inner in shape.get("properties", {}).items():
        yield from places(inner, (*at, name))
    if isinstance(shape.get("items"), dict):
        yield from places(shape["items"], (*at, 0))


def wrapped(at: tuple[str | int, ...], written: object) -> Any:  # noqa: ANN401 - JSON
    for step in reversed(at):
        written = [written] if isinstance(step, int) else {step: written}
    return written


def field_of(*at: str | int) -> str:
    return ".".join(("body", *map(str, at)))


@pytest.fixture(scope="module")
def hands(shared_platform: Edge) -> dict[str, Hand]:
    return {
        role: shared_platform.hand(f"nearest-{role}".replace("_", "-"), role)
        for role in {it.role for it in OPERATIONS}
    }


def refused(hand: Hand, operation: Operation, body: object) -> list[dict[str, str]]:
    """Everything that is said to be wrong; in Chinese too."""
    answer = hand.send(operation.method, operation.address, body, If_Match='"v1"')
    assert answer.status_code == 422, (operation, body, answer.text)
    said = answer.json()
    assert said["code"] in {"request.invalid", "identifier.unsound"}, answer.text
    assert told_in_english(said) == [], said["detailZh"]
    return list(said["facts"].get("errors", ()))


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda it: f"{it.method} {it.path}")
def test_a_misspelt_field_is_named_with_the_one_that_was_meant(
    operation: Operation, hands: dict[str, Hand]
) -> None:
    for at, shape in places(operation.body):
        for name in shape.get("properties", {}):
            typo = f"{name[:2]}{name[1:]}"
            errors = refused(hands[operation.role], operation, wrapped(at, {typo: 1}))

            (told,) = (it for it in errors if it["field"] == field_of(*at, typo))
            assert told["rule"] == f"no such field; {name} is near"
            assert told["ruleZh"] == f"没有此字段, 是否应为 {name}"
            assert errors[0] == told


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda it: f"{it.method} {it.path}")
def test_what_is_no_amount_no_day_and_no_text_is_named_by_its_place(
    operation: Operation, hands: dict[str, Hand]
) -> None:
    for at, shape in places(operation.body):
        if shape.get("title") == "MoneyEntered":
            wrong = NO_AMOUNTS
        elif shape.get("format") == "date":
            wrong = ("2026-02-30", "2026-13-01", 20260302, LONG)
        elif shape.get("type") == "string" and "enum" not in shape:
            wrong = (LONG, 1.5, [LONG])
        else:
            continue
        for written in wrong:
            errors = refused(hands[operation.role], operation, wrapped(at, written))
            assert any(it["field"].startswith(field_of(*at)) for it in errors), (written, errors)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda it: f"{it.method} {it.path}")
@pytest.mark.parametrize("half", ["\\u0000", "\\ud800", "a\\udfffb"])
def test_text_that_cannot_be_kept_is_turned_away_as_no_json(
    half: str, operation: Operation, hands: dict[str, Hand]
) -> None:
    hand = hands[operation.role]
    headers = {
        "Authorization": f"Bearer {hand.secret}",
        "Idempotency-Key": hand.next_id(),
        "Content-Type": "application/json",
        "If-Match": '"v1"',
    }
    content = f'{{"reason": "{half}"}}'.encode()

    answer = hand.client.request(
        operation.method, PREFIX + operation.address, content=content, headers=headers
    )

    assert (answer.status_code, answer.json()["code"]) == (400, "request.not_json"), answer.text
    assert told_in_english(answer.json()) == []


def test_fields_are_known_through_references_lists_and_choices() -> None:
    path = f"{PREFIX}/order-programmes/{{programme}}/requests"

    assert "guarantees" in known_at(DOCUMENT, path, "POST", ("body",))
    assert "guarantor" in known_at(DOCUMENT, path, "POST", ("body", "guarantees", 0))
    assert known_at(DOCUMENT, "/nowhere", "POST", ("body",)) == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [("ammount", "amount"), ("due_on", "dueOn"), ("DUEON", "dueOn"), ("zebra", None), (LONG, None)],
)
def test_the_nearest_field_is_the_one_most_alike(written: str, meant: str | None) -> None:
    assert nearest(written, ["amount", "dueOn"]) == meant


ASKED = [
    (method.upper(), path, described["x-roles"][0], names)
    for path, methods in DOCUMENT["paths"].items()
    for method, described in methods.items()
    if (names := [it["name"] for it in described.get("parameters", ()) if it["in"] == "query"])
]


@pytest.mark.parametrize(("method", "path", "role", "names"), ASKED)
def test_a_misspelt_filter_is_not_passed_over(
    method: str, path: str, role: str, names: list[str], hands: dict[str, Hand]
) -> None:
    """It would list everything, or tell today's figures for another day's."""
    address = Door(method, path.replace("{number}", "1"), frozenset()).address.removeprefix(PREFIX)
    for name in names:
        typo = f"{name[:1]}{name}"
        answer = hands[role].send(method, f"{address}?{typo}=1", None)

        said = answer.json()
        assert (answer.status_code, said["code"]) == (422, "request.invalid"), answer.text
        (told,) = said["facts"]["errors"]
        assert told["field"] == f"query.{typo}"
        assert told["rule"] == f"no such field; {name} is near"
        assert told["ruleZh"] == f"没有此字段, 是否应为 {name}"
