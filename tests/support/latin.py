"""Latin words in a Chinese sentence: which may stand there, and which were forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from domain.shared.currency import Currency

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

CURRENCY = re.compile(rf"\b({'|'.join(it.value for it in Currency)})\b", re.ASCII)

WORD = re.compile(r"[A-Za-z]{2,}")


def forgotten(chinese: str, *given: str) -> list[str]:
    """Latin words in `chinese` that are neither allowed nor part of what was `given`."""
    left = chinese
    for name in sorted(filter(None, given), key=len, reverse=True):
        left = left.replace(name, " ")
    return WORD.findall(CURRENCY.sub(" ", ALLOWED.sub(" ", left)))


FIGURES_OF_RULES = re.compile(r"符合 .+? 的字符串|(下列之一|可用字段|可用): [^。]+|是否应为 \w+")
"""What a reader of requests tells with its rule: patterns, values and names of fields."""

SAID_APART = {"rule", "ruleZh", "figure", "errors"}
"""Facts that a sentence translates, and so may not hold as they are."""


def told_in_english(problem: Mapping[str, Any]) -> list[str]:
    """Latin words in the Chinese of a problem that stand in none of its facts."""
    facts = [fact for name, fact in problem["facts"].items() if name not in SAID_APART]
    given = [text for fact in facts for text in _texts(fact)]
    return forgotten(FIGURES_OF_RULES.sub(" ", problem["detailZh"]), *given)


def _texts(fact: object) -> Iterator[str]:
    if isinstance(fact, str):
        yield fact
    elif isinstance(fact, dict | list):
        for inner in fact.values() if isinstance(fact, dict) else fact:
            yield from _texts(inner)
