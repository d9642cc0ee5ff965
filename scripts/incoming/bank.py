"""A bank's message becomes collections: what it pays is found, what is not recognised waits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from adapters.camt.reader import read_message
from application.collection.identity import Identified, identified
from application.collection.open_receivables import Book, OpenReceivable
from application.processes.collecting import TakeInEntry, take_in
from application.processes.open_book import claims_of_orders, draws_under_way, open_claims
from application.processes.paying_out import UnderWay
from application.shared.ports import Outcome
from application.views.financings import instructed
from application.views.lent_orders import LENT_ORDERS
from application.views.pools import POOLS
from application.views.receivables import RECEIVABLES
from domain.shared.bank_entry import Nature, Status
from domain.shared.ids import PoolId
from domain.shared.money import Money
from scripts.acting import Actor, said
from scripts.compose import House

OUTGOING = frozenset({Nature.PAYMENT, Nature.PAYMENT_RETURNED})

Owed = dict[str, OpenReceivable]
"""What is open now, by claim."""


@dataclass(frozen=True, slots=True)
class EntryBecame:
    """What became of one entry of a message."""

    ordinal: int
    amount: dict[str, Any]
    reference: str
    outcome: str
    """`matched`, `waiting`, `known`, `reversed`, `noted`, `refused`, or why it is no collection."""

    collection: str | None
    paid: list[dict[str, Any]]
    remainder: dict[str, Any] | None
    why: str | None


def take_in_message(house: House, actor: Actor, file: Path) -> Iterator[EntryBecame]:
    """Every booked entry that is money in, or money taken back; raise `Refused` for the message.

    An entry told before, in whatever message, changes nothing.
    """
    message = read_message(file.read_bytes(), file.name)
    owed = _owed(house, actor)
    for told in identified(message.entries):
        yield _taken(actor, told, owed, _under_way(house, actor, told))


def _under_way(house: House, actor: Actor, told: Identified) -> list[UnderWay]:
    """What the bank was asked to pay out: looked up for each payment that went out."""
    if told.entry.nature not in OUTGOING:
        return []
    pools = [PoolId(row.pool.pool) for _, row in house.views.all(POOLS, actor.party)]
    with house.store.reading() as reading:
        return draws_under_way(reading, pools, instructed(house.views, actor.party))


def _taken(
    actor: Actor, told: Identified, owed: Owed, under_way: Sequence[UnderWay]
) -> EntryBecame:
    entry = told.entry
    if entry.status is not Status.BOOKED:
        return _left(told, entry.status.value)
    asked = TakeInEntry(actor.party, told)
    source = entry.source
    request_id = f"bank-{told.identity.key[:32]}-{source.message_id}-{entry.ordinal}"
    answer = actor.ask_again(asked, take_in(asked, Book.of(owed.values()), under_way), request_id)
    body = said(answer)
    if answer.outcome is Outcome.REFUSED:
        return _left(told, "refused", body["code"])
    if body["fresh"] and not answer.replayed and entry.nature is Nature.COLLECTION:
        _lower(owed, body["allocated"])
    return _told(told, body)


def _owed(house: House, actor: Actor) -> Owed:
    """Of the pools and orders that the party lends on, and of the claims that it sold itself."""
    house.catch_up()
    pools = [PoolId(row.pool.pool) for _, row in house.views.all(POOLS, actor.party)]
    claims = house.views.all(RECEIVABLES, actor.party)
    own = [row.receivable for _, row in claims if row.seller == actor.party]
    lent = [row.order for _, row in house.views.all(LENT_ORDERS, actor.party)]
    with house.store.reading() as reading:
        own += claims_of_orders(reading, lent)
        return {claim.receivable_id: claim for claim in open_claims(reading, pools, own)}


def _lower(owed: Owed, allocated: list[dict[str, Any]]) -> None:
    """The next entry finds the claims as this one left them."""
    for paid in allocated:
        claim = owed[paid["receivableId"]]
        amount = Money.of(paid["amount"]["amount"], claim.open.currency)
        owed[claim.receivable_id] = replace(claim, open=claim.open - amount)


def _told(told: Identified, body: dict[str, Any]) -> EntryBecame:
    waits = body["remainder"]["amount"].strip("0.") != ""
    outcome = "waiting" if waits else "matched"
    if told.entry.nature is Nature.COLLECTION_REVERSED:
        outcome = "noted" if told.stands_alone(body["collection"]) else "reversed"
    return _became(told, outcome if body["fresh"] else "known", body)


def _left(told: Identified, outcome: str, why: str | None = None) -> EntryBecame:
    return _became(told, outcome, {"why": why})


def _became(told: Identified, outcome: str, body: dict[str, Any]) -> EntryBecame:
    entry = told.entry
    return EntryBecame(
        ordinal=entry.ordinal,
        amount={"amount": f"{entry.amount.major:f}", "currency": str(entry.amount.currency)},
        reference=entry.servicer_reference or entry.entry_reference or "",
        outcome=outcome,
        collection=body.get("collection"),
        paid=body.get("allocated", []),
        remainder=body.get("remainder"),
        why=body.get("why"),
    )
