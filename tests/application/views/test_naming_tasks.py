"""Whatever waits for somebody can be asked for by its name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import application.views
from api.views.routes import Task

SOURCES = sorted(Path(application.views.__path__[0]).glob("*.py"))
BEGUN = re.compile(r'\b(?:begins|_waits_on)\(\s*event,(?:[^()"]+,)?\s*"([a-z_]+)"')


def test_every_task_that_begins_is_among_those_to_ask_for() -> None:
    begun = {task for source in SOURCES for task in BEGUN.findall(source.read_text())}

    assert len(begun) > 20
    assert begun <= set(get_args(Task))


def test_nothing_else_is() -> None:
    words = " ".join(source.read_text() for source in SOURCES)

    assert [task for task in get_args(Task) if f'"{task}"' not in words] == []
