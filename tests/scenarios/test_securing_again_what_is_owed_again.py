"""A payment is taken back after its security was let go: nobody else can take it then."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

import pytest
from sqlalchemy import text

from adapters.postgres.codec import Codec
from adapters.postgres.history import AsReliedOn
from adapters.postgres.names.house import HOUSE
from application.collection.identity import identified
from application.processes.answering import change
from application.processes.assigning import Assign, LetGo, assign, let_go
from application.processes.auditing import Fault, Wrong, faults, faults_of_programmes
from application.processes.collecting import TakeInEntry, take_in
from application.processes.disbursing import ConfirmPaidOut, confirm_paid_out
from application.processes.drawing import DrawFromPool, draw
from application.processes.financing_orders import request_on_order
from application.processes.programmes import ProgrammeAt
from application.processes.running_pools import ForPool, close
from application.processes.servicing import (
    TakeBackRepayment,
    TakeRepayment,
    take_back_repayment,
    take_repayment,
)
from application.shared.ports import Answer, Outcome, Reading
from application.views.inbox import INBOX
from domain.financing.state import Stage
from domain.receivable.commands import Dispute, Withdraw
from domain.receivable.invoice import CreditReason
from domain.shared.bank_entry import BankEntry
from domain.shared.ids import AssetId, FinancingId, OrderId, PartyId, PoolId, ReceivableId
from tests.application.views.folding import folded
from tests.conftest import Rounds
from tests.scenarios.bank import book_of, credit, financing, pool, take, taken_back, unmatch
from tests.scenarios.cast import (
    ANCHOR,
    BANK,
    POOL,
    RIVAL,
    SPRING,
    Trade,
    admit_all,
    assign_to,
    confirm,
    drawn,
    notify,
    open_a_pool,
    ready,
    yuan,
)
from tests.scenarios.order_cast import (
    DUE,
    PROGRAMME,
    RIVALS,
    approval,
    approve,
    asked_on,
    invoiced,
    lend_on_orders,
    lent,
    lien_of,
    ordered,
    over_advance,
    programme_of,
    request,
)
from tests.scenarios.test_proving_what_happened import behind_the_events
from tests.support.crowd import all_at_once
from tests.support.house import House, house
from tests.support.postgres import Database

pytestmark = [pytest.mark.postgres, pytest.mark.scenario]

KITES = PoolId("pool-2")
FIRST = FinancingId("fin-1")
OVER_ADVANCES = text(
    "SELECT topic, body FROM anchorline.event WHERE topic LIKE '%over_advance%' "
    "ORDER BY position, stream, version"
)
PROGRAMMES = (ProgrammeAt(BANK, PROGRAMME), ProgrammeAt(RIVAL, RIVALS))


@pytest.fixture
def at_home(database: Database) -> Iterator[House]:
    with house(database) as opened:
        admit_all(opened)
        open_a_pool(opened)
        open_a_pool(opened, RIVAL, KITES)
        yield opened


def free_it(at_home: House, claim: ReceivableId) -> None:
    freed = LetGo(POOL, (claim,))
    at_home.do(BANK, freed, let_go(freed))


def close_it(at_home: House, _: ReceivableId) -> None:
    closing = ForPool(POOL, BANK)
    at_home.do(BANK, closing, close(closing))


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


@pytest.mark.parametrize("gone", [free_it, close_it])
@pytest.mark.parametrize("back", [reverse, undo_the_match])
def test_a_claim_let_go_secures_its_draw_again_when_the_payment_goes_back(
    at_home: House,
    gone: Callable[[House, ReceivableId], None],
    back: Callable[..., None],
) -> None:
    (claim,) = ready(at_home, Trade("JQ-0001", "50000.77"))
    drawn(at_home, "40000.00")
    came = credit("50000.77", "JQ-0001", at_home.clock.day)
    entry = take(at_home, came)["collection"]
    gone(at_home, claim)

    back(at_home, came, entry, claim)

    assert financing(at_home).stage is Stage.DISBURSED
    refused_to_kite(at_home, claim)
    again = pool(at_home)
    assert (again.claims, again.closed, again.over_advance) == (1, False, None)
    with at_home.store.reading() as reading:
        (held,) = reading.claims(POOL)
    assert (held.receivable, held.open) == (claim, 5_000_077)


def test_a_pool_that_is_open_again_lends_nothing_new_and_is_closed_when_it_is_repaid(
    at_home: House,
) -> None:
    (claim,) = ready(at_home, Trade("INV-1", "1000.00"))
    drawn(at_home, "800.00")
    came = credit("1000.00", "INV-1", at_home.clock.day)
    take(at_home, came)
    close_it(at_home, claim)
    reverse(at_home, came)

    more = DrawFromPool(POOL, FinancingId("fin-2"), SPRING, yuan("10.00"), DUE)
    refused = at_home.refused(SPRING, more, draw(more))
    assert refused["code"] == "receivable_pool.frozen"

    take(at_home, credit("1000.00", "INV-1", at_home.clock.day, "bank-2"))
    close_it(at_home, claim)

    assert pool(at_home).closed
    assert lien_of(at_home, claim).encumbrances == ()


def test_what_still_pays_the_draw_leaves_the_claim_free(at_home: House) -> None:
    """A quarter goes back, and the rest pays all that was drawn."""
    (claim,) = ready(at_home, Trade("INV-1", "1000.00"))
    drawn(at_home, "100.00")
    came = credit("1000.00", "INV-1", at_home.clock.day)
    take(at_home, came)
    close_it(at_home, claim)

    take(at_home, taken_back(came, at_home.clock.day, "250.00"))

    assert financing(at_home).stage is Stage.REPAID
    assert pool(at_home).closed
    assert lien_of(at_home, claim).encumbrances == ()


def test_a_claim_that_another_lender_took_stays_there_and_both_sides_are_told(
    at_home: House,
) -> None:
    (claim,) = ready(at_home, Trade("INV-1", "1000.00"))
    drawn(at_home, "300.00")
    came = credit("400.00", "INV-1", at_home.clock.day)
    take(at_home, came)
    free_it(at_home, claim)
    assign_to(at_home, claim, pool=KITES)

    reverse(at_home, came)

    held = lien_of(at_home, claim).held(1)
    assert held is not None
    assert held.lender == RIVAL
    assert pool(at_home).over_advance == yuan("300.00")
    assert to_cure(at_home) == {(BANK, POOL): 30_000, (SPRING, POOL): 30_000}
    assert [(it.wrong, it.of) for it in audit(at_home)] == [(Wrong.UNSECURED, "fin-1")]

    paid = TakeRepayment(FIRST, BANK, yuan("300.00"), at_home.clock.day, "in-1")
    at_home.do(BANK, paid, take_repayment(paid))

    assert to_cure(at_home) == {}
    assert audit(at_home) == []


def test_a_closed_pool_that_is_owed_something_is_a_fault(
    at_home: House, database: Database
) -> None:
    """As it was before such pools were open again: the event that says so is not there."""
    (claim,) = ready(at_home, Trade("INV-1", "1000.00"))
    drawn(at_home, "800.00")
    came = credit("1000.00", "INV-1", at_home.clock.day)
    take(at_home, came)
    close_it(at_home, claim)
    reverse(at_home, came)

    behind_the_events(
        database,
        "UPDATE anchorline.event SET topic = 'receivable_pool.unfrozen@1' "
        "WHERE topic LIKE 'receivable_pool.reopened@%'",
    )

    assert Wrong.CLOSED_AND_OWED in {it.wrong for it in audit(at_home)}


def test_a_closed_pool_is_open_again_when_the_borrowers_own_payment_goes_back(
    at_home: House,
) -> None:
    (claim,) = ready(at_home, Trade("INV-1", "1000.00"))
    drawn(at_home, "300.00")
    paid = TakeRepayment(FIRST, BANK, yuan("300.00"), at_home.clock.day, "in-1")
    at_home.do(BANK, paid, take_repayment(paid))
    free_it(at_home, claim)
    close_it(at_home, claim)

    back = TakeBackRepayment(FIRST, BANK, "in-1")
    at_home.do(BANK, back, take_back_repayment(back))

    assert not pool(at_home).closed
    assert to_cure(at_home) == {(BANK, POOL): 30_000, (SPRING, POOL): 30_000}


@dataclass(frozen=True, slots=True)
class Ordered:
    """1,000.00 ordered and 280.00 lent on it; two invoices, the first of which repaid the loan."""

    order: OrderId
    first: ReceivableId
    second: ReceivableId
    came: BankEntry
    entry: str

    def goes_back(self, at_home: House) -> None:
        reverse(at_home, self.came)


@pytest.fixture
def repaid(at_home: House) -> Ordered:
    for programme in (PROGRAMME, RIVALS):
        lend_on_orders(at_home, programme)
    order = ordered(at_home)
    lent(at_home, order, "280.00")
    first = invoiced(at_home, "II-0001", "400.00")
    second = invoiced(at_home, "II-0002", "300.00")
    for claim in (first, second):
        confirm(at_home, claim)
    came = credit("400.00", "II-0001", at_home.clock.day)
    entry = take(at_home, came, claims=[first])["collection"]
    assert lien_of(at_home, order).encumbrances == ()
    return Ordered(order, first, second, came, entry)


def kite_lends_on(at_home: House, claim: ReceivableId) -> None:
    assign_to(at_home, claim, pool=KITES)
    notify(at_home, claim, RIVAL)
    asked = DrawFromPool(KITES, FinancingId("kite-1"), SPRING, yuan("200.00"), DUE)
    at_home.do(SPRING, asked, draw(asked))


def held_for_the_loan(at_home: House, claim: ReceivableId) -> bool:
    held = lien_of(at_home, claim).held(1)
    return held is not None and held.lender == BANK and held.secures.startswith(PROGRAMME)


@pytest.mark.parametrize("back", [reverse, undo_the_match])
def test_the_first_invoice_secures_the_loan_when_another_lender_has_the_second(
    at_home: House, repaid: Ordered, back: Callable[..., None]
) -> None:
    kite_lends_on(at_home, repaid.second)

    back(at_home, repaid.came, repaid.entry, repaid.first)

    assert programme_of(at_home).lent_on(repaid.order) == yuan("280.00")
    assert held_for_the_loan(at_home, repaid.first)
    refused_to_kite(at_home, repaid.first)
    assert over_advance(at_home, repaid.order) is None
    assert to_cure(at_home) == {}
    assert audit(at_home, *PROGRAMMES) == []


def test_the_lenders_own_pool_has_the_second_invoice(at_home: House, repaid: Ordered) -> None:
    assign_to(at_home, repaid.second)

    repaid.goes_back(at_home)

    assert held_for_the_loan(at_home, repaid.first)
    refused_to_kite(at_home, repaid.first)
    own = Assign(POOL, SPRING, (repaid.first,))
    assert at_home.refused(SPRING, own, assign(own))["code"] == "lien.encumbered"


def test_the_order_itself_is_taken_again_where_it_is_free(at_home: House, repaid: Ordered) -> None:
    """Another lender lent on it between, and was repaid."""
    rivals = lent_by_the_rival(at_home, repaid.order)
    paid = TakeRepayment(rivals, RIVAL, yuan("100.00"), at_home.clock.day, "in-1")
    at_home.do(RIVAL, paid, take_repayment(paid))

    repaid.goes_back(at_home)

    assert held_for_the_loan(at_home, ReceivableId(repaid.order))
    for claim in (repaid.first, repaid.second):
        refused_to_kite(at_home, claim)
    assert over_advance(at_home, repaid.order) is None


def test_an_order_that_another_lender_has_by_now_leaves_the_loan_uncovered_and_says_so(
    at_home: House, repaid: Ordered
) -> None:
    lent_by_the_rival(at_home, repaid.order)

    repaid.goes_back(at_home)

    assert lien_of(at_home, repaid.first).encumbrances == ()
    refused_to_kite(at_home, repaid.first)
    assert over_advance(at_home, repaid.order) == yuan("280.00")
    order = repaid.order
    assert to_cure(at_home) == {(BANK, order): 28_000, (SPRING, order): 28_000}
    assert [(it.wrong, it.of) for it in audit(at_home, *PROGRAMMES)] == [(Wrong.UNSECURED, order)]


def lent_by_the_rival(at_home: House, order: OrderId) -> FinancingId:
    name = FinancingId("fin-2")
    request(at_home, asked_on(order, "100.00", name, programme=RIVALS))
    approve(at_home, approval(name, RIVALS))
    out = ConfirmPaidOut(name, RIVAL, yuan("100.00"), at_home.clock.day, "out-2")
    at_home.do(RIVAL, out, confirm_paid_out(out))
    return name


def test_the_invoice_paid_again_repays_the_loan_and_is_free(
    at_home: House, repaid: Ordered
) -> None:
    kite_lends_on(at_home, repaid.second)
    repaid.goes_back(at_home)

    again = credit("400.00", "II-0001", at_home.clock.day, "bank-2")
    entry = take(at_home, again, claims=[repaid.first])["collection"]

    assert financing(at_home).stage is Stage.REPAID
    assert lien_of(at_home, repaid.first).encumbrances == ()
    assert lien_of(at_home, repaid.order).consumed_by == {AssetId(repaid.second)}

    unmatch(at_home, entry, repaid.first)

    assert held_for_the_loan(at_home, repaid.first)
    paid = TakeRepayment(FIRST, BANK, yuan("280.00"), at_home.clock.day, "in-1")
    at_home.do(BANK, paid, take_repayment(paid))
    assert lien_of(at_home, repaid.first).encumbrances == ()


def test_a_payment_taken_back_in_part_repays_the_loan_with_what_is_left(
    at_home: House, repaid: Ordered
) -> None:
    kite_lends_on(at_home, repaid.second)

    take(at_home, taken_back(repaid.came, at_home.clock.day, "300.00"))

    assert programme_of(at_home).lent_on(repaid.order) == yuan("180.00")
    assert held_for_the_loan(at_home, repaid.first)
    refused_to_kite(at_home, repaid.first)
    assert over_advance(at_home, repaid.order) is None


def test_what_the_invoice_no_longer_brings_is_an_over_advance_of_the_order(
    at_home: House, repaid: Ordered
) -> None:
    """400.00 is owed, of which 70 % is 280.00; disputed by half it carries 140.00."""
    kite_lends_on(at_home, repaid.second)
    repaid.goes_back(at_home)

    disputed = Dispute(
        seller=PartyId(""),
        receivable=repaid.first,
        party=ANCHOR,
        amount=yuan("200.00"),
        reason=CreditReason.QUALITY,
    )
    at_home.do(
        ANCHOR,
        disputed,
        change(repaid.first, ANCHOR, lambda seller: replace(disputed, seller=seller)),
    )

    assert over_advance(at_home, repaid.order) == yuan("140.00")


def test_an_invoice_that_stands_in_place_of_its_order_is_not_withdrawn(
    at_home: House, repaid: Ordered
) -> None:
    kite_lends_on(at_home, repaid.second)
    repaid.goes_back(at_home)

    asked = Withdraw(seller=SPRING, receivable=repaid.first, reason="mistaken")
    refused = at_home.refused(SPRING, asked, change(repaid.first, SPRING, lambda _: asked))

    assert refused["code"] == "process.held_by_a_pool"


def test_nothing_new_is_lent_on_an_order_that_others_have(at_home: House, repaid: Ordered) -> None:
    kite_lends_on(at_home, repaid.second)
    repaid.goes_back(at_home)

    more = asked_on(repaid.order, "10.00", "fin-3")
    assert at_home.refused(SPRING, more, request_on_order(more))["code"].startswith(
        "order_programme."
    )


def test_the_payment_goes_back_while_the_seller_assigns_to_another_and_one_lender_has_the_claim(
    at_home: House, rounds: Rounds
) -> None:
    for at in range(rounds(4, 100)):
        (claim,) = ready(at_home, Trade(f"INV-{at}7", f"{1000 + at}.00"))
        drawn(at_home, "100.00", f"fin-{at}")
        came = credit("400.00", f"INV-{at}7", at_home.clock.day, f"bank-{at}")
        take(at_home, came)
        free_it(at_home, claim)

        racing = [assigning(at_home, claim), going_back(at_home, came)]
        assigned, back = all_at_once(handed_in, racing)

        assert back.outcome is Outcome.ACCEPTED, back.body
        kites = assigned.outcome is Outcome.ACCEPTED
        assert kites or b"lien.encumbered" in assigned.body
        held = lien_of(at_home, claim).held(1)
        assert held is not None
        assert held.lender == (RIVAL if kites else BANK)
        assert pool(at_home).over_advance == (yuan("100.00") if kites else None)
        settle(at_home, f"fin-{at}")
        if not kites:
            free_it(at_home, claim)


def assigning(at_home: House, claim: ReceivableId) -> Callable[[], Answer]:
    asked = Assign(KITES, SPRING, (claim,))
    return partial(at_home.ask, SPRING, asked, assign(asked), request_id=f"assign-{claim}")


def going_back(at_home: House, came: BankEntry) -> Callable[[], Answer]:
    (told,) = identified([taken_back(came, at_home.clock.day)])
    asked = TakeInEntry(BANK, told)
    use_case = take_in(asked, book_of(at_home, BANK))
    name = f"back-{came.servicer_reference}"
    return partial(at_home.ask, BANK, asked, use_case, request_id=name)


def handed_in(one: Callable[[], Answer]) -> Answer:
    return one()


def settle(at_home: House, loan: str) -> None:
    day = at_home.clock.day
    paid = TakeRepayment(FinancingId(loan), BANK, yuan("100.00"), day, f"in-{loan}")
    at_home.do(BANK, paid, take_repayment(paid))


def audit(at_home: House, *programmes: ProgrammeAt) -> list[Fault]:
    def as_of(versions: Mapping[str, int]) -> Reading:
        return AsReliedOn(at_home.engine, Codec(HOUSE), versions)

    with at_home.store.reading() as reading:
        pools = list(faults(reading, as_of, [POOL, KITES]))
        return [*pools, *faults_of_programmes(reading, programmes)]
