"""What a bank tells in several messages is taken in once, on a real store."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import count

import pytest
from sqlalchemy import Engine

from adapters.postgres.engine import create_engine
from adapters.postgres.store import PostgresStore
from application.collection.identity import Identified, identified
from application.collection.streams import ROOM, stream_of
from application.collection.taking_in import (
    HadByHand,
    Taken,
    names_to_lock,
    take_in_credit,
    take_in_reversal,
)
from application.shared.carry_out import Desk, UseCase
from application.shared.ports import Outcome, Request, UnitOfWork
from domain.collection.commands import MatchEntry
from domain.collection.events import Rule, Why
from domain.collection.state import Entry, Note
from domain.shared.bank_entry import BankEntry, EntryDetail, MessageKind, Nature, Side, Status
from domain.shared.event import Context
from domain.shared.ids import ActorId, CollectionId
from domain.shared.moment import Moment
from tests.application.collection.scenes import SUPPLIER, credit, paid, source, yuan
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

CLERK = ActorId(f"{SUPPLIER}/clerk")
IN_REPORT = source(MessageKind.REPORT, "RPT-1")
IN_NOTIFICATION = source(MessageKind.NOTIFICATION, "NTF-1")
E2E = EntryDetail(end_to_end_id="E2E-1")
NUMBERS = count(1)


class Noon:
    """A clock that stands still."""

    def now(self) -> Moment:
        return Moment(at=datetime(2026, 3, 4, 4, tzinfo=UTC), day=date(2026, 3, 4))


@dataclass(frozen=True, slots=True)
class Bank:
    """Whatever a bank tells goes through a desk into a database."""

    desk: Desk

    def tells(self, *entries: BankEntry) -> list[Taken]:
        return [self._told(each) for each in identified(entries)]

    def state(self, collection_id: CollectionId) -> Entry | Note:
        with self.desk.store.reading() as reading:
            state = reading.load(ROOM, stream_of(SUPPLIER, collection_id)).state
        assert isinstance(state, Entry | Note)
        return state

    def entry(self, collection_id: CollectionId) -> Entry:
        state = self.state(collection_id)
        assert isinstance(state, Entry)
        return state

    def match(self, collection_id: CollectionId, **amounts: str) -> None:
        def use_case(work: UnitOfWork, context: Context) -> object:
            command = MatchEntry(collection_id, paid(**amounts), Rule.BY_PERSON)
            work.handle(ROOM, stream_of(SUPPLIER, collection_id), command, context)
            return collection_id

        assert self._carry_out(use_case) is Outcome.ACCEPTED

    def refuses(self, entry: BankEntry) -> None:
        (told,) = identified([entry])
        assert self._carry_out(_use_case(told, [])) is Outcome.REFUSED

    def _told(self, told: Identified) -> Taken:
        taken: list[Taken] = []
        assert self._carry_out(_use_case(told, taken)) is Outcome.ACCEPTED
        return taken[-1]

    def _carry_out(self, use_case: UseCase) -> Outcome:
        request = Request(SUPPLIER, CLERK, f"request-{next(NUMBERS)}", "take in", None)
        return self.desk.carry_out(request, use_case).outcome


def _use_case(told: Identified, taken: list[Taken]) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> object:
        work.lock(change=names_to_lock(SUPPLIER, told))
        if told.entry.nature is Nature.COLLECTION:
            taken.append(take_in_credit(work, context, SUPPLIER, told))
        else:
            taken.append(take_in_reversal(work, context, SUPPLIER, told, lambda _: HadByHand()))
        return taken[-1].collection_id

    return use_case


@pytest.fixture
def engine(database: Database) -> Iterator[Engine]:
    made = create_engine(database.url)
    yield made
    made.dispose()


@pytest.fixture
def bank(engine: Engine) -> Bank:
    return Bank(Desk(PostgresStore(engine), Noon()))


def returned(entry: BankEntry, reference: str = "REF-9") -> BankEntry:
    return replace(
        entry,
        side=Side.DEBIT,
        servicer_reference=reference,
        details=tuple(replace(each, return_reason="AC04") for each in entry.details),
    )


def test_three_messages_tell_of_one_credit(bank: Bank) -> None:
    (first,) = bank.tells(credit("1000.00", told_in=IN_REPORT))
    (second,) = bank.tells(credit("1000.00", E2E, told_in=IN_NOTIFICATION))
    (third,) = bank.tells(credit("1000.00"))

    assert [first.fresh, second.fresh, third.fresh] == [True, False, False]
    assert {first.collection_id, second.collection_id, third.collection_id} == {first.collection_id}
    entry = bank.entry(first.collection_id)
    assert entry.remainder == yuan("1000.00")
    assert entry.facts.details == (E2E,)
    assert len(entry.sources) == 3


def test_a_file_read_again_changes_nothing(bank: Bank) -> None:
    told = [credit("1000.00"), credit("500.00", reference=None), credit("500.00", reference=None)]
    first = bank.tells(*told)
    before = [bank.entry(each.collection_id) for each in first]

    again = bank.tells(*told)

    assert len({each.collection_id for each in first}) == 3
    assert all(each.fresh for each in first)
    assert not any(each.fresh for each in again)
    assert [bank.entry(each.collection_id) for each in again] == before


def test_a_pending_entry_is_refused_and_counts_once_it_is_booked(bank: Bank) -> None:
    pending = replace(credit("1000.00"), status=Status.PENDING)

    bank.refuses(pending)
    (taken,) = bank.tells(replace(pending, status=Status.BOOKED))

    assert taken.fresh


def test_another_value_date_for_one_reference_waits_for_a_person(bank: Bank) -> None:
    (known,) = bank.tells(credit("1000.00", told_in=IN_REPORT))

    (taken,) = bank.tells(credit("1000.00", value_on=date(2026, 3, 5)))

    assert taken.fresh
    assert taken.perhaps == known.collection_id
    waiting = bank.entry(taken.collection_id).waiting
    assert waiting is not None
    assert (waiting.why, waiting.concerns) == (Why.PERHAPS_KNOWN, (known.collection_id,))


def test_a_reference_that_comes_later_waits_for_a_person(bank: Bank) -> None:
    (known,) = bank.tells(credit("1000.00", reference=None, told_in=IN_REPORT))

    (taken,) = bank.tells(credit("1000.00"))

    assert taken.perhaps == known.collection_id


def test_two_of_one_amount_in_one_statement_are_two(bank: Bank) -> None:
    first, second = bank.tells(credit("1000.00"), credit("1000.00", reference=None))

    assert first.collection_id != second.collection_id
    assert second.perhaps is None


def test_a_return_undoes_what_the_credit_paid(bank: Bank) -> None:
    (came,) = bank.tells(credit("1000.00", E2E))
    bank.match(came.collection_id, a="600.00", b="300.00")

    (went,) = bank.tells(returned(credit("1000.00", E2E)))
    (again,) = bank.tells(returned(credit("1000.00", E2E)))

    assert went == Taken(came.collection_id, fresh=True)
    assert again == Taken(came.collection_id, fresh=False)
    assert bank.entry(came.collection_id).is_void
    assert bank.entry(came.collection_id).allocated == {}


def test_a_return_of_what_is_not_known_is_noted_once(bank: Bank) -> None:
    (noted,) = bank.tells(returned(credit("1000.00", E2E)))
    (again,) = bank.tells(returned(credit("1000.00", E2E)))

    assert noted.fresh
    assert again == Taken(noted.collection_id, fresh=False)
    assert isinstance(bank.state(noted.collection_id), Note)


def test_a_pending_return_undoes_nothing(bank: Bank) -> None:
    (came,) = bank.tells(credit("1000.00", E2E))

    bank.refuses(replace(returned(credit("1000.00", E2E)), status=Status.PENDING))

    assert not bank.entry(came.collection_id).is_void


def test_a_payment_of_ours_reverses_nothing(bank: Bank) -> None:
    bank.refuses(replace(credit("1000.00", E2E), side=Side.DEBIT))


def test_six_at_once_take_one_entry_in_once(bank: Bank) -> None:
    told = [credit("1000.00", told_in=source(statement=f"STMT-{n}")) for n in range(6)]

    with ThreadPoolExecutor(6) as six:
        taken = [each for (each,) in six.map(bank.tells, told)]

    assert len({each.collection_id for each in taken}) == 1
    assert sum(each.fresh for each in taken) == 1
    assert len(bank.entry(taken[0].collection_id).sources) == 6


def test_six_at_once_never_book_one_entry_under_two_value_dates(bank: Bank) -> None:
    told = [credit("1000.00", value_on=date(2026, 3, day)) for day in range(3, 9)]
    told = [replace(each, source=source(statement=f"STMT-{n}")) for n, each in enumerate(told)]

    with ThreadPoolExecutor(6) as six:
        taken = [each for (each,) in six.map(bank.tells, told)]

    assert [each.perhaps is None for each in taken].count(True) == 1
