"""`anchorline serve`: the platform over HTTP, until it is told to stop."""

from __future__ import annotations

import json
import signal
import sys
from contextlib import ExitStack
from typing import Annotated

import structlog
import typer

from scripts.cli.command import chosen, command, settings
from scripts.cli.output import OUT, SIDE, show
from scripts.compose import House, opened
from scripts.demo.book import SignIn, load_book, sign_ins

app = typer.Typer()

TERMINATED = 128 + signal.SIGTERM


@command(app, "serve")
def serve(
    *,
    demo: Annotated[
        bool, typer.Option("--demo", help="With a book of examples, and keys.")
    ] = False,
    host: Annotated[str | None, typer.Option(help="127.0.0.1, where not said.")] = None,
    port: Annotated[int | None, typer.Option(help="8000, where not said; 0 for any.")] = None,
) -> None:
    """Serve the API; SIGTERM ends it without losing anything."""
    from scripts.running.serving import serve as serve_house  # noqa: PLC0415  # slow to load, and no other command needs it

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger("info"),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    given = settings()
    with ExitStack() as stack:
        with SIDE.status("Starting"):
            house = stack.enter_context(opened(given))
        keys = _book(house) if demo else []
        at = (given.host if host is None else host, given.port if port is None else port)
        serve_house(house, *at, lambda address: _announce(address, keys))


def _book(house: House) -> list[SignIn]:
    with SIDE.status("Writing the book of examples"):
        load_book(house)
        return sign_ins(house)


def _announce(address: str, keys: list[SignIn]) -> None:
    """To stdout, so that a program that started it can read where it is."""
    if chosen().as_json:
        listed = [{"party": it.party, "role": it.role, "key": it.key} for it in keys]
        print(json.dumps({"serving": address, "keys": listed}), flush=True)
        return
    OUT.print(f"Serving on [bold]{address}[/], described at {address}/docs")
    if keys:
        show(keys, {"party": "party", "role": "role", "key": "key"}, as_json=False)
        first = next(it for it in keys if it.role == "lender")
        OUT.print("Try:", highlight=False)
        OUT.print(
            f"  curl -H 'Authorization: Bearer {first.key}' {address}/api/v1/exposure",
            soft_wrap=True,
            highlight=False,
        )
    sys.stdout.flush()
