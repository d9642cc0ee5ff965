"""Latin words in a Chinese sentence: which may stand there, and which were forgotten."""

from __future__ import annotations

import re

ALLOWED = re.compile(
    r"[a-z]+(_[a-z]+)*(\.[a-z]+(_[a-z]+)*)+"  # a code of docs/refusals.md
    r"|camt\.05[0-9]|UTF-8"
    r"|[a-z]+([A-Z][a-z]+)+"  # a field as it is sent
    r"|[A-Z]{3} -?[0-9.]+"  # money
    r"|Idempotency-Key|If-Match|If-Position|ETag|Authorization: Bearer <key>|\?party=<id>"
    r"|API|JSON|XML|PDF|VAT|LEI|IBAN|BIC|GLN|ISO 3166|DOCTYPE|NUL|Unicode|UTF|Content-Type"
    r"|null|true|false"
)
"""Names that have no Chinese: codes, fields, headers, currencies, formats and schemes."""

WORD = re.compile(r"[A-Za-z]{2,}")


def forgotten(chinese: str, *given: str) -> list[str]:
    """Latin words in `chinese` that are neither allowed nor part of what was `given`."""
    left = chinese
    for name in sorted(filter(None, given), key=len, reverse=True):
        left = left.replace(name, " ")
    return WORD.findall(ALLOWED.sub(" ", left))
