"""Money is asked for on an order, and lent as far as order and limits bear it."""

from __future__ import annotations

from typing import assert_never

from domain.order_programme import checks
from domain.order_programme import commands as ask
from domain.order_programme import events as fact
from domain.order_programme import refusals as no
from domain.order_programme import request_refusals as unasked
from domain.order_programme.checks import Said
from domain.order_programme.events import ProgrammeEvent
from domain.order_programme.state import Programme
from domain.shared.ids import PartyId
from domain.shared.refusal import BrokenPromise, Refused

Decision = tuple[ProgrammeEvent, ...]
Lending = ask.AskOnOrder | ask.DropAsking | ask.FinanceOrder


def lend(programme: Programme, command: Lending, said: Said) -> Decision:
    match command:
        case ask.AskOnOrder():
            return _ask(checks.lends(programme), command, said)
        case ask.DropAsking():
            return _drop(programme, command, said)
        case ask.FinanceOrder():
            return _finance(checks.lends(programme), command, said)
        case _:
            assert_never(command)


def _ask(programme: Programme, command: ask.AskOnOrder, said: Said) -> Decision:
    """What could not be lent today is not asked for; security may still be brought."""
    _check(programme, command, said)
    _check_payee(programme, command.pay_to, said)

    return (
        fact.MoneyAskedOnOrder(
            **said,
            supplier=command.supplier,
            order=command.order,
            financing=command.financing,
            amount=command.amount,
            due_on=command.due_on,
            pay_to=command.pay_to,
        ),
    )


def _check(programme: Programme, command: ask.AskOnOrder | ask.FinanceOrder, said: Said) -> None:
    today, amount, named = said["effective_on"], command.amount, command.financing
    checks.supplier_in(programme, command.supplier)
    checks.currency_agrees(programme, amount)
    checks.order_fits(programme, command)
    checks.size_and_term_fit(programme, amount, command.due_on, command.certificate, today)
    asked_before = isinstance(command, ask.AskOnOrder) and named in programme.askings
    if programme.draw_of(named) is not None or asked_before:
        raise Refused(no.DrawAlreadyMade(named))
    checks.limits_bear(programme, command, today)


def _check_payee(programme: Programme, pay_to: PartyId | None, said: Said) -> None:
    entrusted = programme.terms_on(said["effective_on"]).entrusted_payment
    if entrusted and pay_to is None:
        raise Refused(unasked.PayeeMissing())
    if not entrusted and pay_to is not None:
        raise Refused(unasked.PayeeNotInTerms(pay_to))


def _drop(programme: Programme, command: ask.DropAsking, said: Said) -> Decision:
    asked = checks.asking_known(programme, command.financing)
    named = command.financing
    return (
        fact.AskingDropped(**said, supplier=asked.supplier, order=asked.order, financing=named),
    )


def _finance(programme: Programme, command: ask.FinanceOrder, said: Said) -> Decision:
    asked = programme.askings.get(command.financing)
    told = (command.order, command.supplier, command.amount, command.due_on)
    if asked is not None and (asked.order, asked.supplier, asked.amount, asked.due_on) != told:
        raise BrokenPromise("what is lent is what was asked for")
    _check(programme, command, said)
    checks.security_is_there(programme, command)

    certified = _certified(programme, command, said)
    return (certified, *_cured(programme, command, said), _financed(command, said))


def _certified(programme: Programme, command: ask.FinanceOrder, said: Said) -> fact.OrderCertified:
    return fact.OrderCertified(
        **said,
        certificate=command.certificate,
        outstanding=programme.lent_on(command.order),
        relied_on=command.relied_on,
    )


def _cured(programme: Programme, command: ask.FinanceOrder, said: Said) -> Decision:
    """An order that bears more money is short of none."""
    if command.order not in programme.over_advances:
        return ()
    supplier, order = command.supplier, command.order
    return (fact.OrderOverAdvanceCured(**said, supplier=supplier, order=order),)


def _financed(command: ask.FinanceOrder, said: Said) -> fact.OrderFinanced:
    return fact.OrderFinanced(
        **said,
        supplier=command.supplier,
        order=command.order,
        financing=command.financing,
        amount=command.amount,
        due_on=command.due_on,
        security=command.security,
    )
