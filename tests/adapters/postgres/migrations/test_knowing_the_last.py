"""The last migration is known without loading the tool that makes them."""

from __future__ import annotations

from pathlib import Path

from alembic.script import ScriptDirectory

from adapters.postgres.migrations import head as told


def test_what_the_file_names_say_is_what_alembic_says() -> None:
    scripts = ScriptDirectory(str(Path(told.__file__).parent))

    assert told.head() == scripts.get_current_head()
