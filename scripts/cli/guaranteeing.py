"""`anchorline guarantee`: given by terms in a file, looked at, accepted, changed, called, paid."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from application.processes.calling_guarantees import CallFor, OnDebt, PaidOnCall, call, paid_on_call
from application.processes.giving_guarantees import (
    AcceptFor,
    GiveTo,
    RefuseFor,
    ReviewFor,
    StopFor,
    accept,
    give,
    refuse,
    review,
    stop_new_use,
)
from application.processes.looking import guarantee_for
from application.processes.moving_margin import MoveMargin, move_margin
from application.views.guarantees import GUARANTEES, seen, shown
from application.views.liability import liability_of
from domain.enterprise.profile import Role
from domain.guarantee.agreement import CreditorTerms, Ground, MarginEntry
from domain.guarantee.licence import Licence
from domain.shared.ids import FinancingId, GuaranteeId, PartyId
from scripts.cli.command import As, By, actor, chosen, command, house
from scripts.cli.given import AllThatCame, Day, Today, guarantee_terms, money_of_guarantee
from scripts.cli.looking import rows_of
from scripts.cli.output import show
from scripts.written import licence_in

app = typer.Typer(
    help="Guarantees: give, review, accept, change, margin, stop, suspend, call, pay, list.",
    no_args_is_help=True,
)

File = Annotated[Path, typer.Option(exists=True, dir_okay=False, help="Terms, as JSON.")]
Reference = Annotated[str, typer.Option(help="The bank's own, counted once.")]
LISTED = {
    "guarantee": "guarantee",
    "lender": "lender",
    "guarantor": "guarantor",
    "status": "status",
    "limit": "limit",
    "in use": "inUse",
    "available": "available",
    "margin": "margin",
    "required": "marginRequired",
    "priority": "marginPriority.reason",
    "next end": "nextEnd",
}
SUMS = {
    "guarantor": "guarantor",
    "guarantees": "guarantees",
    "limit": "limit",
    "in use": "inUse",
    "claimed": "claimed",
    "paid": "paid",
    "margin": "margin",
}


@command(app, "give")
def give_one(
    guarantee: str,
    *,
    acting: As,
    lender: Annotated[str, typer.Option()],
    terms: File,
    by: By = None,
) -> None:
    """Give a lender a guarantee under the terms of a file, in the form of the API."""
    with house() as running:
        who = actor(running, acting, by)
        asked = GiveTo(GuaranteeId(guarantee), PartyId(lender), who.party, guarantee_terms(terms))
        show(who.do(asked, give(asked)), as_json=chosen().as_json)


@command(app, "review")
def review_one(  # noqa: PLR0913  # each is an option of the command
    guarantee: str,
    *,
    acting: As,
    on_evidence: Annotated[list[str], typer.Option(help="On the guarantor's file.")],
    licence: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="A company's, as JSON.")
    ] = None,
    as_business: Annotated[bool, typer.Option(help="It guarantees as a business.")] = False,
    words: Annotated[str, typer.Option()] = "",
    by: By = None,
) -> None:
    """Say what was looked at of the guarantor; another person accepts."""
    with house() as running:
        who = actor(running, acting, by)
        asked = ReviewFor(
            guarantee=GuaranteeId(guarantee),
            lender=who.party,
            on_evidence=tuple(on_evidence),
            licence=None if licence is None else _licence(licence),
            as_business=as_business,
            words=words,
        )
        show(who.do(asked, review(asked)), as_json=chosen().as_json)


@command(app, "accept")
def accept_one(
    guarantee: str,
    *,
    acting: As,
    ordinary: Annotated[bool, typer.Option(help="Take an ordinary guarantee too.")] = False,
    by: By = None,
) -> None:
    """Accept it on the last review."""
    with house() as running:
        who = actor(running, acting, by)
        terms = CreditorTerms(accepts_ordinary=ordinary)
        asked = AcceptFor(GuaranteeId(guarantee), who.party, terms)
        show(who.do(asked, accept(asked)), as_json=chosen().as_json)


@command(app, "refuse")
def refuse_one(
    guarantee: str, *, acting: As, reason: Annotated[str, typer.Option()], by: By = None
) -> None:
    """Do not take it."""
    with house() as running:
        who = actor(running, acting, by)
        asked = RefuseFor(GuaranteeId(guarantee), who.party, reason)
        show(who.do(asked, refuse(asked)), as_json=chosen().as_json)


@command(app, "margin")
def margin(  # noqa: PLR0913  # each is an option of the command
    guarantee: str,
    amount: str,
    *,
    acting: As,
    reference: Reference,
    out: Annotated[bool, typer.Option("--out", help="It went out.")] = False,
    transfer: AllThatCame = None,
    value_date: Today = None,
    by: By = None,
) -> None:
    """Margin came in, or went out, as the bank confirmed it."""
    with house() as running:
        who = actor(running, acting, by)
        asked = MoveMargin(
            guarantee=GuaranteeId(guarantee),
            lender=who.party,
            amount=money_of_guarantee(running, guarantee, amount),
            value_date=value_date or running.clock.now().day,
            bank_reference=reference,
            entry=None if out else MarginEntry.DEPOSIT,
            transfer=None if transfer is None else money_of_guarantee(running, guarantee, transfer),
        )
        show(who.do(asked, move_margin(asked)), as_json=chosen().as_json)


@command(app, "stop")
def stop(
    guarantee: str,
    *,
    acting: As,
    notice: Annotated[str, typer.Option()],
    from_on: Today = None,
    by: By = None,
) -> None:
    """Stop new use, as the guarantor; what is in use stays."""
    with house() as running:
        who = actor(running, acting, by)
        day = from_on or running.clock.now().day
        asked = StopFor(GuaranteeId(guarantee), who.party, day, notice)
        show(who.do(asked, stop_new_use(asked)), as_json=chosen().as_json)


@command(app, "call")
def call_one(  # noqa: PLR0913  # each is an option of the command
    guarantee: str,
    financing: str,
    amount: str,
    *,
    acting: As,
    pay_by: Day,
    evidence: Annotated[str, typer.Option()],
    ground: Annotated[Ground, typer.Option()] = Ground.DUE_AND_UNPAID,
    by: By = None,
) -> None:
    """Claim on the guarantor for an overdue financing, margin first."""
    with house() as running:
        who = actor(running, acting, by)
        asked = CallFor(
            debt=_debt(guarantee, financing, who.party),
            amount=money_of_guarantee(running, guarantee, amount),
            pay_by=pay_by,
            ground=ground,
            evidence=evidence,
        )
        show(who.do(asked, call(asked)), as_json=chosen().as_json)


@command(app, "paid")
def paid(  # noqa: PLR0913  # each is an option of the command
    guarantee: str,
    financing: str,
    amount: str,
    *,
    acting: As,
    reference: Reference,
    from_margin: Annotated[bool, typer.Option("--from-margin")] = False,
    transfer: AllThatCame = None,
    surplus: Annotated[str | None, typer.Option(help="What is to go back of it.")] = None,
    value_date: Today = None,
    by: By = None,
) -> None:
    """The guarantor paid on a call, or the bank paid margin over."""
    with house() as running:
        who = actor(running, acting, by)
        asked = PaidOnCall(
            debt=_debt(guarantee, financing, who.party),
            amount=money_of_guarantee(running, guarantee, amount),
            value_date=value_date or running.clock.now().day,
            bank_reference=reference,
            from_margin=from_margin,
            transfer=None if transfer is None else money_of_guarantee(running, guarantee, transfer),
            surplus=None if surplus is None else money_of_guarantee(running, guarantee, surplus),
        )
        show(who.do(asked, paid_on_call(asked)), as_json=chosen().as_json)


@command(app, "show")
def show_one(guarantee: str) -> None:
    """One guarantee with every debt under it."""
    with house() as running, running.store.reading() as reading:
        state = guarantee_for(reading, GuaranteeId(guarantee), None).state
        show(shown(state, running.clock.now().day, None), as_json=chosen().as_json)


@command(app, "list")
def list_all(*, party: Annotated[str | None, typer.Option(help="Whose.")] = None) -> None:
    """Guarantees given to lenders, or to or by one party."""
    with house() as running:
        running.catch_up()
        day = running.clock.now().day
        viewer = None if party is None else PartyId(party)
        found = rows_of(running, GUARANTEES, party, Role.LENDER)
        rows = [seen(row, day, viewer) for row in found]
    show(rows, LISTED, as_json=chosen().as_json, title="Guarantees 担保")


@command(app, "liability")
def liability(*, party: Annotated[str | None, typer.Option(help="Whose.")] = None) -> None:
    """What each guarantor answers for in all."""
    with house() as running:
        running.catch_up()
        rows = list(rows_of(running, GUARANTEES, party, Role.LENDER))
        sums = liability_of(rows, running.clock.now().day).by_guarantor
    show(sums, SUMS, as_json=chosen().as_json, title="Contingent liability 或有负债")


def _licence(file: Path) -> Licence:
    try:
        return licence_in(file)
    except ValueError as why:
        raise typer.BadParameter(str(why)) from why


def _debt(guarantee: str, financing: str, lender: PartyId) -> OnDebt:
    return OnDebt(GuaranteeId(guarantee), lender, FinancingId(financing))
