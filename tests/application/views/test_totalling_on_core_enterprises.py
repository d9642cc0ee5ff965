"""All that hangs on a core enterprise is seen on it: direct, as payer or guarantor, by group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.postgres.following.as_of import AsOf
from application.views.book import When
from application.views.counterparties import (
    ExposureToParty,
    as_of_day,
    as_the_party_may_see,
    lenders_of,
    on_party,
)
from application.views.exposure import exposure_by
from application.views.parties import PARTIES
from domain.credit_line.events import LineEvent
from domain.enterprise.events import GroupSet
from domain.exposure.counterparty import Figure, against_capital
from domain.exposure.dimensions import Dimension
from domain.financing import commands as ask
from domain.financing.events import FinancingEvent
from domain.financing.terms import FinancingTerms
from domain.guarantee.events import GuaranteeEvent
from domain.lender_limit.events import GroupDeclared, MembersChanged
from domain.shared.connection import Basis, GroupId
from domain.shared.event import Event
from domain.shared.facility import Facility, Product
from domain.shared.ids import FinancingId, PartyId
from tests.application.views.folding import folded
from tests.domain.credit_line.scenes import CONDITIONAL, TERMS, approved, blocked, proposed
from tests.domain.financing.scenes import (
    ACCOUNT,
    ANCHOR,
    BANK,
    FIN,
    MILL,
    OPENED,
    SPRING,
    carried_out,
    confirm,
    on,
    open_financing,
    paid_out,
    repay,
    then,
    yuan,
)
from tests.domain.financing.test_going_wrong_properties import told
from tests.domain.financing.test_properties import any_terms
from tests.domain.guarantee import scenes as guaranteeing
from tests.support.shared import case

TODAY = guaranteeing.TODAY
NOW = When(TODAY)
ON_LINE = Facility(Product.CREDIT_LINE, "line-9")
HARBOUR = GroupId("harbour")


def views_of(*events: Event, day: date | None = None) -> AsOf:
    """What a follower would have folded of them; as of a day where one is named.

    Without the parties' files, which would need their whole history.
    """
    views = [view for view in as_of_day(day or date.max, UTC) if view is not PARTIES]
    return AsOf(0, {view.name: folded(view, events) for view in views})


def lent(borrower: PartyId, amount: str, name: FinancingId) -> tuple[FinancingEvent, ...]:
    """Paid out to a party that is itself to pay it."""
    asked = replace(
        open_financing(principal=amount, by_obligor=((borrower, yuan(amount)),)),
        financing=name,
        borrower=borrower,
        facility=ON_LINE,
    )
    return carried_out(
        (OPENED, asked),
        (OPENED, ask.InstructDisbursement(bank_account=ACCOUNT)),
        (OPENED, confirm(yuan(amount), OPENED)),
    )


def guaranteed(amount: str) -> tuple[GuaranteeEvent, ...]:
    """The anchor answers for the first financing; a tenth is held as margin."""
    terms = replace(guaranteeing.TERMS, limit=yuan(amount))
    start = guaranteeing.standing(terms, margin=str(yuan(amount).major / 10))
    return guaranteeing.paid_out(amount, start)


def on_anchor(views: AsOf, when: When = NOW, party: PartyId = ANCHOR) -> ExposureToParty:
    (line,) = on_party(views, party, [BANK], when)
    return line


def drawn(amount: str, committed: str = "0.00") -> Figure:
    return Figure(yuan(amount), yuan(committed))


def grouped(party: PartyId, group: GroupId | None = HARBOUR, day: date = OPENED) -> GroupSet:
    context = on(day)
    return GroupSet(
        at=context.now.at,
        effective_on=day,
        by=context.by,
        party=party,
        earlier=None,
        group=group,
        basis=Basis.ECONOMIC_DEPENDENCE,
        evidence="three quarters of its sales",
    )


def lender_says(*members: PartyId) -> GroupDeclared:
    context = on(OPENED)
    return GroupDeclared(
        at=context.now.at,
        effective_on=OPENED,
        by=context.by,
        lender=BANK,
        group=HARBOUR,
        members=members,
        basis=Basis.CONTROL,
        evidence="chart",
    )


def test_bas_17_guaranteed_chains_add_up_on_the_core_enterprise_in_the_view() -> None:
    given_, expected = case("BAS-17")["inputs"], case("BAS-17")["expected"]
    direct, chain = (
        str(Decimal(given_[name]).scaleb(-2))
        for name in ("direct_to_core", "supplier_loans_guaranteed_by_core")
    )
    views = views_of(
        *lent(ANCHOR, direct, FinancingId("own")),
        *lent(SPRING, chain, FIN),
        *guaranteed(chain),
    )

    core = on_anchor(views)

    assert core.own is not None
    assert (core.direct, core.as_payer_or_guarantor) == (drawn(direct), drawn(chain))
    assert core.own.total.minor == expected["core_exposure"]
    measured = against_capital(core.own.total, yuan(str(Decimal(given_["tier1"]).scaleb(-2))))
    assert (str(measured.share), measured.is_breach) == ("0.265000", expected["breach"])


def test_payer_and_guarantor_of_one_loan_is_one_exposure() -> None:
    views = views_of(*paid_out(), *guaranteed("600.00"))

    core = on_anchor(views)

    assert core.as_payer_or_guarantor == drawn("500300.00")
    assert core.guaranteed == drawn("600.00")
    assert core.margin_held == yuan("60.00")


def test_a_connected_group_is_counted_once_by_loan_whoever_says_that_it_is_one() -> None:
    """The rule of LEX10: control and economic dependence connect alike."""
    loans = (*paid_out(), *lent(SPRING, "70.00", FinancingId("own")), *guaranteed("600.00"))
    filed = views_of(*loans, grouped(SPRING), grouped(ANCHOR))
    declared = lender_says(ANCHOR, SPRING)
    by_lender = views_of(*loans, declared, grouped(SPRING, GroupId("elsewhere")))

    for views in (filed, by_lender):
        for member in (ANCHOR, SPRING):
            line = on_anchor(views, party=member)
            assert line.connected == drawn("1000070.00")
            assert (line.group, line.members) == (HARBOUR, (ANCHOR, SPRING))
        (by_group,) = exposure_by(views, BANK, Dimension.GROUP, TODAY)
        assert (by_group.of, by_group.drawn) == (HARBOUR, yuan("1000070.00"))
    alone = on_anchor(views_of(*loans))
    assert alone.connected == alone.own


def test_whom_a_lender_lets_go_belongs_where_its_file_says() -> None:
    declared, context = lender_says(ANCHOR, SPRING), on(OPENED)
    left = MembersChanged(
        at=context.now.at,
        effective_on=OPENED,
        by=context.by,
        lender=BANK,
        group=HARBOUR,
        added=(MILL,),
        removed=(SPRING,),
        evidence="sold",
    )

    line = on_anchor(views_of(*paid_out(), declared, left, grouped(SPRING, GroupId("far"))))

    assert line.members == (ANCHOR, MILL)
    assert line.connected == drawn("1000000.00")


def test_an_undrawn_committed_line_is_exposure_and_a_conditional_one_is_not() -> None:
    def promised(*history: LineEvent) -> list[Figure]:
        return [it.direct for it in on_party(views_of(*history), SPRING, [BANK], NOW)]

    assert promised(proposed(), approved()) == [drawn("0.00", "1000.00")]
    used = (proposed(), approved(), blocked("400.00"))
    assert promised(*used) == [drawn("0.00", "600.00")]
    assert promised(proposed(CONDITIONAL), approved(CONDITIONAL)) == []
    run_out = replace(TERMS, valid_until=date(2026, 3, 1))
    assert promised(proposed(run_out), approved(run_out)) == []
    assert promised(proposed()) == []


def test_the_core_enterprise_sees_what_it_answers_for_and_nothing_of_its_suppliers() -> None:
    views = views_of(*paid_out(), *guaranteed("600.00"), grouped(SPRING), grouped(ANCHOR))

    (own,) = as_the_party_may_see(on_party(views, ANCHOR, lenders_of(views, ANCHOR), NOW))

    assert (own.guaranteed, own.margin_held) == (drawn("600.00"), yuan("60.00"))
    assert (own.as_payer_or_guarantor, own.own, own.connected, own.group) == (None,) * 4
    assert own.members == ()
    (payer_only,) = on_party(views_of(*paid_out()), MILL, [BANK], NOW)
    assert as_the_party_may_see([payer_only]) == ()


def test_what_is_learnt_late_counts_on_its_own_day_and_only_once_it_is_known() -> None:
    april, may = date(2026, 4, 1), date(2026, 5, 1)
    before = paid_out()
    after = then(before, (may, repay("400000.00", april, payer=ANCHOR)))
    late = When(april, live=False)

    assert on_anchor(views_of(*before, day=april), late).own == drawn("500000.00")
    assert on_anchor(views_of(*after, day=april), late).own == drawn("112666.67")
    day_before = When(april - timedelta(days=1), live=False)
    then_ = on_anchor(views_of(*after, day=day_before.day), day_before)
    assert then_.own == drawn("500000.00")


def test_what_is_decided_later_is_not_there_yet() -> None:
    earlier = When(TODAY - timedelta(days=1), live=False)
    events = (*paid_out(), *guaranteed("600.00"), grouped(ANCHOR, day=TODAY))

    core = on_anchor(views_of(*events, day=earlier.day), earlier)

    assert (core.guaranteed, core.group) == (drawn("0.00"), None)
    assert core.margin_held.is_zero


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["repay", "repay", "close", "default", "restructure", "write off"]),
        st.integers(1, 40),
        st.integers(1, 60_000_000),
        st.just(0),
    ),
    max_size=7,
)


@settings(deadline=None, max_examples=40)
@given(any_terms, STEPS)
def test_an_earlier_day_is_answered_as_the_live_view_answered_it(
    agreed: FinancingTerms, asked: list[tuple[str, int, int, int]]
) -> None:
    events = told(agreed, asked)
    day = OPENED
    for _, days, _, _ in asked:
        day += timedelta(days=days)
        known = [event for event in events if event.at.date() <= day]
        live, then_ = views_of(*known), views_of(*events, day=day)
        for party in (ANCHOR, MILL, SPRING):
            assert of(then_, party, When(day, live=False)) == of(live, party, When(day))


def of(views: AsOf, party: PartyId, when: When) -> Iterable[ExposureToParty]:
    return on_party(views, party, [BANK], when)
