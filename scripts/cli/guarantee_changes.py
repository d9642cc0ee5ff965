"""`anchorline guarantee suspend|resume|propose|consent|debt-change|assigned|sued|take-back`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from application.processes.calling_guarantees import (
    Assigned,
    ChangeOfDebt,
    OnDebt,
    Sued,
    change_debt,
    notify_assignment,
    record_suit,
)
from application.processes.giving_guarantees import (
    AgreeFor,
    ProposeFor,
    SuspendFor,
    agree_change,
    propose_change,
    suspend,
)
from application.processes.moving_margin import TakeMarginBack, take_margin_back
from domain.shared.ids import FinancingId, GuaranteeId, PartyId
from scripts.cli.command import As, By, actor, chosen, command, house
from scripts.cli.given import Day, Today, guarantee_terms, money_of_guarantee
from scripts.cli.output import show

app = typer.Typer()

File = Annotated[Path, typer.Option(exists=True, dir_okay=False, help="Terms, as JSON.")]
Consent = Annotated[str, typer.Option(help="Of the guarantor, in writing.")]


@command(app, "suspend")
def suspend_one(
    guarantee: str, *, acting: As, reason: Annotated[str, typer.Option()], by: By = None
) -> None:
    """As the lender: nothing new comes under it for now."""
    with house() as running:
        who = actor(running, acting, by)
        asked = SuspendFor(GuaranteeId(guarantee), who.party, reason)
        show(who.do(asked, suspend(asked)), as_json=chosen().as_json)


@command(app, "resume")
def resume_one(guarantee: str, *, acting: As, by: By = None) -> None:
    """As the lender: it may be used again."""
    with house() as running:
        who = actor(running, acting, by)
        asked = SuspendFor(GuaranteeId(guarantee), who.party, None)
        show(who.do(asked, suspend(asked)), as_json=chosen().as_json)


@command(app, "propose")
def propose(guarantee: str, *, acting: As, terms: File, by: By = None) -> None:
    """Propose other terms; they count once the other side consents."""
    with house() as running:
        who = actor(running, acting, by)
        asked = ProposeFor(GuaranteeId(guarantee), who.party, guarantee_terms(terms))
        show(who.do(asked, propose_change(asked)), as_json=chosen().as_json)


@command(app, "consent")
def consent(
    guarantee: str,
    number: int,
    *,
    acting: As,
    words: Annotated[str, typer.Option("--consent", help="Which paper says so.")],
    by: By = None,
) -> None:
    """Consent to what the other side proposed."""
    with house() as running:
        who = actor(running, acting, by)
        asked = AgreeFor(GuaranteeId(guarantee), who.party, number, words)
        show(who.do(asked, agree_change(asked)), as_json=chosen().as_json)


@command(app, "debt-change")
def debt_change(  # noqa: PLR0913  # each is an option of the command
    guarantee: str,
    financing: str,
    amount: str,
    *,
    acting: As,
    due: Day,
    consent: Consent = "",
    by: By = None,
) -> None:
    """Another amount or day of a debt: without the guarantor's consent only what eases binds it."""
    with house() as running:
        who = actor(running, acting, by)
        asked = ChangeOfDebt(
            debt=_debt(guarantee, financing, who.party),
            amount=money_of_guarantee(running, guarantee, amount),
            due_on=due,
            consent=consent,
        )
        show(who.do(asked, change_debt(asked)), as_json=chosen().as_json)


@command(app, "assigned")
def assigned(  # noqa: PLR0913  # each is an option of the command
    guarantee: str,
    financing: str,
    assignee: str,
    *,
    acting: As,
    notice: Annotated[str, typer.Option(help="Which paper told the guarantor.")],
    on: Today = None,
    consent: Consent = "",
    by: By = None,
) -> None:
    """The guarantor was told that the loan has a new creditor."""
    with house() as running:
        who = actor(running, acting, by)
        asked = Assigned(
            debt=_debt(guarantee, financing, who.party),
            assignee=PartyId(assignee),
            notified_on=on or running.clock.now().day,
            notice=notice,
            consent=consent,
        )
        show(who.do(asked, notify_assignment(asked)), as_json=chosen().as_json)


@command(app, "sued")
def sued(
    guarantee: str,
    financing: str,
    *,
    acting: As,
    reference: Annotated[str, typer.Option(help="Of the court or tribunal.")],
    on: Today = None,
    by: By = None,
) -> None:
    """The debtor was sued: an ordinary guarantee stands."""
    with house() as running:
        who = actor(running, acting, by)
        asked = Sued(
            debt=_debt(guarantee, financing, who.party),
            sued_on=on or running.clock.now().day,
            reference=reference,
        )
        show(who.do(asked, record_suit(asked)), as_json=chosen().as_json)


@command(app, "take-back")
def take_back(
    guarantee: str,
    *,
    acting: As,
    reference: Annotated[str, typer.Option(help="Of the deposit.")],
    by: By = None,
) -> None:
    """The bank took back what had come in as margin: the deposit counts as never made."""
    with house() as running:
        who = actor(running, acting, by)
        asked = TakeMarginBack(GuaranteeId(guarantee), who.party, reference)
        show(who.do(asked, take_margin_back(asked)), as_json=chosen().as_json)


def _debt(guarantee: str, financing: str, lender: PartyId) -> OnDebt:
    return OnDebt(GuaranteeId(guarantee), lender, FinancingId(financing))
