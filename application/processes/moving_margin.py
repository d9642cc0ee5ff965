"""Margin of a guarantee comes in and goes out, and a bank takes back what came in.

A deposit is booked of the bank's transfer as a repayment is: no more than it brought.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from application.enterprise import streams as enterprises
from application.processes.giving_guarantees import GuaranteeAsItIs, as_it_is, of_lender
from application.processes.guarantees import At, guarantee_of, handled
from application.processes.standing import in_good_standing
from application.processes.transfers import (
    Transfer,
    book,
    brought,
    by_margin,
    lock_booking,
    unbook,
)
from application.shared.carry_out import UseCase
from application.shared.ports import Conflict, Reading, UnitOfWork
from domain.enterprise.profile import Role
from domain.guarantee.agreement import MarginEntry
from domain.guarantee.margin_commands import DepositMargin, TakeBackMargin, WithdrawMargin
from domain.guarantee.state import Guarantee
from domain.guarantee.use_refusals import DepositUnknown
from domain.shared.event import Context
from domain.shared.ids import GuaranteeId, PartyId
from domain.shared.money import Money
from domain.shared.refusal import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveMargin:
    """As the bank confirmed it."""

    guarantee: GuaranteeId
    lender: PartyId
    amount: Money
    value_date: date
    bank_reference: str
    entry: MarginEntry | None
    """Why it came in; None where it went out."""

    transfer: Money | None = None
    """All that the transfer brought, where more than this was paid by it."""


@dataclass(frozen=True, slots=True)
class TakeMarginBack:
    """The bank took back what had come in as margin."""

    guarantee: GuaranteeId
    lender: PartyId
    bank_reference: str
    """Of the deposit."""


def move_margin(asked: MoveMargin) -> UseCase:
    """Booked by the lender, on its bank's word."""
    return _take_out(asked) if asked.entry is None else _deposit(asked, asked.entry)


def take_margin_back(asked: TakeMarginBack) -> UseCase:
    """It counts as never come; what was to be paid out of it is claimed of the guarantor.

    Whatever the lender's standing: the money is gone. Raise `Refused` where none came so.
    """

    def use_case(work: UnitOfWork, context: Context) -> GuaranteeAsItIs:
        at = of_lender(work, asked.guarantee, asked.lender)
        told = _came_as(work, at, asked.bank_reference)
        _lock(work, at, told)
        if _came_as(work, at, asked.bank_reference) != told:
            raise Conflict
        unbook(work, told, by_margin(asked.guarantee, asked.bank_reference))
        handled(work, context, at, TakeBackMargin(bank_reference=asked.bank_reference))
        return as_it_is(work, context, at)

    return use_case


def _take_out(asked: MoveMargin) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> GuaranteeAsItIs:
        at = of_lender(work, asked.guarantee, asked.lender)
        work.lock(change=[at.stream], rely_on=[enterprises.stream_of(at.lender)])
        in_good_standing(work, at.lender, context, Role.LENDER)
        command = WithdrawMargin(
            amount=asked.amount,
            value_date=asked.value_date,
            bank_reference=asked.bank_reference,
        )
        handled(work, context, at, command)
        return as_it_is(work, context, at)

    return use_case


def _deposit(asked: MoveMargin, why: MarginEntry) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> GuaranteeAsItIs:
        at = of_lender(work, asked.guarantee, asked.lender)
        told = _transfer(guarantee_of(work, at), asked.bank_reference, asked.value_date)
        told = replace(told, stated=asked.transfer)
        _lock(work, at, told)
        in_good_standing(work, at.lender, context, Role.LENDER)
        command = DepositMargin(
            amount=asked.amount,
            value_date=asked.value_date,
            bank_reference=asked.bank_reference,
            entry=why,
            transfer=brought(work, told, asked.amount),
        )
        handled(work, context, at, command)
        book(work, told, by_margin(asked.guarantee, asked.bank_reference), asked.amount)
        return as_it_is(work, context, at)

    return use_case


def _lock(work: UnitOfWork, at: At, told: Transfer) -> None:
    lock_booking(work, told, [at.stream], list)


def _came_as(reading: Reading, at: At, reference: str) -> Transfer:
    guarantee = guarantee_of(reading, at)
    deposit = guarantee.deposits.get(reference)
    if deposit is None:
        raise Refused(DepositUnknown(reference))
    return _transfer(guarantee, reference, deposit.value_date)


def _transfer(guarantee: Guarantee, reference: str, on: date) -> Transfer:
    """To the margin account, which may be on nobody's file, or to one of the lender's."""
    account = guarantee.terms.margin_account
    number = None if account is None else account.number
    return Transfer(guarantee.lender, reference, on, account=number)
