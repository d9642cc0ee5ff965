"""Files that people write, in the same form as over HTTP: column mappings, and terms of pools."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from api.credit_line.bodies import Terms as LineTermsEntered
from api.intake.bodies import COLUMNS
from api.receivable_pool.bodies import Terms
from api.shared.strict import read_json
from api.shared.wire import to_wire
from application.documents.mapping import ColumnMapping
from domain.credit_line.terms import LineTerms
from domain.receivable_pool.terms import PoolTerms

TERMS: TypeAdapter[PoolTerms] = TypeAdapter(Terms)
LINE_TERMS: TypeAdapter[LineTerms] = TypeAdapter(LineTermsEntered)


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


def line_terms_in(file: Path) -> LineTerms:
    """Raise `ValueError` where the file holds none."""
    try:
        return LINE_TERMS.validate_python(read_json(file.read_bytes()))
    except ValueError as why:
        raise ValueError(f"{file} holds no terms of a line: {_said(why)}") from why


def written(value: ColumnMapping | PoolTerms | LineTerms) -> str:
    """As a file that is read back to the same."""
    return json.dumps(to_wire(value), ensure_ascii=False, indent=2) + "\n"


def _said(why: ValueError) -> str:
    if not isinstance(why, ValidationError):
        return str(why)
    first = why.errors()[0]
    return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
