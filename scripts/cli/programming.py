"""`anchorline programme`: a lender opens an order programme by terms in a file, rates, freezes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from application.processes.running_programmes import (
    AmendProgrammeTerms,
    ForProgramme,
    FreezeProgrammeFor,
    LetIntoProgramme,
    LimitInProgramme,
    OpenProgrammeWith,
    RateInProgramme,
    amend_programme,
    close_programme,
    freeze_programme,
    let_into_programme,
    limit_in_programme,
    open_programme,
    rate_in_programme,
    unfreeze_programme,
)
from application.views import programmes
from domain.enterprise.profile import Role
from domain.order_programme.terms import ProgrammeTerms
from domain.shared.ids import PartyId, ProgrammeId
from scripts.cli.command import As, By, actor, chosen, command, house
from scripts.cli.given import Day, RatedAs, money_of_programme
from scripts.cli.looking import rows_of
from scripts.cli.output import show
from scripts.demo.cast import PROGRAMME_TERMS
from scripts.written import programme_terms_in, written

app = typer.Typer(
    help="One order programme: open, amend, join, rate, prices, cost, freeze, close, list, show.",
    no_args_is_help=True,
)

File = Annotated[Path, typer.Option(exists=True, dir_okay=False, help="Terms, as JSON.")]
Limit = Annotated[str, typer.Option(help="The most that is lent to it, as 1000000.00.")]

ROWS = {
    "programme": "programme",
    "lender": "lender",
    "core enterprise": "coreEnterprise",
    "status": "status",
    "limit": "terms.orders.limit",
    "outstanding": "outstanding",
}


@command(app, "example-terms")
def example_terms() -> None:
    """Print terms to start from, in the form that `open` and the API read."""
    print(written(PROGRAMME_TERMS), end="")


@command(app, "open")
def open_one(
    programme: str, core_enterprise: str, *, acting: As, terms: File, by: By = None
) -> None:
    """Open a programme for the orders of a core enterprise, under the terms of a file."""
    with house() as running:
        who = actor(running, acting, by)
        anchor = PartyId(core_enterprise)
        asked = OpenProgrammeWith(ProgrammeId(programme), who.party, anchor, _terms(terms))
        show(who.do(asked, open_programme(asked)), as_json=chosen().as_json)


@command(app, "amend")
def amend(programme: str, *, acting: As, terms: File, effective_on: Day, by: By = None) -> None:
    """Agree on new terms, which count from a day on."""
    with house() as running:
        who = actor(running, acting, by)
        asked = AmendProgrammeTerms(ProgrammeId(programme), who.party, _terms(terms), effective_on)
        show(who.do(asked, amend_programme(asked)), as_json=chosen().as_json)


@command(app, "join")
def join(
    programme: str, supplier: str, *, acting: As, rated: RatedAs, limit: Limit, by: By = None
) -> None:
    """Let a supplier in, with its rating and a limit of its own."""
    with house() as running:
        who = actor(running, acting, by)
        most = money_of_programme(running, programme, limit)
        name = ProgrammeId(programme)
        asked = LetIntoProgramme(name, who.party, PartyId(supplier), rated, most)
        show(who.do(asked, let_into_programme(asked)), as_json=chosen().as_json)


@command(app, "rate")
def rate(programme: str, supplier: str, *, acting: As, rated: RatedAs, by: By = None) -> None:
    """Rate a supplier anew."""
    with house() as running:
        who = actor(running, acting, by)
        asked = RateInProgramme(ProgrammeId(programme), who.party, PartyId(supplier), rated)
        show(who.do(asked, rate_in_programme(asked)), as_json=chosen().as_json)


@command(app, "limit")
def limit_one(programme: str, supplier: str, *, acting: As, limit: Limit, by: By = None) -> None:
    """Say what is lent to a supplier at most."""
    with house() as running:
        who = actor(running, acting, by)
        most = money_of_programme(running, programme, limit)
        asked = LimitInProgramme(ProgrammeId(programme), who.party, PartyId(supplier), most)
        show(who.do(asked, limit_in_programme(asked)), as_json=chosen().as_json)


@command(app, "freeze")
def freeze_one(
    programme: str, *, acting: As, reason: Annotated[str, typer.Option()], by: By = None
) -> None:
    """Lend nothing more for now."""
    with house() as running:
        who = actor(running, acting, by)
        asked = FreezeProgrammeFor(ProgrammeId(programme), who.party, reason)
        show(who.do(asked, freeze_programme(asked)), as_json=chosen().as_json)


@command(app, "unfreeze")
def unfreeze_one(programme: str, *, acting: As, by: By = None) -> None:
    """Lend again."""
    with house() as running:
        who = actor(running, acting, by)
        asked = ForProgramme(ProgrammeId(programme), who.party)
        show(who.do(asked, unfreeze_programme(asked)), as_json=chosen().as_json)


@command(app, "close")
def close_one(programme: str, *, acting: As, by: By = None) -> None:
    """End a programme under which nothing is owed."""
    with house() as running:
        who = actor(running, acting, by)
        asked = ForProgramme(ProgrammeId(programme), who.party)
        show(who.do(asked, close_programme(asked)), as_json=chosen().as_json)


@command(app, "list")
def list_all(
    *, party: Annotated[str | None, typer.Option(help="The lender; without it, all.")] = None
) -> None:
    """Programmes with what is lent under them."""
    with house() as running:
        running.catch_up()
        found = rows_of(running, programmes.PROGRAMMES, party, Role.LENDER)
        rows = [programmes.row_seen(row) for row in found]
        show(rows, ROWS, as_json=chosen().as_json, title="Order programmes 订单融资方案")


def _terms(file: Path) -> ProgrammeTerms:
    try:
        return programme_terms_in(file)
    except ValueError as why:
        raise typer.BadParameter(str(why)) from why
