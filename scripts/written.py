"""Files that people write, in the form of the API: mappings, and terms of all kinds."""

from __future__ import annotations

import json
from pathlib import Path

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

TERMS: TypeAdapter[PoolTerms] = TypeAdapter(Terms)
LINE_TERMS: TypeAdapter[LineTerms] = TypeAdapter(LineTermsEntered)
GUARANTEE: TypeAdapter[GuaranteeTerms] = TypeAdapter(Guaranteed)
LICENCE: TypeAdapter[Licence] = TypeAdapter(LicenceEntered)
PROGRAMME_TERMS: TypeAdapter[ProgrammeTerms] = TypeAdapter(OfProgramme)


def mapping_in(file: Path) -> ColumnMapping:
    """Raise `ValueError` where the file is none."""
    try:
        return COLUMNS.validate_python(read_json(file.read_bytes()))
    except ValueError as why:
        raise ValueError(f"{file} is no column mapping: {_said(why)}") from why


def terms_in(file: Path) -> PoolTerms:
    """Raise `ValueError` where the file holds none."""
    try:
        return TERMS.validate_python(read_json(file.read_bytes()))
    except ValueError as why:
        raise ValueError(f"{file} holds no terms: {_said(why)}") from why


def programme_terms_in(file: Path) -> ProgrammeTerms:
    """Raise `ValueError` where the file holds none."""
    try:
        return PROGRAMME_TERMS.validate_python(read_json(file.read_bytes()))
    except ValueError as why:
        raise ValueError(f"{file} holds no terms of a programme: {_said(why)}") from why


def line_terms_in(file: Path) -> LineTerms:
    """Raise `ValueError` where the file holds none."""
    try:
        return LINE_TERMS.validate_python(read_json(file.read_bytes()))
    except ValueError as why:
        raise ValueError(f"{file} holds no terms of a line: {_said(why)}") from why


def guarantee_in(file: Path) -> GuaranteeTerms:
    """Raise `ValueError` where the file holds none."""
    try:
        return GUARANTEE.validate_python(read_json(file.read_bytes()))
    except ValueError as why:
        raise ValueError(f"{file} holds no terms: {_said(why)}") from why


def licence_in(file: Path) -> Licence:
    """Raise `ValueError` where the file holds none."""
    try:
        return LICENCE.validate_python(read_json(file.read_bytes()))
    except ValueError as why:
        raise ValueError(f"{file} holds no licence: {_said(why)}") from why


def order_in(file: Path) -> OrderBody:
    """Raise `ValueError` where the file holds none."""
    try:
        return OrderBody.model_validate(read_json(file.read_bytes()))
    except ValueError as why:
        raise ValueError(f"{file} holds no order: {_said(why)}") from why


def order_change_in(file: Path) -> Change:
    """Raise `ValueError` where the file holds none."""
    try:
        return ChangeBody.model_validate(read_json(file.read_bytes())).change()
    except ValueError as why:
        raise ValueError(f"{file} holds no change of an order: {_said(why)}") from why


def written(
    value: ColumnMapping | PoolTerms | ProgrammeTerms | LineTerms | GuaranteeTerms,
) -> str:
    """As a file that is read back to the same."""
    return json.dumps(to_wire(value), ensure_ascii=False, indent=2) + "\n"


def _said(why: ValueError) -> str:
    if not isinstance(why, ValidationError):
        return str(why)
    first = why.errors()[0]
    return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
