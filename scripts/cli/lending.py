"""`anchorline loan`: requests and loans, approved, repaid and pursued."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Annotated

import typer

from application.processes import pursuing, requesting, servicing, surplus
from application.processes.looking import financing_for
from application.processes.pursuing import ByBorrower, Call, ForLoan, InDefault, NewSchedule
from application.processes.requesting import Approve, Reject, Withdraw
from application.processes.servicing import TakeBackRepayment, TakeRepayment
from application.shared.carry_out import UseCase
from application.shared.naming import meant_by
from application.views.financings import seen
from application.views.requests import REQUESTS
from domain.enterprise.profile import Role
from domain.financing.state import Financing
from domain.financing.terms import Cause
from domain.shared.ids import FinancingId, GuaranteeId, PartyId
from scripts.cli.command import As, By, actor, chosen, command, house
from scripts.cli.given import AllThatCame, Day, Today, day, money
from scripts.cli.looking import rows_of
from scripts.cli.output import show
from scripts.compose import House

app = typer.Typer(
    help="One request or loan: approve, repay, and what follows if it is not paid.",
    no_args_is_help=True,
)

Reason = Annotated[str, typer.Option(help="Why; it is kept.")]
Line = Annotated[
    list[str], typer.Option("--line", help="Due date and principal: 2026-09-15=5000.00; again.")
]

REQUESTED = {
    "financing": "financing",
    "borrower": "borrower",
    "state": "state",
    "principal": "principal",
    "repayable": "quote.repayable",
    "rate a year": "quote.effectiveAnnualRate",
    "approved": "approvedBy",
    "of": "approvalsNeeded",
    "until": "expiresOn",
}
LINES = {
    "due": "dueOn",
    "past": "isDue",
    "principal": "owed.principal",
    "interest": "owed.interest",
    "fee": "owed.fee",
    "penalty": "owed.penalty",
}


@command(app, "requests")
def requests(*, party: Annotated[str | None, typer.Option(help="Whose.")] = None) -> None:
    """Requests that are not loans, the one that expires first before the others."""
    with house() as running:
        running.catch_up()
        found = rows_of(running, REQUESTS, party, Role.LENDER)
        viewer = None if party is None else PartyId(party)
        rows = [requesting.request_seen(row, viewer) for row in found]
        show(rows, REQUESTED, as_json=chosen().as_json, title="Requests 融资申请")


@command(app, "lines")
def lines(financing: str, *, party: Annotated[str, typer.Option(help="Who looks.")]) -> None:
    """A loan instalment by instalment, with what is owed on each today."""
    with house() as running:
        row = seen(_loan(running, financing, party), running.clock.now().day, PartyId(party))
        show(row.lines, LINES, as_json=chosen().as_json, title=f"Lines of {financing} 还款计划")


@command(app, "approve")
def approve(financing: str, *, acting: As, by: By = None) -> None:
    """Approve a request; the last approval needed opens the loan and instructs the bank."""
    with house() as running:
        who = actor(running, acting, by)
        asked = Approve(FinancingId(financing), who.party)
        show(who.do(asked, requesting.approve(asked)), as_json=chosen().as_json)


@command(app, "reject")
def reject(financing: str, *, acting: As, reason: Reason, by: By = None) -> None:
    """Say no to a request; it can never be opened after."""
    with house() as running:
        who = actor(running, acting, by)
        asked = Reject(FinancingId(financing), who.party, reason)
        show(who.do(asked, requesting.reject(asked)), as_json=chosen().as_json)


@command(app, "withdraw")
def withdraw(financing: str, *, acting: As, reason: Reason, by: By = None) -> None:
    """Take one's own request back."""
    with house() as running:
        who = actor(running, acting, by)
        asked = Withdraw(FinancingId(financing), who.party, reason)
        show(who.do(asked, requesting.withdraw(asked)), as_json=chosen().as_json)


@command(app, "repay")
def repay(  # noqa: PLR0913 - one option each for what a bank statement says
    financing: str,
    amount: str,
    *,
    acting: As,
    reference: Annotated[str, typer.Option(help="The bank's own.")],
    guarantor: Annotated[str | None, typer.Option(help="Where a guarantor paid.")] = None,
    guarantee: Annotated[str | None, typer.Option(help="On which, of several.")] = None,
    transfer: AllThatCame = None,
    too_much: Annotated[
        str | None, typer.Option("--surplus", help="What is to go back of it.")
    ] = None,
    value_date: Today = None,
    by: By = None,
) -> None:
    """Record that the borrower, or a guarantor, paid by a transfer of its own."""
    with house() as running:
        who, counts_on = actor(running, acting, by), value_date or running.clock.now().day
        currency = _loan(running, financing, acting).currency
        asked = TakeRepayment(
            financing=FinancingId(financing),
            lender=who.party,
            amount=money(amount, currency),
            value_date=counts_on,
            bank_reference=reference,
            guarantor=None if guarantor is None else PartyId(guarantor),
            guarantee=None if guarantee is None else GuaranteeId(guarantee),
            transfer=None if transfer is None else money(transfer, currency),
            surplus=None if too_much is None else money(too_much, currency),
        )
        show(who.do(asked, servicing.take_repayment(asked)), as_json=chosen().as_json)


@command(app, "take-back")
def take_back(
    financing: str,
    *,
    acting: As,
    reference: Annotated[str, typer.Option(help="Of the repayment.")],
    by: By = None,
) -> None:
    """The bank took a transfer back that was keyed in: the repayment counts as never made."""
    with house() as running:
        who = actor(running, acting, by)
        asked = TakeBackRepayment(FinancingId(financing), who.party, reference)
        show(who.do(asked, servicing.take_back_repayment(asked)), as_json=chosen().as_json)


