"""An order of 1,000.00 on which 700.00 is lent, its invoice confirmed, and pools that take it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from application.processes.disbursing import ConfirmPaidOut, confirm_paid_out
from application.processes.paying_off import PayOff, pay_off
from application.processes.taking_out import TakeOut, take_out
from domain.shared.ids import FinancingId, OrderId, PartyId, PoolId, ReceivableId
from tests.scenarios.cast import BANK, RIVAL, SPRING, admit_all, confirm, notify, open_a_pool, yuan
from tests.scenarios.order_cast import invoiced, lend_on_orders, lent, ordered
from tests.support.house import House, house
from tests.support.postgres import Database

OURS, THEIRS = PoolId("pool-1"), PoolId("pool-2")
"""Of the bank, which lent on the order, and of its rival."""

LENDER_OF = {OURS: BANK, THEIRS: RIVAL}
F1, F2 = FinancingId("fin-1"), FinancingId("fin-2")
IN_MAY = date(2026, 5, 15)


def two_lenders(database: Database) -> Iterator[House]:
    """Everybody admitted, both pools and the bank's programme open."""
    with house(database) as running:
        admit_all(running)
        opened(running)
        yield running


def opened(house: House) -> None:
    lend_on_orders(house)
    open_a_pool(house, BANK, OURS)
    open_a_pool(house, RIVAL, THEIRS)


def traded(
    house: House, amount: str = "1000.00", *, notified: bool = True
) -> tuple[OrderId, ReceivableId]:
    """Lent on, invoiced for `amount`, confirmed, and the buyer told of the bank."""
    order = ordered(house)
    lent(house, order)
    claim = invoiced(house, amount=amount)
    confirm(house, claim)
    if notified:
        notify(house, claim)
    return order, claim


def taking(*claims: ReceivableId, **more: Any) -> TakeOut:  # noqa: ANN401 - any field
    asked = TakeOut(
        pool=OURS, financing=F2, seller=SPRING, loans=(F1,), receivables=claims, due_on=IN_MAY
    )
    return replace(asked, **more)


def took(house: House, asked: TakeOut) -> dict[str, Any]:
    return house.do(asked.seller, asked, take_out(asked))


def refused_taking(house: House, asked: TakeOut) -> dict[str, Any]:
    return house.refused(asked.seller, asked, take_out(asked))


def paying(house: House, *claims: ReceivableId, **more: Any) -> PayOff:  # noqa: ANN401 - any field
    asked = PayOff(
        pool=THEIRS,
        financing=F2,
        seller=SPRING,
        loans=(F1,),
        receivables=claims,
        due_on=IN_MAY,
        pay_by=house.clock.day,
    )
    return replace(asked, **more)


def paid(house: House, asked: PayOff) -> dict[str, Any]:
    return house.do(asked.seller, asked, pay_off(asked))


def refused_paying(house: House, asked: PayOff) -> dict[str, Any]:
    return house.refused(asked.seller, asked, pay_off(asked))


def confirming(
    house: House, amount: str = "700.00", financing: FinancingId = F2, lender: PartyId = RIVAL
) -> ConfirmPaidOut:
    return ConfirmPaidOut(financing, lender, yuan(amount), house.clock.day, "out-2")


def confirmed(house: House, asked: ConfirmPaidOut) -> dict[str, Any]:
    return house.do(asked.lender, asked, confirm_paid_out(asked))
