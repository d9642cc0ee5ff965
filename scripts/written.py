"""Files that people write, in the form of the API: mappings, and terms of all kinds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from api.credit_line.bodies import Terms as LineTermsEntered
from api.e_order.bodies import ChangeBody, OrderBody
from api.guarantee.bodies import LicenceEntered
from api.guarantee.bodies import Terms as Guaranteed
from api.intake.bodies import COLUMNS
from api.order_programme.bodies import Terms as OfProgramme
from api.receivable_pool.bodies import Terms
from api.shared.strict import read_json
from api.shared.wire import to_wire
from application.documents.mapping import ColumnMapping
from domain.credit_line.terms import LineTerms
from domain.e_order.order import Change
from domain.guarantee.agreement import GuaranteeTerms
from domain.guarantee.licence import Licence
from domain.order_programme.terms import ProgrammeTerms
from domain.receivable_pool.terms import PoolTerms

T = TypeVar("T")

TERMS: TypeAdapter[PoolTerms] = TypeAdapter(Terms)
LINE_TERMS: TypeAdapter[LineTerms] = TypeAdapter(LineTermsEntered)
GUARANTEE: TypeAdapter[GuaranteeTerms] = TypeAdapter(Guaranteed)
LICENCE: TypeAdapter[Licence] = TypeAdapter(LicenceEntered)
PROGRAMME_TERMS: TypeAdapter[ProgrammeTerms] = TypeAdapter(OfProgramme)


def mapping_in(file: Path) -> ColumnMapping:
    return _read(file, COLUMNS.validate_python, "is no column mapping")


def terms_in(file: Path) -> PoolTerms:
    return _read(file, TERMS.validate_python, "holds no terms")


def programme_terms_in(file: Path) -> ProgrammeTerms:
    return _read(file, PROGRAMME_TERMS.validate_python, "holds no terms of a programme")


def line_terms_in(file: Path) -> LineTerms:
    return _read(file, LINE_TERMS.validate_python, "holds no terms of a line")


def guarantee_in(file: Path) -> GuaranteeTerms:
    return _read(file, GUARANTEE.validate_python, "holds no terms")


def licence_in(file: Path) -> Licence:
    return _read(file, LICENCE.validate_python, "holds no licence")


def order_in(file: Path) -> OrderBody:
    return _read(file, OrderBody.model_validate, "holds no order")


def order_change_in(file: Path) -> Change:
    return _read(
        file, lambda it: ChangeBody.model_validate(it).change(), "holds no change of an order"
    )


def written(
    value: ColumnMapping | PoolTerms | ProgrammeTerms | LineTerms | GuaranteeTerms,
) -> str:
    """As a file that is read back to the same."""
    return json.dumps(to_wire(value), ensure_ascii=False, indent=2) + "\n"


def _read(file: Path, reader: Callable[[object], T], what: str) -> T:
    """Raise `ValueError` where the file is, or holds, none."""
    try:
        return reader(read_json(file.read_bytes()))
    except ValueError as why:
        raise ValueError(f"{file} {what}: {_said(why)}") from why


def _said(why: ValueError) -> str:
    if not isinstance(why, ValidationError):
        return str(why)
    first = why.errors()[0]
    return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
