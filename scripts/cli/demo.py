"""`anchorline demo`: a trade and an order to their repayment, on a database of its own."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from scripts.cli.command import command
from scripts.cli.output import OUT, SIDE
from scripts.compose import opened
from scripts.demo.stage import Stage
from scripts.demo.story import play_and_show
from scripts.demo.teller import Aloud
from scripts.settings import Settings

app = typer.Typer()

OWN = {"database_url": None, "database_owner_url": None, "instructions": None}
"""Whatever database is set, the story is not played on it."""


class Language(StrEnum):
    ENGLISH = "en"
    CHINESE = "zh"


@command(app, "demo")
def demo(
    *, lang: Annotated[Language, typer.Option(help="Told in which language.")] = Language.ENGLISH
) -> None:
    """Play a trade and an order to repayment, with commentary; nothing of it is kept."""
    with ExitStack() as stack:
        folder = stack.enter_context(scratch())
        settings = Settings().model_copy(update={"data": folder / "data", **OWN})
        with SIDE.status("Making a database for the story"):
            house = stack.enter_context(opened(settings))
        papers = folder / "papers"
        papers.mkdir()
        play_and_show(Stage(house, Aloud(OUT, lang.value), house.clock.now().day, papers))


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder that the server's account may pass through, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="anchorline-demo-"))
    try:
        folder.chmod(0o711)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
