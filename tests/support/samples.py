"""A value of any kind that an event or a state may hold, always the same one."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum, IntFlag
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

PLAIN: dict[type, object] = {
    bool: True,
    int: 12_345,
    Decimal: Decimal("0.80"),
    bytes: b"body",
    date: date(2026, 3, 2),
    datetime: datetime(2026, 3, 2, 4, 0, tzinfo=UTC),
}


def sample(kind: Any, name: str = "value") -> Any:  # noqa: ANN401 -- of whatever kind is asked
    """A value of `kind`; texts say the `name` of the field they stand in."""
    if isinstance(kind, NewType):
        return sample(kind.__supertype__, name)
    if get_origin(kind) is not None:
        return _compound(kind, name)
    if is_dataclass(kind):
        return _made(kind)
    if issubclass(kind, Enum):
        return kind(3) if issubclass(kind, IntFlag) else next(iter(kind))
    return f"{name}-1" if kind is str else PLAIN[kind]


def _made(kind: Any) -> Any:  # noqa: ANN401 -- of whatever kind is asked
    hints = get_type_hints(kind)
    return kind(**{it.name: sample(hints[it.name], it.name) for it in fields(kind)})


def _compound(kind: Any, name: str) -> Any:  # noqa: ANN401 -- of whatever kind is asked
    origin, inner = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return sample(next(it for it in inner if it is not types.NoneType), name)
    if origin is tuple:
        kinds = inner[:1] if inner[-1] is Ellipsis else inner
        return tuple(sample(it, name) for it in kinds)
    if origin is frozenset:
        return frozenset({sample(inner[0], name)})
    return {sample(inner[0], name): sample(inner[1], name)}