@command(app, "give-back")
def give_back(
    financing: str,
    *,
    acting: As,
    reference: Annotated[str, typer.Option(help="Of the repayment.")],
    by: By = None,
) -> None:
    """As a second person: what was paid too much goes back to whoever paid it."""
    with house() as running:
        who = actor(running, acting, by)
        asked = surplus.GiveBack(FinancingId(financing), who.party, reference)
        show(who.do(asked, surplus.give_back(asked)), as_json=chosen().as_json)


@command(app, "default")
def default(
    financing: str,
    *,
    acting: As,
    cause: Annotated[Cause, typer.Option(help="Why.")] = Cause.OVERDUE,
    detail: Annotated[str, typer.Option()] = "",
    by: By = None,
) -> None:
    """Declare a default; loans of the same borrower whose terms say so follow."""
    with house() as running:
        who = actor(running, acting, by)
        names_loan = cause is Cause.CROSS_DEFAULT and detail
        told = meant_by(who.party, detail) if names_loan else detail
        asked = InDefault(FinancingId(financing), who.party, cause, told)
        show(who.do(asked, pursuing.declare_default(asked)), as_json=chosen().as_json)


@command(app, "accelerate")
def accelerate(financing: str, *, acting: As, reason: Reason, by: By = None) -> None:
    """Everything is due today; only in default."""
    _for_loan((financing, reason), acting, by, pursuing.accelerate)


@command(app, "restructure")
def restructure(  # noqa: PLR0913 - one option each for what is agreed anew
    financing: str,
    *,
    acting: As,
    line: Line,
    reason: Reason,
    rate: Annotated[str | None, typer.Option(help="A year, 0.06 is 6 %; else as before.")] = None,
    consented: Annotated[list[str] | None, typer.Option(help="A guarantor; again.")] = None,
    by: By = None,
) -> None:
    """Propose other lines for what is left; a second person and the borrower have to agree."""
    with house() as running:
        who, loan = actor(running, acting, by), _loan(running, financing, acting)
        dated = [each.partition("=") for each in line]
        asked = NewSchedule(
            financing=loan.financing,
            lender=who.party,
            dates=tuple(day(due) for due, _, _ in dated),
            parts=tuple(money(part, loan.currency) for _, _, part in dated),
            annual_rate=_rate(rate),
            consented=tuple(PartyId(each) for each in consented or ()),
            reason=reason,
        )
        show(who.do(asked, pursuing.propose_schedule(asked)), as_json=chosen().as_json)


@command(app, "accept")
def accept(financing: str, *, acting: As, by: By = None) -> None:
    """As the borrower: agree to the other lines that the lender offers."""
    _by_borrower((financing, ""), acting, by, pursuing.accept_schedule)


@command(app, "decline")
def decline(financing: str, *, acting: As, reason: Reason, by: By = None) -> None:
    """As the borrower: the loan stays as it was."""
    _by_borrower((financing, reason), acting, by, pursuing.decline_schedule)


@command(app, "write-off")
def write_off(financing: str, *, acting: As, reason: Reason, by: By = None) -> None:
    """Propose to write a loan off; a second person has to agree. It stays owed."""
    _for_loan((financing, reason), acting, by, pursuing.propose_write_off)


@command(app, "agree")
def agree(financing: str, *, acting: As, by: By = None) -> None:
    """Agree to what another person of the lender proposed."""
    _for_loan((financing, ""), acting, by, pursuing.agree)


@command(app, "drop")
def drop(financing: str, *, acting: As, reason: Reason, by: By = None) -> None:
    """Give a proposal up; everything stays as it was."""
    _for_loan((financing, reason), acting, by, pursuing.drop)


@command(app, "call")
def call(
    financing: str, guarantee: str, amount: str, *, acting: As, due: Day, by: By = None
) -> None:
    """Ask a guarantor to pay."""
    with house() as running:
        who, loan = actor(running, acting, by), _loan(running, financing, acting)
        called = money(amount, loan.currency)
        asked = Call(loan.financing, who.party, GuaranteeId(guarantee), called, due)
        show(who.do(asked, pursuing.call_guarantee(asked)), as_json=chosen().as_json)


@command(app, "close")
def close(financing: str, *, acting: As, reason: Reason, by: By = None) -> None:
    """Ask for nothing more after a write-off."""
    _for_loan((financing, reason), acting, by, pursuing.close_loan)


def _rate(written: str | None) -> Decimal | None:
    try:
        return None if written is None else Decimal(written)
    except InvalidOperation as why:
        raise typer.BadParameter(f"{written!r} is not a rate as 0.06") from why


def _for_loan(
    asked: tuple[str, str], acting: str, by: str | None, use_case: Callable[[ForLoan], UseCase]
) -> None:
    with house() as running:
        who, (financing, reason) = actor(running, acting, by), asked
        wanted = ForLoan(FinancingId(financing), who.party, reason)
        show(who.do(wanted, use_case(wanted)), as_json=chosen().as_json)


def _by_borrower(
    asked: tuple[str, str], acting: str, by: str | None, use_case: Callable[[ByBorrower], UseCase]
) -> None:
    with house() as running:
        who, (financing, reason) = actor(running, acting, by), asked
        wanted = ByBorrower(FinancingId(financing), who.party, reason)
        show(who.do(wanted, use_case(wanted)), as_json=chosen().as_json)


def _loan(running: House, financing: str, party: str) -> Financing:
    with running.store.reading() as reading:
        return financing_for(reading, FinancingId(financing), PartyId(party)).state
