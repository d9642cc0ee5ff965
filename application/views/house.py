"""All views, by the follower that keeps them."""

from __future__ import annotations

from application.shared.projection import Follower
from application.views.collections import COLLECTIONS
from application.views.connections import CONNECTIONS
from application.views.documents import DOCUMENTS
from application.views.exposure import EXPOSURE
from application.views.financing_eligibility import FINANCING_ELIGIBILITY
from application.views.financings import FINANCINGS
from application.views.guarantees import GUARANTEES
from application.views.inbox import INBOX
from application.views.lender_limits import LENDER_LIMITS
from application.views.lent_orders import LENT_ORDERS
from application.views.lines import LINES
from application.views.loan_lines import LOAN_LINES
from application.views.orders import ORDERS
from application.views.parties import PARTIES
from application.views.pay_offs import PAY_OFFS
from application.views.pools import POOLS
from application.views.programmes import PROGRAMMES
from application.views.programmes_of_suppliers import PROGRAMMES_OF_SUPPLIERS
from application.views.receivables import RECEIVABLES
from application.views.requests import REQUESTS
from application.views.trail import TRAIL

DECISIONS = Follower(
    "decisions",
    (
        FINANCING_ELIGIBILITY,
        EXPOSURE,
        LOAN_LINES,
        CONNECTIONS,
        POOLS,
        PROGRAMMES,
        PROGRAMMES_OF_SUPPLIERS,
        LENT_ORDERS,
        FINANCINGS,
        REQUESTS,
        PAY_OFFS,
        LINES,
        LENDER_LIMITS,
        GUARANTEES,
    ),
)
"""Eligibility and exposure share one position, so that they never disagree."""

RECORDS = Follower("records", (PARTIES, RECEIVABLES, COLLECTIONS, DOCUMENTS, ORDERS))
DESK = Follower("desk", (INBOX, TRAIL))

FOLLOWERS = (DECISIONS, RECORDS, DESK)
