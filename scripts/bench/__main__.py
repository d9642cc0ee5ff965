"""`python -m scripts.bench [--quick]`: the table of figures; fails where one is missed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rich.console import Console

from scripts.bench import bulk, commands, eligible, reading, replay, views, visible
from scripts.bench.figures import FULL, QUICK, Figures, Scale
from scripts.bench.ground import ground
from scripts.bench.progress import Say, saying
from scripts.bench.tables import missed, show


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m scripts.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small: shows that it runs")
    parser.add_argument("--out", type=Path, help="write the tables as text to this file too")
    asked = parser.parse_args()
    console = Console(record=asked.out is not None)
    with saying(console) as say:
        figures = measured(QUICK if asked.quick else FULL, say)
    show(console, figures)
    if asked.out is not None:
        asked.out.write_text(console.export_text())
    if missed(figures) and not asked.quick:
        sys.exit(1)


def measured(scale: Scale, say: Say) -> Figures:
    figures = Figures()
    with ground() as server:
        figures.rates += commands.measured(server, scale, say)
        figures.rates.append(bulk.measured(server, scale, say))
        figures.rates.append(views.measured(server, scale, say))
        figures.rates += replay.measured(server, scale, say)
        figures.limited += visible.measured(server, scale, say)
        figures.limited += reading.measured(server, scale, say)
    figures.limited += eligible.measured(scale, say)
    return figures


if __name__ == "__main__":
    main()
