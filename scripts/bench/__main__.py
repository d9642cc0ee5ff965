"""`python -m scripts.bench [--quick]`: the table of figures; fails where one is missed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from scripts.bench import (
    backdated,
    bulk,
    commands,
    contention,
    eligible,
    guaranteeing,
    reading,
    replay,
    views,
    visible,
)
from scripts.bench.figures import FULL, QUICK, Figures, Limited, Rates, Scale
from scripts.bench.ground import Ground, ground
from scripts.bench.progress import Say, saying
from scripts.bench.tables import missed, show

Section = Callable[[Ground, Scale, Say], list[Rates] | list[Limited]]

SECTIONS: dict[str, Section] = {
    "commands": commands.measured,
    "contention": contention.measured,
    "bulk": bulk.measured,
    "views": views.measured,
    "replay": replay.measured,
    "visible": visible.measured,
    "reading": reading.measured,
    "eligibility": eligible.measured,
    "backdated": backdated.measured,
    "guaranteeing": guaranteeing.measured,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m scripts.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small: shows that it runs")
    parser.add_argument("--only", nargs="+", choices=SECTIONS, default=list(SECTIONS))
    parser.add_argument("--out", type=Path, help="write the tables as text to this file too")
    asked = parser.parse_args()
    console, figures = Console(record=asked.out is not None), Figures()
    try:
        with saying(console) as say, ground() as server:
            for name in asked.only:
                scale = QUICK if asked.quick else FULL
                figures.add(SECTIONS[name](server, scale, say))
    finally:
        show(console, figures)
        if asked.out is not None:
            asked.out.write_text(console.export_text())
    if missed(figures) and not asked.quick:
        sys.exit(1)


if __name__ == "__main__":
    main()
