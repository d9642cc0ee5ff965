"""Commands that take files in: invoices, and messages of banks."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from application.documents.mapping import ColumnMapping
from scripts.cli.command import As, By, actor, chosen, command, house
from scripts.cli.output import SIDE, bar, each, show
from scripts.incoming.bank import take_in_message
from scripts.incoming.documents import files_in, take_in
from scripts.written import mapping_in

app = typer.Typer()

DOCUMENTS = {
    "file": "file",
    "place": "place",
    "number": "number",
    "outcome": "outcome",
    "receivable": "receivable",
    "order": "order",
    "why": "why",
    "facts": "facts",
}
ENTRIES = {
    "entry": "ordinal",
    "reference": "reference",
    "amount": "amount",
    "outcome": "outcome",
    "paid": "paid",
    "remainder": "remainder",
    "why": "why",
}

Mapping = Annotated[
    Path | None,
    typer.Option(help="How the columns of sheets are read: a JSON file.", exists=True),
]


@command(app, "import")
def import_documents(
    paths: Annotated[list[Path], typer.Argument(exists=True, help="Files, or folders of files.")],
    *,
    acting: As,
    mapping: Mapping = None,
    by: By = None,
) -> None:
    """Take in invoices, credit notes and papers of orders; the same again changes nothing."""
    columns = None if mapping is None else _read(mapping)
    with house() as running:
        who = actor(running, acting, by)
        files = files_in(paths)
        rows = [
            row for file in each("Importing", files) for row in take_in(running, who, file, columns)
        ]
    show(rows, DOCUMENTS, as_json=chosen().as_json, title="Documents 单据")
    _sum_up(Counter(row.outcome for row in rows), len(files), "documents")


@command(app, "import-bank")
def import_bank(
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False)],
    *,
    acting: As,
    by: By = None,
) -> None:
    """Take in camt.052, .053 and .054; an entry counts once, however often it is told."""
    with house() as running, bar("Entries", None) as progress:
        who = actor(running, acting, by)
        rows = []
        for file in files:
            for entry in take_in_message(running, who, file):
                rows.append(entry)
                progress.advance(progress.task_ids[0])
    show(rows, ENTRIES, as_json=chosen().as_json, title="Entries 入账")
    _sum_up(Counter(row.outcome for row in rows), len(files), "entries")


def _read(mapping: Path) -> ColumnMapping:
    """Raise `typer.BadParameter` where it is none."""
    try:
        return mapping_in(mapping)
    except ValueError as why:
        raise typer.BadParameter(str(why)) from why


def _sum_up(outcomes: Counter[str], files: int, what: str) -> None:
    said = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
    SIDE.print(f"{outcomes.total()} {what} in {files} files: {said or 'nothing'}.")
