"""A buyer confirms thousands of claims in one request, against COPY of the same events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from time import perf_counter

from adapters.postgres.codec import Codec
from adapters.postgres.engine import create_engine
from adapters.postgres.names.house import HOUSE
from adapters.postgres.store import PostgresStore
from application.receivable.changing import register
from application.receivable.confirming_many import ConfirmMany, confirm_many
from application.receivable.streams import stream_of
from application.shared.carry_out import Desk
from application.shared.ports import Request, UnitOfWork
from domain.receivable.commands import Register
from domain.receivable.events import ReceivableConfirmed
from domain.receivable.invoice import Channel, Document, Invoice
from domain.shared.currency import Currency
from domain.shared.event import Context
from domain.shared.fingerprint import fingerprint, receivable_id
from domain.shared.ids import PartyId, ReceivableId
from domain.shared.money import Money
from scripts.bench.deal import CLERK, DUE_ON, NOW
from scripts.bench.deal_library import psycopg_environment, sqlalchemy_environment
from scripts.bench.deal_ours import Noon
from scripts.bench.deal_raw import connect
from scripts.bench.figures import OURS, PSYCOPG, RAW, SQLALCHEMY, Rates, Scale
from scripts.bench.ground import Ground
from scripts.bench.library_claims import SLICE, Claim, Claims, put_claim
from scripts.bench.progress import Say

SELLER, ANCHOR = PartyId("spring"), PartyId("anchor")
ISSUED_ON = date(2026, 2, 2)
NOTHING = Money.zero(Currency.CNY)
COPY = "COPY anchorline.event (position, stream, version, topic, body) FROM STDIN"
IN_SLICES = "2,000 of them in saves of 200: one of more than 0.6 MB hangs"
REGISTERED_AT_ONCE = 2000
FOR_THE_SLOW = 2000
"""Those that load one stream after the other are measured on fewer."""


def measured(ground: Ground, scale: Scale, say: Say) -> list[Rates]:
    title = f"{scale.bulk:,} receivables confirmed in one request"
    rates = Rates(
        title,
        "receivables/s",
        {RAW: 0.10},
        notes={PSYCOPG: IN_SLICES, SQLALCHEMY: "2,000 of them in one save"},
    )
    ours, raw = ground.platform("bulk_ours"), ground.platform("bulk_raw")
    psycopg = psycopg_environment(ground.empty("bulk_psycopg"))
    sqlalchemy = sqlalchemy_environment(ground.empty("bulk_sqlalchemy"))
    fewer = min(scale.bulk, FOR_THE_SLOW)
    desk = Desk(PostgresStore(create_engine(ours), names=HOUSE), Noon())
    for number in range(scale.rounds):
        say(f"bulk confirmation, round {number + 1}")
        receivables = _registered(desk, number, scale.bulk)
        ground.analyse(ours)
        rates.rounds.append(
            {
                OURS: scale.bulk / _confirmed(desk, number, receivables),
                RAW: scale.bulk / _copied(raw, number, receivables),
                PSYCOPG: fewer / _library(psycopg, number, fewer, at_once=SLICE),
                SQLALCHEMY: fewer / _library(sqlalchemy, number, fewer, at_once=fewer),
            }
        )
        ground.settle()
    return [rates]


def _registered(desk: Desk, number: int, count: int) -> tuple[ReceivableId, ...]:
    commands = [_registering(f"{number}-{place:06}") for place in range(count)]
    for first in range(0, count, REGISTERED_AT_ONCE):
        some = commands[first : first + REGISTERED_AT_ONCE]

        def put(work: UnitOfWork, context: Context, some: list[Register] = some) -> None:
            for command in some:
                register(work, command, context)

        desk.carry_out(Request(SELLER, CLERK, f"register {number} {first}", "register", None), put)
    return tuple(command.receivable for command in commands)


def _registering(number: str) -> Register:
    mark = fingerprint(SELLER, ANCHOR, number, ISSUED_ON)
    return Register(
        seller=SELLER,
        receivable=receivable_id(mark),
        party=SELLER,
        document=Document(kind="invoice", encoding="ubl-2.1", digest=mark),
        invoice=Invoice(
            seller=SELLER,
            buyer=ANCHOR,
            number=number,
            fingerprint=mark,
            issued_on=ISSUED_ON,
            due_on=DUE_ON,
            stated_due_on=DUE_ON,
            gross=Money.of("12345.00", Currency.CNY),
            tax=NOTHING,
            prepaid=NOTHING,
            advances=NOTHING,
            retention=NOTHING,
        ),
    )


def _confirmed(desk: Desk, number: int, receivables: tuple[ReceivableId, ...]) -> float:
    asked = ConfirmMany(
        party=ANCHOR, receivables=receivables, channel=Channel.PORTAL, evidence="li, 2 March"
    )
    began = perf_counter()
    answer = desk.carry_out(
        Request(ANCHOR, CLERK, f"confirm {number}", "confirm many", asked), confirm_many(asked)
    )
    seconds = perf_counter() - began
    if answer.position == 0:
        raise RuntimeError(f"not confirmed: {answer.body[:200]!r}")
    return seconds


def _copied(url: str, number: int, receivables: Sequence[ReceivableId]) -> float:
    lines = _lines(receivables, first=(number + 1) << 40)
    connection = connect(url)
    began = perf_counter()
    with connection, connection.cursor() as cursor:
        cursor.copy_expert(COPY, BytesIO(lines.encode()), size=1 << 20)
    seconds = perf_counter() - began
    connection.close()
    return seconds


def _lines(receivables: Sequence[ReceivableId], first: int) -> str:
    codec, amount = Codec(HOUSE), Money.of("12345.00", Currency.CNY)
    lines = []
    for place, receivable in enumerate(receivables):
        topic, body = codec.encode(
            ReceivableConfirmed(
                at=NOW.at,
                effective_on=NOW.day,
                by=CLERK,
                receivable=receivable,
                seller=SELLER,
                buyer=ANCHOR,
                open=amount,
                confirmed=amount,
                channel=Channel.PORTAL,
                evidence="li, 2 March",
                due_on=DUE_ON,
            )
        )
        stream = stream_of(SELLER, receivable)
        lines.append(f"{first + place}\t{stream}\t2\t{topic}\t\\\\x{body.hex()}\n")
    return "".join(lines)


def _library(environment: dict[str, str], number: int, count: int, at_once: int) -> float:
    """Load every claim, change it, and save `at_once` of them in one transaction."""
    with Claims(environment) as claims:
        put = [put_claim(number * count + place) for place in range(count)]
        for first in range(0, count, SLICE):
            claims.save(*put[first : first + SLICE])
        began = perf_counter()
        for first in range(0, count, at_once):
            found: list[Claim] = [
                claims.repository.get(it.id) for it in put[first : first + at_once]
            ]
            for claim in found:
                claim.pay(amount=100)
            claims.save(*found)
        return perf_counter() - began
