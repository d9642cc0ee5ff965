"""What a client may write in a field: text before it is a number, and nothing by chance.

Amounts and dates are strings by pattern first, so that `1e5`, `1_000`, `-0` and full-width
digits never come as far as being read.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, TypeVar, get_args

from fastapi import Path
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)
from pydantic.alias_generators import to_camel
from pydantic_core import core_schema

from api.shared.rules import no_such_amount, no_such_day, not_matching
from domain.shared.currency import Currency
from domain.shared.ids import (
    CollectionId,
    DocumentId,
    OrderId,
    PartyId,
    ReceivableId,
)
from domain.shared.money import Money

T = TypeVar("T")

ID = r"^[A-Za-z0-9][A-Za-z0-9_.\-]{0,63}$"
"""No slash and no bar: names of streams and keys of views are made with them."""

UNSEEN = r"\x00-\x1f\x7f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
"""Controls, and what turns a line round or hides in it: text would not be what it looks like."""

LINE = rf"^[^\s{UNSEEN}][^{UNSEEN}]*$"
LINE_OR_NOTHING = rf"^[^{UNSEEN}]*$"
AMOUNT = r"^(0|[1-9][0-9]{0,12})(\.[0-9]{1,4})?$"
RATE = r"^(0|[1-9][0-9]{0,3})(\.[0-9]{1,6})?$"
QUANTITY = r"^(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?$"
DAY = r"^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
INSTANT = (
    r"^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?"
    r"(Z|[+-][0-9]{2}:[0-9]{2})$"
)
VERSION = r'^"v[0-9]{1,9}"$'
COUNT_MAX = 1_000_000


class Body(BaseModel):
    """What a request carries: every field named, none besides."""

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=to_camel)

    @model_validator(mode="before")
    @classmethod
    def null_is_left_out(cls, written: Any) -> Any:  # noqa: ANN401 - whatever was sent
        """Where a field may be left out, null is as if it were."""
        if not isinstance(written, dict):
            return written
        spare = {name for name, value in written.items() if value is None} & _spare(cls)
        return {name: value for name, value in written.items() if name not in spare}


@cache
def _spare(body: type[BaseModel]) -> set[str]:
    """Fields that may be left out and cannot be null; where null means something it is kept."""
    return {
        field.alias or name
        for name, field in body.model_fields.items()
        if not field.is_required() and types.NoneType not in get_args(field.annotation)
    }


Name = Annotated[str, Field(pattern=ID, examples=["spring"])]
Party = Annotated[PartyId, Field(pattern=ID, examples=["spring"])]
Order = Annotated[OrderId, Field(pattern=ID, examples=["ord_k5mzq3vj6wq7c2h4t5yx2b3d"])]
Receivable = Annotated[ReceivableId, Field(pattern=ID, examples=["rcv_k5mzq3vj6wq7c2h4t5yx2b3d"])]
Collection = Annotated[CollectionId, Field(pattern=ID, examples=["col_a2b3c4d5e6f7a2b3c4d5e6f7"])]

PartyPath = Annotated[PartyId, Path(pattern=ID, examples=["spring"])]
ReceivablePath = Annotated[
    ReceivableId, Path(pattern=ID, examples=["rcv_k5mzq3vj6wq7c2h4t5yx2b3d"])
]
OrderPath = Annotated[OrderId, Path(pattern=ID, examples=["ord_k5mzq3vj6wq7c2h4t5yx2b3d"])]
CollectionPath = Annotated[
    CollectionId, Path(pattern=ID, examples=["col_a2b3c4d5e6f7a2b3c4d5e6f7"])
]
DocumentPath = Annotated[DocumentId, Path(pattern=ID, examples=["doc_0f3a5c7e9b1d2f4a6c8e0b2d"])]

Line = Annotated[str, Field(pattern=LINE, max_length=500, examples=["goods accepted"])]
"""A line of text for people, never empty."""

Note = Annotated[str, Field(pattern=LINE_OR_NOTHING, max_length=500)]
"""A line of text that may be left empty."""

Reference = Annotated[str, Field(pattern=LINE, max_length=140, examples=["INV-2026-0001"])]
Count = Annotated[int, Field(strict=True, ge=0, le=COUNT_MAX)]
Flag = Annotated[bool, Field(strict=True)]


def _day(written: object) -> date:
    return _in_calendar(date.fromisoformat, matching(DAY, written))


def _instant(written: object) -> datetime:
    return _in_calendar(datetime.fromisoformat, matching(INSTANT, written)).astimezone(UTC)


def _in_calendar(read: Callable[[str], T], written: str) -> T:
    try:
        return read(written)
    except ValueError as why:
        raise no_such_day() from why


def _rate(written: object) -> Decimal:
    return Decimal(matching(RATE, written))


def _quantity(written: object) -> Decimal:
    return Decimal(matching(QUANTITY, written))


def matching(pattern: str, written: object) -> str:
    if not isinstance(written, str) or re.fullmatch(pattern, written, re.ASCII) is None:
        raise not_matching(pattern)
    return written


def _json_string(pattern: str, example: str, **more: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern, "examples": [example], **more})


Day = Annotated[date, BeforeValidator(_day), _json_string(DAY, "2026-05-15", format="date")]
Instant = Annotated[
    datetime,
    BeforeValidator(_instant),
    _json_string(INSTANT, "2026-03-02T09:30:00+08:00", format="date-time"),
]
Quantity = Annotated[Decimal, BeforeValidator(_quantity), _json_string(QUANTITY, "100")]
"""Never negative; at most six decimals."""

Rate = Annotated[Decimal, BeforeValidator(_rate), _json_string(RATE, "0.06")]
"""0.06 is 6 %; at most six decimals."""


class _MoneyEntered(BaseModel):
    """An exact amount in major units, never negative."""

    model_config = ConfigDict(
        extra="forbid",
        title="MoneyEntered",
        json_schema_extra={"examples": [{"amount": "1234.50", "currency": "CNY"}]},
    )

    amount: str = Field(pattern=AMOUNT)
    currency: Currency


class _AsMoney:
    """Reads `{"amount","currency"}` into `Money`."""

    def __get_pydantic_core_schema__(self, _: Any, handler: Any) -> Any:  # noqa: ANN401 - pydantic's own
        written = handler.generate_schema(_MoneyEntered)
        return core_schema.no_info_after_validator_function(_money, written)


def _money(entered: _MoneyEntered) -> Money:
    try:
        return Money.of(entered.amount, entered.currency)
    except ValueError as why:
        raise no_such_amount(entered.currency.value) from why


Amount = Annotated[Money, _AsMoney()]
