"""How what happens to margin changes a guarantee."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from domain.guarantee.debt import Claimed
from domain.guarantee.margin_events import (
    ClaimLeftMargin,
    MarginDeposited,
    MarginEvent,
    MarginFellShort,
    MarginSuffices,
    MarginTakenBack,
    MarginWithdrawn,
)
from domain.guarantee.state import Deposit, Guarantee


def of_margin(state: Guarantee, event: MarginEvent) -> Guarantee:
    match event:
        case MarginDeposited():
            deposit = Deposit(event.amount, event.value_date)
            moved = _moved(state, event)
            return replace(moved, deposits=state.deposits.plus(event.bank_reference, deposit))
        case MarginWithdrawn():
            return _moved(state, event)
        case MarginTakenBack():
            return replace(
                state,
                margin=event.balance,
                references=state.references.without(event.bank_reference),
                deposits=state.deposits.without(event.bank_reference),
            )
        case ClaimLeftMargin():
            return _left_margin(state, event)
        case MarginFellShort():
            return replace(state, short=event.missing)
        case MarginSuffices():
            return replace(state, short=None)
        case _:
            assert_never(event)


def _moved(state: Guarantee, event: MarginDeposited | MarginWithdrawn) -> Guarantee:
    references = state.references.plus(event.bank_reference, event.effective_on)
    return replace(state, margin=event.balance, references=references)


def _left_margin(state: Guarantee, event: ClaimLeftMargin) -> Guarantee:
    debt = state.debts[event.financing]
    claimed = Claimed(
        from_margin=debt.claimed.from_margin - event.amount,
        of_guarantor=debt.claimed.of_guarantor + event.amount,
    )
    return replace(state, debts=state.debts.plus(event.financing, replace(debt, claimed=claimed)))
