"""Terms, evidence, mappings: what the domain keeps as a value is written by clients field by field.

The fields a client may write are those of the value itself, so that the two cannot disagree.
"""

from __future__ import annotations

import types
from dataclasses import MISSING, fields
from dataclasses import Field as DataField
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache, partial
from typing import Annotated, Any, NewType, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic.alias_generators import to_camel
from pydantic_core import core_schema

from api.shared import fields as entry
from domain.shared.identifiers.identifier import Identifier, Scheme
from domain.shared.money import Money

LIST_MAX = 1_000

PLAIN: dict[Any, Any] = {
    Money: entry.Amount,
    Decimal: entry.Rate,
    date: entry.Day,
    datetime: entry.Instant,
    int: entry.Count,
    bool: entry.Flag,
}


class Entered:
    """Annotates a frozen dataclass of the domain: read from its fields, strictly."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:  # noqa: ANN401 - pydantic's own
        written = handler.generate_schema(body_of(source))
        return core_schema.no_info_after_validator_function(partial(_made, source), written)


class _IdentifierEntered(entry.Body):
    scheme: Scheme
    value: entry.Reference


def _identifier(written: Any) -> Identifier:  # noqa: ANN401 - of pydantic's making
    """Raise `Refused` where the value breaks a rule of its scheme."""
    return Identifier.of(written.scheme, written.value)


class _AsIdentifier:
    def __get_pydantic_core_schema__(self, _: Any, handler: Any) -> Any:  # noqa: ANN401 - pydantic's own
        written = handler.generate_schema(_IdentifierEntered)
        return core_schema.no_info_after_validator_function(_identifier, written)


IdentifierEntered = Annotated[Identifier, _AsIdentifier()]


class _Value(entry.Body):
    """Members end in a bar below, so that none has the name of something pydantic's."""

    model_config = ConfigDict(alias_generator=lambda name: to_camel(name.removesuffix("_")))


@cache
def body_of(shape: type) -> type[BaseModel]:
    """The strict pydantic model of a frozen dataclass."""
    hints = get_type_hints(shape)
    members: dict[str, Any] = {
        f"{field.name}_": (_written(hints[field.name], field), _default(field, hints[field.name]))
        for field in fields(shape)
    }
    doc = (shape.__doc__ or "").split("\n", maxsplit=1)[0]
    return create_model(f"{shape.__name__}Entered", __base__=_Value, __doc__=doc, **members)


def _made(shape: type, written: BaseModel) -> object:
    given = written.model_fields_set | _none_when_left_out(shape)
    return shape(**{name.removesuffix("_"): getattr(written, name) for name in given})


@cache
def _none_when_left_out(shape: type) -> frozenset[str]:
    hints = get_type_hints(shape)
    bare = (
        field.name
        for field in fields(shape)
        if field.default is MISSING and field.default_factory is MISSING
    )
    return frozenset(f"{name}_" for name in bare if _may_be_none(hints[name]))


def _may_be_none(hint: Any) -> bool:  # noqa: ANN401 - a type form
    return types.NoneType in get_args(hint)


def _default(field: DataField[Any], hint: Any) -> Any:  # noqa: ANN401 - pydantic's own
    """What is left out is as the value itself has it; else none, where there may be none."""
    if field.default is MISSING and field.default_factory is MISSING:
        return None if _may_be_none(hint) else ...
    if field.default is None or isinstance(field.default, str | int):
        return Field(default=field.default)
    return Field(default_factory=lambda: None)


def _written(hint: Any, field: DataField[Any]) -> Any:  # noqa: ANN401 - a type form
    if hint is str:
        return entry.Note if field.default == "" else entry.Line
    return _type_written(hint)


def _type_written(hint: Any) -> Any:  # noqa: ANN401 - a type form
    origin, parts = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        return Union[tuple(_type_written(part) for part in parts)]  # noqa: UP007 - built at run time
    if origin is tuple:
        return Annotated[tuple[_items(parts)], Field(max_length=LIST_MAX)]  # type: ignore[misc] # built at run time
    return _simple(hint)


def _items(parts: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(part if part is Ellipsis else _type_written(part) for part in parts)


def _simple(hint: Any) -> Any:  # noqa: ANN401 - a type form
    if hint in PLAIN:
        return PLAIN[hint]
    if isinstance(hint, NewType):
        return entry.Name
    if hint is Identifier:
        return IdentifierEntered
    if hint is str:
        return entry.Line
    if hint is types.NoneType or (isinstance(hint, type) and issubclass(hint, Enum)):
        return hint
    return Annotated[hint, Entered()]
