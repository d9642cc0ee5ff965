"""A report, statement or notification on one account, and the entries it lists."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.camt.details import account, batch, detail, institution
from adapters.camt.element import Element
from application.collection.bank_message import Balance, Statement
from application.collection.refusals import CodeUnknown, ElementMissing
from domain.shared.bank_entry import BankEntry, MessageKind, Side, Source, Status
from domain.shared.refusal import Refused

STATUSES = {
    "BOOK": Status.BOOKED,
    "PDNG": Status.PENDING,
    "FUTR": Status.FUTURE,
    "INFO": Status.INFORMATION,
}


@dataclass(frozen=True, slots=True)
class Header:
    """What the message says of every statement in it."""

    kind: MessageKind
    version: int
    message_id: str


def statement(node: Element, header: Header) -> Statement:
    """One account's part of a message; refuse it where its account is not named."""
    holder = node.need("Acct")
    number = account(holder)
    if number is None:
        raise Refused(ElementMissing(node.file, holder.place, "Id"))
    source = _source(node, header)
    servicer = institution(holder.first("Svcr"))
    entries = enumerate(node.all("Ntry"), start=1)
    return Statement(
        source=source,
        account=number,
        created_at=node.instant_of("CreDtTm"),
        covers_from=node.instant_of("FrToDt/FrDtTm"),
        covers_to=node.instant_of("FrToDt/ToDtTm"),
        sequence=node.text("ElctrncSeqNb"),
        legal_sequence=node.text("LglSeqNb"),
        copy=node.text("CpyDplctInd"),
        owner_name=holder.text("Ownr/Nm", "Ownr/Pty/Nm"),
        servicer=servicer,
        balances=tuple(_balance(each) for each in node.all("Bal")),
        entries=tuple(
            _entry(each, Place(source, number, servicer, ordinal)) for ordinal, each in entries
        ),
        information=node.text("AddtlStmtInf", "AddtlRptInf", "AddtlNtfctnInf"),
    )


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands."""

    source: Source
    account: str
    servicer: str | None
    ordinal: int


def _source(node: Element, header: Header) -> Source:
    page = node.text("StmtPgntn/PgNb", "RptPgntn/PgNb", "NtfctnPgntn/PgNb") or "1"
    return Source(
        kind=header.kind,
        version=header.version,
        message_id=header.message_id,
        statement_id=node.need_text("Id"),
        page=int(page) if page.isascii() and page.isdigit() else 1,
    )


def _balance(node: Element) -> Balance:
    amount = node.need("Amt").money
    credit = node.need("CdtDbtInd").side is Side.CREDIT
    return Balance(
        kind=node.need_text("Tp/CdOrPrtry/Cd", "Tp/CdOrPrtry/Prtry", "Tp/Cd", "Tp/Prtry"),
        amount=amount if credit else -amount,
        on=node.need("Dt").day,
    )


def _entry(node: Element, place: Place) -> BankEntry:
    """`Ntry`; version 1 has its batches and transactions in it, later ones in `NtryDtls`."""
    side = node.need("CdtDbtInd").side
    reversal = node.first("RvslInd")
    batches = (*node.all("NtryDtls/Btch"), *node.all("Btch"))
    transactions = (*node.all("NtryDtls/TxDtls"), *node.all("TxDtls"))
    return BankEntry(
        account=place.account,
        amount=node.need("Amt").money,
        side=side,
        status=_status(node),
        source=place.source,
        ordinal=place.ordinal,
        servicer=place.servicer,
        servicer_reference=node.text("AcctSvcrRef"),
        entry_reference=node.text("NtryRef"),
        booked_on=node.day_of("BookgDt"),
        value_on=node.day_of("ValDt"),
        reversal=reversal is not None and reversal.truth,
        batches=tuple(batch(each) for each in batches),
        details=tuple(detail(each, side) for each in transactions),
        information=node.text("AddtlNtryInf"),
    )


def _status(node: Element) -> Status:
    """A code until version 6, a choice from then on; a status of the bank's own is not booked."""
    if node.text("Sts/Prtry"):
        return Status.INFORMATION
    stated = node.need("Sts/Cd", "Sts")
    if stated.written not in STATUSES:
        raise stated.refusal(CodeUnknown, stated.written)
    return STATUSES[stated.written]
