"""`python -m scripts.cli` is `anchorline` where nothing is installed."""

from __future__ import annotations

from scripts.cli.main import run

run()
