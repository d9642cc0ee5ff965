"""A supplier finds the programmes that it was let into, and no others."""

from __future__ import annotations

from application.views.programmes_of_suppliers import PROGRAMMES_OF_SUPPLIERS
from tests.application.views.folding import folded, scopes
from tests.domain.order_programme.scenes import LENDER, PROGRAMME, RIVER, SPRING, let_in, opened


def test_each_supplier_finds_the_programme_it_was_let_into() -> None:
    rows = folded(PROGRAMMES_OF_SUPPLIERS, (opened(), let_in(SPRING)))

    (row,) = rows.values()
    assert (row.programme, row.lender, row.supplier) == (PROGRAMME, LENDER, SPRING)
    assert scopes(PROGRAMMES_OF_SUPPLIERS, rows) == {SPRING}


def test_two_suppliers_of_one_programme_have_a_row_each() -> None:
    rows = folded(PROGRAMMES_OF_SUPPLIERS, (opened(), let_in(SPRING), let_in(RIVER)))

    assert scopes(PROGRAMMES_OF_SUPPLIERS, rows) == {SPRING, RIVER}
