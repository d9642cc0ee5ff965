"""`anchorline document`: what was handed in, and what a person says of what waits."""

from __future__ import annotations

from typing import Annotated

import typer

from adapters.calendars.published import calendar_named
from application.processes.documents import Resolve
from application.processes.taking_documents import dismiss, resolve
from application.views.documents import DOCUMENTS
from domain.intake.commands import Dismiss
from domain.shared.ids import DocumentId, OrderId, PartyId
from scripts.cli.command import As, By, actor, chosen, command, house
from scripts.cli.output import show

app = typer.Typer(
    help="Documents handed in: list, resolve, dismiss those that wait for a person.",
    no_args_is_help=True,
)

SHOWN = {
    "document": "document",
    "number": "number",
    "amount": "amount",
    "status": "status",
    "why": "why",
    "claim": "receivable",
    "order": "order",
    "may mean": "choices",
}
Named = Annotated[str | None, typer.Option(help="Who it is, where its identifiers leave it open.")]
Means = Annotated[
    str | None, typer.Option(help="Which order is meant, of those that bear its number.")
]
Another = Annotated[
    bool, typer.Option("--another", help="It is another invoice than the one it looks like.")
]


@command(app, "list")
def list_documents(*, acting: As) -> None:
    """What a party handed in, and what became of it."""
    with house() as running:
        running.catch_up()
        rows = [row for _, row in running.views.all(DOCUMENTS, acting)]
        show(rows, SHOWN, as_json=chosen().as_json, title="Documents 单据")


@command(app, "resolve")
def resolve_one(  # noqa: PLR0913  # each is an option of the command
    document: str,
    *,
    acting: As,
    order: Means = None,
    seller: Named = None,
    buyer: Named = None,
    another: Another = False,
    by: By = None,
) -> None:
    """Say what a document that waits leaves open; several may be said at once."""
    with house() as running:
        who = actor(running, acting, by)
        asked = Resolve(
            DocumentId(document),
            None if seller is None else PartyId(seller),
            None if buyer is None else PartyId(buyer),
            another,
            None if order is None else OrderId(order),
        )
        use_case = resolve(asked, who.party, calendar_named(running.settings.calendar))
        show(who.do(asked, use_case), as_json=chosen().as_json)


@command(app, "dismiss")
def dismiss_one(
    document: str, *, acting: As, reason: Annotated[str, typer.Option()], by: By = None
) -> None:
    """It is nothing that anyone owes."""
    with house() as running:
        who = actor(running, acting, by)
        use_case = dismiss(DocumentId(document), who.party, reason)
        show(who.do(Dismiss(reason=reason), use_case), as_json=chosen().as_json)
