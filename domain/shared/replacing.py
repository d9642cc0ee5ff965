"""A frozen value with some of its fields replaced, as `dataclasses.replace` gives it.

Every fold makes one for each event. The standard one asks every field how it was declared
and sets all of them one by one through the class; this one copies the slots.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

Put = Callable[[Any, Any], None]

if TYPE_CHECKING:
    from dataclasses import replace as replace  # noqa: PLC0414  # so that fields and kinds are checked
else:

    def replace(was: Any, /, **changes: Any) -> Any:  # noqa: ANN401  # of whatever kind it is given
        shape = _shape(type(was))
        if shape is None:
            return dataclasses.replace(was, **changes)
        values, puts = shape
        made = object.__new__(type(was))
        for put, value in zip(puts.values(), values(was), strict=True):
            put(made, value)
        for name, value in changes.items():
            puts[name](made, value)
        return made


@cache
def _shape(kind: type[Any]) -> tuple[Callable[[Any], tuple[Any, ...]], dict[str, Put]] | None:
    """How all fields are read at once, and how each is set; None where making one does more."""
    names = [field.name for field in fields(kind)]
    if hasattr(kind, "__post_init__") or not hasattr(kind, "__slots__") or not names[1:]:
        return None
    return attrgetter(*names), {name: getattr(kind, name).__set__ for name in names}
