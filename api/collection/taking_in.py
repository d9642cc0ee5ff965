"""Bank messages in one request: each entry its own command, each told what became of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from api.shared.commanding import AtDesk
from api.shared.uploads import Uploaded, no, refused
from api.shared.wire import stored_to_wire, to_wire
from application.collection.bank_message import BankMessage
from application.collection.identity import Identified, identified
from application.collection.open_receivables import Book, OpenReceivable
from application.processes.collecting import TakeInEntry, take_in
from application.processes.open_book import claims_of_orders, draws_under_way, open_claims
from application.processes.paying_out import UnderWay
from application.shared.ports import Outcome
from application.views.financings import instructed
from application.views.lent_orders import LENT_ORDERS
from application.views.pools import POOLS, row_seen
from application.views.receivables import RECEIVABLES, seen
from domain.shared.bank_entry import Nature
from domain.shared.ids import PoolId
from domain.shared.money import Money
from domain.shared.refusal import Refused


@dataclass(slots=True)
class Taking:
    """What is owed to the party as entry after entry pays it, and the position reached."""

    desk: AtDesk
    pools: list[PoolId]
    owed: dict[str, OpenReceivable]
    position: int = 0
    files: list[dict[str, Any]] = field(default_factory=list)


def take_in_all(desk: AtDesk, files: Iterable[Uploaded]) -> Taking:
    """Sent again under the same key, or told again in another message, it changes nothing."""
    pools = [row_seen(row).pool for _, row in desk.services.views.all(POOLS, desk.caller.party)]
    taking = Taking(desk, pools, _owed(desk, pools))
    for file in files:
        taking.files.append(_file(taking, file))
    return taking


def _file(taking: Taking, file: Uploaded) -> dict[str, Any]:
    try:
        message = taking.desk.services.bank_messages(file.content, file.name)
    except Refused as broken:
        told = refused(broken.refusal)
        return {"file": file.name, "message": None, "kind": None, "no": told, "entries": []}
    return _message(taking, file, message)


def _message(taking: Taking, file: Uploaded, message: BankMessage) -> dict[str, Any]:
    told = enumerate(identified(message.entries), start=1)
    return {
        "file": file.name,
        "message": message.message_id,
        "kind": message.kind.value,
        "no": None,
        "entries": [_entry(taking, file, place, each) for place, each in told],
    }


def _entry(taking: Taking, file: Uploaded, place: int, told: Identified) -> dict[str, Any]:
    desk = taking.desk
    asked = TakeInEntry(desk.caller.party, told)
    use_case = take_in(asked, Book.of(taking.owed.values()), _under_way(taking, told))
    answer = desk.ask_part(f"{file.digest}\0{place}", asked, use_case)
    taking.position = max(taking.position, answer.position)
    body = json.loads(stored_to_wire(answer.body))
    line = {"ordinal": told.entry.ordinal, "amount": to_wire(told.entry.amount)}
    if answer.outcome is Outcome.REFUSED:
        return {**line, **NOTHING, "outcome": "refused", "no": no(body["code"], body["facts"])}
    if told.entry.nature is Nature.COLLECTION and body["fresh"] and not answer.replayed:
        _lower(taking, body["allocated"])
    found = {name: body[name] for name in ("collection", "allocated", "remainder")}
    return {**line, **found, "outcome": _outcome(told, body), "no": None}


OUTGOING = frozenset({Nature.PAYMENT, Nature.PAYMENT_RETURNED})
NOTHING: dict[str, Any] = {"collection": None, "allocated": [], "remainder": None}


def _outcome(told: Identified, body: dict[str, Any]) -> str:
    if not body["fresh"]:
        return "known"
    if told.entry.nature is Nature.COLLECTION_REVERSED:
        return "noted" if told.stands_alone(body["collection"]) else "reversed"
    if not body["remainder"]["amount"].strip("0."):
        return "matched"
    return "noted" if told.entry.nature in OUTGOING else "waiting"


def _under_way(taking: Taking, told: Identified) -> list[UnderWay]:
    """Looked up for each payment that went out, since the one before may have settled a draw."""
    if told.entry.nature not in OUTGOING:
        return []
    services, lender = taking.desk.services, taking.desk.caller.party
    with services.desk.store.reading() as reading:
        return draws_under_way(reading, taking.pools, instructed(services.views, lender))


def _owed(desk: AtDesk, pools: list[PoolId]) -> dict[str, OpenReceivable]:
    """By the pools and orders a party lends on, and the claims it has itself and no pool holds."""
    services, party = desk.services, desk.caller.party
    claims = [seen(row) for _, row in services.views.all(RECEIVABLES, party)]
    own = [claim.receivable for claim in claims if claim.seller == party]
    lent = [row.order for _, row in services.views.all(LENT_ORDERS, party)]
    with services.desk.store.reading() as reading:
        own += claims_of_orders(reading, lent)
        return {claim.receivable_id: claim for claim in open_claims(reading, pools, own)}


def _lower(taking: Taking, allocated: list[dict[str, Any]]) -> None:
    """The next entry finds the claim as this one left it."""
    for paid in allocated:
        claim = taking.owed[paid["receivableId"]]
        amount = Money.of(paid["amount"]["amount"], claim.open.currency)
        taking.owed[claim.receivable_id] = replace(claim, open=claim.open - amount)
