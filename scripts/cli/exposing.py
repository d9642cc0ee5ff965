"""`anchorline exposure`: what a lender has out, by one dimension, and what is on one party."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any

import typer

from adapters.postgres.following.as_of import fold_at
from adapters.postgres.following.known_at import known_at
from api.shared.wire import to_wire
from application.shared.views import Views
from application.views import counterparties
from application.views.book import When
from application.views.exposure import exposure_by
from domain.exposure.dimensions import Dimension
from domain.shared.ids import PartyId
from scripts.cli.command import chosen, command, house, unnamed
from scripts.cli.given import Today
from scripts.cli.output import show
from scripts.compose import House

app = typer.Typer(help="Exposure: by one dimension, or what is on one core enterprise.")

LINES = {"of": "of", "drawn": "drawn", "promised": "committed", "accrued": "accrued"}
TOTALS = {
    "lender": "lender",
    "direct": "direct.drawn",
    "promised": "direct.committed",
    "as payer or guarantor": "asPayerOrGuarantor.drawn",
    "promised so": "asPayerOrGuarantor.committed",
    "guaranteed": "guaranteedInAll",
    "of it drawn": "guaranteed.drawn",
    "with its group": "connected.drawn",
    "promised to it": "connected.committed",
    "margin": "marginHeld",
}
FOREVER = 2**63 - 1


@unnamed(app)
def by_dimension(
    *,
    party: Annotated[str | None, typer.Option(help="The lender.")] = None,
    by: Annotated[Dimension, typer.Option(help="By what it is summed.")] = Dimension.OBLIGOR,
) -> None:
    """What a lender is exposed to."""
    if party is None:
        raise typer.BadParameter("say whose: --party LENDER")
    with house() as running:
        running.catch_up()
        day = running.clock.now().day
        lines = exposure_by(running.views, PartyId(party), by, day)
    title = f"Exposure of {party} by {by.value} 风险敞口"
    show(lines, LINES, as_json=chosen().as_json, title=title)


def instant(written: str) -> datetime:
    try:
        found = datetime.fromisoformat(written)
    except ValueError as why:
        raise typer.BadParameter(f"{written!r} is not a time as 2026-03-02T09:30:00Z") from why
    if found.tzinfo is None:
        raise typer.BadParameter(f"{written!r} does not say its zone, as in 2026-03-02T09:30:00Z")
    return found


@command(app, "core-enterprise")
def on_core_enterprise(
    enterprise: str,
    *,
    party: Annotated[str | None, typer.Option(help="The lender; without it, every one.")] = None,
    day: Today = None,
    known: Annotated[
        datetime | None, typer.Option("--known-at", parser=instant, metavar="TIME")
    ] = None,
) -> None:
    """Direct, as payer or guarantor, and with its connected group, on any day as known then."""
    with house() as running:
        running.catch_up()
        when = When(day or running.clock.now().day, live=day is None and known is None)
        views = running.views if when.live else _then(running, when, known)
        lenders = (PartyId(party),) if party else counterparties.lenders_of_all(views)
        lines = counterparties.on_party(views, PartyId(enterprise), lenders, when)
    as_json, title = chosen().as_json, f"Exposure to {enterprise} on {when.day} 对其敞口"
    show(lines if as_json else _summed(lines), TOTALS, as_json=as_json, title=title)


def _summed(lines: Iterable[counterparties.ExposureToParty]) -> list[dict[str, Any]]:
    """What is guaranteed is what its guarantees are used up for: drawn, or reserved for a draw."""
    return [{**to_wire(line), "guaranteedInAll": to_wire(line.guaranteed.total)} for line in lines]


def _then(running: House, when: When, known: datetime | None) -> Views:
    views = counterparties.as_of_day(when.day, running.settings.zone)
    until = FOREVER if known is None else known_at(running.following, known)
    return fold_at(running.following, running.codec, views, until)
