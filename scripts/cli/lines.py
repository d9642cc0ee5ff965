"""`anchorline line`: a lender opens, changes and watches credit lines; a borrower draws on one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from adapters.calendars.published import calendar_named
from application.credit_line.agreeing import OnLine, on_line
from application.processes.drawing_on_lines import DrawOnLine, draw_on_line, quote_on_line
from application.processes.lines import lender_of, line_of
from application.processes.loan_terms import Named
from application.processes.opening_lines import approve_line, propose_line
from application.views.lines import LINES, row_seen
from domain.credit_line import commands as ask
from domain.credit_line.terms import LineTerms
from domain.enterprise.profile import Role
from domain.shared.ids import FinancingId, LineId, PartyId
from domain.shared.money import Money
from scripts.cli.command import As, By, RequestId, actor, chosen, command, house
from scripts.cli.given import Day, day, fresh, money
from scripts.cli.looking import rows_of
from scripts.cli.output import show
from scripts.compose import House
from scripts.demo.cast import LINE_TERMS
from scripts.written import line_terms_in, written

app = typer.Typer(
    help="One credit line: propose, approve, amend, suspend, resume, review, close; draw.",
    no_args_is_help=True,
)

File = Annotated[Path, typer.Option(exists=True, dir_okay=False, help="Terms, as JSON.")]
Reason = Annotated[str, typer.Option()]
Party = Annotated[str | None, typer.Option(help="Whose; without it, everybody's.")]

Part = Annotated[
    list[str] | None,
    typer.Option("--line", help="Where the terms leave them to you: 2026-09-15=5000.00; again."),
]

COLUMNS = {
    "line": "line",
    "lender": "lender",
    "borrower": "borrower",
    "status": "status",
    "limit": "limit",
    "in use": "inUse",
    "until": "terms.validUntil",
    "review": "nextReviewOn",
}


@command(app, "example-terms")
def example_terms() -> None:
    """Print terms to start from, in the form that `propose` and the API read."""
    print(written(LINE_TERMS), end="")


@command(app, "list")
def list_lines(*, party: Party = None) -> None:
    """Lines as they stand: limit, in use, until when."""
    with house() as running:
        running.catch_up()
        today = running.clock.now().day
        rows = [row_seen(row, today) for row in rows_of(running, LINES, party, Role.LENDER)]
        show(rows, COLUMNS, as_json=chosen().as_json, title="Credit lines 综合授信")


@command(app, "propose")
def propose(line: str, borrower: str, *, acting: As, terms: File, by: By = None) -> None:
    """Propose a line for a borrower, under the terms of a file."""
    with house() as running:
        who = actor(running, acting, by)
        asked = ask.ProposeLine(
            line=LineId(line), lender=who.party, borrower=PartyId(borrower), terms=_terms(terms)
        )
        show(who.do(asked, propose_line(asked)), as_json=chosen().as_json)


@command(app, "approve")
def approve(
    line: str,
    *,
    acting: As,
    proposal: Annotated[int | None, typer.Option(help="The change; else the line itself.")] = None,
    by: By = None,
) -> None:
    """Approve what a colleague proposed: the line, or a change of it."""
    if proposal is not None:
        _do(line, acting, by, ask.ApproveChange(proposal=proposal))
        return
    with house() as running:
        who, name = actor(running, acting, by), LineId(line)
        asked = OnLine(name, who.party, ask.ApproveLine())
        show(who.do(asked, approve_line(name, who.party)), as_json=chosen().as_json)


@command(app, "amend")
def amend(line: str, *, acting: As, terms: File, day: Day, by: By = None) -> None:
    """Propose other terms from a day on."""
    _do(line, acting, by, ask.ProposeAmendment(terms=_terms(terms), counts_from=day))


@command(app, "increase")
def increase(
    line: str, amount: str, *, acting: As, until: Day, reason: Reason, by: By = None
) -> None:
    """Propose more from today until a day that is counted."""
    with house() as running:
        who = actor(running, acting, by)
        more = ask.ProposeIncrease(
            amount=_money(running, line, amount),
            first_day=running.clock.now().day,
            last_day=until,
            reason=reason,
        )
        asked = OnLine(LineId(line), who.party, more)
        show(who.do(asked, on_line(asked)), as_json=chosen().as_json)


@command(app, "suspend")
def suspend(line: str, *, acting: As, reason: Reason, by: By = None) -> None:
    """Let nothing more be drawn."""
    _do(line, acting, by, ask.Suspend(reason=reason))


@command(app, "resume")
def resume(line: str, *, acting: As, reason: Reason, by: By = None) -> None:
    """Let money be drawn again; by another person than who suspended it."""
    _do(line, acting, by, ask.Resume(reason=reason))


@command(app, "conditions")
def conditions(line: str, words: str, *, acting: As, broken: bool = False, by: By = None) -> None:
    """Say, on evidence, that the conditions of a conditional line are met (or broken)."""
    met = ask.DeclareConditionsMet(evidence=words)
    _do(line, acting, by, ask.DeclareConditionsBroken(reason=words) if broken else met)


@command(app, "review")
def review(
    line: str,
    words: str,
    *,
    acting: As,
    finding: Annotated[ask.Finding, typer.Option()],
    next_on: Day,
    by: By = None,
) -> None:
    """Record a review, and when the next is due."""
    _do(line, acting, by, ask.Review(finding=finding, words=words, next_on=next_on))


@command(app, "post-fee")
def post_fee(line: str, *, acting: As, through: Day, by: By = None) -> None:
    """Post the fee on what is not drawn, up to a day that is not counted."""
    _do(line, acting, by, ask.PostUnusedFee(through=through))


@command(app, "close")
def close(line: str, *, acting: As, reason: Reason, by: By = None) -> None:
    """End a line that nothing is in use of."""
    _do(line, acting, by, ask.Close(reason=reason))


@command(app, "quote")
def quote(line: str, amount: str, *, acting: As, due: Day, part: Part = None) -> None:
    """What a draw on the line would cost today; nothing is changed."""
    with house() as running:
        wanted = _money(running, line, amount)
        nobodys, own = FinancingId("quote"), _named(part, wanted)
        asked = DrawOnLine(LineId(line), nobodys, PartyId(acting), wanted, due, own)
        with running.store.reading() as reading:
            calendar = calendar_named(running.settings.calendar)
            quoted = quote_on_line(reading, asked, running.clock.now().day, calendar)
    show(quoted, as_json=chosen().as_json, title="Quote 报价")


@command(app, "draw")
def draw(  # noqa: PLR0913 - each option is one thing a person says
    line: str,
    amount: str,
    *,
    acting: As,
    due: Day,
    part: Part = None,
    financing: Annotated[str | None, typer.Option(help="Its id; made where not said.")] = None,
    request_id: RequestId = None,
) -> None:
    """Draw on your line; the lender's bank is instructed to pay, or its people asked first."""
    with house() as running:
        name, wanted = FinancingId(financing or fresh("fin")), _money(running, line, amount)
        asked = DrawOnLine(LineId(line), name, PartyId(acting), wanted, due, _named(part, wanted))
        drawing = draw_on_line(asked, calendar_named(running.settings.calendar))
        drawn = actor(running, acting).do(asked, drawing, request_id)
        show(drawn, as_json=chosen().as_json)


def _do(line: str, acting: str, by: str | None, wanted: ask.LineCommand) -> None:
    with house() as running:
        who = actor(running, acting, by)
        asked = OnLine(LineId(line), who.party, wanted)
        show(who.do(asked, on_line(asked)), as_json=chosen().as_json)


def _named(parts: list[str] | None, whole: Money) -> Named:
    dated = [each.partition("=") for each in parts or ()]
    return tuple((day(due), money(part, whole.currency)) for due, _, part in dated)


def _money(running: House, line: str, written_as: str) -> Money:
    """In the currency of the line; raise `Refused` where there is no such line."""
    with running.store.reading() as reading:
        name = LineId(line)
        known = line_of(reading, lender_of(reading, name), name)
    return money(written_as, known.currency)


def _terms(file: Path) -> LineTerms:
    try:
        return line_terms_in(file)
    except ValueError as why:
        raise typer.BadParameter(str(why)) from why
