"""Which pay-offs are under way, over HTTP, for the borrower and both lenders."""

from __future__ import annotations

from fastapi.responses import Response

from api.shared.identity import AUDITOR, LENDER, OPERATOR, SUPPLIER, Scope
from api.shared.reading import Asked, CaughtUp, Paging, listed, listing_of
from api.shared.routes import read
from api.shared.strict import room
from application.views.pay_offs import PAY_OFFS, PayOffUnderWay

router = room("/pay-offs", "receivable pools")


@router.get(
    "",
    operation_id="listPayOffs",
    **read(listing_of(PayOffUnderWay), LENDER, SUPPLIER, OPERATOR, AUDITOR),
)
def list_pay_offs(services: CaughtUp, scope: Scope, paging: Paging) -> Response:
    """What is paid off by whom until when, what is to be paid first before the others.

    The borrower sees all of it; the old lender its loans and what comes in for them; the new
    lender its draw, the claims and what it pays.
    """
    return listed(services, PAY_OFFS, Asked(scope), paging)
