"""Money that is asked for on an order: where all of it is kept, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from application.financing import streams as financings
from application.processes.programmes import ProgrammeAt, programme_of
from application.processes.refusals import NoBankAccount
from application.processes.standing import in_good_standing
from application.shared.ports import Conflict, Reading
from domain.enterprise.state import Party
from domain.financing.state import Requested
from domain.order_programme.state import Asking
from domain.shared.event import Context
from domain.shared.facility import Facility, Product, Supports
from domain.shared.ids import FinancingId, OrderId, PartyId, ProgrammeId
from domain.shared.money import Money
from domain.shared.refusal import Refused


@dataclass(frozen=True, slots=True)
class MoneyOnOrder:
    """What became of money asked for on an order."""

    financing: FinancingId
    programme: ProgrammeId
    order: OrderId
    supplier: PartyId
    amount: Money
    due_on: date
    stage: str
    """`requested`, `approved` by some and not yet by all, `instructed`, `rejected`, `withdrawn`."""

    approvals: int
    approvals_needed: int
    net_proceeds: Money | None
    decision: str | None
    """Under this hash the reasons are kept, once it is lent."""


@dataclass(frozen=True, slots=True)
class WaitingRequest:
    """A request that waits, and where everything of it is kept."""

    at: ProgrammeAt
    financing: FinancingId
    asking: Asking
    supports: Supports

    @classmethod
    def of(cls, reading: Reading, at: ProgrammeAt, request: Requested) -> WaitingRequest:
        """Raise `Conflict` where it was decided since it was read."""
        asking_ = programme_of(reading, at).state.askings.get(request.financing)
        if asking_ is None:
            raise Conflict
        return cls(at, request.financing, asking_, request.supports)

    @property
    def stream(self) -> str:
        return financings.stream_of(self.at.lender, self.financing)

    @property
    def facility(self) -> Facility:
        return Facility(Product.E_ORDER, self.at.programme)

    @property
    def payee(self) -> PartyId:
        return self.asking.pay_to or self.asking.supplier

    def request(self, reading: Reading) -> Requested:
        return request_at(reading, self.stream)


def request_at(reading: Reading, stream: str) -> Requested:
    """What is waited for is there; whoever decided it meanwhile, another request says so."""
    state = reading.load(financings.ROOM, stream).state
    if not isinstance(state, Requested):
        raise Conflict
    return state


def payee_of(reading: Reading, context: Context, party: PartyId) -> Party:
    """Raise `Refused` where it may not act, or no account of it is on file."""
    known = in_good_standing(reading, party, context)
    if not known.accounts:
        raise Refused(NoBankAccount(party))
    return known


def as_it_waits(matter: WaitingRequest, request: Requested, stage: str) -> MoneyOnOrder:
    return MoneyOnOrder(
        financing=matter.financing,
        programme=matter.at.programme,
        order=matter.asking.order,
        supplier=matter.asking.supplier,
        amount=matter.asking.amount,
        due_on=matter.asking.due_on,
        stage=stage,
        approvals=len(request.approved_by),
        approvals_needed=request.approvals_needed,
        net_proceeds=None,
        decision=None,
    )
