"""What a person writes on the command line, read strictly."""

from __future__ import annotations

import secrets
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated

import typer

from application.processes.certifying import lender_of, pool_of
from application.processes.looking import guarantee_for
from application.processes.programmes import programme_at, programme_of
from domain.eligibility.order_standing import Rated
from domain.guarantee.agreement import GuaranteeTerms
from domain.shared.currency import Currency
from domain.shared.ids import GuaranteeId, PoolId, ProgrammeId
from domain.shared.money import Money
from scripts.compose import House
from scripts.written import guarantee_in


def day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as why:
        raise typer.BadParameter(f"{written!r} is not a day as 2026-03-02") from why


Day = Annotated[date, typer.Option(parser=day, metavar="YYYY-MM-DD")]
AllThatCame = Annotated[str | None, typer.Option(help="All that came, if for others too.")]
"""By one transfer; as much as is booked of it, where it is not said."""

Today = Annotated[date | None, typer.Option(parser=day, metavar="YYYY-MM-DD")]
"""Today, where it is not said."""


def share(written: str) -> Decimal:
    try:
        return Decimal(written)
    except InvalidOperation as why:
        raise typer.BadParameter(f"{written!r} is not a share as 0.60") from why


Share = Annotated[Decimal | None, typer.Option(parser=share, metavar="SHARE")]

UsesLine = Annotated[
    str | None, typer.Option("--line", help="Your credit line that it uses up as well.")
]


Whose = Annotated[
    str | None, typer.Option("--party", "--as", help="Whose; without it, everybody's.")
]
"""Of what is listed; `--as` is understood too."""


def money(written: str, currency: Currency) -> Money:
    """`240000.00`, in `currency`; raise `typer.BadParameter`."""
    try:
        return Money.of(written.replace(",", ""), currency)
    except ValueError as why:
        raise typer.BadParameter(str(why)) from why


def money_of_pool(house: House, pool: str, written: str) -> Money:
    """In the currency of the pool; raise `Refused` where there is no such pool."""
    with house.store.reading() as reading:
        name = PoolId(pool)
        terms = pool_of(reading, lender_of(reading, name), name).terms
    return money(written, terms.currency)


def money_of_programme(house: House, programme: str, written: str) -> Money:
    """In the currency of the programme; raise `Refused` where there is no such programme."""
    with house.store.reading() as reading:
        at = programme_at(reading, ProgrammeId(programme))
        terms = programme_of(reading, at).state.terms
    return money(written, terms.currency)


def money_of_guarantee(house: House, guarantee: str, written: str) -> Money:
    """In the currency of the guarantee; raise `Refused` where there is none."""
    with house.store.reading() as reading:
        state = guarantee_for(reading, GuaranteeId(guarantee), None).state
    return money(written, state.currency)


def guarantee_terms(file: Path) -> GuaranteeTerms:
    """Raise `typer.BadParameter` where the file holds none."""
    try:
        return guarantee_in(file)
    except ValueError as why:
        raise typer.BadParameter(str(why)) from why


def rating(written: str) -> Rated:
    """`A,2026-01-15,own model`: the rating, its day and who gave it."""
    name, _, rest = written.partition(",")
    on, _, source = rest.partition(",")
    if not name.strip() or not source.strip():
        raise typer.BadParameter(f"{written!r} is not a rating as A,2026-01-15,own model")
    return Rated(rating=name.strip(), source=source.strip(), rated_on=day(on.strip()))


RatedAs = Annotated[Rated, typer.Option("--rated", parser=rating, metavar="RATING,DAY,SOURCE")]


def fresh(kind: str) -> str:
    """An id for something new that nobody named."""
    return f"{kind}_{secrets.token_hex(12)}"
