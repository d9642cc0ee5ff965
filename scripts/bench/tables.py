"""The figures as two tables: ours beside the others', and what may be at most so much."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from scripts.bench.figures import OURS, PSYCOPG, RAW, SQLALCHEMY, Figures, Limited, Rates

OTHERS = (RAW, PSYCOPG, SQLALCHEMY)
HEADINGS = {
    RAW: "raw PostgreSQL",
    PSYCOPG: "eventsourcing.postgres",
    SQLALCHEMY: "eventsourcing_sqlalchemy",
}


def show(console: Console, figures: Figures) -> None:
    if figures.rates:
        console.print(_rates(figures.rates))
    if figures.limited:
        console.print(_limited(figures.limited))
    for one in figures.rates:
        for contender, note in one.notes.items():
            console.print(f"{one.title}: {contender} {note}")
    console.print("Medians of rounds in which all take turns; a ratio is of the same round.")


def missed(figures: Figures) -> list[str]:
    """The titles of what was not reached."""
    rates = [
        f"{one.title} against {other}"
        for one in figures.rates
        for other in OTHERS
        if one.reached(other) is False
    ]
    return rates + [one.title for one in figures.limited if not one.reached]


def _rates(rates: list[Rates]) -> Table:
    table = Table(title="Ours, and how many times the others' it is")
    table.add_column("what")
    table.add_column("ours", justify="right")
    for other in OTHERS:
        table.add_column(HEADINGS[other], justify="right")
    for one in rates:
        ours = f"{one.typical(OURS) or 0:,.0f} {one.unit}"
        table.add_row(one.title, ours, *(_against(one, other) for other in OTHERS))
    return table


def _against(one: Rates, other: str) -> str:
    theirs, ratio = one.typical(other), one.ratio(other)
    if theirs is None or ratio is None:
        return "-"
    said = f"{theirs:,.0f}\nx {ratio:.2f}"
    target, reached = one.targets.get(other), one.reached(other)
    if target is None:
        return said
    colour = "green" if reached else "red"
    return f"{said} [{colour}](>= {target:g} {'reached' if reached else 'missed'})[/]"


def _limited(limited: list[Limited]) -> Table:
    table = Table(title="At most")
    for heading in ("what", "measured", "at most", ""):
        table.add_column(heading)
    for one in limited:
        verdict = "[green]reached[/]" if one.reached else "[red]missed[/]"
        table.add_row(one.title, one.shown, f"{one.limit:g}", verdict)
    return table
