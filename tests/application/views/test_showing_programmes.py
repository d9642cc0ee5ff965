"""A programme's row is what its own history comes to, and each reads its own part of it."""

from __future__ import annotations

from dataclasses import replace

from application.views.programme_rows import OfOrder, ProgrammeRow
from application.views.programmes import PROGRAMMES, seen, seen_by_supplier
from domain.order_programme.decide import ORDER_PROGRAMME
from domain.order_programme.events import ProgrammeEvent
from domain.order_programme.state import Programme, ProgrammeState
from domain.shared.ids import FinancingId, OrderId, PartyId
from domain.shared.kept import Kept
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


def whole_of(rows: dict[str, ProgrammeRow]) -> Programme:
    """A head, with all its parts."""
    ((name, head),) = ((key, row) for key, row in rows.items() if row.head is not None)
    parts = {key: row for key, row in rows.items() if key != name}
    whole = head.programme
    for key, row in parts.items():
        kind, named = key.split("|")[2:]
        whole = with_part(whole, kind, named, row)
    return whole


def with_part(whole: Programme, kind: str, name: str, row: ProgrammeRow) -> Programme:
    if row.supplier is not None:
        party = PartyId(name)
        to = whole.lent.to.plus(party, row.supplier.owed) if row.supplier.owed else whole.lent.to
        assert row.supplier.admitted is not None
        suppliers = whole.suppliers.plus(party, row.supplier.admitted)
        return replace(whole, suppliers=suppliers, lent=replace(whole.lent, to=to))
    if row.draw is not None:
        kept = "repaid_draws" if row.draw.principal.is_zero else "draws"
        return replace(whole, **{kept: getattr(whole, kept).plus(FinancingId(name), row.draw)})
    assert kind == "order"
    return with_order(whole, OrderId(name), row.order)


def with_order(whole: Programme, name: OrderId, part: OfOrder | None) -> Programme:
    assert part is not None
    if part.certificate is not None:
        whole = replace(whole, certificates=whole.certificates.plus(name, part.certificate))
    if part.over_advance is not None:
        whole = replace(whole, over_advances=whole.over_advances.plus(name, part.over_advance))
    if part.owed is not None:
        whole = replace(whole, lent=replace(whole.lent, on=whole.lent.on.plus(name, part.owed)))
    return whole


def without_what_is_not_shown(state: ProgrammeState) -> Programme:
    assert isinstance(state, Programme)
    return replace(state, drawn_on=Kept(), references=(), held=())


def test_a_programme_after_every_event_is_its_own_state() -> None:
    for length in range(1, len(STORY) + 1):
        told = STORY[:length]

        rows = folded(PROGRAMMES, told)

        assert whole_of(rows) == without_what_is_not_shown(ORDER_PROGRAMME.replay(told))


def test_it_is_its_lenders_row_and_stands_under_the_gravest_heading() -> None:
    rows = folded(PROGRAMMES, STORY)
    (head,) = (key for key in rows if PROGRAMMES.place(key, rows[key]).scope == "bank")

    assert scopes(PROGRAMMES, rows) == {"bank", head}
    assert PROGRAMMES.place(head, rows[head]).facet == "over_advance"
    assert seen(ORDER_PROGRAMME.replay([*STORY[:2], frozen()])).status == "frozen"  # type: ignore[arg-type] # opened
    assert seen(ORDER_PROGRAMME.replay([*STORY[:2], closed()])).status == "closed"  # type: ignore[arg-type] # opened


def test_every_order_lent_on_is_shown_with_what_it_bears() -> None:
    whole = seen(programme())

    assert [(it.order, it.outstanding, it.over_advance) for it in whole.orders or ()] == [
        (ORDER, yuan("660.00"), yuan("100.00")),
        (OTHER, yuan("300.00"), None),
    ]
    assert {it.supplier: it.available for it in whole.suppliers or ()} == {
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
