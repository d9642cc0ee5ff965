"""How stored facts are written on the wire: camelCase, money in major units, dates as ISO.

Results of commands and rows of views are frozen dataclasses. One walk turns them
into JSON, and another turns their types into the models that OpenAPI shows, so
that the two cannot disagree.
"""

from __future__ import annotations

import json
import types
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, Flag
from functools import cache
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic.alias_generators import to_camel

from domain.shared.currency import Currency
from domain.shared.money import Money


class MoneyBody(BaseModel):
    """An exact amount in major units."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        json_schema_extra={"examples": [{"amount": "1234.50", "currency": "CNY"}]},
    )

    amount: str = Field(pattern=r"^-?[0-9]{1,15}(\.[0-9]{1,4})?$", max_length=21)
    currency: str = Field(pattern=r"^[A-Z]{3}$")


def to_wire(value: object) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """`value` as plain JSON."""
    if isinstance(value, Money):
        return {"amount": f"{value.major:f}", "currency": str(value.currency)}
    if is_dataclass(value):
        names = (field.name for field in fields(value))
        return {to_camel(name): to_wire(getattr(value, name)) for name in names}
    if isinstance(value, dict):
        return {str(key): to_wire(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [to_wire(item) for item in value]
    return _plain(value)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Flag):
        return [part.name for part in value]
    if isinstance(value, Enum):
        return value.value
    return value


def stored_to_wire(body: bytes) -> bytes:
    """A stored answer as it goes out: the same bytes every time it is asked for."""
    return dumps(_restated(json.loads(body)))


def _restated(value: Any) -> Any:  # noqa: ANN401 - JSON has no narrower type
    if isinstance(value, dict):
        if value.keys() == {"minor", "currency"}:
            return to_wire(Money(value["minor"], Currency(value["currency"])))
        return {to_camel(key): _restated(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_restated(item) for item in value]
    return value


def dumps(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


@cache
def model_of(shape: type) -> type[BaseModel]:
    """The pydantic model of a frozen dataclass, as it stands on the wire."""
    hints = get_type_hints(shape)
    members: dict[str, Any] = {
        field.name: (_type_on_wire(hints[field.name]), ...) for field in fields(shape)
    }
    config = ConfigDict(alias_generator=to_camel, populate_by_name=True, title=shape.__name__)
    doc = (shape.__doc__ or "").split("\n", maxsplit=1)[0]
    return create_model(shape.__name__, __config__=config, __doc__=doc, **members)


def _type_on_wire(hint: Any) -> Any:  # noqa: ANN401 - a type form
    origin = get_origin(hint)
    if origin in {Union, types.UnionType}:
        return Union[tuple(_type_on_wire(part) for part in get_args(hint))]  # noqa: UP007 - built at run time
    if origin in {tuple, list, set, frozenset}:
        return _sequence(origin, get_args(hint))
    if isinstance(hint, NewType):
        return _type_on_wire(hint.__supertype__)
    return _simple(hint)


def _sequence(origin: type, parts: tuple[Any, ...]) -> Any:  # noqa: ANN401 - a type form
    if origin is tuple and parts[-1] is not Ellipsis:
        return tuple[tuple(_type_on_wire(part) for part in parts)]  # type: ignore[misc] # built at run time
    return list[_type_on_wire(parts[0])]  # type: ignore[misc] # built at run time


def _simple(hint: Any) -> Any:  # noqa: ANN401 - a type form
    if hint is Money:
        return MoneyBody
    if hint is Decimal:
        return str
    if isinstance(hint, type) and issubclass(hint, Flag):
        return list[str]
    if is_dataclass(hint) and isinstance(hint, type):
        return model_of(hint)
    return hint
