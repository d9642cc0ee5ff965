"""A payment is taken back after its security was let go: nobody else can take it then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest

from application.collection.identity import identified
from application.processes.assigning import Assign, LetGo, assign, let_go
from application.processes.auditing import Wrong
from application.processes.collecting import TakeInEntry, take_in
from application.processes.drawing import DrawFromPool, draw
from application.processes.running_pools import ForPool, close
from application.processes.servicing import (
    TakeBackRepayment,
    TakeRepayment,
    take_back_repayment,
    take_repayment,
)
from application.shared.ports import Answer, Outcome
from domain.financing.state import Stage
from domain.shared.bank_entry import BankEntry
from domain.shared.ids import FinancingId, ReceivableId
from tests.conftest import Rounds
from tests.scenarios.bank import book_of, credit, financing, pool, take, taken_back
from tests.scenarios.cast import (
    BANK,
    POOL,
    RIVAL,
    SPRING,
    Trade,
    admit_all,
    assign_to,
    drawn,
    open_a_pool,
    ready,
    yuan,
)
from tests.scenarios.order_cast import DUE, lien_of
from tests.scenarios.owed_again_cast import (
    FIRST,
    KITES,
    audit,
    refused_to_kite,
    reverse,
    to_cure,
    undo_the_match,
)
from tests.scenarios.test_proving_what_happened import behind_the_events
from tests.support.crowd import all_at_once
from tests.support.house import House, house
from tests.support.postgres import Database

pytestmark = [pytest.mark.postgres, pytest.mark.scenario]


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
