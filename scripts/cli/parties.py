"""`anchorline parties`: who takes part; registered, looked at, admitted by a second person."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import typer

from application.enterprise.changing import admit_to_chain, allow_order_financing, change
from application.enterprise.registering import register_party
from application.processes.looking import party_for
from application.views.parties import EVERYONE, PARTIES, seen
from domain.enterprise.commands import (
    Admit,
    AdmitToChain,
    AllowOrderFinancing,
    ChangeAccounts,
    EnterpriseCommand,
    ForbidOrderFinancing,
    RegisterParty,
    Reinstate,
    Review,
    Suspend,
)
from domain.enterprise.profile import BankAccount, ChainPlace, Check, Evidence, Profile, Role, Size
from domain.shared.currency import Currency
from domain.shared.identifiers.identifier import Identifier, Scheme
from domain.shared.ids import PartyId
from scripts.cli.command import As, By, actor, chosen, command, house
from scripts.cli.given import Share, Today, money
from scripts.cli.output import show

app = typer.Typer(
    help="Parties: register, review, admit, accounts, suspend, reinstate, list, show.",
    no_args_is_help=True,
)

OPERATOR = "operator"
ADMITTED_DAYS = 365

PARTY = {
    "party": "party",
    "name": "profile.name",
    "roles": "roles",
    "standing": "standing",
    "admitted until": "admittedUntil",
}


@command(app, "register")
def register(
    party: str,
    *,
    name: Annotated[str, typer.Option()],
    role: Annotated[list[Role], typer.Option()],
    identifier: Annotated[list[str], typer.Option(help="As uscc:91310000MA1FL0AN19.")],
    account: Annotated[str, typer.Option(help="Bank account, as NUMBER@BANK.")] = "",
    country: Annotated[str, typer.Option()] = "CN",
) -> None:
    """Put a party on file; who may not be told apart from another is refused."""
    number, _, bank = account.partition("@")
    asked = RegisterParty(
        party=PartyId(party),
        profile=Profile(name=name, country=country, jurisdiction=country, size=Size.SMALL),
        identifiers=tuple(_identifier(written) for written in identifier),
        roles=tuple(role),
        accounts=(BankAccount(number, bank, name),) if account else (),
    )
    with house() as running:
        done = actor(running, OPERATOR).do(asked, register_party(asked))
        show(done, as_json=chosen().as_json)


@command(app, "review")
def review(
    party: str,
    *,
    reference: Annotated[str, typer.Option(help="Names this evidence in the file.")],
    check: Annotated[Check, typer.Option()] = Check.IDENTITY,
    source: Annotated[str, typer.Option()] = "company register",
    by: By = None,
) -> None:
    """Put on file what was checked."""
    with house() as running:
        who = actor(running, OPERATOR, by)
        looked = Evidence(
            reference=reference,
            check=check,
            source=source,
            checked_by=who.name,
            checked_on=running.clock.now().day,
            expires_on=None,
        )
        asked = Review(party=PartyId(party), evidence=(looked,))
        show(who.do(asked, change(asked)), as_json=chosen().as_json)


@command(app, "admit")
def admit(
    party: str,
    *,
    on_evidence: Annotated[list[str], typer.Option()],
    until: Today = None,
    by: By = None,
) -> None:
    """Let a party in, on evidence that another person put on file."""
    with house() as running:
        last = until or running.clock.now().day + timedelta(days=ADMITTED_DAYS)
        asked = Admit(party=PartyId(party), on_evidence=tuple(on_evidence), until=last)
        show(actor(running, OPERATOR, by).do(asked, change(asked)), as_json=chosen().as_json)


@command(app, "suspend")
def suspend(party: str, *, reason: Annotated[str, typer.Option()], by: By = None) -> None:
    """Stop a party from acting."""
    asked: EnterpriseCommand = Suspend(party=PartyId(party), reason=reason)
    with house() as running:
        show(actor(running, OPERATOR, by).do(asked, change(asked)), as_json=chosen().as_json)


@command(app, "reinstate")
def reinstate(party: str, *, reason: Annotated[str, typer.Option()], by: By = None) -> None:
    """Lift a suspension; not for whoever imposed it to do."""
    asked: EnterpriseCommand = Reinstate(party=PartyId(party), reason=reason)
    with house() as running:
        show(actor(running, OPERATOR, by).do(asked, change(asked)), as_json=chosen().as_json)


@command(app, "accounts")
def accounts(
    party: str,
    account: Annotated[list[str], typer.Argument(help="All of them, as NUMBER@BANK.")],
    *,
    evidence: Annotated[str, typer.Option(help="Which paper says so.")],
    holder: Annotated[str | None, typer.Option(help="Its name, where not the party's.")] = None,
    by: By = None,
) -> None:
    """Say which bank accounts are paid to from now on; the first of them is paid."""
    with house() as running:
        with running.store.reading() as reading:
            name = party_for(reading, PartyId(party), None).state.profile.name
        own = tuple(_account(it, holder or name) for it in account)
        asked = ChangeAccounts(party=PartyId(party), accounts=own, evidence=evidence)
        show(actor(running, OPERATOR, by).do(asked, change(asked)), as_json=chosen().as_json)


@command(app, "show")
def show_party(party: str) -> None:
    """One party: who it is, its accounts, its evidence, where it stands."""
    with house() as running, running.store.reading() as reading:
        state = party_for(reading, PartyId(party), None).state
    show(seen(state), as_json=chosen().as_json, title=f"Party {party} 主体")


@command(app, "chain")
def let_into_chain(supplier: str, *, acting: As, until: Today = None, by: By = None) -> None:
    """As a core enterprise: let a supplier into its chain, for good or until a day."""
    place = ChainPlace(PartyId(acting), until)
    asked = AdmitToChain(party=PartyId(supplier), place=place)
    with house() as running:
        done = actor(running, acting, by).do(asked, admit_to_chain(asked))
        show(done, as_json=chosen().as_json)


@command(app, "order-financing")
def allow_borrowing_on_orders(  # noqa: PLR0913  # each is an option of the command
    supplier: str,
    *,
    acting: As,
    since: Today = None,
    until: Today = None,
    limit: Annotated[str | None, typer.Option(help="Under one programme, as 50000.00.")] = None,
    currency: Annotated[Currency, typer.Option()] = Currency.CNY,
    ratio: Share = None,
    lender: Annotated[list[str] | None, typer.Option(help="None named: every lender.")] = None,
    by: By = None,
) -> None:
    """As a core enterprise: let a supplier borrow on your orders, as far as is said."""
    with house() as running:
        asked = AllowOrderFinancing(
            party=PartyId(supplier),
            core_enterprise=PartyId(acting),
            since=since or running.clock.now().day,
            until=until,
            lenders=tuple(PartyId(it) for it in lender or ()),
            ratio_max=ratio,
            limit=None if limit is None else money(limit, currency),
        )
        done = actor(running, acting, by).do(asked, allow_order_financing(asked))
        show(done, as_json=chosen().as_json)


@command(app, "no-order-financing")
def forbid_borrowing_on_orders(
    supplier: str, *, acting: As, reason: Annotated[str, typer.Option()], by: By = None
) -> None:
    """As a core enterprise: no new money on your orders for this supplier."""
    asked: EnterpriseCommand = ForbidOrderFinancing(
        party=PartyId(supplier), core_enterprise=PartyId(acting), reason=reason
    )
    with house() as running:
        show(actor(running, acting, by).do(asked, change(asked)), as_json=chosen().as_json)


@command(app, "list")
def list_parties(*, standing: Annotated[str | None, typer.Option()] = None) -> None:
    """Every party and where it stands."""
    with house() as running:
        running.catch_up()
        rows = [seen(row) for _, row in running.views.all(PARTIES, EVERYONE, facet=standing)]
    show(rows, PARTY, as_json=chosen().as_json, title="Parties 主体")


def _account(written: str, holder: str) -> BankAccount:
    number, _, bank = written.partition("@")
    if not number or not bank:
        raise typer.BadParameter(f"{written!r} is not an account as NUMBER@BANK")
    return BankAccount(number, bank, holder)


def _identifier(written: str) -> Identifier:
    """`scheme:value`; raise `Refused` where the value breaks its scheme's rules."""
    scheme, _, value = written.partition(":")
    if scheme.lower() not in {it.value for it in Scheme}:
        raise typer.BadParameter(f"{written!r} is not as uscc:91310000MA1FL0AN19")
    return Identifier.of(Scheme(scheme.lower()), value)
