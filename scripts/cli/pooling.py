"""`anchorline pool`: opened by terms in a file, sellers let in, claims bought back, closed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from application.processes.bought_back import TakeBackBuyBack, take_back_buy_back
from application.processes.buying_back import BuyBack, buy_back
from application.processes.looking import pool_for
from application.processes.running_pools import (
    ForPool,
    FreezePool,
    LetIn,
    OpenWith,
    close,
    freeze,
    let_in,
    open_pool,
    unfreeze,
)
from application.views.pools import seen, seen_by_seller
from domain.receivable_pool.terms import PoolTerms
from domain.shared.ids import PartyId, PoolId, ReceivableId
from scripts.cli.command import As, By, actor, chosen, command, house
from scripts.cli.given import AllThatCame, Today, money_of_pool
from scripts.cli.output import show
from scripts.demo.cast import TERMS
from scripts.written import terms_in, written

app = typer.Typer(
    help="One pool: open, join, buy-back, take-back, freeze, close, show.", no_args_is_help=True
)

Reference = Annotated[str, typer.Option(help="The bank's own, of the payment.")]
File = Annotated[Path, typer.Option(exists=True, dir_okay=False, help="Terms, as JSON.")]


@command(app, "example-terms")
def example_terms() -> None:
    """Print terms to start from, in the form that `open` and the API read."""
    print(written(TERMS), end="")


@command(app, "open")
def open_one(pool: str, *, acting: As, terms: File, by: By = None) -> None:
    """Open a pool under the terms of a file."""
    with house() as running:
        who = actor(running, acting, by)
        asked = OpenWith(PoolId(pool), who.party, _terms(terms))
        show(who.do(asked, open_pool(asked)), as_json=chosen().as_json)


@command(app, "join")
def join(pool: str, seller: str, *, acting: As, by: By = None) -> None:
    """Let a seller in."""
    with house() as running:
        who = actor(running, acting, by)
        asked = LetIn(PoolId(pool), who.party, PartyId(seller))
        show(who.do(asked, let_in(asked)), as_json=chosen().as_json)


@command(app, "freeze")
def freeze_one(
    pool: str, *, acting: As, reason: Annotated[str, typer.Option()], by: By = None
) -> None:
    """Let nothing be drawn for now."""
    with house() as running:
        who = actor(running, acting, by)
        asked = FreezePool(PoolId(pool), who.party, reason)
        show(who.do(asked, freeze(asked)), as_json=chosen().as_json)


@command(app, "unfreeze")
def unfreeze_one(pool: str, *, acting: As, by: By = None) -> None:
    """Let money be drawn again."""
    with house() as running:
        who = actor(running, acting, by)
        asked = ForPool(PoolId(pool), who.party)
        show(who.do(asked, unfreeze(asked)), as_json=chosen().as_json)


@command(app, "close")
def close_one(pool: str, *, acting: As, by: By = None) -> None:
    """End a pool in which nothing is drawn and no claim is open."""
    with house() as running:
        who = actor(running, acting, by)
        asked = ForPool(PoolId(pool), who.party)
        show(who.do(asked, close(asked)), as_json=chosen().as_json)


@command(app, "show")
def show_one(pool: str, *, acting: As) -> None:
    """One pool: all of it for its lender, its own part for a seller."""
    viewer = PartyId(acting)
    with house() as running, running.store.reading() as reading:
        state = pool_for(reading, PoolId(pool), viewer).state
        own = seen(state) if state.lender == viewer else seen_by_seller(state, viewer)
    show(own, as_json=chosen().as_json, title=f"Pool {pool} 应收账款池")


@command(app, "buy-back")
def buy_back_some(  # noqa: PLR0913  # each is an option of the command
    pool: str,
    price: str,
    claims: Annotated[list[str], typer.Argument(help="Ids of claims.")],
    *,
    acting: As,
    reference: Reference,
    transfer: AllThatCame = None,
    value_date: Today = None,
    by: By = None,
) -> None:
    """A seller took claims back and paid for them; its money repays its draws."""
    with house() as running:
        who = actor(running, acting, by)
        asked = BuyBack(
            pool=PoolId(pool),
            lender=who.party,
            receivables=tuple(ReceivableId(it) for it in claims),
            price=money_of_pool(running, pool, price),
            value_date=value_date or running.clock.now().day,
            bank_reference=reference,
            transfer=None if transfer is None else money_of_pool(running, pool, transfer),
        )
        show(who.do(asked, buy_back(asked)), as_json=chosen().as_json)


@command(app, "take-back")
def take_back(pool: str, *, acting: As, reference: Reference, by: By = None) -> None:
    """The bank took back what a seller paid for its claims: they are owed to the pool again."""
    with house() as running:
        who = actor(running, acting, by)
        asked = TakeBackBuyBack(PoolId(pool), who.party, reference)
        show(who.do(asked, take_back_buy_back(asked)), as_json=chosen().as_json)


def _terms(file: Path) -> PoolTerms:
    try:
        return terms_in(file)
    except ValueError as why:
        raise typer.BadParameter(str(why)) from why
