"""`anchorline take-out`, `pay-off`, `pay-offs`, `pay-off-statement`: an order became claims."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import typer

from application.processes.paying_off import PayOff, pay_off, pay_off_statement
from application.processes.taking_out import TakeOut, take_out
from application.views.pay_offs import PAY_OFFS
from domain.enterprise.profile import Role
from domain.shared.ids import FinancingId, LineId, PartyId, PoolId, ReceivableId
from scripts.cli.command import As, RequestId, actor, chosen, command, house
from scripts.cli.given import Day, Today, Whose, fresh
from scripts.cli.looking import rows_of
from scripts.cli.output import show

app = typer.Typer()

Loans = Annotated[list[str], typer.Option("--settles", help="A financing; once for each.")]
Claims = Annotated[list[str], typer.Argument(help="Claims that came out of the order.")]
Named = Annotated[str | None, typer.Option(help="Its id; made where not said.")]
UNDER_WAY = {
    "borrower": "borrower",
    "paid to": "owedTo",
    "amount": "amount",
    "pay by": "payBy",
    "loans": "loans",
    "by": "lender",
    "pool": "pool",
    "draw": "financing",
    "claims": "receivables",
}
Line = Annotated[str | None, typer.Option(help="A credit line that it uses up as well.")]


@command(app, "take-out")
def take_out_now(  # noqa: PLR0913 - each option is one thing a person says
    pool: str,
    claims: Claims,
    *,
    settles: Loans,
    acting: As,
    due: Day,
    financing: Named = None,
    line: Line = None,
    request_id: RequestId = None,
) -> None:
    """Settle the same lender's money on an order by a draw on the claims it became."""
    with house() as running:
        asked = TakeOut(
            pool=PoolId(pool),
            financing=FinancingId(financing or fresh("fin")),
            seller=PartyId(acting),
            loans=tuple(FinancingId(each) for each in settles),
            receivables=tuple(ReceivableId(each) for each in claims),
            due_on=due,
            line=None if line is None else LineId(line),
        )
        done = actor(running, acting).do(asked, take_out(asked), request_id)
        show(done, as_json=chosen().as_json)


@command(app, "pay-off")
def pay_off_now(  # noqa: PLR0913 - each option is one thing a person says
    pool: str,
    claims: Claims,
    *,
    settles: Loans,
    acting: As,
    due: Day,
    pay_by: Today = None,
    financing: Named = None,
    line: Line = None,
    request_id: RequestId = None,
) -> None:
    """Pay another lender off, by a draw on the claims its order became, through the bank."""
    with house() as running:
        asked = PayOff(
            pool=PoolId(pool),
            financing=FinancingId(financing or fresh("fin")),
            seller=PartyId(acting),
            loans=tuple(FinancingId(each) for each in settles),
            receivables=tuple(ReceivableId(each) for each in claims),
            due_on=due,
            line=None if line is None else LineId(line),
            pay_by=pay_by or running.clock.now().day,
        )
        done = actor(running, acting).do(asked, pay_off(asked), request_id)
        show(done, as_json=chosen().as_json)


@command(app, "pay-off-statement")
def statement(
    financing: str,
    *,
    acting: As,
    days: Annotated[int, typer.Option(min=0, help="Within how many days the bank pays.")] = 0,
) -> None:
    """What settles your loan on an order, and the account it is paid to."""
    with house() as running, running.store.reading() as reading:
        today = running.clock.now().day
        until = (today, today + timedelta(days=days))
        stated = pay_off_statement(reading, FinancingId(financing), PartyId(acting), until)
    show(stated, as_json=chosen().as_json, title="Pay-off statement 结清函")


@command(app, "pay-offs")
def list_pay_offs(*, party: Whose = None) -> None:
    """Pay-offs under way: a lender sees its own side of each, the borrower all of it."""
    with house() as running:
        running.catch_up()
        rows = list(rows_of(running, PAY_OFFS, party, Role.SUPPLIER))
    show(rows, UNDER_WAY, as_json=chosen().as_json, title="Pay-offs under way 进行中的代偿")
