"""Money on an order: asked for, approved, lent once; repaid by what the order brings."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from adapters.postgres.codec import Codec
from adapters.postgres.history import AsReliedOn, order_certificate_of
from adapters.postgres.names.house import HOUSE
from application.enterprise.changing import change as change_party
from application.lender_limit import streams as limits
from application.processes.closing_the_day import Book, close_up_to_today
from application.processes.disbursing import RecordReturned, record_returned
from application.processes.financing_orders import (
    RejectOnOrder,
    WithdrawOnOrder,
    approve_on_order,
    reject_on_order,
    request_on_order,
    withdraw_on_order,
)
from application.processes.judging_orders import (
    files_behind,
    judged,
    lien_on,
    look_again,
    order_of,
)
from application.processes.programmes import ProgrammeAt
from application.processes.quoting_orders import (
    QuoteOnOrder,
    explain_order,
    kept_decision,
    quote_on_order,
)
from application.processes.replaying import KeptOnOrder, replay_order
from application.processes.running_programmes import (
    RateInProgramme,
    StateCost,
    rate_in_programme,
    state_cost,
)
from application.processes.servicing import (
    TakeBackRepayment,
    TakeRepayment,
    take_back_repayment,
    take_repayment,
)
from application.processes.taking_orders import HandInPaper, hand_in_paper
from application.receivable import streams as receivables
from application.shared.ports import Conflict, Request
from domain.eligibility.order_reasons import OrderRule
from domain.eligibility.order_standing import CostStated
from domain.eligibility.order_terms import OrderConcentration
from domain.enterprise.commands import Suspend
from domain.enterprise.profile import Role
from domain.lender_limit.checks import group_use
from domain.lender_limit.state import Account
from domain.shared.event import Context
from domain.shared.ids import ActorId, FinancingId, OrderId, PartyId
from domain.shared.money import Money
from domain.shared.order_paper import PaperKind, Reply
from tests.scenarios.bank import credit, match, sent, take, unmatch
from tests.scenarios.cast import ANCHOR, BANK, RIVER, SPRING, admit_all, yuan
from tests.scenarios.credit import account, limit_group
from tests.scenarios.guaranteeing import (
    GUARANTEE_TERMS,
    deposit,
    now,
    promised,
    supports_of,
)
from tests.scenarios.order_cast import (
    DELIVER_BY,
    DUE,
    NOTHING,
    PROGRAMME,
    TERMS,
    approval,
    approve,
    asked_on,
    counted,
    give,
    invoiced,
    lend_on_orders,
    lent,
    lien_of,
    ordered,
    over_advance,
    paper,
    programme_of,
    rated,
    request,
)
from tests.support.house import OPERATOR, House, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

FIRST = FinancingId("fin-1")


@pytest.fixture
def at_home(database: Database) -> Iterator[House]:
    with house(database) as opened:
        admit_all(opened)
        yield opened


def paid_to(at_home: House) -> list[str]:
    """The accounts that banks were asked to pay."""
    with at_home.engine.connect() as connection:
        asked = "SELECT body FROM anchorline.outbox WHERE kind = 'disbursement'"
        bodies = connection.exec_driver_sql(asked).scalars()
        return [json.loads(bytes(body))["account"]["number"] for body in bodies]


def context(at_home: House) -> Context:
    return Context(now=at_home.clock.now(), by=ActorId("spring/li"))


def test_a_supplier_states_the_cost_of_its_own_order_and_of_no_other(at_home: House) -> None:
    lend_on_orders(at_home)
    order = ordered(at_home)
    cost = CostStated(cost=yuan("600.00"), source="quotation", stated_on=at_home.clock.day)
    own = StateCost(PROGRAMME, SPRING, order, cost)
    at_home.do(SPRING, own, state_cost(own))

    for supplier, named in ((RIVER, order), (SPRING, OrderId("no-such-order"))):
        asked = StateCost(PROGRAMME, supplier, named, replace(cost, cost=yuan("1.00")))
        refused = at_home.refused(supplier, asked, state_cost(asked))
        assert (refused["code"], refused["facts"]) == ("e_order.not_found", {"order": named})

    assert programme_of(at_home).costs == {SPRING: {order: cost}}


def test_a_quote_tells_the_cost_what_is_received_and_what_the_order_bears(at_home: House) -> None:
    lend_on_orders(at_home)
    order = ordered(at_home)
    wanted = QuoteOnOrder(PROGRAMME, order, SPRING, yuan("600.00"), DUE)

    with at_home.store.reading() as reading:
        quoted = quote_on_order(reading, wanted, context(at_home))

    assert quoted.interest == yuan("7.40")  # 600.00 x 6 % x 74 / 360
    assert quoted.net_proceeds == yuan("600.00")
    assert quoted.received_on == at_home.clock.day
    assert quoted.repayable == yuan("607.40")
    assert quoted.available == yuan("700.00")
    assert quoted.approvals == 1
    assert quoted.effective_annual_rate > quoted.annual_rate


def test_the_order_is_lent_on_once_and_the_lender_is_told_to_pay(at_home: House) -> None:
    lend_on_orders(at_home)
    order = ordered(at_home)

    waiting = request(at_home, asked_on(order))
    done = approve(at_home)

    assert (waiting["stage"], waiting["approvals"], waiting["approvals_needed"]) == (
        "requested",
        0,
        1,
    )
    assert done["stage"] == "instructed"
    assert done["net_proceeds"] == {"minor": 70000, "currency": "CNY"}
    lien = lien_of(at_home, order).held(1)
    assert lien is not None
    assert (lien.lender, lien.secures) == (BANK, PROGRAMME)
    assert programme_of(at_home).lent_on(order) == yuan("700.00")
    assert sent(at_home, "disbursement") == [70000]


def test_the_decision_is_kept_and_read_again_byte_for_byte(at_home: House) -> None:
    lend_on_orders(at_home)
    order = ordered(at_home)
    request(at_home, asked_on(order, "300.00"))
    done = approve(at_home)

    with at_home.store.reading() as reading:
        kept = kept_decision(reading, PROGRAMME, done["decision"], SPRING)
        today = explain_order(reading, PROGRAMME, order, BANK, at_home.clock.day)

    assert kept.hash == done["decision"] == today.hash
    assert kept.eligible == yuan("1000.00")
    assert today.lent == yuan("300.00")
    assert today.available == yuan("400.00")


def test_what_could_not_be_lent_is_refused_when_it_is_asked_for(at_home: House) -> None:
    lend_on_orders(at_home)
    order = ordered(at_home)
    too_much = asked_on(order, "700.01")
    anothers = asked_on(order, supplier=RIVER)

    refused = at_home.refused(SPRING, too_much, request_on_order(too_much))
    strange = at_home.refused(RIVER, anothers, request_on_order(anothers))

    assert refused["code"] == "order_programme.beyond_order"
    assert refused["facts"]["available"] == {"minor": 70000, "currency": "CNY"}
    assert strange["code"] == "e_order.not_found"


def test_an_amount_from_the_threshold_on_takes_two_people(at_home: House) -> None:
    lend_on_orders(at_home, terms=replace(TERMS, second_person_from=yuan("500.00")))
    order = ordered(at_home)
    request(at_home, asked_on(order))

    def approves(person: str, request_id: str) -> Any:  # noqa: ANN401 - as JSON has it
        asked = approval()
        made = Request(BANK, ActorId(f"bank/{person}"), request_id, "ApproveOnOrder", asked)
        return json.loads(at_home.desk.carry_out(made, approve_on_order(asked)).body)

    early = replace(approval(), margin=yuan("70.00"))
    refused = at_home.refused(BANK, early, approve_on_order(early))
    first, again = approves("anna", "approve-1"), approves("anna", "approve-2")
    second = approves("bo", "approve-3")

    assert refused["code"] == "process.security_before_last_approval"
    assert (refused["facts"]["given"], refused["facts"]["needed"]) == (1, 2)
    assert (first["stage"], first["approvals"]) == ("approved", 1)
    assert again["code"] == "financing.approved_already"
    assert second["stage"] == "instructed"


def test_a_request_that_was_rejected_or_withdrawn_lends_nothing(at_home: House) -> None:
    lend_on_orders(at_home)
    order = ordered(at_home)
    request(at_home, asked_on(order, financing="fin-1"))
    request(at_home, asked_on(order, financing="fin-2"))

    no = RejectOnOrder(PROGRAMME, FIRST, BANK, "not now")
    rejected = at_home.do(BANK, no, reject_on_order(no))
    back = WithdrawOnOrder(PROGRAMME, FinancingId("fin-2"), SPRING, "found cheaper")
    anothers = replace(back, supplier=RIVER)
    strange = at_home.refused(RIVER, anothers, withdraw_on_order(anothers))
    withdrawn = at_home.do(SPRING, back, withdraw_on_order(back))
    late = approval()
    after = at_home.refused(BANK, late, approve_on_order(late))

    assert rejected["stage"] == "rejected"
    assert withdrawn["stage"] == "withdrawn"
    assert strange["code"] == "process.asking_unknown"
    assert (after["code"], after["facts"]["was"]) == ("financing.request_over", "rejected")
    assert programme_of(at_home).askings == {}
    assert lien_of(at_home, order).encumbrances == ()


def test_what_falls_between_asking_and_approving_is_seen_by_the_approval(at_home: House) -> None:
    lend_on_orders(at_home)
    order = ordered(at_home)
    request(at_home, asked_on(order))
    suspend = Suspend(party=ANCHOR, reason="fraud")
    at_home.do(OPERATOR, suspend, change_party(suspend))

    asked = approval()
    refused = at_home.refused(BANK, asked, approve_on_order(asked))

    assert refused["code"] == "order_programme.beyond_order"
    assert lien_of(at_home, order).encumbrances == ()
    with at_home.store.reading() as reading:
        why = explain_order(reading, PROGRAMME, order, SPRING, at_home.clock.day)
    assert [it.rule for it in why.reasons] == [OrderRule.BUYER_SUSPENDED]


def test_an_entrusted_payment_goes_to_the_suppliers_own_supplier(at_home: House) -> None:
    lend_on_orders(at_home, terms=replace(TERMS, entrusted_payment=True))
    mill = at_home.admit("mill", Role.SUPPLIER, number="cn:2009", account="acc-mill")
    order = ordered(at_home)
    to_itself = asked_on(order)

    refused = at_home.refused(SPRING, to_itself, request_on_order(to_itself))
    request(at_home, asked_on(order, pay_to=mill))
    approve(at_home)

    assert refused["code"] == "order_programme.payee_missing"
    assert paid_to(at_home) == ["acc-mill"]


def test_money_that_came_back_frees_the_order(at_home: House) -> None:
    lend_on_orders(at_home)
    order = ordered(at_home)
    request(at_home, asked_on(order))
    approve(at_home)

    back = RecordReturned(FIRST, BANK, at_home.clock.day, "account closed")
    at_home.do(BANK, back, record_returned(back))

    assert programme_of(at_home).outstanding.is_zero
    assert lien_of(at_home, order).encumbrances == ()


def test_an_order_repaid_is_free_and_held_again_when_the_bank_takes_the_money_back(
    at_home: House,
) -> None:
    lend_on_orders(at_home)
    order = ordered(at_home)
    lent(at_home, order)

    paid = TakeRepayment(FIRST, BANK, yuan("700.00"), at_home.clock.day, "in-1")
    at_home.do(BANK, paid, take_repayment(paid))
    free = lien_of(at_home, order).encumbrances
    undo = TakeBackRepayment(FIRST, BANK, "in-1")
    at_home.do(BANK, undo, take_back_repayment(undo))

    assert free == ()
    assert lien_of(at_home, order).held(1) is not None
    assert programme_of(at_home).lent_on(order) == yuan("700.00")
    assert over_advance(at_home, order) is None


def test_goods_that_will_not_come_make_an_over_advance_at_once(at_home: House) -> None:
    """Ninety arrive and ten never will: 900.00 bears 630.00 of the 700.00 that is lent."""
    lend_on_orders(at_home)
    order = ordered(at_home)
    lent(at_home, order)

    give(at_home, SPRING, paper(PaperKind.DESPATCH, "D-1", counted("90")))
    give(
        at_home,
        ANCHOR,
        paper(PaperKind.RECEIPT, "G-1", counted("90", short=counted("10").quantity)),
    )

    assert over_advance(at_home, order) == yuan("70.00")


def test_a_worse_rating_makes_an_over_advance_at_once_and_a_better_one_cures_it(
    at_home: House,
) -> None:
    lend_on_orders(at_home)
    order = ordered(at_home)
    lent(at_home, order)

    for rating, expected in (("B", yuan("200.00")), ("A", None)):
        asked = RateInProgramme(PROGRAMME, BANK, SPRING, rated(at_home, rating))
        at_home.do(BANK, asked, rate_in_programme(asked))
        assert over_advance(at_home, order) == expected


def test_what_is_lent_on_is_neither_cancelled_nor_changed_without_the_lender(
    at_home: House,
) -> None:
    lend_on_orders(at_home)
    order = ordered(at_home)
    give(at_home, ANCHOR, paper(PaperKind.CHANGE, "C-1", deliver_by=date(2026, 5, 1)))
    lent(at_home, order)

    accept = paper(PaperKind.RESPONSE, "R-9", answers="C-1", reply=Reply.ACCEPTED)
    cancel = paper(PaperKind.CANCELLATION, "X-1", reason="not needed")
    for party, told in ((SPRING, accept), (ANCHOR, cancel)):
        asked = HandInPaper(party, told, told.number.ljust(64, "0"))
        refused = at_home.refused(party, asked, hand_in_paper(asked))
        assert refused["code"] == "e_order.consent_missing"


def test_an_invoice_goes_on_bearing_the_money_and_its_payment_repays_it_first(
    at_home: House,
) -> None:
    lend_on_orders(at_home)
    order = ordered(at_home)
    lent(at_home, order)
    claim = invoiced(at_home)
    assert over_advance(at_home, order) is None

    at_home.clock.pass_days(30)
    entry = take(at_home, credit("1000.00", "thanks", at_home.clock.day))["collection"]
    match(at_home, entry, (claim, "1000.00"))

    programme = programme_of(at_home)
    assert programme.outstanding.is_zero
    assert lien_of(at_home, order).encumbrances == ()
    assert sent(at_home, "surplus") == [29650]  # 700.00 at 6 % for 30 days of 360 is 703.50

    unmatch(at_home, entry, claim)
    assert sent(at_home, "reclaim") == [29650]
    assert programme_of(at_home).lent_on(order) == yuan("700.00")
    assert lien_of(at_home, order).held(1) is not None
    assert over_advance(at_home, order) is None


def test_an_invoice_paid_to_the_supplier_itself_leaves_the_money_uncovered(at_home: House) -> None:
    lend_on_orders(at_home)
    order = ordered(at_home)
    lent(at_home, order)
    claim = invoiced(at_home)

    take(at_home, credit("1000.00", "INV-1", at_home.clock.day), SPRING, [claim])

    assert over_advance(at_home, order) == yuan("700.00")


def test_a_guarantee_that_the_rating_asks_for_is_used_up_with_the_money(at_home: House) -> None:
    """30 % of 700.00 guaranteed by the anchor, with its margin."""
    promised(at_home, GUARANTEE_TERMS)
    deposit(at_home, "100.00")
    row = replace(TERMS.orders.ratings[0], guarantee_ratio=Decimal("0.30"))
    orders = replace(TERMS.orders, ratings=(row,))
    lend_on_orders(at_home, terms=replace(TERMS, orders=orders))
    order = ordered(at_home)
    request(at_home, asked_on(order, financing="fin-1", supports=supports_of("209.99")))
    request(at_home, asked_on(order, financing="fin-2", supports=supports_of("210.00")))

    short = approval("fin-1")
    refused = at_home.refused(BANK, short, approve_on_order(short))
    lent_ = approve(at_home, approval("fin-2"))

    assert refused["code"] == "order_programme.security_short"
    assert lent_["stage"] == "instructed"
    used = now(at_home).usage.in_use(at_home.clock.day, NOTHING.currency)
    assert used == yuan("210.00")


def test_the_lenders_limits_count_it_on_supplier_and_core_enterprise(at_home: House) -> None:
    """The supplier owes it, the core enterprise is to pay it; both are free with the repayment."""
    lend_on_orders(at_home)
    lent(at_home, ordered(at_home))
    assert [on_account(at_home, it) for it in (SPRING, ANCHOR)] == [yuan("700.00")] * 2

    paid = TakeRepayment(FinancingId("fin-1"), BANK, yuan("300.00"), at_home.clock.day, "in-1")
    at_home.do(BANK, paid, take_repayment(paid))
    assert [on_account(at_home, it) for it in (SPRING, ANCHOR)] == [yuan("400.00")] * 2


def test_a_group_of_supplier_and_core_enterprise_uses_the_money_once(at_home: House) -> None:
    """Seen to fail while it counted on both: 1400.00 were beyond the limit of the group."""
    lend_on_orders(at_home)
    limit_group(at_home, "700.00", SPRING, ANCHOR)
    lent(at_home, ordered(at_home))

    accounts = tuple(account(at_home, it) for it in (SPRING, ANCHOR))
    used = group_use(accounts, at_home.clock.day, NOTHING.currency)
    assert used.together == used.obligor == yuan("700.00")


def on_account(at_home: House, party: PartyId) -> Money:
    with at_home.store.reading() as reading:
        state = reading.load(limits.ROOM, limits.account_of(BANK, party)).state
    assert isinstance(state, Account)
    return state.as_obligor.utilised(NOTHING.currency)


def test_the_decision_is_made_again_from_what_it_relied_on_to_the_byte(at_home: House) -> None:
    """The order was invoiced in part, and much happened since."""
    lend_on_orders(at_home)
    order = ordered(at_home)
    invoiced(at_home, amount="200.00")
    request(at_home, asked_on(order, "300.00"))
    hash_ = approve(at_home)["decision"]
    asked = RateInProgramme(PROGRAMME, BANK, SPRING, rated(at_home, "B"))
    at_home.do(BANK, asked, rate_in_programme(asked))

    codec = Codec(HOUSE)
    made = order_certificate_of(at_home.engine, codec, hash_)
    assert made is not None
    then = AsReliedOn(at_home.engine, codec, dict(made.relied_on))
    with at_home.store.reading() as reading:
        kept = KeptOnOrder.of(reading, made)
    again = replay_order(then, made, kept)

    assert kept.results is not None
    assert kept.carrying is not None
    assert again.equal
    assert again.again.eligible == yuan("800.00")
    changed = replace(made, certificate=replace(made.certificate, eligible=yuan("900.00")))
    assert not replay_order(then, changed, kept).equal
    for name, was in (("results", kept.results), ("carrying", kept.carrying)):
        forged = replace(kept, **{name: was.replace(b"1000", b"1001")})
        assert not replay_order(then, made, forged).equal


def test_an_order_counts_under_a_cap_as_long_as_money_is_lent_on_it(at_home: House) -> None:
    """1,000.00 invoiced and 700.00 lent on one order leave 800.00 of a cap of 1,500.00."""
    capped = OrderConcentration(buyer=Decimal("0.015"))
    lend_on_orders(
        at_home, terms=replace(TERMS, orders=replace(TERMS.orders, concentration=capped))
    )
    first = ordered(at_home)
    lent(at_home, first)
    claim = invoiced(at_home)
    second = ordered(at_home, "PO-8")

    def left() -> Money:
        with at_home.store.reading() as reading:
            day = at_home.clock.day
            return explain_order(reading, PROGRAMME, second, SPRING, day).eligible

    carried = left()
    take(at_home, credit("1000.00", "INV-1", at_home.clock.day), SPRING, [claim])
    owed_without_carrying = left()

    assert programme_of(at_home).certificates[first].eligible.is_zero
    assert carried == yuan("800.00")
    assert owed_without_carrying == yuan("800.00")


def test_a_judgement_rests_on_nothing_that_is_not_locked(at_home: House) -> None:
    """An order that became another claim since it was looked at is looked at again."""
    lend_on_orders(at_home)
    order = ordered(at_home)
    with at_home.store.reading() as reading:
        before = order_of(reading, order).state
    claim = invoiced(at_home)

    with at_home.store.reading() as reading:
        now = order_of(reading, order).state
        at = ProgrammeAt(BANK, PROGRAMME)
        read = {name for name, _ in judged(reading, at, order, at_home.clock.day).relied_on}
        look_again(reading, [now])
        with pytest.raises(Conflict):
            look_again(reading, [before])

    assert receivables.stream_of(SPRING, claim) in files_behind(now)
    assert read <= {at.stream, lien_on(order), *files_behind(now)}


def test_both_are_told_why_an_amount_is_to_be_cured_and_can_prove_it(at_home: House) -> None:
    """Ten of a hundred will never come: 900.00 carries 630.00."""
    lend_on_orders(at_home)
    order = ordered(at_home)
    lent(at_home, order)
    give(at_home, SPRING, paper(PaperKind.DESPATCH, "D-1", counted("90")))
    short = counted("90", short=counted("10").quantity)
    give(at_home, ANCHOR, paper(PaperKind.RECEIPT, "G-1", short))

    hash_ = programme_of(at_home).certificates[order].carrying_hash
    with at_home.store.reading() as reading:
        told = [kept_decision(reading, PROGRAMME, hash_, party) for party in (SPRING, BANK)]
        codec = Codec(HOUSE)
        made = order_certificate_of(at_home.engine, codec, hash_)
        assert made is not None
        then = AsReliedOn(at_home.engine, codec, dict(made.relied_on))
        again = replay_order(then, made, KeptOnOrder.of(reading, made))

    assert over_advance(at_home, order) == yuan("70.00")
    for each in told:
        assert (each.eligible, each.excluded) == (yuan("900.00"), yuan("100.00"))
        assert [it.rule for it in each.reasons] == [OrderRule.LOST_PART]
    assert again.equal
    assert again.same_bytes


def test_the_daily_close_sees_that_the_goods_did_not_come_by_their_day(at_home: House) -> None:
    lend_on_orders(at_home)
    order = ordered(at_home)
    lent(at_home, order)
    book = Book(programmes=[ProgrammeAt(BANK, PROGRAMME)])

    at_home.clock.day = DELIVER_BY
    close_up_to_today(at_home.desk, book)
    before = over_advance(at_home, order)
    at_home.clock.pass_days(1)
    close_up_to_today(at_home.desk, book)

    assert before is None
    assert over_advance(at_home, order) == yuan("700.00")
