"""A lender's order programmes over HTTP: opened, amended, suppliers let in and rated, closed."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import Query
from fastapi.responses import Response

from api.order_programme import bodies
from api.shared.commanding import Counter, VersionRead
from api.shared.fields import PartyPath
from api.shared.identity import AUDITOR, LENDER, OPERATOR, SUPPLIER, Scope, Viewer
from api.shared.named import ProgrammePath
from api.shared.reading import Asked, CaughtUp, Paging, listed, listing_of, wired
from api.shared.routes import command, read
from api.shared.services import Using
from api.shared.strict import room
from api.shared.wire import model_of
from application.processes import running_programmes as running
from application.processes import stating_costs as stating
from application.processes.programmes import programme_for
from application.processes.running_programmes import ProgrammeAsItIs
from application.processes.stating_costs import CostOnRecord
from application.views.programmes import (
    PROGRAMMES,
    ProgrammeForSupplier,
    ProgrammeSeen,
    row_seen,
    seen,
    seen_by_supplier,
)
from domain.eligibility.order_standing import CostStated, ReferencePrice
from domain.shared.ids import ProgrammeId

router = room("/order-programmes", "order programmes")

ByStatus = Annotated[
    Literal["open", "frozen", "over_advance", "closed"] | None,
    Query(description="Only programmes that stand so."),
]

SEEN = model_of(ProgrammeSeen) | model_of(ProgrammeForSupplier)


@router.post(
    "",
    operation_id="openProgramme",
    **command(ProgrammeAsItIs, LENDER, status=HTTPStatus.CREATED),
)
def open_one(body: bodies.OpenProgrammeBody, desk: Counter) -> Response:
    """Open a programme for lending on the orders of one core enterprise, under terms as data."""
    programme = ProgrammeId(desk.id_for("prog", body.programme))
    asked = running.OpenProgrammeWith(
        programme, desk.caller.party, body.core_enterprise, body.terms
    )
    return desk.carry_out(asked, running.open_programme(asked), HTTPStatus.CREATED)


@router.get(
    "",
    operation_id="listProgrammes",
    **read(listing_of(ProgrammeSeen), LENDER, OPERATOR, AUDITOR),
)
def list_programmes(
    services: CaughtUp, scope: Scope, paging: Paging, status: ByStatus = None
) -> Response:
    """A lender's programmes, each with what its orders bear."""
    return listed(services, PROGRAMMES, Asked(scope, status), paging, row_seen)


@router.get(
    "/{programme}",
    operation_id="showProgramme",
    **read(SEEN, LENDER, SUPPLIER, OPERATOR, AUDITOR, tagged=True),
)
def show(programme: ProgrammePath, services: Using, viewer: Viewer) -> Response:
    """A programme as it stands; a supplier sees what it gets and its own part."""
    with services.desk.store.reading() as reading:
        loaded = programme_for(reading, programme, viewer)
    state = loaded.state
    if viewer is None or viewer == state.lender:
        return wired(seen(state), loaded.version)
    return wired(seen_by_supplier(state, viewer, services.today), loaded.version)


@router.put("/{programme}/terms", operation_id="amendProgramme", **command(ProgrammeAsItIs, LENDER))
def amend(
    programme: ProgrammePath, body: bodies.AmendProgrammeBody, read_at: VersionRead, desk: Counter
) -> Response:
    """New terms from a day on; money lent before keeps its price."""
    asked = running.AmendProgrammeTerms(
        programme, desk.caller.party, body.terms, body.effective_on, read_at
    )
    return desk.carry_out(asked, running.amend_programme(asked))


@router.post(
    "/{programme}/suppliers",
    operation_id="letSupplierIntoProgramme",
    **command(ProgrammeAsItIs, LENDER),
)
def let_in(programme: ProgrammePath, body: bodies.AdmittedSupplierBody, desk: Counter) -> Response:
    """Let a supplier borrow on its orders, with its rating and a limit of its own."""
    asked = running.LetIntoProgramme(
        programme, desk.caller.party, body.supplier, body.rated, body.limit
    )
    return desk.carry_out(asked, running.let_into_programme(asked))


@router.post(
    "/{programme}/suppliers/{party}/ratings",
    operation_id="rateSupplier",
    **command(ProgrammeAsItIs, LENDER),
)
def rate(
    programme: ProgrammePath, party: PartyPath, body: bodies.RatingBody, desk: Counter
) -> Response:
    """Rate a supplier anew: ratio, margin and security of what it borrows go by it."""
    asked = running.RateInProgramme(programme, desk.caller.party, party, body.rated)
    return desk.carry_out(asked, running.rate_in_programme(asked))


@router.put(
    "/{programme}/suppliers/{party}/limit",
    operation_id="limitSupplier",
    **command(ProgrammeAsItIs, LENDER),
)
def limit(
    programme: ProgrammePath, party: PartyPath, body: bodies.SupplierLimitBody, desk: Counter
) -> Response:
    """Say what is lent to a supplier at most; nothing that is lent becomes due by it."""
    asked = running.LimitInProgramme(programme, desk.caller.party, party, body.limit)
    return desk.carry_out(asked, running.limit_in_programme(asked))


@router.post(
    "/{programme}/references",
    operation_id="recordReferencePrices",
    **command(ProgrammeAsItIs, LENDER),
)
def record_references(
    programme: ProgrammePath, body: bodies.ReferencesBody, desk: Counter
) -> Response:
    """Record prices that orders are held against; each takes the place of the one before."""
    prices = tuple(
        ReferencePrice(item=it.item, unit=it.unit, price=it.price, as_of=it.as_of, source=it.source)
        for it in body.references
    )
    asked = running.RecordPrices(programme, desk.caller.party, prices)
    return desk.carry_out(asked, running.record_prices(asked))


@router.post("/{programme}/costs", operation_id="stateOrderCost", **command(CostOnRecord, SUPPLIER))
def state_cost(programme: ProgrammePath, body: bodies.CostBody, desk: Counter) -> Response:
    """Say what an order costs, where the terms look at the gross margin."""
    stated = CostStated(cost=body.cost, source=body.source, stated_on=body.stated_on)
    asked = stating.StateCost(programme, desk.caller.party, body.order, stated)
    return desk.carry_out(asked, stating.state_cost(asked))


@router.post(
    "/{programme}/freezing", operation_id="freezeProgramme", **command(ProgrammeAsItIs, LENDER)
)
def freeze(programme: ProgrammePath, body: bodies.FreezeProgrammeBody, desk: Counter) -> Response:
    """Nothing more is lent, until it is unfrozen."""
    asked = running.FreezeProgrammeFor(programme, desk.caller.party, body.reason)
    return desk.carry_out(asked, running.freeze_programme(asked))


@router.post(
    "/{programme}/unfreezing",
    operation_id="unfreezeProgramme",
    **command(ProgrammeAsItIs, LENDER),
)
def unfreeze(programme: ProgrammePath, desk: Counter) -> Response:
    """Money is lent again."""
    asked = running.ForProgramme(programme, desk.caller.party)
    return desk.carry_out(asked, running.unfreeze_programme(asked), name="UnfreezeProgramme")


@router.post(
    "/{programme}/closing", operation_id="closeProgramme", **command(ProgrammeAsItIs, LENDER)
)
def close(programme: ProgrammePath, desk: Counter) -> Response:
    """End a programme that is owed nothing."""
    asked = running.ForProgramme(programme, desk.caller.party)
    return desk.carry_out(asked, running.close_programme(asked), name="CloseProgramme")
