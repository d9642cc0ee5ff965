"""A group is counted as one party would be: each financing once, however many stand in it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from domain.lender_limit.checks import group_use
from domain.lender_limit.events import LimitBlocked
from domain.lender_limit.state import Account
from domain.lender_limit.terms import InUse, OwedAs
from domain.shared.currency import Currency
from domain.shared.ids import FinancingId, PartyId
from tests.domain.lender_limit.scenes import (
    ANCHOR,
    FIRST,
    SECOND,
    SPRING,
    TODAY,
    account,
    blocked,
    released,
    utilised,
    yuan,
)

CNY = Currency.CNY


def lent(event: LimitBlocked) -> LimitBlocked:
    """Lent to the party itself."""
    return replace(event, owed_as=OwedAs.DEBTOR)


def of(party: PartyId, *history: LimitBlocked) -> Account:
    return replace(account(*history), party=party)


def used(*members: Account) -> InUse:
    return group_use(members, TODAY, CNY)


def in_use(obligor: str, guarantor: str, together: str) -> InUse:
    return InUse(obligor=yuan(obligor), guarantor=yuan(guarantor), together=yuan(together))


def test_money_on_an_order_counts_once_where_supplier_and_buyer_are_one_group() -> None:
    supplier = of(SPRING, lent(blocked("700.00")))
    buyer = of(ANCHOR, blocked("700.00"))

    assert used(supplier, buyer) == in_use("700.00", "0.00", "700.00")
    assert used(supplier) == used(buyer) == in_use("700.00", "0.00", "700.00")


def test_what_a_member_guarantees_of_what_another_owes_is_the_same_money() -> None:
    supplier = of(SPRING, lent(blocked("700.00")))
    guarantor = of(ANCHOR, blocked("0.00", "500.00"))

    assert used(supplier, guarantor) == in_use("700.00", "500.00", "700.00")


def test_two_buyers_who_each_pay_a_part_are_both_counted() -> None:
    assert used(of(SPRING, blocked("400.00")), of(ANCHOR, blocked("300.00"))) == in_use(
        "700.00", "0.00", "700.00"
    )


def test_financings_of_their_own_add_up() -> None:
    supplier = of(SPRING, lent(blocked("700.00")))
    buyer = of(ANCHOR, blocked("300.00", financing=SECOND))

    assert used(supplier, buyer) == in_use("1000.00", "0.00", "1000.00")


def test_a_debt_stays_ones_own_when_a_repayment_of_all_of_it_is_taken_back() -> None:
    history = (lent(blocked("700.00")), utilised("700.00"), released("700.00"))

    assert account(*history).own_debts.keys() == {FIRST}
    assert account(*history, blocked("700.00")).own_debts.keys() == set()


NAMES = st.sampled_from([FIRST, SECOND, FinancingId("fin-3")])
BLOCKS = st.dictionaries(
    NAMES,
    st.tuples(st.integers(0, 900), st.integers(0, 900), st.sampled_from(OwedAs)).filter(
        lambda it: it[0] + it[1] > 0
    ),
)


def kept(blocks: dict[FinancingId, tuple[int, int, OwedAs]]) -> Account:
    events = (
        replace(blocked(f"{owed}.00", f"{answered}.00", name), owed_as=how)
        for name, (owed, answered, how) in blocks.items()
    )
    return account(blocked("1.00", financing=FinancingId("other")), *events)


@given(st.lists(BLOCKS, min_size=1, max_size=4))
def test_a_group_uses_no_less_than_a_member_and_no_more_than_all_of_them(
    each: list[dict[FinancingId, tuple[int, int, OwedAs]]],
) -> None:
    members = [kept(blocks) for blocks in each]
    whole = used(*members)

    alone = [member.in_use(TODAY, CNY) for member in members]
    assert used(members[0]) == alone[0]
    assert max(it.together for it in alone) <= whole.together
    assert whole.together <= sum((it.together for it in alone), start=yuan("0.00"))
    assert max(whole.obligor, whole.guarantor) <= whole.together
