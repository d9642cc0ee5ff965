"""Thousands of claims are confirmed in one request: all of them, or none."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from application.receivable import confirming_many
from application.receivable.changing import change, register
from application.receivable.confirming_many import ConfirmMany, check_list, confirm_many, summed
from application.receivable.streams import ROOM, fingerprint_key, stream_of
from application.shared.carry_out import UseCase
from application.shared.owners import owner_of
from application.shared.ports import Outcome, UnitOfWork
from domain.receivable.answer_refusals import NamedTwice, NoneNamed, TooManyAtOnce
from domain.receivable.commands import Confirm, Dispute, Register, Withdraw
from domain.receivable.invoice import Channel, CreditReason, Document, Invoice, Status
from domain.receivable.state import Receivable, status_of
from domain.shared.currency import Currency
from domain.shared.event import Context
from domain.shared.fingerprint import fingerprint, receivable_id
from domain.shared.ids import PartyId, ReceivableId
from domain.shared.money import Money
from domain.shared.refusal import Refusal, Refused
from tests.support.house import House, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

SPRING, RIVER, ANCHOR = PartyId("spring"), PartyId("river"), PartyId("anchor")
ISSUED, DUE = date(2026, 2, 2), date(2026, 5, 29)


@pytest.fixture
def at_home(database: Database) -> Iterator[House]:
    with house(database) as made:
        yield made


def registering(
    number: str, *, seller: PartyId = SPRING, currency: Currency = Currency.CNY
) -> Register:
    mark = fingerprint(seller, ANCHOR, number, ISSUED)
    nothing = Money.zero(currency)
    return Register(
        seller=seller,
        receivable=receivable_id(mark),
        party=seller,
        document=Document(kind="invoice", encoding="ubl-2.1", digest=f"{number}-ubl"),
        invoice=Invoice(
            seller=seller,
            buyer=ANCHOR,
            number=number,
            fingerprint=mark,
            issued_on=ISSUED,
            due_on=DUE,
            stated_due_on=DUE,
            gross=Money.of("100.00", currency),
            tax=nothing,
            prepaid=nothing,
            advances=nothing,
            retention=nothing,
        ),
    )


def put_on_record(*commands: Register) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> int:
        return sum(register(work, command, context).version for command in commands)

    return use_case


def on_record(at_home: House, *commands: Register) -> tuple[ReceivableId, ...]:
    at_home.do(SPRING, commands, put_on_record(*commands))
    return tuple(command.receivable for command in commands)


def confirming(*receivables: ReceivableId, party: PartyId = ANCHOR) -> ConfirmMany:
    return ConfirmMany(
        party=party, receivables=receivables, channel=Channel.PORTAL, evidence="li, 2 March"
    )


def status(at_home: House, command: Register) -> Status:
    with at_home.store.reading() as reading:
        state = reading.load(ROOM, stream_of(command.seller, command.receivable)).state
    assert isinstance(state, Receivable)
    return status_of(state)


def test_claims_of_several_sellers_and_currencies_are_confirmed_together(at_home: House) -> None:
    commands = (
        registering("1"),
        registering("2", seller=RIVER),
        registering("3", currency=Currency.EUR),
    )
    asked = confirming(*on_record(at_home, *commands))

    assert at_home.do(ANCHOR, asked, confirm_many(asked)) == {
        "count": 3,
        "totals": [
            {"minor": 20_000, "currency": "CNY"},
            {"minor": 10_000, "currency": "EUR"},
        ],
        "beyond_orders": [],
    }
    assert {status(at_home, command) for command in commands} == {Status.CONFIRMED}


def test_one_that_cannot_be_confirmed_keeps_all_from_it_and_each_is_named(at_home: House) -> None:
    good, done, gone = registering("1"), registering("2"), registering("3")
    receivables = on_record(at_home, good, done, gone)
    alone = confirming(done.receivable)
    at_home.do(ANCHOR, alone, confirm_many(alone))
    withdraw = Withdraw(seller=SPRING, receivable=gone.receivable, reason="keyed wrong")
    at_home.do(SPRING, withdraw, change(withdraw))
    asked = confirming(*receivables, ReceivableId("rcv_unknown"))

    refusal = at_home.refused(ANCHOR, asked, confirm_many(asked))

    assert refusal["code"] == "receivable.some_not_confirmed"
    assert refusal["facts"] == {
        "count": 3,
        "asked": 4,
        "failures": [
            {"receivable": done.receivable, "code": "receivable.already_confirmed"},
            {"receivable": gone.receivable, "code": "receivable.withdrawn"},
            {"receivable": "rcv_unknown", "code": "receivable.not_found"},
        ],
    }
    assert status(at_home, good) is Status.REGISTERED


def test_nobody_confirms_anothers_debt(at_home: House) -> None:
    asked = confirming(*on_record(at_home, registering("1")), party=RIVER)

    refusal = at_home.refused(RIVER, asked, confirm_many(asked))

    assert refusal["facts"]["failures"][0]["code"] == "receivable.not_the_buyer"


def test_the_failures_named_are_few_and_the_count_is_whole(at_home: House) -> None:
    asked = confirming(*(ReceivableId(f"rcv_{n}") for n in range(150)))

    facts = at_home.refused(ANCHOR, asked, confirm_many(asked))["facts"]

    assert facts["count"] == facts["asked"] == 150
    assert len(facts["failures"]) == confirming_many.FAILURES_NAMED_MAX == 100


@pytest.mark.parametrize(
    ("receivables", "refusal"),
    [
        ([], NoneNamed()),
        (["rcv_1", "rcv_2", "rcv_1"], NamedTwice(ReceivableId("rcv_1"))),
        (["rcv_1"] * 20_001, TooManyAtOnce(20_001, most=20_000)),
    ],
)
def test_a_list_names_each_claim_once_and_some_claims(
    receivables: list[str], refusal: Refusal
) -> None:
    with pytest.raises(Refused) as refused:
        check_list([ReceivableId(it) for it in receivables])

    assert refused.value.refusal == refusal


def test_thousands_are_confirmed_at_once(at_home: House) -> None:
    commands = tuple(registering(str(n)) for n in range(2_000))
    asked = confirming(*on_record(at_home, *commands))

    assert at_home.do(ANCHOR, asked, confirm_many(asked))["count"] == 2_000


def test_of_two_lists_with_one_claim_in_common_one_is_confirmed(at_home: House) -> None:
    receivables = on_record(at_home, *(registering(str(n)) for n in range(3)))
    lists = [confirming(*receivables[:2]), confirming(*receivables[1:])]

    with ThreadPoolExecutor(2) as crowd:
        answers = list(crowd.map(lambda it: at_home.ask(ANCHOR, it, confirm_many(it)), lists))

    assert sorted(answer.outcome.value for answer in answers) == ["accepted", "refused"]
    refused = next(answer for answer in answers if answer.outcome is Outcome.REFUSED)
    assert b"receivable.already_confirmed" in refused.body


def test_registering_takes_the_identity_of_the_claim_once(at_home: House) -> None:
    command = registering("1")
    on_record(at_home, command)
    elsewhere = replace(command, document=replace(command.document, digest="cii"))

    assert at_home.ask(SPRING, elsewhere, put_on_record(elsewhere)).body == b"2"
    key = fingerprint_key(command.invoice.fingerprint)
    with at_home.store.reading() as reading:
        assert owner_of(reading, ROOM.name, command.receivable) == SPRING
        assert reading.holders([key]) == {key: command.receivable}


def test_what_was_withdrawn_is_registered_anew_under_the_same_identity(at_home: House) -> None:
    command = registering("1")
    on_record(at_home, command)
    withdraw = Withdraw(seller=SPRING, receivable=command.receivable, reason="keyed wrong")

    assert at_home.do(SPRING, withdraw, change(withdraw)) == {
        "receivable": command.receivable,
        "seller": SPRING,
        "status": "withdrawn",
        "open": None,
        "confirmed": None,
        "disputed": None,
        "beyond_order": None,
        "version": 2,
    }
    at_home.do(SPRING, (command, "again"), put_on_record(command))
    assert status(at_home, command) is Status.REGISTERED


def test_a_change_answers_with_the_claim_as_it_is(at_home: House) -> None:
    command = registering("1")
    on_record(at_home, command)
    dispute = Dispute(
        seller=SPRING,
        receivable=command.receivable,
        party=ANCHOR,
        amount=Money.of("18.00", Currency.CNY),
        reason=CreditReason.QUALITY,
    )
    at_home.do(ANCHOR, dispute, change(dispute))
    confirm = Confirm(
        seller=SPRING,
        receivable=command.receivable,
        party=ANCHOR,
        channel=Channel.PORTAL,
        evidence="li",
    )

    answer = at_home.do(ANCHOR, confirm, change(confirm))

    figures = {name: answer[name]["minor"] for name in ("open", "confirmed", "disputed")}
    assert figures == {"open": 10_000, "confirmed": 8_200, "disputed": 1_800}
    assert (answer["status"], answer["version"]) == ("disputed", 3)


def test_a_claim_nobody_registered_is_not_found(at_home: House) -> None:
    withdraw = Withdraw(seller=SPRING, receivable=ReceivableId("rcv_none"), reason="")

    refusal = at_home.refused(SPRING, withdraw, change(withdraw))

    assert refusal["code"] == "receivable.not_found"


def test_nothing_confirmed_sums_to_nothing() -> None:
    assert summed([]).totals == ()
