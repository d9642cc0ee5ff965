"""Deadlines, late interest, priority and tenor are as the statutes have them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.shared.currency import Currency
from domain.shared.ids import PartyId
from domain.shared.law.guarantee_period import guarantee_ends
from domain.shared.law.payment_terms import (
    Buyer,
    confirmation_deadline,
    late_payment_interest,
    payable_now,
    payment_deadline,
    period_runs_from,
)
from domain.shared.law.priority import Holder, in_order, share_out
from domain.shared.law.span import Span
from domain.shared.law.tenor import LIMITS, Tenor, TenorLimit, limit_on
from domain.shared.money import Money
from tests.support.shared import case, case_ids

CNY = Currency.CNY


def yuan(major: int) -> Money:
    return Money(100 * major, CNY)


def day(written: str) -> date:
    return date.fromisoformat(written)


def test_a_large_buyer_pays_a_small_supplier_within_sixty_days() -> None:
    told = case("CN-06")

    due = payment_deadline(Buyer.LARGE_ENTERPRISE, day(told["inputs"]["delivered"]))

    assert due == day(told["expected"]["due"])


def test_a_state_body_pays_in_thirty_and_no_contract_gives_it_more_than_sixty() -> None:
    delivered = date(2026, 3, 1)

    assert payment_deadline(Buyer.STATE_BODY, delivered) == date(2026, 3, 31)
    agreed = Span(days=90)
    assert payment_deadline(Buyer.STATE_BODY, delivered, agreed) == date(2026, 4, 30)
    assert payment_deadline(Buyer.LARGE_ENTERPRISE, delivered, agreed) == date(2026, 5, 30)


def test_a_buyer_gains_nothing_by_delaying_its_inspection() -> None:
    told = case("CN-07")
    window = Span(days=told["inputs"]["agreed_inspection_days"])

    start = period_runs_from(
        day(told["inputs"]["delivered"]), window, day(told["inputs"]["actual_acceptance"])
    )

    assert start == day(told["expected"]["start"])
    assert payment_deadline(Buyer.LARGE_ENTERPRISE, start) == day(told["expected"]["due"])


def test_the_period_runs_from_acceptance_or_from_delivery_where_none_was_agreed() -> None:
    delivered, accepted = date(2026, 3, 1), date(2026, 3, 5)

    assert period_runs_from(delivered, Span(days=15), accepted) == accepted
    assert period_runs_from(delivered, Span(days=15)) == date(2026, 3, 16)
    assert period_runs_from(delivered) == delivered


def test_a_receivable_is_confirmed_within_thirty_days() -> None:
    assert confirmation_deadline(date(2026, 3, 2)) == date(2026, 4, 1)


def test_late_payment_without_an_agreed_rate_costs_five_hundredths_of_a_percent_a_day() -> None:
    told = case("INT-11")
    start = date(2026, 3, 1)

    late = late_payment_interest(
        yuan(told["inputs"]["overdue"]), start, Span(days=told["inputs"]["days"]).after(start)
    )

    assert late == yuan(told["expected"]["interest"])


@pytest.mark.parametrize(("agreed", "expected"), [("0.01", "3000.00"), ("0.10", "10000.00")])
def test_an_agreed_late_rate_is_at_least_the_prime_rate(agreed: str, expected: str) -> None:
    late = late_payment_interest(
        yuan(100_000),
        date(2026, 1, 1),
        date(2027, 1, 1),
        agreed=Decimal(agreed),
        lpr=Decimal("0.03"),
    )

    assert late == Money.of(expected, CNY)


def test_what_is_not_disputed_is_paid_on_time() -> None:
    told = case("CN-13")

    now = payable_now(yuan(told["inputs"]["invoice"]), yuan(told["inputs"]["disputed"]))

    assert now == yuan(told["expected"]["must_pay_now"])
    assert payable_now(yuan(10), yuan(12)) == yuan(0)


def holder(told: dict[str, Any]) -> Holder:
    registered = told.get("registered", told.get("public_notice"))
    return Holder(
        party=PartyId(told["name"]),
        claim=yuan(told["financing"] if "financing" in told else told["claim"]),
        registered_at=datetime.fromisoformat(registered).replace(tzinfo=UTC)
        if registered
        else None,
    )


def test_the_earlier_registration_wins() -> None:
    told = case("CN-02")
    holders = [holder(factor) for factor in told["inputs"]["factors"]]

    first, *_ = in_order(holders)

    assert [winner.party for winner in first] == told["expected"]["winner"]


def test_without_registration_or_notice_factors_share_in_proportion() -> None:
    told = case("CN-04")
    holders = [holder(factor) for factor in told["inputs"]["factors"]]

    shares = share_out(yuan(told["inputs"]["receivable"]), holders)

    assert shares == {name: yuan(part) for name, part in told["expected"].items()}


def test_of_several_receipts_for_one_lot_the_one_made_public_first_is_paid_first() -> None:
    told = case("CN-14")
    holders = [holder(pledge) for pledge in told["inputs"]["pledges"]]

    shares = share_out(yuan(told["inputs"]["proceeds"]), holders)

    assert shares == {name: yuan(part) for name, part in told["expected"].items()}


def test_registration_goes_before_notice_and_notice_before_neither() -> None:
    nine, ten = (datetime(2026, 2, 1, hour, tzinfo=UTC) for hour in (9, 10))
    registered = Holder(PartyId("registered"), yuan(1), registered_at=ten, notice_arrived_at=ten)
    first_notice = Holder(PartyId("first notice"), yuan(1), notice_arrived_at=nine)
    second_notice = Holder(PartyId("second notice"), yuan(1), notice_arrived_at=ten)
    neither = Holder(PartyId("neither"), yuan(1))

    ranks = in_order([neither, second_notice, first_notice, registered])

    assert ranks == ((registered,), (first_notice,), (second_notice,), (neither,))


@given(
    st.integers(min_value=0, max_value=5_000),
    st.lists(
        st.tuples(st.integers(1, 2_000), st.sampled_from([None, 1, 2])), min_size=1, max_size=6
    ),
)
def test_shares_never_exceed_claims_or_proceeds(
    proceeds: int, claims: list[tuple[int, int | None]]
) -> None:
    holders = [
        Holder(
            PartyId(str(n)),
            Money(claim, CNY),
            registered_at=None if hour is None else datetime(2026, 2, 1, hour, tzinfo=UTC),
        )
        for n, (claim, hour) in enumerate(claims)
    ]

    shares = share_out(Money(proceeds, CNY), holders)

    claimed = sum(claim for claim, _ in claims)
    assert Money.total(shares.values(), CNY).minor == min(proceeds, claimed)
    assert all(shares[each.party] <= each.claim for each in holders)


@pytest.mark.parametrize("case_id", case_ids("CN-08"))
def test_a_certificate_beyond_six_months_is_examined_and_beyond_a_year_forbidden(
    case_id: str,
) -> None:
    told = case(case_id)
    limit = TenorLimit(
        date(2025, 6, 15),
        ordinary=Span(days=told["inputs"]["six_months_as_days"]),
        longest=Span(days=told["inputs"]["one_year_as_days"]),
    )
    issued = date(2026, 1, 1)

    found = limit.of(issued, Span(days=told["inputs"]["days"]).after(issued))

    assert (found is not Tenor.ORDINARY) == told["expected"]["scrutiny"]
    assert (found is Tenor.FORBIDDEN) == told["expected"]["violation"]


def test_six_months_are_calendar_months_and_limits_have_a_date() -> None:
    limit = limit_on(date(2026, 3, 1))

    assert limit is LIMITS[0]
    assert limit.of(date(2026, 3, 1), date(2026, 9, 1)) is Tenor.ORDINARY
    assert limit.of(date(2026, 3, 1), date(2026, 9, 2)) is Tenor.EXAMINED
    assert limit_on(date(2025, 6, 14)) is None


def test_a_guarantee_without_a_period_stands_for_six_months() -> None:
    told = case("CN-09")
    due = day(told["inputs"]["debt_due"])
    agreed = [day(end) if end else None for end in told["inputs"]["agreed_end"]]

    ends = [guarantee_ends(due, end).isoformat() for end in agreed]

    assert ends == told["expected"]["guarantee_ends"]


def test_a_month_after_the_thirty_first_is_the_last_of_the_month() -> None:
    assert Span(months=1).after(date(2026, 1, 31)) == date(2026, 2, 28)
    assert Span(months=12).after(date(2024, 2, 29)) == date(2025, 2, 28)
