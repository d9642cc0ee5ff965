"""What banks tell in the story, and what is looked up afterwards."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from application.collection.identity import identified
from application.collection.open_receivables import Book
from application.financing import streams as financings
from application.processes.certifying import pool_of
from application.processes.collecting import (
    MatchByPerson,
    TakeInEntry,
    UndoMatchByPerson,
    match_by_person,
    take_in,
    undo_match,
)
from application.processes.open_book import open_claims
from domain.collection.events import Allocation
from domain.financing.state import Financing
from domain.receivable_pool.state import Pool
from domain.shared.bank_entry import BankEntry, EntryDetail, MessageKind, Side, Source, Status
from domain.shared.ids import CollectionId, FinancingId, PartyId, PoolId, ReceivableId
from tests.scenarios.cast import BANK, POOL, yuan
from tests.support.house import House


def credit(amount: str, said: str, on: date, reference: str = "bank-1") -> BankEntry:
    return BankEntry(
        account="CN-bank-1",
        amount=yuan(amount),
        side=Side.CREDIT,
        status=Status.BOOKED,
        source=Source(MessageKind.STATEMENT, 8, f"m-{reference}", f"s-{reference}"),
        ordinal=1,
        servicer_reference=reference,
        booked_on=on,
        value_on=on,
        details=(EntryDetail(amount=yuan(amount), end_to_end_id=f"e-{said}", remittance=(said,)),),
    )


def taken_back(came: BankEntry, on: date, amount: str | None = None) -> BankEntry:
    """The bank takes a credit back, whole or in part."""
    less = came.amount if amount is None else yuan(amount)
    return replace(
        came,
        amount=less,
        side=Side.DEBIT,
        reversal=True,
        servicer_reference=f"back-{came.servicer_reference}",
        source=Source(MessageKind.STATEMENT, 8, f"b-{came.servicer_reference}", "back"),
        booked_on=on,
        value_on=on,
        details=tuple(replace(each, amount=less) for each in came.details),
    )


def book_of(house: House, owner: PartyId, claims: Sequence[ReceivableId] = ()) -> Book:
    """What the owner may be paid on now."""
    with house.store.reading() as reading:
        pools = [POOL] if owner == BANK else []
        return Book.of(open_claims(reading, pools, claims))


def take(
    house: House, entry: BankEntry, owner: PartyId = BANK, claims: Sequence[ReceivableId] = ()
) -> dict[str, Any]:
    (told,) = identified([entry])
    asked = TakeInEntry(owner, told)
    return house.do(owner, asked, take_in(asked, book_of(house, owner, claims)))


def match(house: House, collection: str, *paid: tuple[ReceivableId, str]) -> dict[str, Any]:
    allocations = tuple(Allocation(claim, yuan(amount)) for claim, amount in paid)
    asked = MatchByPerson(CollectionId(collection), allocations)
    return house.do(BANK, asked, match_by_person(asked, BANK))


def unmatch(house: House, collection: str, *claims: ReceivableId) -> dict[str, Any]:
    asked = UndoMatchByPerson(CollectionId(collection), claims, "another was meant")
    return house.do(BANK, asked, undo_match(asked, BANK))


def financing(house: House, name: str = "fin-1", lender: PartyId = BANK) -> Financing:
    with house.store.reading() as reading:
        stream = financings.stream_of(lender, FinancingId(name))
        state = reading.load(financings.ROOM, stream).state
    assert isinstance(state, Financing)
    return state


def pool(house: House, lender: PartyId = BANK, name: PoolId = POOL) -> Pool:
    with house.store.reading() as reading:
        return pool_of(reading, lender, name)


def sent(house: House, kind: str) -> list[int]:
    """The amounts (minor units) of the messages of that kind, in the order they were decided."""
    with house.engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT body FROM anchorline.outbox WHERE kind = %s ORDER BY position, ordinal", (kind,)
        )
        return [json.loads(bytes(body))["amount"]["minor"] for (body,) in rows]
