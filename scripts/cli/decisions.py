"""`anchorline decisions`: a decision is made again from the events it relied on, to the byte."""

from __future__ import annotations

import typer

from adapters.postgres.history import AsReliedOn, certificate_of, order_certificate_of
from application.processes.certifying import decided, decision_key, pool_of
from application.processes.refusals import DecisionUnknown
from application.processes.replaying import KeptOnOrder, replay_order
from domain.order_programme.events import OrderCertified
from domain.receivable_pool.events import BorrowingBaseCertified
from domain.shared.refusal import Refused
from scripts.cli.command import chosen, command, house
from scripts.cli.output import show
from scripts.compose import House

app = typer.Typer(help="Decisions: replay.", no_args_is_help=True)


@app.callback()
def decisions() -> None:
    """A group, though it has one command."""


@command(app, "replay")
def replay(decision: str) -> None:
    """Decide again on what was known then, and compare with what was certified and kept."""
    with house() as running:
        made = certificate_of(running.following, running.codec, decision)
        of_order = order_certificate_of(running.following, running.codec, decision)
        if made is not None:
            told = _replayed(running, made)
        elif of_order is not None:
            told = _order_replayed(running, of_order)
        else:
            raise Refused(DecisionUnknown(decision))
    show(told, as_json=chosen().as_json, title="Decision replayed 决定重放")
    if not told["sameCertificate"] or told["sameBytes"] is False:
        raise typer.Exit(1)


def _replayed(running: House, made: BorrowingBaseCertified) -> dict[str, object]:
    then = AsReliedOn(running.following, running.codec, dict(made.relied_on))
    pool = pool_of(then, made.lender, made.pool)
    again = decided(then, pool, made.certificate.day)
    key = decision_key(made.pool, made.certificate.results_hash)
    with running.store.reading() as reading:
        kept = reading.attachment(key)
    return {
        "pool": made.pool,
        "day": made.certificate.day,
        "reliedOn": [f"{stream} at version {version}" for stream, version in made.relied_on],
        "claims": made.certificate.claims,
        "base": made.certificate.base,
        "inputsHash": again.certificate.inputs_hash,
        "resultsHash": again.certificate.results_hash,
        "sameCertificate": again.certificate == made.certificate,
        "sameBytes": None if kept is None else again.judgement.results_bytes() == kept,
    }


def _order_replayed(running: House, made: OrderCertified) -> dict[str, object]:
    then = AsReliedOn(running.following, running.codec, dict(made.relied_on))
    with running.store.reading() as reading:
        told = replay_order(then, made, KeptOnOrder.of(reading, made))
    return {
        "programme": made.programme,
        "order": told.order,
        "day": told.day,
        "reliedOn": [f"{stream} at version {version}" for stream, version in made.relied_on],
        "advance": told.again.advance,
        "inputsHash": told.again.inputs_hash,
        "resultsHash": told.again.results_hash,
        "carryingHash": told.again.carrying_hash,
        "sameCertificate": told.same_certificate,
        "sameBytes": told.same_bytes,
    }
