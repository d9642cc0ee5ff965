"""A programme's row is what its own history comes to, and each reads its own part of it."""

from __future__ import annotations

from application.views.programmes import PROGRAMMES, seen, seen_by_supplier
from domain.order_programme.decide import ORDER_PROGRAMME
from domain.order_programme.events import ProgrammeEvent
from domain.order_programme.state import Programme
from tests.application.views.folding import folded, scopes
from tests.domain.order_programme.scenes import (
    ORDER,
    OTHER,
    RIVER,
    SECOND,
    SPRING,
    TODAY,
    certificate,
    certified,
    closed,
    financed,
    frozen,
    lent,
    let_in,
    over,
    repaid,
    yuan,
)

RIVERS = certificate("500.00", OTHER, RIVER)
STORY: list[ProgrammeEvent] = [
    *lent("700.00"),
    let_in(RIVER),
    certified(RIVERS),
    financed("300.00", SECOND, OTHER, RIVER),
    certified(certificate("800.00"), "700.00"),
    over("140.00"),
    repaid("40.00"),
    over("100.00"),
    frozen(),
]


def programme() -> Programme:
    state = ORDER_PROGRAMME.replay(STORY)
    assert isinstance(state, Programme)
    return state


def test_a_programme_after_every_event_is_its_own_state() -> None:
    for length in range(1, len(STORY) + 1):
        told = STORY[:length]

        (row,) = folded(PROGRAMMES, told).values()

        assert row.programme == ORDER_PROGRAMME.replay(told)
        assert row.version == length


def test_it_is_its_lenders_row_and_stands_under_the_gravest_heading() -> None:
    rows = folded(PROGRAMMES, STORY)

    assert scopes(PROGRAMMES, rows) == {"bank"}
    assert [PROGRAMMES.place(key, row).facet for key, row in rows.items()] == ["over_advance"]
    assert seen(ORDER_PROGRAMME.replay([*STORY[:2], frozen()])).status == "frozen"  # type: ignore[arg-type] # opened
    assert seen(ORDER_PROGRAMME.replay([*STORY[:2], closed()])).status == "closed"  # type: ignore[arg-type] # opened


def test_every_order_lent_on_is_shown_with_what_it_bears() -> None:
    whole = seen(programme())

    assert [(it.order, it.outstanding, it.over_advance) for it in whole.orders] == [
        (ORDER, yuan("660.00"), yuan("100.00")),
        (OTHER, yuan("300.00"), None),
    ]
    assert {it.supplier: it.available for it in whole.suppliers} == {
        SPRING: yuan("2340.00"),
        RIVER: yuan("2700.00"),
    }


def test_a_supplier_does_not_see_what_another_drew() -> None:
    rivers = seen_by_supplier(programme(), RIVER, TODAY)

    assert [it.order for it in rivers.orders] == [OTHER]
    assert rivers.lending is not None
    assert rivers.lending.rating == "A"
    assert rivers.available == yuan("2700.00")
    assert rivers.outstanding == yuan("300.00")
    assert rivers.status == "frozen"
