"""The claims of pools as rows, and as the rules see them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from adapters.postgres.literals import numbers, texts
from domain.eligibility.claim import Claim, Mark
from domain.shared.currency import Currency
from domain.shared.ids import PoolId, ReceivableId

READ = """SELECT receivable, seller, obligor, currency, face, vat, open, confirmed, disputed,
retention, prepaid, issued_on, due_on, original_due_on, marks, beyond_order
FROM anchorline.claim WHERE pool = %s ORDER BY receivable"""

READ_SOME = """SELECT receivable, seller, obligor, currency, face, vat, open, confirmed, disputed,
retention, prepaid, issued_on, due_on, original_due_on, marks, beyond_order
FROM anchorline.claim WHERE pool = %s AND receivable = ANY (%s::text[])"""

POOLS_WITH = """SELECT DISTINCT pool FROM anchorline.claim
WHERE seller = %s OR obligor = %s ORDER BY pool"""

PUT = """INSERT INTO anchorline.claim (pool, receivable, seller, obligor, currency, face, vat,
open, confirmed, disputed, retention, prepaid, issued_on, due_on, original_due_on, marks,
beyond_order)
SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::bigint[],
%s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[], %s::date[],
%s::date[], %s::date[], %s::int[], %s::bigint[])
ON CONFLICT (pool, receivable) DO UPDATE SET seller = excluded.seller,
obligor = excluded.obligor, currency = excluded.currency, face = excluded.face,
vat = excluded.vat, open = excluded.open, confirmed = excluded.confirmed,
disputed = excluded.disputed, retention = excluded.retention, prepaid = excluded.prepaid,
issued_on = excluded.issued_on, due_on = excluded.due_on,
original_due_on = excluded.original_due_on, marks = excluded.marks,
beyond_order = excluded.beyond_order"""

DROP = """DELETE FROM anchorline.claim
USING unnest(%s::text[], %s::text[]) AS gone (pool, receivable)
WHERE claim.pool = gone.pool AND claim.receivable = gone.receivable"""

CURRENCIES = {it.value: it for it in Currency}
_mark = cache(Mark)
TEXTS = ("seller", "obligor", "currency")
AMOUNTS = ("face", "vat", "open", "confirmed", "disputed", "retention", "prepaid")
DAYS = ("issued_on", "due_on", "original_due_on")

Held = tuple[PoolId, ReceivableId]
"""Which claim of which pool."""


def claim_of(row: Sequence[Any]) -> Claim:
    """Of a row in the order of `READ`."""
    receivable, seller, obligor, currency, *figures, marks, beyond = row
    named = (receivable, seller, obligor, CURRENCIES[currency])
    return Claim(*named, *(*figures, _mark(marks), beyond))


def columns(held: Iterable[Held]) -> tuple[str, str]:
    """Pools and receivables, for `DROP`."""
    pairs = list(held)
    return texts([pool for pool, _ in pairs]), texts([receivable for _, receivable in pairs])


def rows_of(claims: Sequence[tuple[Held, Claim]]) -> tuple[str, ...]:
    """Columns of the rows to put, in the order of `PUT`."""
    facts = [claim for _, claim in claims]
    return (
        *columns(held for held, _ in claims),
        *(texts([getattr(it, name) for it in facts]) for name in TEXTS),
        *(numbers(getattr(it, name) for it in facts) for name in AMOUNTS),
        *(texts([getattr(it, name).isoformat() for it in facts]) for name in DAYS),
        numbers(it.marks.value for it in facts),
        numbers(it.beyond_order for it in facts),
    )
