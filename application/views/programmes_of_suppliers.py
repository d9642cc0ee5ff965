"""The order programmes that each supplier was let into."""

from __future__ import annotations

from dataclasses import dataclass

from application.shared.projection import Placed, Projection, Recorded
from application.views.keys import key, scope_of
from domain.order_programme.events import SupplierLetIn
from domain.shared.ids import PartyId, ProgrammeId


@dataclass(frozen=True, slots=True)
class ProgrammeOfSupplier:
    """Where to look; what holds there today the programme itself says."""

    programme: ProgrammeId
    lender: PartyId
    supplier: PartyId


def keys(recorded: Recorded) -> tuple[str, ...]:
    event = recorded.event
    return (key(event.supplier, event.programme),) if isinstance(event, SupplierLetIn) else ()


def fold(row: ProgrammeOfSupplier | None, _: str, recorded: Recorded) -> ProgrammeOfSupplier | None:
    event = recorded.event
    if not isinstance(event, SupplierLetIn):
        return row
    return ProgrammeOfSupplier(event.programme, event.lender, event.supplier)


def place(row_key: str, row: ProgrammeOfSupplier) -> Placed:
    return Placed(scope_of(row_key), row.lender, row.programme)


PROGRAMMES_OF_SUPPLIERS: Projection[ProgrammeOfSupplier] = Projection(
    name="programmes_of_suppliers",
    version=1,
    row=ProgrammeOfSupplier,
    keys=keys,
    fold=fold,
    place=place,
)
