"""Commands that only look: pools, claims, eligibility, what waits, what happened."""

from __future__ import annotations

from typing import Annotated

import typer

from api.shared.wire import to_wire
from application.processes.answering import claim_on_record
from application.processes.explaining import ReasonGiven
from application.views import financings, pools, receivables
from application.views.financing_eligibility import FINANCING_ELIGIBILITY
from application.views.inbox import INBOX
from application.views.trail import TRAIL
from domain.enterprise.profile import Role
from domain.shared.ids import PartyId, PoolId, ReceivableId
from scripts.cli.command import chosen, command, house
from scripts.cli.looking import explained, parties, rows_of
from scripts.cli.output import cell, show
from scripts.compose import House

app = typer.Typer()

Party = Annotated[str | None, typer.Option(help="Whose; without it, everybody's.")]

POOLS = {
    "pool": "pool",
    "lender": "lender",
    "status": "status",
    "sellers": "sellers",
    "claims": "claims",
    "base": "certificate.base",
    "outstanding": "outstanding",
    "available": "certificate.available",
}
CLAIMS = {
    "receivable": "receivable",
    "invoice": "number",
    "seller": "seller",
    "buyer": "buyer",
    "status": "status",
    "open": "open",
    "confirmed": "confirmed",
    "disputed": "disputed",
    "due": "dueOn",
}
PARTS = {
    "pool": "pool",
    "seller": "seller",
    "claims": "claims",
    "gross": "gross",
    "eligible": "eligible",
    "base": "base",
    "outstanding": "outstanding",
    "available": "available",
}
REASONS = {
    "receivable": "receivable",
    "seller": "seller",
    "owed": "owed",
    "eligible": "eligible",
    "why not all of it: what would change it": "why",
}
WAITS = {
    "whose turn": "party",
    "task": "task",
    "of": "of",
    "since": "since",
    "until": "until",
    "amount": "amount",
}
STEPS = {"at": "at", "what": "what", "counts on": "effectiveOn", "by": "by", "room": "room"}
LOANS = {
    "financing": "financing",
    "product": "facility.product",
    "under": "facility.id",
    "borrower": "borrower",
    "stage": "stage",
    "principal": "principal",
    "paid out": "disbursedOn",
    "due": "dueOn",
    "owed": "owedInAll",
}


@command(app, "pools")
def list_pools(*, party: Party = None) -> None:
    """Pools with what they bear and what is drawn."""
    with house() as running:
        running.catch_up()
        rows = [pools.row_seen(row) for row in rows_of(running, pools.POOLS, party, Role.LENDER)]
        show(rows, POOLS, as_json=chosen().as_json, title="Receivable pools 应收账款池")


@command(app, "receivables")
def list_claims(
    *, party: Party = None, status: Annotated[str | None, typer.Option()] = None
) -> None:
    """Claims as they stand, by status and due date."""
    with house() as running:
        running.catch_up()
        found = rows_of(running, receivables.RECEIVABLES, party, Role.SUPPLIER, facet=status)
        rows = [receivables.seen(row) for row in found]
        show(rows, CLAIMS, as_json=chosen().as_json, title="Receivables 应收账款")


@command(app, "financings")
def list_financings(*, party: Party = None) -> None:
    """Draws, and what would settle each today."""
    with house() as running:
        running.catch_up()
        day = running.clock.now().day
        found = rows_of(running, financings.FINANCINGS, party, Role.LENDER)
        viewer = None if party is None else PartyId(party)
        rows = [financings.seen(row, day, viewer) for row in found]
        show(rows, LOANS, as_json=chosen().as_json, title="Financings 融资")


@command(app, "eligibility")
def eligibility(
    *,
    party: Party = None,
    pool: Annotated[str | None, typer.Option(help="Of one pool.")] = None,
) -> None:
    """What each supplier may draw, and of every claim why it counts for less than is owed."""
    with house() as running:
        running.catch_up()
        rows = list(rows_of(running, FINANCING_ELIGIBILITY, party, Role.LENDER, facet=pool))
        viewer = None if party is None else PartyId(party)
        named = [PoolId(pool)] if pool else list(dict.fromkeys(row.pool for row in rows))
        claims = [line for one in named for line in explained(running, one, viewer)]
    if chosen().as_json:
        show({"parts": rows, "claims": claims}, as_json=True)
        return
    show(rows, PARTS, as_json=False, title="Financing eligibility 可融资额")
    lines = [{**to_wire(line), "why": "; ".join(map(_why, line.reasons))} for line in claims]
    show(lines, REASONS, as_json=False, title="Claim by claim 逐笔")


def _why(reason: ReasonGiven) -> str:
    figures = "".join(f" {figure.name} {cell(to_wire(figure.value))}" for figure in reason.figures)
    return f"{reason.rule.value} {reason.amount}{figures}: {reason.remedy.value}"


@command(app, "inbox")
def inbox(*, party: Party = None, task: Annotated[str | None, typer.Option()] = None) -> None:
    """What waits for whom, the most pressing first; `*` is the operator."""
    with house() as running:
        running.catch_up()
        rows = list(rows_of(running, INBOX, party, facet=task))
        if party is None:
            rows += rows_of(running, INBOX, "*", facet=task)
    show(rows, WAITS, as_json=chosen().as_json, title="Waiting 待办")


@command(app, "trail")
def trail(asset: str, *, party: Party = None) -> None:
    """What happened to an asset, in order; all of it unless through the eyes of one party."""
    with house() as running:
        running.catch_up()
        seen = {}
        for one in [party] if party else _concerned(running, asset):
            for key, row in running.views.all(TRAIL, one, facet=asset):
                seen[key.rsplit("|", 1)[1]] = row
    rows = [seen[place] for place in sorted(seen)]
    show(rows, STEPS, as_json=chosen().as_json, title=f"Trail of {asset} 轨迹")


def _concerned(running: House, asset: str) -> list[str]:
    """Its seller and buyer, and whoever may hold a lien on it."""
    with running.store.reading() as reading:
        claim = claim_on_record(reading, ReceivableId(asset))
    return [claim.seller, claim.buyer, *(it.party for it in parties(running, Role.LENDER))]
