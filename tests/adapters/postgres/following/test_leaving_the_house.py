"""What must leave the house is handed over in order, at least once, under one key for ever."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock

import pytest
from sqlalchemy import text

from adapters.postgres.following.outbox import OutboxWorker, Outgoing, waiting
from application.shared.ports import Message
from tests.adapters.postgres.following.scenes import House, counted

pytestmark = pytest.mark.postgres

DUE_NOW = text("UPDATE anchorline.outbox SET due_at = NULL WHERE sent_at IS NULL")

UNDONE = text(
    """INSERT INTO anchorline.outbox (position, ordinal, kind, key, body)
    VALUES (1, 0, 'payment', 'undone', '{}')"""
)


@dataclass
class Bank:
    """Knows a payment by its key, and may be out of order a few times."""

    failures: int = 0
    asked: list[Outgoing] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def __call__(self, message: Outgoing) -> None:
        with self.lock:
            self.asked.append(message)
            if self.failures:
                self.failures -= 1
                raise ConnectionError("closed for lunch")

    @property
    def keys(self) -> list[str]:
        return [message.key for message in self.asked]


def pay(house: House, *keys: str, kind: str = "payment") -> None:
    house.record(counted("crates"), messages=tuple(Message(kind, key, {"to": key}) for key in keys))


def worker(house: House, bank: Bank) -> OutboxWorker:
    return OutboxWorker(house.engine, {"payment": bank})


def worked_off(house: House, bank: Bank) -> None:
    working = worker(house, bank)
    while working.turn() == 0:
        continue


def left(house: House) -> int:
    with house.engine.connect() as connection:
        return waiting(connection)[0]


def test_messages_leave_in_the_order_they_were_decided(counting_house: House) -> None:
    bank = Bank()
    pay(counting_house, "b", "a")
    pay(counting_house, "c")
    worked_off(counting_house, bank)

    assert bank.asked == [
        Outgoing("payment", "b", b'{"to":"b"}', 1),
        Outgoing("payment", "a", b'{"to":"a"}', 1),
        Outgoing("payment", "c", b'{"to":"c"}', 1),
    ]
    assert left(counting_house) == 0


def test_what_was_sent_is_not_sent_again(counting_house: House) -> None:
    bank = Bank()
    pay(counting_house, "a")
    worked_off(counting_house, bank)
    worked_off(counting_house, bank)
    assert bank.keys == ["a"]


def test_what_failed_is_tried_again_under_the_same_key_and_holds_up_no_other(
    counting_house: House,
) -> None:
    bank = Bank(failures=1)
    pay(counting_house, "a", "b")
    worked_off(counting_house, bank)
    assert bank.keys == ["a", "b"]
    assert left(counting_house) == 1

    with counting_house.engine.connect() as connection:
        connection.execute(DUE_NOW)
    worked_off(counting_house, bank)
    assert [(it.key, it.attempt) for it in bank.asked] == [("a", 1), ("b", 1), ("a", 2)]
    assert left(counting_house) == 0


def test_a_worker_that_died_with_a_message_in_hand_is_succeeded(counting_house: House) -> None:
    class Died(BaseException):
        """The process is gone; nothing after it runs."""

    def die(_: Outgoing) -> None:
        raise Died

    pay(counting_house, "a")
    with pytest.raises(Died):
        OutboxWorker(counting_house.engine, {"payment": die}).turn()

    bank = Bank()
    worked_off(counting_house, bank)
    assert bank.keys == [], "it may still be on its way"
    with counting_house.engine.connect() as connection:
        connection.execute(DUE_NOW)
    worked_off(counting_house, bank)
    assert [(it.key, it.attempt) for it in bank.asked] == [("a", 2)]


def test_several_workers_share_the_work(counting_house: House) -> None:
    bank = Bank()
    keys = [f"payment-{number}" for number in range(60)]
    pay(counting_house, *keys)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: worked_off(counting_house, bank), range(4)))
    assert sorted(bank.keys) == sorted(keys)


def test_what_nobody_here_can_hand_over_waits(counting_house: House) -> None:
    bank = Bank()
    pay(counting_house, "a", kind="fax")
    worked_off(counting_house, bank)
    assert bank.keys == []
    assert left(counting_house) == 1


def test_a_message_of_a_deal_that_did_not_happen_never_leaves(counting_house: House) -> None:
    bank = Bank()
    pay(counting_house, "a")
    with counting_house.engine.connect() as connection:
        connection.execution_options(isolation_level="READ COMMITTED")
        undone = connection.begin()
        connection.execute(UNDONE)
        worked_off(counting_house, bank)
        undone.rollback()
    worked_off(counting_house, bank)
    assert bank.keys == ["a"]
