"""`anchorline loan show|accrue|buy-back`: one loan as it stands, its interest, recourse."""

from __future__ import annotations

from typing import Annotated

import typer

from application.processes.looking import financing_for
from application.processes.servicing import Accrue, AskBuyBack, accrue, ask_buy_back
from application.views.financings import seen
from domain.shared.ids import FinancingId, PartyId
from scripts.cli.command import As, By, actor, chosen, command, house
from scripts.cli.given import Day, Today
from scripts.cli.output import show

app = typer.Typer()


@command(app, "show")
def show_one(financing: str, *, acting: As) -> None:
    """One loan with what would settle it today, for its lender and its borrower."""
    with house() as running, running.store.reading() as reading:
        state = financing_for(reading, FinancingId(financing), PartyId(acting)).state
        row = seen(state, running.clock.now().day, PartyId(acting))
    show(row, as_json=chosen().as_json, title=f"Loan {financing} 融资")


@command(app, "accrue")
def accrue_one(financing: str, *, acting: As, through: Today = None, by: By = None) -> None:
    """Post interest up to a day, not counted; nothing where it is posted already."""
    with house() as running:
        who, day = actor(running, acting, by), through or running.clock.now().day
        asked = Accrue(FinancingId(financing), who.party, day)
        show(who.do(asked, accrue(asked)), as_json=chosen().as_json)


@command(app, "buy-back")
def buy_back(
    financing: str,
    *,
    acting: As,
    due: Day,
    reason: Annotated[str, typer.Option()],
    by: By = None,
) -> None:
    """Ask the seller to pay what its buyer did not."""
    with house() as running:
        who = actor(running, acting, by)
        asked = AskBuyBack(FinancingId(financing), who.party, due, reason)
        show(who.do(asked, ask_buy_back(asked)), as_json=chosen().as_json)
