"""What a bank sent: account reports, statements or notifications, read and not yet acted on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.shared.bank_entry import BankEntry, MessageKind, Source
from domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class Balance:
    """`kind` is the bank's code (OPBD, CLBD, ITBD..); a debit balance is negative."""

    kind: str
    amount: Money
    on: date


@dataclass(frozen=True, slots=True)
class Statement:
    """A camt.052 report, camt.053 statement or camt.054 notification on one account."""

    source: Source
    account: str
    created_at: datetime | None = None
    covers_from: datetime | None = None
    covers_to: datetime | None = None
    sequence: str | None = None
    """Electronic sequence number."""

    legal_sequence: str | None = None
    copy: str | None = None
    """COPY, DUPL or CODU where the bank says this is no original."""

    owner_name: str | None = None
    servicer: str | None = None
    balances: tuple[Balance, ...] = ()
    entries: tuple[BankEntry, ...] = ()
    information: str | None = None


@dataclass(frozen=True, slots=True)
class BankMessage:
    file: str
    kind: MessageKind
    version: int
    message_id: str
    created_at: datetime | None
    statements: tuple[Statement, ...]

    @property
    def entries(self) -> tuple[BankEntry, ...]:
        return tuple(entry for statement in self.statements for entry in statement.entries)
