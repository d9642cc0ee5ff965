"""An order of 1,000.00 on which 700.00 is lent, its invoice confirmed, and pools that take it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from application.processes.disbursing import (
    ConfirmPaidOut,
    RecordReturned,
    confirm_paid_out,
    record_returned,
)
from application.processes.paying_off import PayOff, pay_off
from application.processes.servicing import TakeRepayment, take_repayment
from application.processes.taking_out import TakeOut, take_out
from domain.financing.state import Stage
from domain.shared.ids import AssetId, FinancingId, OrderId, PartyId, PoolId, ReceivableId
from tests.scenarios.bank import financing, pool
from tests.scenarios.cast import BANK, RIVAL, SPRING, admit_all, confirm, notify, open_a_pool, yuan
from tests.scenarios.order_cast import PROGRAMME, invoiced, lend_on_orders, lent, lien_of, ordered
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


def their_pool(at_home: House) -> Any:  # noqa: ANN401 - a pool
    return pool(at_home, RIVAL, THEIRS)


def their_claims(at_home: House) -> list[str]:
    with at_home.store.reading() as reading:
        return [claim.receivable for claim in reading.claims(THEIRS)]


def repaid_by_hand(at_home: House, amount: str) -> None:
    asked = TakeRepayment(F1, BANK, yuan(amount), at_home.clock.day, "in-1")
    at_home.do(BANK, asked, take_repayment(asked))


def sent_back(at_home: House) -> None:
    back = RecordReturned(F2, RIVAL, at_home.clock.day, "account closed")
    at_home.do(RIVAL, back, record_returned(back))


def as_before(at_home: House, order: str, claim: str) -> bool:
    """The bank's money on the order, its lien, and nothing of the rival's anywhere."""
    held = lien_of(at_home, order).held(1)
    at = at_home.clock.now().at
    return (
        held is not None
        and (held.lender, held.secures) == (BANK, PROGRAMME)
        and not lien_of(at_home, order).consumed_by
        and lien_of(at_home, order).reserved(1, at) is None
        and lien_of(at_home, claim).is_free(1, at)
        and lien_of(at_home, claim).origins == {AssetId(order)}
        and their_claims(at_home) == []
        and not their_pool(at_home).pay_offs
        and their_pool(at_home).outstanding.is_zero
        and financing(at_home, "fin-1").stage is Stage.DISBURSED
        and financing(at_home, "fin-2", RIVAL).stage is Stage.RELEASED
    )
