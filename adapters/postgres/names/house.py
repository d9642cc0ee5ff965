"""The names of all rooms together."""

from __future__ import annotations

from adapters.postgres.names.collection import COLLECTION
from adapters.postgres.names.credit_line import CREDIT_LINE
from adapters.postgres.names.e_order import E_ORDER
from adapters.postgres.names.enterprise import ENTERPRISE
from adapters.postgres.names.financing import FINANCING
from adapters.postgres.names.guarantee import GUARANTEE
from adapters.postgres.names.intake import INTAKE
from adapters.postgres.names.lender_limit import LENDER_LIMIT
from adapters.postgres.names.lien import LIEN
from adapters.postgres.names.order_programme import ORDER_PROGRAMME
from adapters.postgres.names.receivable import RECEIVABLE
from adapters.postgres.names.receivable_pool import RECEIVABLE_POOL
from adapters.postgres.names.registry import Names

HOUSE = Names(
    ENTERPRISE,
    RECEIVABLE,
    LIEN,
    RECEIVABLE_POOL,
    FINANCING,
    COLLECTION,
    INTAKE,
    CREDIT_LINE,
    LENDER_LIMIT,
    GUARANTEE,
    E_ORDER,
    ORDER_PROGRAMME,
)
