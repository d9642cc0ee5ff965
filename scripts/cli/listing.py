"""Commands that only look: pools, claims, what waits, what happened."""

from __future__ import annotations

from typing import Annotated

import typer

from api.views.tasks import in_words
from application.views import financings, pools, receivables
from application.views.inbox import INBOX
from application.views.trail import TRAIL
from domain.enterprise.profile import Role
from domain.shared.ids import PartyId, ReceivableId
from scripts.cli.command import chosen, command, house
from scripts.cli.looking import parties, rows_of
from scripts.cli.output import show
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
WAITS = {
    "whose turn": "party",
    "task": "task",
    "what is to be done": "words.en",
    "待办": "words.zh",
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


@command(app, "inbox")
def inbox(*, party: Party = None, task: Annotated[str | None, typer.Option()] = None) -> None:
    """What waits for whom, the most pressing first; `*` is the operator."""
    with house() as running:
        running.catch_up()
        rows = list(rows_of(running, INBOX, party, facet=task))
        if party is None:
            rows += rows_of(running, INBOX, "*", facet=task)
    show([in_words(row) for row in rows], WAITS, as_json=chosen().as_json, title="Waiting 待办")


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
    from application.processes.answering import claim_on_record  # noqa: PLC0415  # slow to load, and nothing else here needs it

    with running.store.reading() as reading:
        claim = claim_on_record(reading, ReceivableId(asset))
    return [claim.seller, claim.buyer, *(it.party for it in parties(running, Role.LENDER))]
