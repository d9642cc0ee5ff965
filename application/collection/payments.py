"""The payments that one bank entry is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from application.collection.identity import given
from domain.shared.bank_entry import BankEntry, Counterparty, EntryDetail, ReferredDocument, Side
from domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class Payment:
    """One payer's payment: an entry, or one transaction of a batch."""

    amount: Money
    references: tuple[str, ...] = ()
    creditor_references: tuple[str, ...] = ()
    documents: tuple[ReferredDocument, ...] = ()
    text: tuple[str, ...] = ()
    payers: tuple[Counterparty, ...] = ()


def payments_of(entry: BankEntry, left: Money) -> tuple[Payment, ...]:
    """A batch is as many payments as it has transactions, where they add up to it."""
    details = entry.details
    if len(details) > 1 and not disagrees(entry, left):
        return tuple(_payment([each], each.amount or left, ()) for each in details)
    return (_payment(details, left, (entry.information or "",)),)


def _payment(details: Sequence[EntryDetail], amount: Money, text: tuple[str, ...]) -> Payment:
    payers = (payer for each in details for payer in (each.payer, each.ultimate_payer))
    return Payment(
        amount=amount,
        references=tuple(each.end_to_end_id or "" for each in details if given(each.end_to_end_id)),
        creditor_references=tuple(ref for each in details for ref in each.creditor_references),
        documents=tuple(document for each in details for document in each.documents),
        text=(*(line for each in details for line in each.remittance), *text),
        payers=tuple(payer for payer in payers if payer is not None),
    )


def disagrees(entry: BankEntry, left: Money) -> bool:
    """Whether the transactions of a batch cannot be taken one by one."""
    amounts = [each.amount for each in entry.details if each.side is Side.CREDIT and each.amount]
    same = [amount for amount in amounts if amount.currency is left.currency]
    if len(entry.details) <= 1:
        return False
    return len(same) < len(entry.details) or Money.total(same, left.currency) != left
