"""A supplier sees the certificate that its lender decides on, and nothing of other suppliers."""

from __future__ import annotations

from dataclasses import replace

from application.views.financing_eligibility import (
    FINANCING_ELIGIBILITY,
    SupplierEligibility,
    seen_by_seller,
)
from domain.eligibility.certificate import BaseCertificate
from domain.receivable_pool import events as fact
from domain.receivable_pool.draw_events import DrawReturned
from domain.shared.ids import PartyId
from tests.application.views.folding import folded, scopes
from tests.domain.receivable_pool.scenes import (
    FIRST,
    RIVER,
    SAID,
    SPRING,
    certificate,
    certified,
    drawn,
    yuan,
)

BOTH = (RIVER, SPRING)


def rows_after(*events: fact.PoolEvent) -> dict[str, SupplierEligibility]:
    return folded(FINANCING_ELIGIBILITY, events)


def with_limit(base: BaseCertificate, limit: str) -> BaseCertificate:
    """What the limit leaves is less than the sellers' parts together."""
    available = yuan(limit)
    parts = tuple(replace(it, available=min(it.available, available)) for it in base.sellers)
    return replace(base, limit=available, available=available, sellers=parts)


def test_each_row_is_the_sellers_line_of_the_certificate() -> None:
    made = certificate(spring="800.00", river="400.00")

    rows = rows_after(certified(made, "0.00"))

    for part in made.sellers:
        for scope in (part.seller, PartyId("bank")):
            row = rows[f"{scope}|pool-1|{part.seller}"]
            assert (row.claims, row.gross, row.eligible, row.base, row.available) == (
                part.claims,
                part.gross,
                part.eligible,
                part.base,
                part.available,
            )
            assert (row.pool_base, row.pool_available) == (made.base, made.available)
            assert row.decision == made.results_hash
    assert scopes(FINANCING_ELIGIBILITY, rows) == {"bank", "spring", "river"}


def test_a_draw_lowers_what_its_seller_may_draw_by_just_that() -> None:
    rows = rows_after(
        certified(certificate(spring="800.00", river="400.00"), "0.00"),
        drawn("300.00", sellers=BOTH),
    )

    ours, theirs = rows["spring|pool-1|spring"], rows["river|pool-1|river"]
    assert (ours.available, ours.outstanding) == (yuan("500.00"), yuan("300.00"))
    assert (theirs.available, theirs.outstanding) == (yuan("400.00"), yuan("0.00"))


def test_where_the_pools_limit_is_near_one_sellers_draw_is_anothers_limit() -> None:
    """Until the next certificate a view would else show what nobody can draw."""
    narrow = with_limit(certificate(spring="800.00", river="400.00"), "500.00")

    rows = rows_after(certified(narrow, "0.00"), drawn("300.00", sellers=BOTH))

    assert rows["river|pool-1|river"].available == yuan("200.00")


def test_a_returned_draw_and_a_repayment_give_back_what_they_used() -> None:
    history = (
        certified(certificate(spring="800.00"), "0.00"),
        drawn("300.00"),
        fact.DrawRepaid(**SAID, seller=SPRING, financing=FIRST, principal=yuan("100.00")),
        DrawReturned(**SAID, seller=SPRING, financing=FIRST, amount=yuan("200.00")),
    )

    row = rows_after(*history)["spring|pool-1|spring"]

    assert (row.available, row.outstanding) == (yuan("800.00"), yuan("0.00"))


def test_a_supplier_is_shown_nothing_of_what_others_brought() -> None:
    made = certificate(spring="800.00", river="400.00")
    row = rows_after(certified(made, "0.00"))["spring|pool-1|spring"]

    shown = seen_by_seller(row)

    assert not any(name.startswith("pool_") for name in type(shown).__slots__)
    assert shown.available == yuan("800.00")
