"""Every operation that lends, given what a careless client writes, says what is wrong with it."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import pytest

from adapters.postgres.embedded.server import Server
from tests.api.apart import (
    credit_lines,
    financings,
    guarantees,
    lender_limits,
    order_programmes,
    orders,
    pools,
)
from tests.api.apart.deal import filled, ids_of, named
from tests.api.scenes import (
    LIMIT,
    LINE_TERMS,
    PROGRAMME_TERMS,
    PROMISED,
    TERMS,
    dealt,
    everyone,
    open_a_programme,
    order,
    yuan,
)
from tests.support.edge import Hand, edge
from tests.support.latin import told_in_english
from tests.support.postgres import fresh

pytestmark = pytest.mark.postgres

ROOMS: tuple[ModuleType, ...] = (
    credit_lines, lender_limits, guarantees, orders, order_programmes, financings, pools,
)  # fmt: skip
ROLES = {"supplier": "BY_SUPPLIER", "core_enterprise": "BY_BUYER", "lender": "BY_LENDER"}
OPENING: list[tuple[str, str, str, Any]] = [
    ("lender", "POST", "/credit-lines", {"borrower": "spring", "terms": LINE_TERMS}),
    ("lender", "POST", "/pools", {"terms": TERMS}),
    ("lender", "POST", "/order-programmes", {"coreEnterprise": "anchor", "terms": PROGRAMME_TERMS}),
    ("core_enterprise", "POST", "/guarantees", {"lender": "bank", "terms": PROMISED}),
    ("core_enterprise", "POST", "/orders", order("PO-8")),
    (
        "lender",
        "POST",
        "/lender-limits/parties/{counterparty}/proposals",
        {"terms": LIMIT, "effectiveOn": "2026-03-02"},
    ),
    (
        "lender",
        "POST",
        "/lender-limits/groups",
        {"group": "kin", "members": ["river"], "basis": "control", "evidence": "chart"},
    ),
    ("supplier", "POST", "/order-programmes/{programme}/requests",
     {"order": "{order}", "amount": yuan("20.00"), "dueOn": "2026-05-15", "line": "{line}",
      "guarantees": [{"guarantee": "{guarantee}", "guarantor": "anchor", "amount": yuan("1.00")}]}),
]  # fmt: skip

WRITTEN: list[Any] = [
    None,
    True,
    -1,
    10**30,
    "",
    "x" * 10_000,
    "a\u0007b",
    "ｓｐｒｉｎｇ",
    "1900-01-01",
    "2199-12-31",
    "0",
    "-1.00",
    "9999999999999.9999",
    [None],
    {},
    {"amount": "0.00", "currency": "CNY"},
    {"amount": "1.00", "currency": "USD"},
    {"amount": "9999999999999.99", "currency": "CNY"},
]


@dataclass(frozen=True, slots=True)
class Rooms:
    hands: dict[str, Hand]
    ids: dict[str, str]


@pytest.fixture(scope="module")
def rooms(server: Server, template: str) -> Iterator[Rooms]:
    with fresh(server, template) as database, edge(database) as platform:
        cast = everyone(platform)
        deal = dealt(cast)
        open_a_programme(cast)
        hands = {"supplier": cast.spring, "core_enterprise": cast.anchor, "lender": cast.bank}
        yield Rooms(hands, ids_of(cast, deal))


def spoilt(body: Any) -> Iterator[Any]:  # noqa: ANN401 - JSON
    """The body with one place spoilt, each place in every way; with a field more, and one less."""
    for path in places(body):
        for wrong in WRITTEN:
            yield put(body, path, wrong)
        if path and isinstance(path[-1], str):
            yield without(body, path)
    if isinstance(body, dict):
        yield {**body, "besides": 1}


def places(body: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - JSON
    yield at
    if isinstance(body, dict):
        for name, inner in body.items():
            yield from places(inner, (*at, name))
    elif isinstance(body, list):
        for number, inner in enumerate(body):
            yield from places(inner, (*at, number))


def put(body: Any, path: tuple[Any, ...], value: Any) -> Any:  # noqa: ANN401 - JSON
    if not path:
        return value
    changed = copy.deepcopy(body)
    inner = changed
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return changed


def without(body: Any, path: tuple[Any, ...]) -> Any:  # noqa: ANN401 - JSON
    changed = copy.deepcopy(body)
    inner = changed
    for step in path[:-1]:
        inner = inner[step]
    del inner[path[-1]]
    return changed


def test_more_lines_than_an_order_may_have_are_counted(rooms: Rooms) -> None:
    written = order("PO-9")
    many = {**written, "lines": written["lines"] * 10_001}

    answer = rooms.hands["core_enterprise"].post("/orders", many)

    assert answer.status_code == 422
    assert answer.json()["facts"]["field"] == "body.lines"
    assert "1000" in answer.json()["detail"]
    assert "10001" in answer.json()["detailZh"]


def cases() -> Iterator[tuple[str, str, str, Any]]:
    yield from OPENING
    for room in ROOMS:
        for role, asked in ROLES.items():
            for method, path, body in getattr(room, asked, ()):
                written = room.BODIES[body] if isinstance(body, str) else body
                if written is not None:
                    yield role, method, path, written


CASES = list(cases())


@pytest.mark.parametrize(("role", "method", "path", "body"), CASES)
def test_nothing_that_is_written_breaks_it(
    role: str, method: str, path: str, body: object, rooms: Rooms
) -> None:
    hand, address = rooms.hands[role], named(path, rooms.ids)
    for written in spoilt(filled(body, rooms.ids)):
        answer = hand.send(method, address, written, If_Match='"v1"')

        assert answer.status_code < 500, (written, answer.text)
        if answer.status_code >= 400:
            told = answer.json()
            assert told["detail"], (written, answer.text)
            assert not told["detailZh"].isascii(), (written, answer.text)
            assert told_in_english(told) == [], (written, answer.text)
