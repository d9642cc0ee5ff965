"""Commands on claims: ask the buyer, confirm, dispute, assign, notify."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from application.processes.answering import Asked, change, confirm_many
from application.processes.assigning import Assign, LetGo, assign, let_go
from application.processes.looking import claim_for
from application.receivable.confirming_many import CONFIRMED_AT_ONCE_MAX, ConfirmMany
from application.views.inbox import INBOX
from domain.receivable.commands import AcceptBeyondOrder, AskConfirmation, Dispute, RecordNotice
from domain.receivable.invoice import Channel, CreditReason
from domain.shared.ids import PartyId, PoolId, ReceivableId
from domain.shared.money import Money
from scripts.cli.command import As, By, RequestId, actor, chosen, command, house
from scripts.cli.given import money
from scripts.cli.output import each, show
from scripts.compose import House

app = typer.Typer()

NOBODY = PartyId("")
"""Replaced by the seller, once it is known whose claim it is."""

Claims = Annotated[list[str], typer.Argument(help="Ids of claims.")]


@command(app, "ask")
def ask(claims: Claims, *, acting: As, by: By = None) -> None:
    """Ask the buyer to confirm; it answers within 30 days."""
    with house() as running:
        who = actor(running, acting, by)
        rows = []
        for claim in each("Asking", claims):
            name = ReceivableId(claim)
            asked = AskConfirmation(seller=NOBODY, receivable=name, party=who.party)
            rows.append(who.do(asked, change(name, who.party, _of(asked))))
    show(rows, as_json=chosen().as_json)


@command(app, "confirm")
def confirm(
    claims: Annotated[list[str] | None, typer.Argument(help="Ids of claims.")] = None,
    *,
    acting: As,
    all_waiting: Annotated[bool, typer.Option(help="All that wait for your answer.")] = False,
    evidence: Annotated[str, typer.Option()] = "confirmed by command line",
    by: By = None,
    request_id: RequestId = None,
) -> None:
    """Confirm claims in full, all of them or none."""
    with house() as running:
        who = actor(running, acting, by)
        named = [*(claims or ()), *(_waiting(running, acting) if all_waiting else ())]
        asked = ConfirmMany(
            party=who.party,
            receivables=tuple(ReceivableId(it) for it in named[:CONFIRMED_AT_ONCE_MAX]),
            channel=Channel.PORTAL,
            evidence=evidence,
        )
        show(who.do(asked, confirm_many(asked), request_id), as_json=chosen().as_json)


@command(app, "dispute")
def dispute(
    claim: str,
    amount: str,
    *,
    acting: As,
    reason: Annotated[CreditReason, typer.Option()],
    words: Annotated[str, typer.Option()] = "",
    by: By = None,
) -> None:
    """Dispute a part of a claim; the rest stays payable."""
    with house() as running:
        who, name = actor(running, acting, by), ReceivableId(claim)
        asked = Dispute(
            seller=NOBODY,
            receivable=name,
            party=who.party,
            amount=_money_of_claim(running, claim, amount),
            reason=reason,
            words=words,
        )
        show(who.do(asked, change(name, who.party, _of(asked))), as_json=chosen().as_json)


@command(app, "accept-beyond-order")
def accept_beyond_order(
    claims: Claims,
    *,
    acting: As,
    evidence: Annotated[str, typer.Option()] = "accepted by command line",
    by: By = None,
) -> None:
    """Say that you owe what is billed beyond the order, as a debt beside it."""
    with house() as running:
        who = actor(running, acting, by)
        rows = []
        for claim in each("Accepting", claims):
            name = ReceivableId(claim)
            asked = AcceptBeyondOrder(
                seller=NOBODY, receivable=name, party=who.party, evidence=evidence
            )
            rows.append(who.do(asked, change(name, who.party, _of(asked))))
    show(rows, as_json=chosen().as_json)


@command(app, "assign")
def assign_claims(
    pool: str, claims: Claims, *, acting: As, by: By = None, request_id: RequestId = None
) -> None:
    """Assign claims to a pool, all of them or none."""
    with house() as running:
        who = actor(running, acting, by)
        asked = Assign(PoolId(pool), who.party, tuple(ReceivableId(it) for it in claims))
        show(who.do(asked, assign(asked), request_id), as_json=chosen().as_json)


@command(app, "release")
def release(
    pool: str, claims: Claims, *, acting: As, by: By = None, request_id: RequestId = None
) -> None:
    """Free claims that no draw rests on."""
    with house() as running:
        who = actor(running, acting, by)
        asked = LetGo(PoolId(pool), tuple(ReceivableId(it) for it in claims))
        show(who.do(asked, let_go(asked), request_id), as_json=chosen().as_json)


@command(app, "notify")
def notify(
    claims: Claims,
    *,
    acting: As,
    to: Annotated[str, typer.Option(help="Who at the buyer received it.")],
    channel: Annotated[str, typer.Option()] = "registered mail",
    evidence: Annotated[str, typer.Option(help="The receipt.")],
    by: By = None,
) -> None:
    """Record that the buyer was notified of the assignment to you (民法典 546)."""
    with house() as running:
        who, rows = actor(running, acting, by), []
        for claim in each("Recording notices", claims):
            notice = RecordNotice(
                seller=NOBODY,
                receivable=ReceivableId(claim),
                assignee=who.party,
                delivered_on=running.clock.now().day,
                delivered_to=to,
                channel=channel,
                evidence=evidence,
            )
            rows.append(who.do(notice, change(notice.receivable, who.party, _of(notice))))
    show(rows, as_json=chosen().as_json)


def _of(command: AcceptBeyondOrder | AskConfirmation | Dispute | RecordNotice) -> Asked:
    return lambda seller: replace(command, seller=seller)


def _waiting(running: House, party: str) -> list[str]:
    running.catch_up()
    rows = running.views.all(INBOX, party, facet="confirm")
    return [row.of for _, row in rows]


def _money_of_claim(running: House, claim: str, written: str) -> Money:
    with running.store.reading() as reading:
        known = claim_for(reading, ReceivableId(claim), None).state
    return money(written, known.open.currency)
