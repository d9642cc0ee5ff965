"""A pay-off that the bank did not confirm while the trade was kept for it is given up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from application.processes.disbursing import RecordReturned, judged_by, return_, touched_by
from application.processes.loans import lock_with
from application.processes.settling_pay_offs import has_lapsed
from application.shared.carry_out import UseCase
from application.shared.ports import UnitOfWork
from domain.shared.event import Context
from domain.shared.ids import FinancingId, PartyId

LATE = "not confirmed in time"


@dataclass(frozen=True, slots=True)
class LapseFor:
    lender: PartyId
    financing: FinancingId
    day: date


def lapse_for(asked: LapseFor) -> UseCase:
    """Nothing happens where it is in time yet, or over already."""

    def use_case(work: UnitOfWork, context: Context) -> LapseFor:
        at, streams = touched_by(work, asked.financing, asked.lender)
        lock_with(work, streams, lambda: judged_by(work, asked.financing, asked.lender))
        if has_lapsed(work, context, at.loan(work)):
            late = RecordReturned(asked.financing, asked.lender, context.now.day, LATE)
            return_(work, context, at, late)
        return asked

    return use_case
