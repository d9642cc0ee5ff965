"""What a person writes in a file is what may be sent over HTTP, and says what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.demo.cast import TERMS
from scripts.demo.papers import RIVERS_LIST
from scripts.written import mapping_in, terms_in, written


def test_terms_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    file = tmp_path / "terms.json"
    file.write_text(written(TERMS))

    assert terms_in(file) == TERMS


def test_a_column_mapping_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / "mapping.json"
    file.write_text(written(RIVERS_LIST))

    assert mapping_in(file) == RIVERS_LIST


def test_a_file_that_is_none_is_told_by_name_and_field(tmp_path: Path) -> None:
    file = tmp_path / "terms.json"
    file.write_text(written(TERMS).replace('"version": 1', '"version": "one"'))

    with pytest.raises(ValueError, match=r"terms\.json holds no terms: version: "):
        terms_in(file)


def test_a_file_that_is_not_json_is_told_by_name(tmp_path: Path) -> None:
    file = tmp_path / "mapping.json"
    file.write_text("name: river")

    with pytest.raises(ValueError, match=r"mapping\.json is no column mapping"):
        mapping_in(file)
