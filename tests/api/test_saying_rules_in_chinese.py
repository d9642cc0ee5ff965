"""Every rule that a reader of requests can name has words in Chinese; a new one must get them."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from api.rooms import ROUTERS
from api.shared.rules import ZH, broken_json, in_chinese
from tests.api.scenes import invoice, order, yuan
from tests.support.edge import Edge, Hand

API = Path(__file__).parents[2] / "api"

SAYS: Mapping[str, set[str]] = {
    "str": {"string_type", "string_unicode", "string_sub_type"},
    "int": {"int_type", "int_parsing", "int_parsing_size", "int_from_float"},
    "bool": {"bool_type", "bool_parsing"},
    "list": {"list_type"},
    "tuple": {"tuple_type", "missing", "too_long"},
    "model": {"model_type", "model_attributes_type"},
    "model-fields": {"missing", "extra_forbidden", "invalid_key"},
    "enum": {"enum"},
    "literal": {"literal_error"},
    "function-before": {"value_error"},
    "function-after": {"value_error"},
    "function-plain": {"value_error"},
    **{key: set[str]() for key in ("date", "datetime", "decimal")},
    **{key: set[str]() for key in ("default", "nullable", "definitions", "definition-ref")},
    **{key: set[str]() for key in ("model-field", "no-info", "with-info")},
}
"""What each kind of schema can say. Days, instants and figures are read as text before."""

LIMITS = {
    "pattern": {"string_pattern_mismatch"},
    "max_length": {"too_long", "string_too_long"},
    "min_length": {"too_short", "string_too_short"},
    "ge": {"greater_than_equal"},
    "gt": {"greater_than"},
    "le": {"less_than_equal"},
    "lt": {"less_than"},
}


def schemas() -> Iterator[Any]:
    for router in ROUTERS:
        for route in router.routes:
            assert isinstance(route, APIRoute)
            fields = [*read_by(route.dependant), *filter(None, [route.body_field])]
            for field in fields:
                yield field._type_adapter.core_schema  # noqa: SLF001 - not told otherwise


def read_by(asked: Dependant) -> Iterator[Any]:
    yield from (*asked.path_params, *asked.query_params, *asked.header_params, *asked.body_params)
    for needed in asked.dependencies:
        yield from read_by(needed)


def parts(schema: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - a tree of dictionaries
    if isinstance(schema, dict):
        yield schema
        for inner in schema.values():
            yield from parts(inner)
    elif isinstance(schema, list | tuple):
        for inner in schema:
            yield from parts(inner)


def own_kinds() -> set[str]:
    """Those that the edge raises itself."""
    found: set[str] = set()
    for file in API.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "PydanticCustomError":
                (kind, *_) = node.args
                assert isinstance(kind, ast.Constant), file
                found.add(str(kind.value))
    return found


def test_every_rule_of_every_reader_has_words_in_chinese() -> None:
    said = own_kinds()
    for schema in schemas():
        for part in parts(schema):
            if isinstance(part.get("type"), str):
                said |= SAYS[part["type"]]
            said |= {kind for limit in LIMITS.keys() & part.keys() for kind in LIMITS[limit]}

    assert {"missing", "string_pattern_mismatch", "not_matching", "either_or"} <= said
    assert said - ZH.keys() == set()


def test_no_reader_says_what_only_english_has_words_for() -> None:
    """A bare `ValueError` in a reader would be told in Chinese without its rule."""
    strict = API / "shared" / "strict.py"
    bare = [
        file.name
        for file in API.rglob("*.py")
        if file != strict and "raise ValueError(" in file.read_text(encoding="utf-8")
    ]

    assert bare == []


@pytest.mark.parametrize("kind", sorted(ZH))
def test_the_words_are_chinese_and_take_their_figures(kind: str) -> None:
    figures = {name for _, name, _, _ in string.Formatter().parse(ZH[kind]) if name}

    said = in_chinese(kind, dict.fromkeys(figures, "7"))

    assert any("一" <= letter <= "鿿" for letter in said)
    assert "{" not in said


@pytest.mark.parametrize(
    "english", ["Expecting value", "too deep", "Extra data", "words of tomorrow's Python"]
)
def test_a_body_that_is_no_json_is_told_in_chinese(english: str) -> None:
    assert broken_json(english).isascii() is False


@pytest.fixture(scope="module")
def supplier(shared_platform: Edge) -> Hand:
    return shared_platform.hand("careful", "supplier")


QUOTE = "/pools/pool-1/quotes"
DUE = "2026-05-15"


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("path", "body", "says"),
    [
        (QUOTE, {"dueOn": DUE}, "body.amount: 必须填写。"),
        (QUOTE, {"amount": yuan("1.00"), "dueOn": 1}, "须为符合"),
        (QUOTE, {"amount": yuan("1.00"), "dueOn": "2026-02-30"}, "日历上没有这一天"),
        (QUOTE, {"amount": yuan("-1"), "dueOn": DUE}, "body.amount.amount: 须为符合"),
        (QUOTE, {"amount": {"amount": "1.5", "currency": "JPY"}, "dueOn": DUE}, "JPY"),
        (QUOTE, {"amount": {"amount": "1", "currency": "XXX"}, "dueOn": DUE}, "须为下列之一"),
        (
            QUOTE,
            {"amount": yuan("1.00"), "dueOn": DUE, "more": 1},
            "body.more: 没有此字段, 可用字段: amount, dueOn。",
        ),
        (
            QUOTE,
            {"ammount": yuan("1.00"), "dueOn": DUE},
            "body.ammount: 没有此字段, 是否应为 amount。",
        ),
        (QUOTE, [], "body: 须为对象。"),
        ("/receivables", {**invoice("A", "1"), "tax": {"amount": "1", "currency": "USD"}}, "币种"),
        ("/orders", order(tax={"amount": "1", "currency": "USD"}), "USD: 1 为 CNY"),
        ("/receivables/rcv_x/confirmation-request", {"answerWithinDays": 0}, "须不小于 1"),
    ],
)
def test_a_malformed_body_is_told_in_chinese(
    path: str, body: object, says: str, supplier: Hand
) -> None:
    answer = supplier.post(path, body)

    said = answer.json()
    assert (answer.status_code, said["code"]) == (422, "request.invalid"), answer.text
    assert says in said["detailZh"]
    for english in ("must", "should", "Field", "Input", "Value error", "permitted"):
        assert english not in said["detailZh"]
    assert said["facts"]["rule"].isascii()
