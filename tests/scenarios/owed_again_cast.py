"""A claim, a pool of another lender beside it, and what is to be cured when money goes back."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import text

from adapters.postgres.codec import Codec
from adapters.postgres.history import AsReliedOn
from adapters.postgres.names.house import HOUSE
from application.processes.assigning import Assign, assign
from application.processes.auditing import Fault, faults, faults_of_programmes
from application.processes.disbursing import ConfirmPaidOut, confirm_paid_out
from application.processes.programmes import ProgrammeAt
from application.shared.ports import Reading
from application.views.inbox import INBOX
from domain.shared.bank_entry import BankEntry
from domain.shared.ids import FinancingId, OrderId, PoolId, ReceivableId
from tests.application.views.folding import folded
from tests.scenarios.bank import take, taken_back, unmatch
from tests.scenarios.cast import POOL, RIVAL, SPRING, yuan
from tests.scenarios.order_cast import RIVALS, approval, approve, asked_on, request
from tests.support.house import House

KITES = PoolId("pool-2")
FIRST = FinancingId("fin-1")
OVER_ADVANCES = text(
    "SELECT topic, body FROM anchorline.event WHERE topic LIKE '%over_advance%' "
    "ORDER BY position, stream, version"
)


def reverse(at_home: House, came: BankEntry, *_: object) -> None:
    take(at_home, taken_back(came, at_home.clock.day))


def undo_the_match(at_home: House, _: BankEntry, collection: str, claim: ReceivableId) -> None:
    unmatch(at_home, collection, claim)


def refused_to_kite(at_home: House, claim: ReceivableId) -> None:
    asked = Assign(KITES, SPRING, (claim,))
    assert at_home.refused(SPRING, asked, assign(asked))["code"] == "lien.encumbered"


def to_cure(at_home: House) -> dict[tuple[str, str], int]:
    """Over-advances in inboxes, by party and pool or order; minor units."""
    with at_home.engine.connect() as connection:
        rows = connection.execute(OVER_ADVANCES).tuples().all()
    told = [Codec(HOUSE).decode(topic, body) for topic, body in rows]
    return {
        (it.party, it.of): it.amount.minor
        for it in folded(INBOX, told).values()
        if it.amount is not None
    }


def lent_by_the_rival(at_home: House, order: OrderId) -> FinancingId:
    name = FinancingId("fin-2")
    request(at_home, asked_on(order, "100.00", name, programme=RIVALS))
    approve(at_home, approval(name, RIVALS))
    out = ConfirmPaidOut(name, RIVAL, yuan("100.00"), at_home.clock.day, "out-2")
    at_home.do(RIVAL, out, confirm_paid_out(out))
    return name


def audit(at_home: House, *programmes: ProgrammeAt) -> list[Fault]:
    def as_of(versions: Mapping[str, int]) -> Reading:
        return AsReliedOn(at_home.engine, Codec(HOUSE), versions)

    with at_home.store.reading() as reading:
        pools = list(faults(reading, as_of, [POOL, KITES]))
        return [*pools, *faults_of_programmes(reading, programmes)]
