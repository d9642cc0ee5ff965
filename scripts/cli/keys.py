"""`anchorline keys`: who may come in over HTTP; a secret is shown once and kept only as a hash."""

from __future__ import annotations

from typing import Annotated

import typer

from application.processes.looking import party_for
from domain.enterprise.profile import Role
from domain.shared.ids import PartyId
from scripts.cli.command import chosen, command, house
from scripts.cli.output import show, show_failure

app = typer.Typer(help="API keys: create, list, revoke.", no_args_is_help=True)

HOUSE_ROLES = frozenset({Role.OPERATOR, Role.AUDITOR})
"""They belong to the platform, which is no party of any trade."""


@command(app, "create")
def create(
    party: str,
    *,
    role: Annotated[Role, typer.Option()],
    label: Annotated[str, typer.Option(help="Whose hands it is for.")] = "",
) -> None:
    """Make a key; its secret is shown now and never again."""
    with house() as running:
        if role not in HOUSE_ROLES:
            with running.store.reading() as reading:
                party_for(reading, PartyId(party), None)
        now = running.clock.now().at
        key, secret = running.keys.create(PartyId(party), role.value, label, now)
    made = {"id": key.id, "party": key.party, "role": key.role, "label": label, "secret": secret}
    show(made, as_json=chosen().as_json, title="Keep the secret: it is not shown again")


@command(app, "list")
def list_keys() -> None:
    """Every key ever made; secrets are not among it."""
    with house() as running:
        show(list(running.keys.all()), as_json=chosen().as_json, title="API keys 密钥")


@command(app, "revoke")
def revoke(key: str) -> None:
    """Nobody comes in with it from now on."""
    with house() as running:
        done = running.keys.revoke(key, running.clock.now().at)
    if not done:
        english, chinese = f"There is no live key {key}.", f"不存在有效的密钥 {key}。"
        show_failure("key.unknown", english, chinese, as_json=chosen().as_json)
        raise typer.Exit(1)
    show({"id": key, "revoked": True}, as_json=chosen().as_json)
