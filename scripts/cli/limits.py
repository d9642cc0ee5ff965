"""`anchorline limit`: a lender's own limits per party and group, decided by two people."""

from __future__ import annotations

from typing import Annotated

import typer

from application.lender_limit import streams as limits
from application.processes.listing_limits import LimitListed, Named, limits_listed
from application.processes.looking import limit_for
from application.processes.setting_limits import (
    ChangeGroup,
    OnAccount,
    OnGroup,
    change_group,
    declare_group,
    on_account,
    on_group,
    propose_limit,
)
from application.views.lender_limits import LENDER_LIMITS
from domain.enterprise.profile import Role
from domain.lender_limit import commands as ask
from domain.lender_limit.terms import LimitTerms
from domain.shared.connection import Basis, GroupId
from domain.shared.currency import Currency
from domain.shared.ids import PartyId
from scripts.cli.command import As, By, actor, chosen, command, house
from scripts.cli.given import Today, Whose, money
from scripts.cli.looking import rows_of
from scripts.cli.output import show

app = typer.Typer(
    help="A lender's own limits: set, approve, reject, show, list; and for groups of parties.",
    no_args_is_help=True,
)

OfGroup = Annotated[bool, typer.Option("--group", help="It names a group, not a party.")]
Amount = Annotated[str, typer.Argument(help="As `CNY 5000000.00`.")]
Source = Annotated[str, typer.Option(help="Who decided it where.")]


@command(app, "set")
def set_limit(
    party: str, amount: Amount, *, acting: As, source: Source, day: Today = None, by: By = None
) -> None:
    """Propose a limit for what you have on a party over all products."""
    terms = _terms(amount, source)
    with house() as running:
        who, counts_from = actor(running, acting, by), day or running.clock.now().day
        asked = ask.ProposeLimit(
            lender=who.party, party=PartyId(party), terms=terms, effective_on=counts_from
        )
        show(who.do(asked, propose_limit(asked)), as_json=chosen().as_json)


@command(app, "set-group")
def set_group(
    group: str, amount: Amount, *, acting: As, source: Source, day: Today = None, by: By = None
) -> None:
    """Propose a limit for what you have on all members of a group together."""
    terms = _terms(amount, source)
    with house() as running:
        who, counts_from = actor(running, acting, by), day or running.clock.now().day
        wanted = ask.ProposeGroupLimit(terms=terms, effective_on=counts_from)
        asked = OnGroup(who.party, GroupId(group), wanted)
        show(who.do(asked, on_group(asked)), as_json=chosen().as_json)


@command(app, "approve")
def approve(of: str, proposal: int, *, acting: As, group: OfGroup = False, by: By = None) -> None:
    """Approve what a colleague proposed; what is used beyond it is said."""
    _decide(of, (acting, by), ask.ApproveLimit(proposal=proposal), group=group)


@command(app, "reject")
def reject(
    of: str,
    proposal: int,
    *,
    acting: As,
    reason: Annotated[str, typer.Option()],
    group: OfGroup = False,
    by: By = None,
) -> None:
    """Turn down what a colleague proposed."""
    wanted = ask.RejectLimit(proposal=proposal, reason=reason)
    _decide(of, (acting, by), wanted, group=group)


def _decide(
    of: str,
    acting: tuple[str, str | None],
    wanted: ask.ApproveLimit | ask.RejectLimit,
    *,
    group: bool,
) -> None:
    with house() as running:
        who = actor(running, *acting)
        if group:
            named = OnGroup(who.party, GroupId(of), wanted)
            told = who.do(named, on_group(named))
        else:
            asked = OnAccount(who.party, PartyId(of), wanted)
            told = who.do(asked, on_account(asked))
    show(told, as_json=chosen().as_json)


@command(app, "show")
def show_limit(of: str, *, acting: As, group: OfGroup = False) -> None:
    """What counts today, and what you have on a party or on all members of a group."""
    lender = PartyId(acting)
    account = limits.account_of(lender, PartyId(of))
    stream = limits.group_of(lender, GroupId(of)) if group else account
    with house() as running, running.store.reading() as reading:
        told = limit_for(reading, stream, running.clock.now().day)
    show(told, as_json=chosen().as_json, title="Limit 限额")


@command(app, "list")
def list_limits(*, party: Whose = None) -> None:
    """Every party and group that a lender has something on: limit, in use, available today."""
    with house() as running:
        running.catch_up()
        found = list(rows_of(running, LENDER_LIMITS, party, Role.LENDER))
        named = [Named(it.lender, it.of, it.group is not None) for it in found]
        with running.store.reading() as reading:
            rows = limits_listed(reading, named, running.clock.now().day)
    if chosen().as_json:
        show(rows, as_json=True)
        return
    told = [_row(of.lender, it) for of, it in zip(named, rows, strict=True)]
    show(told, LIMITS, as_json=False, title="Limits 限额")


LIMITS = {
    "lender": "lender",
    "party or group": "of",
    "limit": "limit",
    "in use": "inUse",
    "available": "available",
}


def _row(lender: PartyId, it: LimitListed) -> dict[str, object]:
    """What it owes and answers for together."""
    return {
        "lender": lender,
        "of": it.party or f"group {it.group}",
        "limit": it.limit and it.limit.together,
        "inUse": ", ".join(str(used.together) for used in it.in_use),
        "available": it.available and it.available.together,
    }


@command(app, "declare-group")
def declare(
    group: str,
    members: Annotated[list[str], typer.Argument(help="Ids of parties.")],
    *,
    acting: As,
    basis: Annotated[Basis, typer.Option()],
    evidence: Annotated[str, typer.Option()],
    by: By = None,
) -> None:
    """Say which parties are one risk to you, and on what evidence."""
    with house() as running:
        who = actor(running, acting, by)
        asked = ask.DeclareGroup(
            lender=who.party,
            group=GroupId(group),
            members=tuple(PartyId(it) for it in members),
            basis=basis,
            evidence=evidence,
        )
        show(who.do(asked, declare_group(asked)), as_json=chosen().as_json)


@command(app, "change-group")
def change(
    group: str,
    *,
    acting: As,
    evidence: Annotated[str, typer.Option()],
    add: Annotated[list[str] | None, typer.Option(help="A party; again.")] = None,
    remove: Annotated[list[str] | None, typer.Option(help="A party; again.")] = None,
    by: By = None,
) -> None:
    """Let parties into a group, or out of it, on evidence."""
    wanted = ask.ChangeMembers(
        added=tuple(PartyId(it) for it in add or ()),
        removed=tuple(PartyId(it) for it in remove or ()),
        evidence=evidence,
    )
    with house() as running:
        who = actor(running, acting, by)
        asked = ChangeGroup(who.party, GroupId(group), wanted)
        show(who.do(asked, change_group(asked)), as_json=chosen().as_json)


def _terms(amount: str, source: str) -> LimitTerms:
    """Of `CNY 5000000.00`; raise `typer.BadParameter`."""
    code, _, figure = amount.partition(" ")
    if code not in Currency.__members__:
        raise typer.BadParameter(f"{amount!r} is not an amount as 'CNY 5000000.00'")
    currency = Currency[code]
    return LimitTerms(currency=currency, together=money(figure, currency), source=source)
